//! The user's own license texts: attaching, reading, comparing.

use super::{Effect, State, TextCommand};
use crate::text::{Redline, compare};

/// What is done with the user's own license texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextDesk {
    /// Whether texts are being read.
    pub busy: bool,
    /// What could not be read, and why.
    pub problems: Vec<String>,
    /// The path typed where no file dialog answers.
    pub path: Option<String>,
    /// The text pasted so far.
    pub paste: Option<String>,
    /// Id of the text that is read.
    pub open: Option<String>,
    /// Id of the text that it is compared with.
    pub against: Option<String>,
    /// The comparison.
    pub redline: Option<Redline>,
}

/// Carries out a command about texts.
pub(super) fn apply_texts(state: &mut State, command: TextCommand) -> Vec<Effect> {
    let desk = &mut state.desk;
    match command {
        TextCommand::Ask { folder } => return vec![Effect::AskTexts { folder }],
        TextCommand::TypePath(path) => desk.path = path,
        TextCommand::Read(paths) => {
            desk.path = None;
            desk.busy = true;
            desk.problems.clear();
            return vec![Effect::ReadTexts(paths)];
        }
        TextCommand::Paste(text) => desk.paste = text,
        TextCommand::TakePasted => {
            let pasted = desk.paste.take().unwrap_or_default();
            if pasted.trim().is_empty() {
                return Vec::new();
            }
            desk.busy = true;
            desk.problems.clear();
            return vec![Effect::RecognizeText(pasted)];
        }
        TextCommand::Arrived { texts, problems } => {
            desk.busy = false;
            desk.problems = problems;
            for text in texts {
                let id = state.texts.attach(text);
                state.desk.open = Some(id);
            }
            state.desk.against = None;
            // What a copy does not bear out supports nothing any more.
            state.remake();
        }
        TextCommand::Remove(id) => {
            for chosen in [&mut desk.open, &mut desk.against] {
                if chosen.as_deref() == Some(&id) {
                    *chosen = None;
                }
            }
            state.texts.detach(&id);
            state.remake();
        }
        TextCommand::Open(id) => {
            desk.open = id;
            desk.against = None;
        }
        TextCommand::Against(id) => desk.against = id,
    }
    redline(state);
    Vec::new()
}

/// Compares the two chosen texts.
fn redline(state: &mut State) {
    let find = |id: &Option<String>| id.as_deref().and_then(|id| state.texts.find(id));
    state.desk.redline = match (find(&state.desk.open), find(&state.desk.against)) {
        (Some(old), Some(new)) => Some(compare(old, new)),
        _ => None,
    };
}
