//! The models picked for comparison, and whether they are shown side by side.

use super::{Command, Copied, Effect, State};
use crate::model_comparison::{
    COMPARED, ComparedGroup, ComparedRow, Grounds, ModelComparison, NotCompared, compare_models,
};
use crate::report::Kind;

/// The models picked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picks {
    /// Their ids, in the order of picking.
    pub models: Vec<String>,
    /// Whether they are shown side by side in place of the table.
    pub open: bool,
    /// Whether only rows in which they differ are shown.
    pub only_differing: bool,
    /// The kind of report that was chosen before models side by side were
    /// reported, to come back to.
    pub kind_before: Option<Kind>,
    /// Why something could not be picked or compared, in a sentence.
    pub refused: Option<String>,
}

/// Something a user did with the models picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelsCommand {
    /// Pick a model by its id.
    Pick(String),
    /// Pick it no longer.
    Drop(String),
    /// Pick none.
    Clear,
    /// Show those that are picked side by side, or no longer.
    Compare(bool),
    /// Pick these and no others, and show them side by side.
    CompareThese(Vec<String>),
    /// Pick the models of the selected rows and no others, and show them side
    /// by side.
    CompareSelected,
    /// Show only rows in which they differ, or all.
    OnlyDiffering(bool),
    /// Copy the rows shown.
    Copy,
}

/// Carries out a command about the models picked.
pub(super) fn apply_models(state: &mut State, command: ModelsCommand) -> Vec<Effect> {
    state.picks.refused = None;
    match command {
        ModelsCommand::Pick(id) => pick(state, &id),
        ModelsCommand::Drop(id) => {
            state.picks.models.retain(|picked| *picked != id);
            state.picks.open &= state.picks.can_compare();
        }
        ModelsCommand::Clear => {
            state.picks.models.clear();
            state.picks.open = false;
        }
        ModelsCommand::Compare(open) => {
            if open && !state.picks.can_compare() {
                let too_few = NotCompared::Count(state.picks.models.len());
                state.picks.refused = Some(too_few.to_string());
            } else {
                state.picks.open = open;
                // Keys go back to where they were.
                state.table_asked += u64::from(!open);
            }
        }
        ModelsCommand::CompareThese(ids) => compare_these(state, &ids),
        ModelsCommand::CompareSelected => {
            let ids = state.selected_models();
            compare_these(state, &ids);
        }
        ModelsCommand::OnlyDiffering(only) => state.picks.only_differing = only,
        ModelsCommand::Copy => return copy(state),
    }
    Vec::new()
}

fn pick(state: &mut State, id: &str) {
    let Some((_, model)) = state.catalog.model(id) else {
        state.picks.refused = Some(NotCompared::Unknown(id.to_owned()).to_string());
        return;
    };
    let picks = &mut state.picks;
    if picks.models.iter().any(|picked| picked == id) {
        return;
    }
    if picks.is_full() {
        picks.refused = Some(format!(
            "{} models are picked, which is the most that fit side by side. Take one away to pick {}.",
            picks.models.len(),
            model.name
        ));
        return;
    }
    picks.models.push(id.to_owned());
}

/// Nothing changes if they cannot be compared.
fn compare_these(state: &mut State, ids: &[String]) {
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    match compare_models(&state.grounds(), &names) {
        Ok(_) => {
            state.picks.models = ids.to_vec();
            state.picks.open = true;
        }
        Err(error) => state.picks.refused = Some(error.to_string()),
    }
}

/// The rows shown, as cells; of each value also the places it stands at.
fn copy(state: &State) -> Vec<Effect> {
    let Some(comparison) = state.comparison() else {
        return Vec::new();
    };
    let mut headings = vec!["Term".to_owned(), "Differs".to_owned()];
    headings.extend(comparison.models.iter().map(|model| model.name.clone()));
    let mut rows = Vec::new();
    for row in state.compared_rows(&comparison) {
        let differs = if row.differs() { "yes" } else { "no" };
        let mut words = vec![row.label.clone(), differs.to_owned()];
        words.extend(row.cells.iter().map(|cell| {
            let places = state.catalog.cited(&cell.citations).join("; ");
            if places.is_empty() {
                cell.text.clone()
            } else {
                format!("{} [{places}]", cell.text)
            }
        }));
        rows.push(words);
    }
    vec![Effect::Copy(Box::new(Copied { headings, rows }))]
}

impl Picks {
    /// Whether there are enough of them and not too many.
    pub fn can_compare(&self) -> bool {
        COMPARED.contains(&self.models.len())
    }

    /// Whether no other one can be picked.
    pub fn is_full(&self) -> bool {
        self.models.len() >= *COMPARED.end()
    }

    /// Who goes to a view or to a place in it leaves the comparison.
    pub(super) fn give_way_to(&mut self, command: &Command) {
        self.open &= !matches!(command, Command::ShowSheet(_) | Command::Go(_));
    }

    /// Whether a model is picked.
    pub fn has(&self, id: &str) -> bool {
        self.models.iter().any(|picked| picked == id)
    }
}

impl State {
    /// What models are compared on.
    pub fn grounds(&self) -> Grounds<'_> {
        Grounds {
            catalog: &self.catalog,
            book: &self.book,
            scenario: self.scenario(),
            evaluations: &self.evaluations,
            texts: &self.texts,
        }
    }

    /// The models picked side by side; none while they are not shown.
    pub fn comparison(&self) -> Option<ModelComparison> {
        if !self.picks.open {
            return None;
        }
        let ids: Vec<&str> = self.picks.models.iter().map(String::as_str).collect();
        compare_models(&self.grounds(), &ids).ok()
    }

    /// The rows of a comparison that are shown. Verdicts are shown whether they differ or not.
    pub fn compared_rows<'a>(&self, comparison: &'a ModelComparison) -> Vec<&'a ComparedRow> {
        let all = !self.picks.only_differing;
        let rows = comparison.rows.iter();
        rows.filter(|row| all || row.differs() || row.group == ComparedGroup::Verdict)
            .collect()
    }

    /// Ids of the models of the selected rows, in their order.
    pub fn selected_models(&self) -> Vec<String> {
        let Some(((top, bottom), _)) = self.selection().filter(|_| self.sheet.has_models()) else {
            return Vec::new();
        };
        let rows = self.rows.get(top..=bottom).unwrap_or_default().iter();
        rows.filter_map(|row| self.matrix.rows.get(*row))
            .map(|row| row.id.clone())
            .collect()
    }

    /// The model that a key picks: that of the row with the cursor, else the
    /// one whose details are shown.
    pub(super) fn model_at_hand(&self) -> Option<&str> {
        let row = self.cursor_row().filter(|_| self.sheet.has_models());
        row.or(self.selected.as_deref())
    }
}
