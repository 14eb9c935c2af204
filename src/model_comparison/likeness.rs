//! What makes one model like another: what it works on, and how large it is.
//! Only facts of the catalog count; what is not recorded is not guessed.

use std::collections::BTreeSet;

use crate::catalog::Model;
use crate::matrix::parameter_count;

/// Models are of like size if the larger one has at most so many times the
/// parameters of the smaller one. A class with fixed borders would part two
/// models on either side of a border that are nearly the same.
pub const LIKE_SIZE: f64 = 2.0;

/// A way of working that a model may have beside what it works on: with and
/// without it a model does the same tasks.
const REASONING: &str = "reasoning";

/// What a model works on and is made for, as its modality in the catalog;
/// whether it reasons at length is left aside.
pub fn modality(model: &Model) -> BTreeSet<&str> {
    let words = model.modality.iter().map(String::as_str);
    words.filter(|word| *word != REASONING).collect()
}

/// Whether it is made to reason at length.
pub(super) fn reasons(model: &Model) -> bool {
    model.modality.iter().any(|word| word == REASONING)
}

/// All parameters of a model, the inactive ones too; `None` where the catalog
/// does not say.
pub(super) fn parameters(model: &Model) -> Option<f64> {
    let count = parameter_count(model.parameters.as_deref()?)?;
    (count.is_finite() && count > 0.0).then_some(count)
}

/// How many times the larger size is the smaller one: 1 for the same.
pub(super) fn times(one: f64, other: f64) -> f64 {
    if one > other {
        one / other
    } else {
        other / one
    }
}

/// How the size changes from one model to another, in words.
pub fn size_change(from: &Model, to: &Model) -> String {
    let said = |model: &Model| model.parameters.clone();
    match (parameters(from), parameters(to), said(from), said(to)) {
        (Some(old), Some(new), Some(from), Some(to)) => {
            let change = (new / old - 1.0) * 100.0;
            let words = if old == new {
                "as many parameters".to_owned()
            } else if change.abs() < 1.0 {
                "nearly as many parameters".to_owned()
            } else if change > 0.0 {
                format!("{change:.0} % more parameters")
            } else {
                format!("{:.0} % fewer parameters", -change)
            };
            if from == to {
                format!("{to}: {words}")
            } else {
                format!("{to} instead of {from}: {words}")
            }
        }
        (_, _, Some(from), Some(to)) => {
            format!("{to} instead of {from}: not comparable, a total is not recorded")
        }
        (_, _, None, Some(to)) => format!("{to}; the size of {} is not recorded", from.name),
        (_, _, _, None) => "Its size is not recorded".to_owned(),
    }
}
