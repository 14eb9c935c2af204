//! Which of several ways to a better verdict are worth showing: none that asks
//! for all that another one asks, and more, and comes to no better verdict.

use std::collections::{BTreeMap, BTreeSet};

use super::flips::{AnswerChange, Flip};
use super::{Actor, Answer};

/// What the changes of a set come to on one question.
#[derive(Debug, Default, PartialEq)]
struct Moved<'a> {
    removed: BTreeSet<&'a str>,
    added: BTreeSet<&'a str>,
    /// The other answer, where it is no set of words.
    answer: Option<&'a Answer>,
}

/// What the changes of a set come to, by question.
type Step<'a> = BTreeMap<(Actor, &'a str), Moved<'a>>;

/// The flips without those that hold another one and are no better; of those
/// that come to the same the first one stays.
pub(super) fn without_needless(flips: Vec<Flip>) -> Vec<Flip> {
    let steps: Vec<Step<'_>> = flips.iter().map(|flip| step(&flip.changes)).collect();
    let goes_before = |other: usize, index: usize| {
        flips[other].verdict <= flips[index].verdict
            && is_within(&steps[other], &steps[index])
            && (steps[other] != steps[index] || other < index)
    };
    let kept: Vec<bool> = (0..flips.len())
        .map(|index| !(0..flips.len()).any(|other| other != index && goes_before(other, index)))
        .collect();
    let with = flips.into_iter().zip(kept);
    with.filter_map(|(flip, keep)| keep.then_some(flip))
        .collect()
}

fn step(changes: &[AnswerChange]) -> Step<'_> {
    let mut step = Step::new();
    for change in changes {
        let moved = step.entry((change.actor, &change.field)).or_default();
        moved.removed.extend(change.removed());
        moved.added.extend(change.added());
        if !matches!(change.to, Answer::Set(_)) {
            moved.answer = Some(&change.to);
        }
    }
    step
}

/// Whether all of a step is part of another one.
fn is_within(small: &Step<'_>, large: &Step<'_>) -> bool {
    small.iter().all(|(question, moved)| {
        large.get(question).is_some_and(|more| {
            moved.removed.is_subset(&more.removed)
                && moved.added.is_subset(&more.added)
                && moved.answer == more.answer
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Verdict;

    fn acts(words: &[&str]) -> Answer {
        Answer::Set(words.iter().map(|word| (*word).to_owned()).collect())
    }

    fn flip(verdict: Verdict, to: &[&[&str]]) -> Flip {
        let change = |to: &&[&str]| AnswerChange {
            actor: Actor::Licensee,
            field: "acts".to_owned(),
            from: acts(&["A", "B"]),
            to: acts(to),
        };
        Flip {
            changes: to.iter().map(change).collect(),
            verdict,
            removes: Vec::new(),
            adds: Vec::new(),
        }
    }

    #[test]
    fn a_larger_step_stays_only_if_it_is_better() {
        let small = flip(Verdict::PermittedWithObligations, &[&["B"]]);
        let same = flip(Verdict::PermittedWithObligations, &[&["B", "C"]]);
        let better = flip(Verdict::Permitted, &[&["B", "C"]]);
        let other = flip(Verdict::PermittedWithObligations, &[&["A"]]);
        let shown = without_needless(vec![same, small.clone(), other.clone()]);
        assert_eq!(shown, [small.clone(), other]);
        let both = vec![better.clone(), small.clone()];
        assert_eq!(without_needless(both), [better, small]);
    }

    #[test]
    fn what_comes_to_the_same_is_shown_once() {
        let first = flip(Verdict::Permitted, &[&["B"], &["A", "C"]]);
        let second = flip(Verdict::Permitted, &[&["B", "C"], &["A"]]);
        assert_eq!(without_needless(vec![first.clone(), second]), [first]);
    }
}
