//! The list under the filter's field: what can be written where the cursor is.

use egui::{Area, AtomExt as _, Frame, Id, Order, Pos2, RichText, ScrollArea, Ui, WidgetInfo};

use super::Outbox;
use super::filter::field_id;
use crate::app::{Command, CompletionCommand, State};
use crate::matrix::{Candidate, CandidateKind};
use crate::ui::theme::palette;
use crate::ui::theme::tokens::size;

/// Draws the list from a place under the field, while it is open.
pub fn completion_ui(ui: &mut Ui, place: Pos2, state: &State, out: &mut Outbox) {
    let completing = &state.completing;
    if !completing.open {
        return;
    }
    let mut chosen = None;
    let area = Area::new(Id::unique("completion"))
        .order(Order::Foreground)
        .fixed_pos(place + egui::vec2(0.0, 2.0))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(size::COMPLETION_WIDTH);
                chosen = lines_ui(ui, state, out);
                ui.separator();
                ui.label(RichText::new(hint(state)).small().weak());
            });
        });
    let over = area.response.contains_pointer();
    if over && ui.input(|input| input.pointer.any_pressed()) {
        // A press in the list takes nothing away from the field.
        ui.memory_mut(|memory| memory.request_focus(field_id()));
    } else if !over && !ui.memory(|memory| memory.has_focus(field_id())) {
        out.push(Command::Completion(CompletionCommand::Close));
    }
    tell(ui, chosen);
}

/// What keys do now.
fn hint(state: &State) -> &'static str {
    let completing = &state.completing;
    match (completing.at, completing.completes(&state.filter)) {
        (Some(_), _) => "Enter or Tab writes it. Escape closes the list.",
        (None, Some(_)) => "Tab writes the first line. Up and Down choose. Enter goes to the rows.",
        (None, None) => "Up and Down choose. Enter goes to the rows. Escape closes the list.",
    }
}

/// Draws the lines; gives the id of the chosen one.
fn lines_ui(ui: &mut Ui, state: &State, out: &mut Outbox) -> Option<Id> {
    let completing = &state.completing;
    let id = Id::unique("lines of the completion");
    let before: Option<usize> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let moved = before != completing.at;
    ui.data_mut(|data| data.insert_temp(id, completing.at));
    let mut chosen = None;
    ScrollArea::vertical()
        .max_height(size::COMPLETION_HEIGHT)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (at, candidate) in completing.found.candidates.iter().enumerate() {
                let is_chosen = completing.at == Some(at);
                let line = line_ui(ui, candidate, is_chosen);
                if line.clicked() {
                    out.push(Command::Completion(CompletionCommand::Take(at)));
                }
                if is_chosen {
                    chosen = Some(line.id);
                    if moved {
                        line.scroll_to_me(None);
                    }
                }
            }
        });
    chosen
}

fn line_ui(ui: &mut Ui, candidate: &Candidate, chosen: bool) -> egui::Response {
    let colors = palette(ui);
    let color = match candidate.kind {
        CandidateKind::Column | CandidateKind::Operator => colors.accent,
        CandidateKind::Logic => colors.text_strong,
        CandidateKind::Value | CandidateKind::Name => colors.text,
    };
    let label = match candidate.kind {
        // A name is its own label; so is a value that is written as it is shown.
        CandidateKind::Name => "",
        _ if candidate.text.eq_ignore_ascii_case(&candidate.label) => "",
        _ if candidate.text.trim_matches('"') == candidate.label => "",
        _ => candidate.label.as_str(),
    };
    let count = candidate
        .count
        .filter(|_| candidate.kind != CandidateKind::Name);
    let count_words = count.map(|count| count.to_string()).unwrap_or_default();
    let text = RichText::new(&candidate.text).color(color);
    let label_text = RichText::new(label).color(colors.text_quiet);
    let line = egui::Button::selectable(chosen, (text, label_text.atom_shrink(true)))
        .right_text(RichText::new(count_words).color(colors.text_quiet))
        .truncate()
        .min_size(egui::vec2(ui.available_width(), size::COMPLETION_LINE));
    let line = ui.add(line);
    line.widget_info(|| {
        let mut spoken = candidate.text.clone();
        if !label.is_empty() {
            spoken = format!("{spoken}, {label}");
        }
        if let Some(count) = count {
            spoken = format!("{spoken}, {count} rows");
        }
        WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, spoken)
    });
    line
}

/// Tells those who do not see the list which line is chosen.
fn tell(ui: &Ui, chosen: Option<Id>) {
    let line = chosen.filter(|id| ui.ctx().has_accesskit_node(*id));
    ui.ctx().accesskit_node_builder(field_id(), |node| {
        node.set_expanded(true);
        if let Some(line) = line {
            node.set_active_descendant(line.accesskit_id());
        }
    });
}
