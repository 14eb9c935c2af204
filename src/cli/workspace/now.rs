//! What the program computes now of what was decided on.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::Stop;
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::scenario::{Evaluation, RuleBook};
use crate::verdicts::judge_all;
use crate::workspace::{Computed, Stale, Subject, Workspace};

/// The decisions of a workspace without problems that are on values which are
/// other ones now.
pub(super) fn stale<'a>(
    workspace: &'a Workspace,
    catalog: &Catalog,
    book: &RuleBook,
    texts: &[PathBuf],
) -> Result<Vec<Stale<'a>>, Stop> {
    let texts = crate::cli::text::attached(catalog, texts)?;
    let matrix = Matrix::of_texts(catalog, &BTreeMap::new()).held_against(&texts);
    let mut judged: BTreeMap<&str, BTreeMap<String, Arc<Evaluation>>> = BTreeMap::new();
    for subject in workspace.decisions.keys() {
        if let Subject::Verdict(id, _) = subject
            && let Some(scenario) = workspace.scenario(id)
        {
            judged
                .entry(id)
                .or_insert_with(|| judge_all(catalog, book, scenario, &texts));
        }
    }
    let verdict = |scenario: &str, model: &str| Some(&**judged.get(scenario)?.get(model)?);
    Ok(workspace.stale(&|subject| Computed::of_subject(subject, &matrix, &verdict)))
}

/// What became of a value, in words.
pub(super) fn words(stale: &Stale<'_>) -> String {
    let then = &stale.decision.computed.value;
    match &stale.now {
        None => format!("was \"{then}\", and is not there any more"),
        Some(now) if now.value == *then => {
            format!("is \"{then}\" as before, but what it rests on has changed")
        }
        Some(now) => format!("was \"{then}\", is \"{}\" now", now.value),
    }
}
