//! Questions about the workspace's file, and what there is to tell of it.

use egui::{Key, Modifiers, Ui};

use super::Outbox;
use crate::app::{ChangedFile, Command, FileOf, Leave, State, WorkspaceCommand, WorkspacePrompt};
use crate::ui::widgets::{path_field, primary_button};
use crate::workspace::merge;

/// Whether a question waits.
pub fn is_open(state: &State) -> bool {
    state.workspace_desk.prompt != WorkspacePrompt::None
}

/// Draws the question that waits, if one does.
pub fn workspace_prompt_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let prompt = &state.workspace_desk.prompt;
    if *prompt == WorkspacePrompt::None {
        return;
    }
    let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let modal = egui::Modal::new(egui::Id::unique("workspace file")).show(ui.ctx(), |ui| {
        ui.set_width(480.0);
        match prompt {
            WorkspacePrompt::None => {}
            WorkspacePrompt::Typing { what, save, path } => typing_ui(ui, *what, *save, path, out),
            WorkspacePrompt::Changed(file) => changed_ui(ui, state, file, out),
            WorkspacePrompt::Leaving(then) => leaving_ui(ui, state, then, out),
            WorkspacePrompt::Discarding(number) => discarding_ui(ui, state, *number, out),
        }
    });
    if escape || modal.should_close() {
        out.push(Command::Workspace(WorkspaceCommand::Dismiss));
    }
}

fn typing_ui(ui: &mut Ui, what: FileOf, save: bool, path: &str, out: &mut Outbox) {
    let (heading, ask, word) = match (what, save) {
        (FileOf::Workspace, true) => ("Save workspace", "Write where to save:", "Save"),
        (FileOf::Workspace, false) => ("Open", "Write which file to open:", "Open"),
        (FileOf::Views, true) => ("Save views", "Write where to save:", "Save"),
        (FileOf::Views, false) => ("Add views", "Write which file they are in:", "Add"),
    };
    ui.heading(heading);
    ui.label(format!("This system offers no file dialog. {ask}"));
    let id = egui::Id::unique("workspace path");
    let (changed, entered) = path_field(ui, id, path);
    if let Some(path) = &changed {
        let path = path.clone();
        let typing = WorkspaceCommand::Type { what, save, path };
        out.push(Command::Workspace(typing));
    }
    let typed = changed.as_deref().unwrap_or(path);
    ui.horizontal(|ui| {
        let done = primary_button(ui, word).clicked() || entered;
        if done && !typed.trim().is_empty() {
            out.push(what.chosen(save, typed.trim().into()));
        }
        cancel_ui(ui, out);
    });
}

fn cancel_ui(ui: &mut Ui, out: &mut Outbox) {
    if ui.button("Cancel").clicked() {
        out.push(Command::Workspace(WorkspaceCommand::Dismiss));
    }
}

/// Somebody else changed the file: nothing of either side is lost, whatever is
/// chosen.
fn changed_ui(ui: &mut Ui, state: &State, file: &ChangedFile, out: &mut Outbox) {
    let mut give = |command| out.push(Command::Workspace(command));
    ui.heading("The file was changed meanwhile");
    ui.label(format!(
        "Another program or window wrote {} since it was opened here. Nothing was overwritten.",
        file.path.display()
    ));
    ui.add_space(6.0);
    match &file.theirs {
        Ok(theirs) => {
            let conflicts = merge(&file.base, &state.workspace(), theirs).conflicts;
            if conflicts.is_empty() {
                ui.label("Both sides fit together: merging keeps every change of both.");
            } else {
                ui.label(
                    "Merging keeps every change of both. Where both changed the same, yours \
                     stands and the other is set aside, to be decided on the start page:",
                );
                for conflict in conflicts.iter().take(8) {
                    ui.label(format!("- {}", conflict.record));
                }
                if conflicts.len() > 8 {
                    ui.label(format!("- and {} more", conflicts.len() - 8));
                }
            }
            ui.add_space(6.0);
            if primary_button(ui, "Merge both and save").clicked() {
                give(WorkspaceCommand::Merge);
            }
        }
        Err(why) => {
            ui.label(format!("What is there now cannot be read: {why}"));
        }
    }
    let keep = "What is there now is kept beside it under another name.";
    if ui.button("Save mine here").on_hover_text(keep).clicked() {
        give(WorkspaceCommand::Replace);
    }
    ui.weak(keep);
    ui.horizontal(|ui| {
        if ui.button("Save mine under another name...").clicked() {
            give(WorkspaceCommand::Dismiss);
            give(WorkspaceCommand::SaveAs);
        }
        if ui.button("Cancel").clicked() {
            give(WorkspaceCommand::Dismiss);
        }
    });
}

fn leaving_ui(ui: &mut Ui, state: &State, then: &Leave, out: &mut Outbox) {
    ui.heading("Save the workspace first?");
    let what = match then {
        Leave::New => "An empty workspace takes its place.",
        Leave::Open(_) => "Another one takes its place.",
        Leave::Restore(_) => "What was unsaved takes its place.",
        Leave::Close => "The window closes.",
    };
    ui.label(format!(
        "\"{}\" has changes that are not saved. {what}",
        state.kept.title
    ));
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if primary_button(ui, "Save").clicked() {
            out.push(Command::Workspace(WorkspaceCommand::SaveAndLeave));
        }
        if ui.button("Do not save").clicked() {
            out.push(Command::Workspace(WorkspaceCommand::LeaveUnsaved));
        }
        cancel_ui(ui, out);
    });
}

fn discarding_ui(ui: &mut Ui, state: &State, number: usize, out: &mut Outbox) {
    ui.heading("Discard for good?");
    let lost = state.workspace_desk.lost.iter();
    if let Some(lost) = lost.clone().find(|one| one.number == number) {
        ui.label(format!(
            "The unsaved changes of \"{}\", last edited {}, cannot be brought back then.",
            lost.title, lost.when
        ));
    }
    ui.horizontal(|ui| {
        if ui.button("Discard").clicked() {
            out.push(Command::Workspace(WorkspaceCommand::Discard(number)));
        }
        cancel_ui(ui, out);
    });
}

/// Draws the bar that offers what was unsaved when the program ended, and what
/// there is to tell. Nothing is drawn where there is nothing.
pub fn notices_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let desk = &state.workspace_desk;
    for lost in &desk.lost {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!(
                "\u{26a0} \"{}\" was not saved when the program ended ({}).",
                lost.title, lost.when
            ))
            .on_hover_ui(|ui| {
                match &lost.path {
                    Some(path) => ui.label(path.display().to_string()),
                    None => ui.label("It was never saved as a file."),
                };
                if let Some(damage) = &lost.damage {
                    ui.label(damage);
                }
            });
            if ui.button("Restore").clicked() {
                out.push(Command::Workspace(WorkspaceCommand::Restore(lost.number)));
            }
            if ui.button("Discard...").clicked() {
                let ask = WorkspaceCommand::AskDiscard(lost.number);
                out.push(Command::Workspace(ask));
            }
        });
    }
    if let Some(why) = &desk.unsafe_because {
        ui.label(format!(
            "\u{26a0} Unsaved changes are not kept safe at the moment: {why} Save the workspace."
        ));
    }
    if !desk.message.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.label(&desk.message);
            if ui.button("Close message").clicked() {
                out.push(Command::Workspace(WorkspaceCommand::Dismiss));
            }
        });
    }
}

/// Whether there is something for the bar.
pub fn has_notices(state: &State) -> bool {
    let desk = &state.workspace_desk;
    !desk.lost.is_empty() || desk.unsafe_because.is_some() || !desk.message.is_empty()
}
