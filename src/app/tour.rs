//! The tour: what the program does, shown in two minutes on the real catalog.

use super::apply::carry_out;
use super::grid::GridCommand;
use super::{Command, Effect, ExportCommand, ReviewCommand, ScenarioCommand, Sheet, State};

/// A step of the tour.
#[derive(Debug, Clone, Copy)]
pub struct TourStep {
    /// What it is about.
    pub title: &'static str,
    /// What is to be seen.
    pub text: &'static str,
    /// What shows it.
    show: fn(&State) -> Vec<Command>,
}

/// Something a user did with the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TourCommand {
    /// Begin, or begin anew.
    Begin,
    /// Go to the next step.
    Next,
    /// Go to the step before.
    Back,
    /// Show the step once more.
    Show,
    /// End it.
    End,
}

/// The scenario the tour uses, by the id of its preset.
const PRESET: &str = "consumer-app";

/// All steps in order.
pub const TOUR: &[TourStep] = &[
    TourStep {
        title: "The matrix",
        text: "Each row is a model, each cell a claim about its license. A sign tells how it \
               reads for you. Rest the pointer on a cell: it names the clause, and how well \
               that was read. What is not known says so, and is never shown as allowed.",
        show: |_| vec![Command::ShowSheet(Sheet::Texts), Command::ClearFilters],
    },
    TourStep {
        title: "A deployment",
        text: "A scenario describes your product: who uses it, how many, where. This preset is \
               a consumer app at scale. The column Verdict says for each model whether you may \
               use it so; the questions at the left change with what still matters.",
        show: |state| {
            let presets = state.book.presets();
            let preset = presets
                .iter()
                .find(|preset| preset.id == PRESET)
                .or(presets.first());
            let take = |id: &str| Command::Scenario(ScenarioCommand::Preset(id.to_owned()));
            preset.map(|preset| take(&preset.id)).into_iter().collect()
        },
    },
    TourStep {
        title: "Finding",
        text: "The filter reads words and terms: here, models that may be used and whose \
               outputs may train other models. Ctrl+K finds anything else by name.",
        show: |_| {
            let filter = "verdict:permitted* output_training:free*";
            vec![
                Command::ShowSheet(Sheet::Texts),
                Command::SetFilter(filter.to_owned()),
            ]
        },
    },
    TourStep {
        title: "Reasons",
        text: "The details of a model give each reason with its clause, what would change the \
               verdict, and what you owe. Attach your own copy of a license to read the clause \
               itself.",
        show: |state| {
            let row = state.rows.first().map(|row| &state.matrix.rows[*row].id);
            let select = row.filter(|_| state.sheet.has_models());
            select
                .map(|id| Command::Select(Some(id.clone())))
                .into_iter()
                .collect()
        },
    },
    TourStep {
        title: "Where sources disagree",
        text: "An article of April 2026 says other things than some licenses do. Each of its \
               claims is held against the texts here: confirmed, partly, contradicted, or not \
               to be checked.",
        show: |_| {
            vec![
                Command::Select(None),
                Command::ShowSheet(Sheet::Differences),
            ]
        },
    },
    TourStep {
        title: "Your review",
        text: "A reviewer agrees, decides otherwise, or asks for facts, cell by cell. The \
               program's value stays beside the decision; if it changes later, you are told. \
               Everything is kept in a workspace file, and nothing is lost if the power fails.",
        show: |state| {
            let open = Command::Review(ReviewCommand::Toggle);
            let mut shown = vec![Command::ShowSheet(Sheet::Texts)];
            shown.extend(Some(open).filter(|_| !state.review.open));
            shown.push(Command::Grid(GridCommand::FIRST));
            shown
        },
    },
    TourStep {
        title: "The report",
        text: "What is on screen becomes a report to sign: as PDF, Word, workbook or page. \
               Look at its pages before you save. The tour ends here.",
        show: |_| vec![Command::Export(ExportCommand::Ask)],
    },
];

/// Carries out a command about the tour.
pub(super) fn apply_tour(state: &mut State, command: TourCommand) -> Vec<Effect> {
    let last = TOUR.len() - 1;
    state.tour = match (command, state.tour) {
        (TourCommand::Begin, _) => Some(0),
        (TourCommand::Next, Some(step)) if step < last => Some(step + 1),
        (TourCommand::Back, Some(step)) => Some(step.saturating_sub(1)),
        (TourCommand::Show, step) => step,
        (TourCommand::Next | TourCommand::End | TourCommand::Back, _) => None,
    };
    let Some(step) = state.tour.and_then(|step| TOUR.get(step)) else {
        return Vec::new();
    };
    state.start_open = false;
    let shown = (step.show)(state).into_iter();
    shown
        .flat_map(|command| carry_out(state, command))
        .collect()
}
