//! How to filter: a few words and examples to click.

use egui::{Id, Key, Modifiers, RichText, Ui, WidgetInfo};

use super::Outbox;
use crate::app::{Command, CompletionCommand, State};
use crate::ui::theme::tokens::size;

/// What can be written, in short.
const WORDS: &str = "Type words to find rows that say them, or a column, a colon and a value. \
    Conditions side by side must all hold. While you type, a list under the field shows what can \
    be written there.";

/// Draws the examples of filters, while they are shown.
pub fn filter_help_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if !state.completing.help {
        return;
    }
    let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let mut close = false;
    let modal = egui::Modal::new(Id::unique("how to filter")).show(ui.ctx(), |ui| {
        ui.set_width(size::EXAMPLES_WIDTH);
        ui.heading("How to filter");
        ui.label(WORDS);
        ui.add_space(size::GAP);
        ui.label("Take an example:");
        let height = ui.ctx().content_rect().height() - 260.0;
        egui::ScrollArea::vertical()
            .max_height(height)
            .show(ui, |ui| examples_ui(ui, state, out));
        ui.add_space(size::GAP);
        close = ui.button("Close").clicked();
    });
    if close || escape || modal.should_close() {
        out.push(Command::Completion(CompletionCommand::Help));
    }
}

fn examples_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    for (at, example) in state.examples().into_iter().enumerate() {
        ui.horizontal(|ui| {
            let button = egui::Button::new(RichText::new(example.filter).strong());
            let button = button.min_size(egui::vec2(size::EXAMPLE_WIDTH, 0.0));
            let button = ui.add(button);
            let spoken = format!("{}: {}", example.filter, example.asks);
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            let nothing = ui.memory(|memory| memory.focused().is_none());
            if at == 0 && nothing {
                button.request_focus();
            }
            if button.clicked() {
                let filter = example.filter.to_owned();
                out.push(Command::Completion(CompletionCommand::Example(filter)));
            }
            ui.label(example.asks);
        });
    }
}
