//! Notes on public law for a scenario: a lane of its own. It reads answers,
//! licenses and release dates, and never touches a verdict.

mod data;
mod decide;
mod modifier;
mod named;
mod note;
mod open_source;
mod regions;

use std::collections::BTreeSet;

pub(super) use data::check_regulation;
pub use data::{
    ByAnswer, NoteDate, NoteTest, NoteText, PublicAct, Regime, RegulationFile, Says, Transition,
};
pub use modifier::{ModifierTest, modifier_test};
pub use note::{NoteStatus, RegulationNote};
pub use open_source::{Ground, Leg, OpenSource, open_source};
pub use regions::Regions;
use regions::names;

use super::book::RuleBook;
use super::ruling::{Seat, seats};
use super::subject::Subject;
use super::{Actor, Answers, Scenario};
use crate::catalog::{Catalog, Date, Evidence, License, Model, Role};

/// What the notes look at in a model.
#[derive(Debug, Clone)]
pub struct ModelFacts<'a> {
    /// The license of the weights and those of what it derives from; empty
    /// without weights.
    pub licenses: Vec<&'a License>,
    /// Whether a use policy is published with the model.
    pub policy: bool,
    /// How well it is known that the model is under its license; `None` where a
    /// license is looked at without a model.
    pub assignment: Option<Evidence>,
    /// The day of release, as precisely as is known.
    pub released: Option<Date>,
}

impl<'a> ModelFacts<'a> {
    /// A model of the catalog.
    pub fn of(catalog: &'a Catalog, model: &Model) -> Self {
        Self {
            licenses: catalog.weights_licenses(model),
            policy: model.licenses.iter().any(|one| one.role == Role::UsePolicy),
            assignment: Some(model.evidence),
            released: model.release_date,
        }
    }

    /// How its license stands to the exemption for open source.
    pub fn open_source(&self) -> OpenSource {
        OpenSource::together(&self.licenses, self.policy, self.assignment)
    }
}

/// The notes on a scenario. The day is the one the scenario is judged for, or
/// else `today`. First what comes within twelve months, then what applies.
pub fn regulation(
    book: &RuleBook,
    scenario: &Scenario,
    today: Option<Date>,
) -> Vec<RegulationNote> {
    notes(book, scenario, None, today)
}

/// The notes on a model in a scenario: its exemption for open source, whether
/// its license shuts the European Union out, and its age.
pub fn regulation_of_model(
    book: &RuleBook,
    scenario: &Scenario,
    model: &ModelFacts<'_>,
    today: Option<Date>,
) -> Vec<RegulationNote> {
    notes(book, scenario, Some(model), today)
}

/// Models of which the same is to be said, with what that is.
#[derive(Debug, Clone)]
pub struct ModelNotes<'a> {
    /// The models, in the order given.
    pub models: Vec<&'a Model>,
    /// How their license stands to the exemption for open source.
    pub open_source: OpenSource,
    /// The notes on them.
    pub notes: Vec<RegulationNote>,
}

/// The notes on models. Those of one license with the same notes are together.
pub fn regulation_of_models<'a>(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
    models: impl IntoIterator<Item = &'a Model>,
    today: Option<Date>,
) -> Vec<ModelNotes<'a>> {
    let mut groups: Vec<ModelNotes<'a>> = Vec::new();
    for model in models {
        let facts = ModelFacts::of(catalog, model);
        let notes = regulation_of_model(book, scenario, &facts, today);
        let open_source = facts.open_source();
        let same = groups.iter_mut().find(|group| {
            group.models[0].weights_license() == model.weights_license()
                && group.open_source == open_source
                && group.notes == notes
        });
        match same {
            Some(group) => group.models.push(model),
            None => groups.push(ModelNotes {
                models: vec![model],
                open_source,
                notes,
            }),
        }
    }
    groups
}

/// The questions that the notes of a scenario read: whose law matters, and what
/// the notes on that law ask.
pub fn regulation_fields(
    book: &RuleBook,
    scenario: &Scenario,
    today: Option<Date>,
) -> BTreeSet<String> {
    let day = scenario.as_of().or(today);
    let regions = Regions::of(scenario, day);
    let file = book.regulation();
    let blank = decide::no_license(file.read);
    let answers = Answers::of(&scenario.answers);
    let view = decide::View {
        answers: &answers,
        readings: &scenario.readings,
        blank: &blank,
        model: None,
        day,
    };
    let mut fields = BTreeSet::from([regions::ASKED.to_owned()]);
    for text in &file.notes {
        let act = file.acts.iter().find(|act| act.id == text.act);
        if act.is_some_and(|act| regions.touched.contains(&act.regime)) {
            fields.extend(decide::fields(&view, text));
        }
    }
    fields
}

fn notes(
    book: &RuleBook,
    scenario: &Scenario,
    model: Option<&ModelFacts<'_>>,
    today: Option<Date>,
) -> Vec<RegulationNote> {
    let day = scenario.as_of().or(today);
    let mut list: Vec<RegulationNote> = Vec::new();
    for Seat { actor, answers, .. } in seats(scenario, &Subject::default()) {
        let regions = Regions::of_answers(&answers, day);
        let file = book.regulation();
        let blank = decide::no_license(file.read);
        let view = decide::View {
            answers: &answers,
            readings: &scenario.readings,
            blank: &blank,
            model,
            day,
        };
        let mut own: Vec<RegulationNote> = Vec::new();
        for text in &file.notes {
            let Some(act) = file.acts.iter().find(|act| act.id == text.act) else {
                continue;
            };
            let of_model = text.test.is_some_and(NoteTest::of_model);
            if of_model != model.is_some() || !regions.touched.contains(&act.regime) {
                continue;
            }
            own.extend(decide::decide(&view, act, text, actor));
        }
        if model.is_none() {
            own.extend(about_regions(&regions, actor));
        }
        // Others are named where something else comes out for them.
        own.retain(|note| !list.iter().any(|have| have.says_the_same(note)));
        list.extend(own);
    }
    list.sort_by(RegulationNote::order);
    list
}

/// What is to be said of the choice of regimes itself.
fn about_regions(regions: &Regions, actor: Actor) -> Vec<RegulationNote> {
    // The places, or the question that settles it whatever they are.
    let fields = || {
        let missing = regions.missing.iter().chain([&regions::ASKED]);
        missing.map(|field| (*field).to_owned())
    };
    let note = |title: &str, text: String, status: NoteStatus| RegulationNote {
        id: "E00".to_owned(),
        regime: None,
        act: "Scope of these notes".to_owned(),
        article: String::new(),
        title: title.to_owned(),
        text,
        detail: String::new(),
        status,
        dates: Vec::new(),
        soon: None,
        source: "the answers of the scenario".to_owned(),
        evidence: Evidence::Primary,
        actor,
    };
    let mut list = Vec::new();
    if regions.nothing_known() && !regions.open.is_empty() {
        list.push(note(
            "Nothing is known of the places",
            "No answer says where the seat, the users or the servers are, so it is not known whose public law matters.".to_owned(),
            NoteStatus::Unknown { fields: fields().collect() },
        ));
    } else if !regions.open.is_empty() {
        list.push(note(
            "Not all places are known",
            format!(
                "Answers on places are missing. The law of these may matter too: {}.",
                names(&regions.open)
            ),
            NoteStatus::Unknown {
                fields: fields().collect(),
            },
        ));
    } else if regions.touched.is_empty() {
        list.push(note(
            "No law on file",
            "None of the places on file is touched. The law of other countries is not in these notes.".to_owned(),
            NoteStatus::NeedsReview,
        ));
    }
    if !regions.aside.is_empty() {
        list.push(note(
            "Law left aside by choice",
            format!(
                "The places of the scenario touch {}, whose law is left aside by the answer on public law.",
                names(&regions.aside)
            ),
            NoteStatus::NeedsReview,
        ));
    }
    list
}
