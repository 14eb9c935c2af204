//! The license texts that the user has: what they are, reading one, comparing
//! two.

use egui::{RichText, TextEdit, Ui};

use super::Outbox;
use super::redline::redline_ui;
use crate::app::{Command, State, TextCommand};
use crate::matrix::Tone;
use crate::text::AttachedText;
use crate::ui::theme::{heading, palette, section};
use crate::ui::widgets::{primary_button, tone_badge};

/// Draws the whole view.
pub fn texts_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    egui::Panel::left("texts list")
        .resizable(true)
        .default_size(430.0)
        .show(ui, |ui| list_ui(ui, state, out));
    egui::CentralPanel::default().show(ui, |ui| match (&state.desk.redline, opened(state)) {
        (Some(redline), Some(text)) => redline_ui(ui, state, text, redline, out),
        (None, Some(_)) if state.desk.against.is_some() => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label("Comparing...");
            });
        }
        (_, Some(text)) => reading_ui(ui, state, text, out),
        _ => empty_ui(ui, state),
    });
}

fn opened(state: &State) -> Option<&AttachedText> {
    state.texts.find(state.desk.open.as_deref()?)
}

fn empty_ui(ui: &mut Ui, state: &State) {
    ui.add_space(40.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(520.0);
        if state.texts.is_empty() {
            ui.label(heading("Read the clause itself"));
            ui.add_space(6.0);
            ui.label(
                "The catalog stores where each clause stands and a fingerprint of its words, \
                 but no license wording. Add your own copies: each is recognized and checked, \
                 and from then on every citation opens the clause in it.",
            );
        } else {
            ui.label("Choose a text on the left to read it.");
        }
    });
}

fn list_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.add_space(6.0);
    ui.label(section("Your license texts"));
    ui.horizontal_wrapped(|ui| {
        if primary_button(ui, "Add files...").clicked() {
            out.push(Command::Texts(TextCommand::Ask { folder: false }));
        }
        if ui.button("Add a folder...").clicked() {
            out.push(Command::Texts(TextCommand::Ask { folder: true }));
        }
        if ui.button("Paste a text...").clicked() {
            out.push(Command::Texts(TextCommand::Paste(Some(String::new()))));
        }
    });
    ui.weak("Or drop files on the window. They stay where they are; nothing is sent or stored.");
    path_ui(ui, state, out);
    paste_ui(ui, state, out);
    if state.desk.reading > 0 {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label("Reading...");
        });
    }
    for problem in &state.desk.problems {
        ui.colored_label(palette(ui).tone(Tone::Bad).text, problem);
    }
    ui.add_space(6.0);
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for text in state.texts.iter() {
                text_row_ui(ui, state, text, out);
            }
        });
}

/// Asks for a path where no file dialog answers.
fn path_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(path) = &state.desk.path else {
        return;
    };
    let label = ui.label("No file dialog answers on this machine. Path of a file or a folder:");
    let mut typed = path.clone();
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(&mut typed).desired_width(ui.available_width() - 130.0);
        let response = ui.add(edit).labelled_by(label.id);
        if response.changed() {
            out.push(Command::Texts(TextCommand::TypePath(Some(typed.clone()))));
        }
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if !response.has_focus() && !enter && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        if ui.button("Read").clicked() || enter {
            out.push(Command::Texts(TextCommand::Read(vec![typed.into()])));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::Texts(TextCommand::TypePath(None)));
        }
    });
}

fn paste_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(pasted) = &state.desk.paste else {
        return;
    };
    let label = ui.label("Paste the whole text here:");
    let mut text = pasted.clone();
    egui::ScrollArea::vertical()
        .id_salt("paste")
        .max_height(160.0)
        .show(ui, |ui| {
            let edit = TextEdit::multiline(&mut text)
                .desired_rows(7)
                .desired_width(f32::INFINITY);
            if ui.add(edit).labelled_by(label.id).changed() {
                out.push(Command::Texts(TextCommand::Paste(Some(text.clone()))));
            }
        });
    ui.horizontal(|ui| {
        if primary_button(ui, "Check this text").clicked() {
            out.push(Command::Texts(TextCommand::TakePasted));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::Texts(TextCommand::Paste(None)));
        }
    });
}

/// A word and a tone for how well a text agrees.
pub(super) fn status(text: &AttachedText) -> (&'static str, Tone) {
    match (&text.identified, text.is_verified()) {
        (None, _) => ("Unknown text", Tone::Unknown),
        (Some(_), true) => ("Verified", Tone::Good),
        (Some(_), false) => ("Near version", Tone::Review),
    }
}

/// The title of the document that a text is, or is like.
pub(super) fn title<'a>(state: &'a State, text: &'a AttachedText) -> &'a str {
    text.identified
        .as_ref()
        .and_then(|known| state.catalog.source(&known.document))
        .map_or(text.name.as_str(), |source| source.title.as_str())
}

/// "mine.txt (Apache License, Version 2.0)": two copies of a document differ by
/// their files.
pub(super) fn name_and_title(state: &State, text: &AttachedText) -> String {
    match title(state, text) {
        title if title == text.name => text.name.clone(),
        title => format!("{} ({title})", text.name),
    }
}

fn text_row_ui(ui: &mut Ui, state: &State, text: &AttachedText, out: &mut Outbox) {
    let is_open = state.desk.open.as_ref() == Some(&text.name);
    let label = egui::Button::selectable(is_open, title(state, text)).wrap();
    if ui.add(label).clicked() {
        out.push(Command::Texts(TextCommand::Open(Some(text.name.clone()))));
    }
    ui.horizontal_wrapped(|ui| {
        ui.add_space(10.0);
        let (word, tone) = status(text);
        tone_badge(ui, tone, word);
        ui.weak(RichText::new(&text.name).small());
    });
    if !text.is_verified() {
        ui.label(RichText::new(text.in_words()).small());
    }
    if let Some(why) = text.set_aside() {
        ui.label(RichText::new(format!("Not held against the catalog: {why}.")).small());
    }
    ui.add_space(6.0);
}

fn reading_ui(ui: &mut Ui, state: &State, text: &AttachedText, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        ui.label(heading(title(state, text)));
        let (word, tone) = status(text);
        tone_badge(ui, tone, word);
    });
    ui.label(text.in_words());
    ui.weak(format!("File: {}", text.name));
    if let Some(index) = text
        .identified
        .as_ref()
        .and_then(|known| state.catalog.indexed(&known.document))
        && let Some(caveat) = &index.caveat
    {
        ui.weak(format!("About the copy that was read: {caveat}."));
    }
    ui.horizontal(|ui| {
        against_menu(ui, state, &text.name, out);
        if ui.button("Remove").clicked() {
            out.push(Command::Texts(TextCommand::Remove(text.name.clone())));
        }
    });
    ui.separator();
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.label(&text.canonical.shown);
        });
}

/// Chooses the text to compare the open one with.
pub(super) fn against_menu(ui: &mut Ui, state: &State, id: &str, out: &mut Outbox) {
    let others: Vec<&AttachedText> = state
        .texts
        .iter()
        .filter(|other| other.name != id)
        .collect();
    ui.add_enabled_ui(!others.is_empty(), |ui| {
        ui.menu_button("Compare with", |ui| {
            for other in others {
                if ui.button(name_and_title(state, other)).clicked() {
                    let name = other.name.clone();
                    out.push(Command::Texts(TextCommand::Against(Some(name))));
                    ui.close();
                }
            }
        })
        .response
        .on_disabled_hover_text("Add another text first.");
    });
}
