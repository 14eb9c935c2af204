//! Models that are judged alike share a section.

use super::build::Input;
use crate::catalog::Model;
use crate::scenario::{Evaluation, Subject};
use crate::verdicts::subject_of;

/// Models under the same license with the same verdict for the same reasons.
pub(super) struct Alike<'a> {
    /// The models, in the order of the view.
    pub models: Vec<&'a Model>,
    /// Their verdict with its reasons.
    pub evaluation: &'a Evaluation,
    /// What was judged.
    pub subject: Subject<'a>,
}

/// The models shown by what they are judged by, in the order of the view.
pub(super) fn alike<'a>(
    input: &Input<'a>,
    models: &[(&'a Model, &'a Evaluation)],
) -> Vec<Alike<'a>> {
    let mut groups: Vec<Alike<'_>> = Vec::new();
    for &(model, evaluation) in models {
        let same = groups.iter_mut().find(|group| {
            group.models[0].weights_license() == model.weights_license()
                && group.evaluation == evaluation
        });
        match same {
            Some(group) => group.models.push(model),
            None => groups.push(Alike {
                models: vec![model],
                evaluation,
                subject: subject_of(input.catalog, input.scenario, model, input.texts),
            }),
        }
    }
    groups
}

/// The first models by name, and how many more there are.
pub(super) fn named(models: &[&Model], most: usize) -> String {
    // One left over takes no less room than its name.
    let shown = if models.len() <= most.saturating_add(1) {
        models.len()
    } else {
        most
    };
    let mut names: Vec<String> = models
        .iter()
        .take(shown)
        .map(|model| model.name.clone())
        .collect();
    if models.len() > shown {
        names.push(format!("{} more", models.len() - shown));
    }
    names.join(", ")
}
