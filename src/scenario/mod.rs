//! Scenarios: the facts of a deployment, the rules, and the verdicts.

mod act;
mod answer;
mod book;
mod book_check;
mod cases;
mod evaluate;
mod field_check;
mod finding;
mod limits;
mod places;
mod predicate;
mod rule;
mod rule_check;
mod subject;
mod truth;
mod verdict;

pub use act::{ACTS, Act, Exposure, Grant, act};
pub use answer::{Answer, Scenario, bounds, us_spelling};
pub use book::{
    DutiesFile, Duty, Field, FieldKind, FieldsFile, RawBook, Reading, ReadingsFile, RuleBook,
    RuleClauses,
};
pub use book_check::check_scenario;
pub use cases::{Case, CaseFile, CaseReport, case_question, run_cases};
pub use evaluate::evaluate;
pub use finding::{Evaluation, Finding, Obligation, OpenQuestion, Tag};
pub use rule::{Each, GrantState, IfUnknown, Lane, Pred, Rule, RulesFile};
pub use subject::{Component, Subject};
pub use truth::Truth;
pub use verdict::Verdict;
