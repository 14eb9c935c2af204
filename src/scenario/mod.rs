//! Scenarios: the facts of a deployment, the rules, and the verdicts.

mod act;
mod actor;
mod answer;
mod answer_form;
mod answer_words;
mod book;
mod book_check;
mod cases;
mod cause;
mod closing;
mod composition;
mod considered;
mod contradiction;
mod country;
mod deployment;
mod duty;
mod evaluate;
mod fact_words;
mod field_check;
mod finding;
mod limits;
mod lineage;
mod open_wording;
mod own_rules;
mod part;
mod part_check;
mod places;
mod predicate;
mod predicate_words;
mod reading;
mod reading_check;
mod regulation;
mod rule;
mod rule_check;
mod ruling;
mod subject;
mod summary;
mod trace;
mod truth;
mod typed;
mod verdict;

pub use act::{ACTS, Act, Exposure, Grant, act};
pub use actor::Actor;
pub use answer::{Answer, Money, bounds, us_spelling};
pub use answer_words::answer_words;
pub use book::{Field, FieldKind, FieldsFile, RawBook, Respondent, RuleBook, RuleClauses};
pub use book_check::check_scenario;
pub use cases::{Case, CaseFile, CaseReport, case_question, run_cases};
pub use cause::Basis;
pub use composition::Composed;
pub use considered::{Considered, ConsideredGroup, considered, grouped};
pub use contradiction::{Contradiction, contradictions};
pub use country::{countries_like, country_code, country_name};
pub use deployment::{OWN_ID, Scenario, Source};
pub use duty::{Due, DutiesFile, Duty, DutyCheck};
pub use evaluate::evaluate;
pub use fact_words::fact_words;
pub use finding::{Evaluation, FactRead, Finding, Obligation, OpenQuestion, Tag};
pub use open_wording::{ReadingOutcome, under_readings};
pub use part::{MODEL_ID, Part, Role};
pub use part_check::check_parts;
pub use predicate_words::predicate_words;
pub use reading::{Choice, ChoiceEffect, Reading, ReadingUsed, ReadingsFile};
pub use reading_check::check_choice;
pub use regulation::{
    ByAnswer, Ground, Leg, ModelFacts, ModelNotes, ModifierTest, NoteDate, NoteStatus, NoteTest,
    NoteText, OpenSource, PublicAct, Regime, Regions, RegulationFile, RegulationNote, Says,
    Transition, modifier_test, open_source, regulation, regulation_of_model, regulation_of_models,
};
pub use rule::{Each, GrantState, IfUnknown, Lane, Pred, Rule, RulesFile};
pub use subject::{Component, Subject};
pub use summary::summary;
pub use trace::{ActorTrace, LicenseTrace, PartTrace, trace};
pub use truth::Truth;
pub use typed::{answer_hint, read_answer, understood, written_answer};
pub use verdict::Verdict;
