//! Finding anything by name: what can be done, models, licenses, columns,
//! scenarios.

use std::collections::BTreeSet;

use super::actions::{Keys, actions};
use super::apply::carry_out;
use super::{Command, Effect, Place, ScenarioCommand, State, ViewCommand, WorkspaceCommand};
use crate::matrix::{NearWord, Nearness, fold};

/// Lines shown.
const SHOWN: usize = 12;

/// The list while it is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Palette {
    /// What is looked for.
    pub text: String,
    /// The line that Enter takes.
    pub at: usize,
}

/// Something a user did with the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaletteCommand {
    /// Open it.
    Open,
    /// Look for this.
    Type(String),
    /// Go up or down.
    Move(isize),
    /// Take the line at this place.
    Take(usize),
    /// Close it.
    Close,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its name.
    pub label: String,
    /// What it is: a model, a license ...
    pub kind: &'static str,
    /// The keys that do the same.
    pub keys: Option<Keys>,
    /// What it does.
    pub command: Command,
}

/// Carries out a command about the list.
pub(super) fn apply_palette(state: &mut State, command: PaletteCommand) -> Vec<Effect> {
    match command {
        PaletteCommand::Open => state.palette = Some(Palette::default()),
        PaletteCommand::Close => state.palette = None,
        PaletteCommand::Type(text) => state.palette = Some(Palette { text, at: 0 }),
        PaletteCommand::Move(by) => {
            let count = state.hits().len();
            if let Some(palette) = &mut state.palette {
                palette.at = palette
                    .at
                    .saturating_add_signed(by)
                    .min(count.saturating_sub(1));
            }
        }
        PaletteCommand::Take(at) => {
            let taken = state.hits().into_iter().nth(at);
            state.palette = None;
            if let Some(hit) = taken {
                return carry_out(state, hit.command);
            }
        }
    }
    Vec::new()
}

/// A word that is looked for, with the ways in which names may be near to it.
struct Wanted {
    word: String,
    near: Vec<NearWord>,
}

impl Wanted {
    fn new(typed: &str) -> Self {
        let word = fold(typed);
        let ways = Nearness::ALL.into_iter();
        Self {
            near: ways.filter_map(|how| NearWord::new(&word, how)).collect(),
            word,
        }
    }

    /// How well a folded name fits; smaller is better, none is not at all.
    fn fit(&self, name: &str) -> Option<usize> {
        match name.find(&self.word) {
            Some(0) => Some(0),
            Some(at) if !name[..at].ends_with(char::is_alphanumeric) => Some(1),
            Some(_) => Some(2),
            None => {
                let near = self.near.iter().position(|near| near.fits(name));
                near.map(|way| 3 + way)
            }
        }
    }
}

/// How well a name fits all words that are looked for.
fn fit(name: &str, wanted: &[Wanted]) -> Option<usize> {
    let name = fold(name);
    wanted.iter().map(|word| word.fit(&name)).sum()
}

impl State {
    /// What fits the text of the list, the best first; with no text what can be
    /// done.
    pub fn hits(&self) -> Vec<Hit> {
        let Some(palette) = &self.palette else {
            return Vec::new();
        };
        let words = palette.text.split_whitespace();
        let wanted: Vec<Wanted> = words.map(Wanted::new).collect();
        let mut found: Vec<(usize, usize, Hit)> = Vec::new();
        let mut take = |rank: usize, hit: Hit| {
            if let Some(fit) = fit(&hit.label, &wanted) {
                found.push((fit, rank, hit));
            }
        };
        for hit in self.actions() {
            take(0, hit);
        }
        if !wanted.is_empty() {
            self.named().for_each(|(rank, hit)| take(rank, hit));
        }
        // Short names first: they are nearer to what was typed.
        found.sort_by_key(|(fit, rank, hit)| (*fit, *rank, hit.label.len()));
        let hits = found.into_iter().map(|(_, _, hit)| hit);
        hits.take(SHOWN).collect()
    }

    /// What can be done now.
    fn actions(&self) -> impl Iterator<Item = Hit> {
        actions().filter_map(|action| {
            let command = (action.command)(self)?;
            let what = match command {
                Command::Undo => self.history.undo_label(),
                Command::Redo => self.history.redo_label(),
                _ => None,
            };
            Some(Hit {
                label: match what {
                    Some(what) => format!("{}: {what}", action.label),
                    None => action.label.to_owned(),
                },
                kind: action.group,
                keys: action.keys,
                command,
            })
        })
    }

    /// Things with names, and how far behind they stand.
    fn named(&self) -> impl Iterator<Item = (usize, Hit)> {
        let hit = |label: &str, kind, command| Hit {
            label: label.to_owned(),
            kind,
            keys: None,
            command,
        };
        let scenarios = self.scenarios.list.iter().enumerate();
        let open = scenarios.map(move |(place, scenario)| {
            let go = Command::Scenario(ScenarioCommand::Go(Some(place)));
            (0, hit(&scenario.title, "Open scenario", go))
        });
        let presets = self.book.presets().iter().map(move |preset| {
            let open = Command::Scenario(ScenarioCommand::Preset(preset.id.clone()));
            (1, hit(&preset.title, "Preset", open))
        });
        let views = self.kept.views.iter().map(move |view| {
            let show = Command::View(ViewCommand::Show(view.name.clone()));
            (0, hit(&view.name, "View", show))
        });
        let recent = self.workspace_desk.recent.iter().map(move |path| {
            let name = path.file_name().unwrap_or(path.as_os_str());
            let open = Command::Workspace(WorkspaceCommand::OpenFile(path.clone()));
            (1, hit(&name.to_string_lossy(), "Workspace", open))
        });
        let columns = self.catalog.columns().iter().map(move |column| {
            let go = Command::Go(Place::Column(column.id.clone()));
            (1, hit(&column.label, "Column", go))
        });
        let models = self.catalog.models().map(move |(_, model)| {
            let show = Command::Go(Place::Model(model.id.clone()));
            (2, hit(&model.name, "Model", show))
        });
        // Only those that some model is under: the others would show no row.
        let models_under: BTreeSet<&str> = self
            .catalog
            .models()
            .flat_map(|(_, model)| self.catalog.weights_licenses(model))
            .map(|license| license.id.as_str())
            .collect();
        let licenses = self.catalog.licenses();
        let licenses = licenses.filter(move |license| models_under.contains(license.id.as_str()));
        let licenses = licenses.map(move |license| {
            let filter = Command::Go(Place::License(license.id.clone()));
            (2, hit(&license.title, "License", filter))
        });
        let asked = self.scenario().map(|_| self.book.fields());
        let questions = asked.into_iter().flatten().map(move |field| {
            let go = Command::GoToQuestion(field.id.clone());
            (1, hit(&field.question, "Question", go))
        });
        open.chain(presets)
            .chain(views)
            .chain(recent)
            .chain(questions)
            .chain(columns)
            .chain(models)
            .chain(licenses)
    }
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn beginnings_come_before_middles_and_near_names() {
        let fit = |name: &str, text: &str| {
            let words: Vec<Wanted> = text.split_whitespace().map(Wanted::new).collect();
            super::fit(name, &words)
        };
        assert_eq!(fit("Qwen2.5-3B", "qwen"), Some(0));
        assert_eq!(fit("Meta Qwen", "qwen"), Some(1));
        assert_eq!(fit("Qwen2.5-3B", "qwen25"), Some(3));
        assert_eq!(fit("Mistral Large", "mistrl"), Some(4));
        assert_eq!(fit("Qwen2.5-3B", "3b qwen"), Some(1));
        assert_eq!(fit("Qwen2.5-3B", "llama"), None);
    }
}
