//! The user's own license texts: attaching, reading, comparing.

use std::sync::Arc;

use super::{Effect, State, TextCommand};
use crate::text::Redline;

/// What is done with the user's own license texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextDesk {
    /// How many readings are under way.
    pub reading: usize,
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
            desk.start_reading();
            return vec![Effect::ReadTexts(paths)];
        }
        TextCommand::Paste(text) => desk.paste = text,
        TextCommand::TakePasted => {
            let pasted = desk.paste.take().unwrap_or_default();
            if pasted.trim().is_empty() {
                return Vec::new();
            }
            desk.start_reading();
            return vec![Effect::RecognizeText(pasted)];
        }
        TextCommand::Arrived { texts, problems } => {
            desk.reading = desk.reading.saturating_sub(1);
            desk.problems.extend(problems);
            for text in texts {
                let fingerprint = text.canonical.sha256();
                let id = state.texts.attach(text);
                let kept = Arc::make_mut(&mut state.kept);
                kept.texts.insert(id.clone(), fingerprint);
                state.desk.open = Some(id);
                state.desk.against = None;
            }
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
            if state.kept.texts.contains_key(&id) {
                Arc::make_mut(&mut state.kept).texts.remove(&id);
            }
            state.remake();
        }
        TextCommand::Open(id) => {
            desk.open = id;
            desk.against = None;
        }
        TextCommand::Against(id) => {
            desk.against = id;
            desk.redline = None;
            return compare(state);
        }
        // A late answer to an earlier question is not shown.
        TextCommand::Compared { ids, redline } => {
            if desk.pair().is_some_and(|pair| pair == ids) {
                desk.redline = Some(*redline);
            }
        }
    }
    if state.desk.against.is_none() {
        state.desk.redline = None;
    }
    Vec::new()
}

impl TextDesk {
    /// A new reading; the messages of earlier ones are read, unless one is
    /// still under way.
    fn start_reading(&mut self) {
        if self.reading == 0 {
            self.problems.clear();
        }
        self.reading += 1;
    }

    /// Ids of the two texts that are compared.
    fn pair(&self) -> Option<(String, String)> {
        Some((self.open.clone()?, self.against.clone()?))
    }
}

/// Asks for the comparison of the two chosen texts.
fn compare(state: &State) -> Vec<Effect> {
    let Some(ids) = state.desk.pair() else {
        return Vec::new();
    };
    match (state.texts.find(&ids.0), state.texts.find(&ids.1)) {
        (Some(old), Some(new)) => vec![Effect::CompareTexts {
            ids,
            texts: Box::new((old.clone(), new.clone())),
        }],
        _ => Vec::new(),
    }
}
