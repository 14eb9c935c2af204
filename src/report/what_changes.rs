//! What would change a verdict: decisions that make it better, and single
//! answers that make it worse.

use super::alike::Alike;
use super::build::Input;
use super::model::{Block, Span};
use crate::scenario::{flip_words, flips, worse_lines};

/// Ways told for each direction; more are counted.
const TOLD: usize = 5;

/// Answers named in one line.
const NAMED: usize = 4;

/// A heading and a list, or nothing where no answer changes the verdict.
pub(super) fn what_changes(input: &Input<'_>, group: &Alike<'_>) -> Vec<Block> {
    let found = flips(input.book, input.scenario, &group.subject, group.evaluation);
    let better: Vec<(String, &str)> = found
        .better
        .iter()
        .map(|flip| (flip_words(input.book, flip), flip.verdict.label()))
        .collect();
    let worse: Vec<(String, &str)> = worse_lines(input.book, &found.worse, NAMED)
        .into_iter()
        .map(|(verdict, words)| (words, verdict.label()))
        .collect();
    if better.is_empty() && worse.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading {
        level: 2,
        text: "What would change it".to_owned(),
    }];
    for (lead, lines) in [
        ("Better, by what can be decided:", better),
        ("Worse, by one answer:", worse),
    ] {
        if lines.is_empty() {
            continue;
        }
        blocks.push(Block::Paragraph(vec![Span::bold(lead)]));
        let more = lines.len().saturating_sub(TOLD);
        let mut items: Vec<Vec<Span>> = lines
            .into_iter()
            .take(TOLD)
            .map(|(words, verdict)| vec![Span::plain(format!("{words}: ")), Span::bold(verdict)])
            .collect();
        if more > 0 {
            items.push(vec![Span::quiet(format!("and {more} more"))]);
        }
        blocks.push(Block::List(items));
    }
    blocks
}
