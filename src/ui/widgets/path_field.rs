//! The field for a path, where no file dialog answers.

use egui::{Id, Key, TextEdit, Ui};

/// Draws the field. Gives the path if it was changed, and whether Enter was
/// pressed in it. Keys go to it when they go nowhere else.
pub fn path_field(ui: &mut Ui, id: Id, path: &str) -> (Option<String>, bool) {
    let label = ui.label("File:");
    let mut typed = path.to_owned();
    let edit = TextEdit::singleline(&mut typed)
        .id(id)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).labelled_by(label.id);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !response.has_focus() && !entered && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    (response.changed().then_some(typed), entered)
}
