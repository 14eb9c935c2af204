//! A closer look at the model that is selected: what would change its verdict,
//! what was considered, what another reading would bring. It takes longer than
//! a frame, so it is looked for on another thread.

use super::{Effect, State};
use crate::catalog::Catalog;
use crate::model_comparison::{Grounds, Substitutes, needs_substitute, substitutes};
use crate::scenario::{
    Answer, ConsideredGroup, Flips, Lane, ReadingOutcome, RuleBook, Scenario, Verdict, considered,
    evaluate, flips, grouped, outcomes, under_readings,
};
use crate::text::AttachedTexts;
use crate::verdicts::{judge_all, subject_of};

/// What is looked into: a model under a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The model's id.
    pub model: String,
    /// The scenario.
    pub scenario: Scenario,
    /// The user's own texts.
    pub texts: AttachedTexts,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Insight {
    /// What would change the verdict.
    pub flips: Flips,
    /// The rules that did not hold, and why.
    pub considered: Vec<ConsideredGroup>,
    /// The verdict under each way to read open wording.
    pub readings: Vec<ReadingOutcome>,
    /// Open questions by field, with what each answer would bring.
    pub open: Vec<(String, Vec<(Answer, Verdict)>)>,
    /// The closest permitted substitutes; none if it is permitted itself.
    pub substitutes: Option<Substitutes>,
}

/// Where the look is.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// What was asked for last.
    asked: Option<Asked>,
    /// What was found last, with the model it is about.
    found: Option<(String, Insight)>,
    /// Whether what was found is of what was asked for.
    current: bool,
}

impl Look {
    /// What was found about a model, and whether it still holds; an earlier
    /// answer is shown until the next one is there.
    pub fn about(&self, model: &str) -> Option<(&Insight, bool)> {
        let (known, insight) = self.found.as_ref()?;
        (known == model).then_some((insight, self.current))
    }
}

impl Insight {
    /// Looks into a model; `None` if it is not in the catalog.
    pub fn of(catalog: &Catalog, book: &RuleBook, asked: &Asked) -> Option<Self> {
        let (_, model) = catalog.model(&asked.model)?;
        let scenario = &asked.scenario;
        let subject = subject_of(catalog, scenario, model, &asked.texts);
        let evaluation = evaluate(book, scenario, &subject);
        let house = evaluation.house.is_some();
        let list: Vec<_> = considered(book, scenario, &subject)
            .into_iter()
            .filter(|one| one.lane == Lane::License || (one.lane == Lane::Policy && house))
            .collect();
        let open = evaluation.open_questions.iter().map(|question| {
            let brings = outcomes(book, scenario, &subject, &question.field);
            (question.field.clone(), brings)
        });
        Some(Self {
            flips: flips(book, scenario, &subject, &evaluation),
            considered: grouped(&list),
            readings: under_readings(book, scenario, &subject),
            open: open.collect(),
            substitutes: needs_substitute(evaluation.verdict)
                .then(|| substitutes_of(catalog, book, asked))
                .flatten(),
        })
    }
}

/// The substitutes for a model, among all models of the catalog.
fn substitutes_of(catalog: &Catalog, book: &RuleBook, asked: &Asked) -> Option<Substitutes> {
    let grounds = Grounds {
        catalog,
        book,
        scenario: Some(&asked.scenario),
        evaluations: &judge_all(catalog, book, &asked.scenario, &asked.texts),
        texts: &asked.texts,
    };
    substitutes(&grounds, &asked.model)
}

/// Asks for a look if another model, scenario or text is in hand.
pub(super) fn look_into(state: &mut State) -> Option<Effect> {
    let asked = match (&state.selected, state.scenario()) {
        (Some(model), Some(scenario)) if state.sheet.has_models() => Some(Asked {
            model: model.clone(),
            scenario: scenario.clone(),
            texts: state.texts.clone(),
        }),
        _ => None,
    };
    if state.look.asked == asked {
        return None;
    }
    state.look.current = false;
    state.look.asked.clone_from(&asked);
    asked.map(|asked| Effect::LookInto(Box::new(asked)))
}

/// Takes what was found, unless something else was asked for since.
pub(super) fn take_insight(state: &mut State, asked: &Asked, insight: Insight) {
    if state.look.asked.as_ref() == Some(asked) {
        state.look.found = Some((asked.model.clone(), insight));
        state.look.current = true;
    }
}
