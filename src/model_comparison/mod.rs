//! Models beside one another: a few that the user picked, what differs first;
//! and, for one that a scenario rejects, those that come closest and are
//! permitted.

mod judged_rows;
mod likeness;
mod side;
mod substitute;
mod switch;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use likeness::{LIKE_SIZE, modality, size_change};
pub use side::{
    COMPARED, ComparedGroup, ComparedModel, ComparedRow, ModelComparison, NotCompared,
    compare_models,
};
pub use substitute::{SUBSTITUTES, Substitute, Substitutes, needs_substitute, substitutes};
pub use switch::{Owed, Shift, Switch, TermChange, switch};

use crate::catalog::Catalog;
use crate::scenario::{Evaluation, RuleBook, Scenario};
use crate::text::AttachedTexts;

/// What models are compared on.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The rules.
    pub book: &'a RuleBook,
    /// The scenario they are judged in, if there is one.
    pub scenario: Option<&'a Scenario>,
    /// The verdicts in it, by model id; empty without a scenario.
    pub evaluations: &'a BTreeMap<String, Arc<Evaluation>>,
    /// The user's own license texts that are held against the catalog.
    pub texts: &'a AttachedTexts,
}
