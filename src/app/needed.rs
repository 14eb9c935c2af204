//! What has to be asked: the questions that matter for some model on screen,
//! and which models wait for which answer.

use std::collections::{BTreeMap, BTreeSet};

use super::State;
use crate::catalog::Date;
use crate::scenario::{Evaluation, FieldKind, Verdict, regulation_fields};

/// The questions that matter for the models on screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needed {
    fields: BTreeSet<String>,
    waiting: BTreeMap<String, Waiting>,
    /// Readings that a finding on a model on screen rests on.
    pub readings: BTreeSet<String>,
}

/// The models that wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub models: usize,
    /// The names of the first few.
    pub names: Vec<String>,
    /// The heaviest verdict that the answer could bring.
    pub worst: Verdict,
    /// Whether only house policy waits for it.
    pub house_only: bool,
}

/// How many models are named.
const NAMED: usize = 3;

/// A figure and how it grows: the growth matters where the figure does.
const GROWTH: [(&str, &str); 5] = [
    ("product_mau_growth", "product_mau"),
    ("product_visits_growth", "product_visits_month"),
    ("output_tokens_growth", "monthly_output_tokens"),
    ("product_rev_growth", "product_rev_month"),
    ("group_rev_growth", "group_rev_month"),
];

impl Needed {
    /// Whether a question matters for some model on screen.
    pub fn contains(&self, field: &str) -> bool {
        self.fields.contains(field)
    }

    /// The models that wait for the answer to a question.
    pub fn waiting(&self, field: &str) -> Option<&Waiting> {
        self.waiting.get(field)
    }

    /// What the models on screen need to know in the scenario in hand.
    pub(super) fn of(state: &State) -> Self {
        let mut needed = Self::default();
        let Some(scenario) = state.scenario().filter(|_| state.sheet.has_models()) else {
            return needed;
        };
        // Models that are judged alike share an evaluation.
        let mut seen: BTreeSet<*const Evaluation> = BTreeSet::new();
        for &row in &state.rows {
            let row = &state.matrix.rows[row];
            let Some(evaluation) = state.evaluations.get(&row.id) else {
                continue;
            };
            if seen.insert(std::sync::Arc::as_ptr(evaluation)) {
                needed.look_at(evaluation);
            }
            let name = row.cells.first().map_or("", |cell| cell.text.as_str());
            needed.note_waiting(evaluation, name);
        }
        for (growth, figure) in GROWTH {
            if needed.contains(figure) {
                needed.fields.insert(growth.to_owned());
            }
        }
        // Public law has questions of its own, which no verdict waits for.
        let today = Date::parse(&state.date);
        needed
            .fields
            .extend(regulation_fields(&state.book, scenario, today));
        // What has an answer is shown with it, unless a preset or nobody gave it.
        for field in state.book.fields() {
            let own = scenario.source(&field.id) == crate::scenario::Source::User;
            if own && scenario.answer(&field.id).is_given() {
                needed.fields.insert(field.id.clone());
            }
        }
        needed
    }

    fn look_at(&mut self, evaluation: &Evaluation) {
        self.fields.extend(evaluation.read.iter().cloned());
        let findings = evaluation.findings.iter().chain(&evaluation.house_findings);
        for finding in findings {
            self.readings
                .extend(finding.reading.iter().map(|reading| reading.id.clone()));
            if finding.duties.iter().any(|duty| duty == "name.prefix") {
                self.fields.insert("derivative_name".to_owned());
            }
            if finding
                .duties
                .iter()
                .any(|duty| duty.starts_with("flowdown."))
            {
                self.fields.insert("derivative_license".to_owned());
            }
        }
        // Two questions that no rule of a license reads by name.
        self.fields.insert("separate_licenses".to_owned());
        self.fields.insert("house".to_owned());
    }

    fn note_waiting(&mut self, evaluation: &Evaluation, name: &str) {
        for open in &evaluation.open_questions {
            let waiting = self
                .waiting
                .entry(open.field.clone())
                .or_insert_with(|| Waiting {
                    models: 0,
                    names: Vec::new(),
                    worst: Verdict::Permitted,
                    house_only: true,
                });
            waiting.models += 1;
            waiting.worst = waiting.worst.max(open.worst);
            waiting.house_only &= open.house_only;
            if waiting.names.len() < NAMED {
                waiting.names.push(name.to_owned());
            }
        }
    }
}

impl Waiting {
    /// "3 models wait: Llama 4 Scout, Llama 4 Maverick, Llama 3.1 8B".
    pub fn words(&self) -> String {
        let names = self.names.join(", ");
        match (self.models, self.models.checked_sub(self.names.len())) {
            (1, _) => format!("1 model waits: {names}"),
            (models, Some(more)) if more > 0 => {
                format!("{models} models wait: {names} and {more} more")
            }
            (models, _) => format!("{models} models wait: {names}"),
        }
    }
}

/// Whether an answer of this kind is typed.
pub(super) fn is_typed(kind: &FieldKind) -> bool {
    !matches!(
        kind,
        FieldKind::YesNo | FieldKind::Choice(_) | FieldKind::Choices(_)
    )
}
