//! The menu of the workspace: files, views, review.

use egui::{Key, Ui};

use super::Outbox;
use super::palette::shortcut;
use crate::app::{Command, ReviewCommand, State, ViewCommand, WorkspaceCommand, actions};

/// Draws the menu.
pub fn workspace_menu_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let mark = if state.would_lose() { " \u{2022}" } else { "" };
    let menu = ui.menu_button(format!("Workspace{mark}"), |ui| {
        ui.set_min_width(220.0);
        ui.scope(|ui| title_ui(ui, state, out));
        let mut give = |command| out.push(Command::Workspace(command));
        if item_ui(ui, "New workspace", "New workspace").clicked() {
            give(WorkspaceCommand::New);
        }
        if item_ui(ui, "Open...", "Open a workspace or a scenario").clicked() {
            give(WorkspaceCommand::AskOpen);
        }
        let recent = &state.workspace_desk.recent;
        ui.add_enabled_ui(!recent.is_empty(), |ui| {
            ui.menu_button("Open again", |ui| {
                for path in recent {
                    let name = path.file_name().unwrap_or(path.as_os_str());
                    let button = ui.button(name.to_string_lossy());
                    if button.on_hover_text(path.display().to_string()).clicked() {
                        give(WorkspaceCommand::OpenFile(path.clone()));
                    }
                }
            });
        });
        if item_ui(ui, "Save", "Save the workspace").clicked() {
            give(WorkspaceCommand::Save);
        }
        if item_ui(ui, "Save as...", "Save the workspace under another name").clicked() {
            give(WorkspaceCommand::SaveAs);
        }
        ui.separator();
        undo_ui(ui, state, out);
        ui.separator();
        if item_ui(ui, "Review", "Show or hide the review").clicked() {
            out.push(Command::Review(ReviewCommand::Toggle));
        }
        if item_ui(ui, "Start page", "Start page").clicked() {
            out.push(Command::ToggleStart);
        }
    });
    let spoken = if state.would_lose() {
        "Workspace, not saved"
    } else {
        "Workspace"
    };
    menu.response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, spoken));
    menu.response.on_hover_text(hover_words(state));
}

/// A line of the menu with the keys that do the same, by the action's name.
fn item_ui(ui: &mut Ui, text: &str, action: &str) -> egui::Response {
    let action = actions().find(|one| one.label == action);
    let keys = action
        .and_then(|action| action.keys)
        .and_then(shortcut)
        .map(|keys| ui.ctx().format_shortcut(&keys));
    let button = egui::Button::new(text);
    let response = match &keys {
        Some(keys) => ui.add(button.shortcut_text(keys)),
        None => ui.add(button),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
    response
}

/// Undo and redo, each with the name of what it is about.
fn undo_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    for (word, label, command) in [
        ("Undo", state.history.undo_label(), Command::Undo),
        ("Redo", state.history.redo_label(), Command::Redo),
    ] {
        let text = match label {
            Some(what) => format!("{word}: {what}"),
            None => format!("Nothing to {}", word.to_lowercase()),
        };
        let button = egui::Button::new(text).truncate();
        if ui.add_enabled(label.is_some(), button).clicked() {
            out.push(command);
        }
    }
}

fn hover_words(state: &State) -> String {
    let desk = &state.workspace_desk;
    let title = &state.kept.title;
    match (&desk.path, desk.unsaved) {
        (Some(path), true) => format!("{title}: {}, changed since", path.display()),
        (Some(path), false) => format!("{title}: {}", path.display()),
        (None, true) => format!("{title}, not saved as a file yet"),
        (None, false) => "Scenarios, views and review decisions in one file".to_owned(),
    }
}

fn title_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    // A field in a menu looks like one.
    ui.reset_style();
    let label = ui.label("Name:");
    let mut title = state.kept.title.clone();
    let edit = egui::TextEdit::singleline(&mut title)
        .char_limit(200)
        .desired_width(200.0);
    if ui.add(edit).labelled_by(label.id).changed() {
        out.push(Command::Workspace(WorkspaceCommand::Rename(title)));
    }
    ui.separator();
}

/// Draws the menu of the views that are kept by name.
pub fn views_menu_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let menu = ui.menu_button("Views", |ui| {
        ui.set_min_width(240.0);
        let views = &state.kept.views;
        if views.is_empty() {
            ui.weak("A view keeps filters, sorting, columns and size under a name.");
        }
        for view in views {
            ui.horizontal(|ui| {
                if ui
                    .button(&view.name)
                    .on_hover_text(view_words(view))
                    .clicked()
                {
                    out.push(Command::View(ViewCommand::Show(view.name.clone())));
                    ui.close();
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let remove = ui.small_button("\u{00d7}");
                    remove.widget_info(|| {
                        let name = format!("Remove view {}", view.name);
                        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
                    });
                    if remove.on_hover_text("Remove this view").clicked() {
                        out.push(Command::View(ViewCommand::Remove(view.name.clone())));
                    }
                });
            });
        }
        ui.separator();
        ui.scope(|ui| keep_ui(ui, out));
        ui.separator();
        let ask = |save| Command::View(ViewCommand::Ask { save });
        let any = !views.is_empty();
        if ui
            .add_enabled(any, egui::Button::new("Save views as a file..."))
            .clicked()
        {
            out.push(ask(true));
            ui.close();
        }
        if ui.button("Add views from a file...").clicked() {
            out.push(ask(false));
            ui.close();
        }
    });
    menu.response
        .on_hover_text("What is shown, kept under a name");
}

/// What a view shows, in a line.
fn view_words(view: &crate::workspace::SavedView) -> String {
    let mut words = vec![view.sheet.label().to_owned()];
    if !view.filter.is_empty() {
        words.push(view.filter.clone());
    }
    if !view.values.is_empty() {
        words.push(format!("values of {} columns", view.values.len()));
    }
    words.join("; ")
}

/// The field that keeps what is shown under a name.
fn keep_ui(ui: &mut Ui, out: &mut Outbox) {
    let id = egui::Id::unique("name of a new view");
    let mut name: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    ui.reset_style();
    let label = ui.label("Keep what is shown as:");
    ui.horizontal(|ui| {
        let edit = egui::TextEdit::singleline(&mut name)
            .char_limit(80)
            .hint_text("a name")
            .desired_width(150.0);
        let response = ui.add(edit).labelled_by(label.id);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if (ui.button("Keep").clicked() || entered) && !name.trim().is_empty() {
            out.push(Command::View(ViewCommand::Keep(name.trim().to_owned())));
            name.clear();
        }
    });
    ui.data_mut(|data| data.insert_temp(id, name));
}
