//! Flips as lines to read: what would make a verdict better, and what worse.

use super::flips::{AnswerChange, Flip};
use super::{Answer, RuleBook, Verdict, any_of, outcome_words};

/// The changes of a flip in plain words: "Run the weights outside EU; and: Do
/// not fine-tune it".
pub fn flip_words(book: &RuleBook, flip: &Flip) -> String {
    let words = flip.changes.iter().map(|change| {
        book.field(&change.field)
            .map_or_else(|| change.field.clone(), |field| change.words(field))
    });
    words.collect::<Vec<_>>().join("; and: ")
}

/// The rules that then say less, by id and by what they say: "D01 Give
/// recipients the license text".
pub fn removed_words(book: &RuleBook, flip: &Flip) -> Vec<String> {
    let words = |id: &String| {
        let rule = book.rules().iter().find(|rule| rule.id == *id);
        rule.map_or(id.clone(), |rule| format!("{id} {}", rule.title))
    };
    flip.removes.iter().map(words).collect()
}

/// Single answers with the verdict that they lead to: those to one question
/// that lead to one verdict stand in one line, which names `most` of them.
pub fn worse_lines(book: &RuleBook, worse: &[Flip], most: usize) -> Vec<(Verdict, String)> {
    let mut lines: Vec<(Verdict, Vec<&AnswerChange>)> = Vec::new();
    for flip in worse {
        for change in &flip.changes {
            let known = lines.iter_mut().find(|(verdict, known)| {
                (known[0].actor, &known[0].field) == (change.actor, &change.field)
                    && *verdict == flip.verdict
            });
            match known {
                Some((_, all)) => all.push(change),
                None => lines.push((flip.verdict, vec![change])),
            }
        }
    }
    lines
        .into_iter()
        .filter_map(|(verdict, changes)| {
            let field = book.field(&changes[0].field)?;
            Some((verdict, any_of(field, &changes, most)))
        })
        .collect()
}

/// What each answer to an open question would bring, lightest first; `most`
/// answers are named for each verdict.
pub fn outcome_lines(
    book: &RuleBook,
    field: &str,
    outcomes: &[(Answer, Verdict)],
    most: usize,
) -> Vec<(Verdict, String)> {
    let Some(field) = book.field(field) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for verdict in Verdict::ALL {
        let words: Vec<String> = outcomes
            .iter()
            .filter(|(_, then)| *then == verdict)
            .map(|(answer, _)| outcome_words(field, answer))
            .collect();
        if words.is_empty() {
            continue;
        }
        let named = words[..words.len().min(most)].join(" or ");
        lines.push((
            verdict,
            match words.len().saturating_sub(most) {
                0 => named,
                more => format!("{named} or {more} more"),
            },
        ));
    }
    lines
}
