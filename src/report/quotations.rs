//! The cited clauses in their own words, from the user's copies: the catalog
//! has no wording to quote.

use super::build::Input;
use super::model::{Block, Span};
use crate::catalog::{Citation, License, WHOLE_TEXT};
use crate::scenario::{Evaluation, Tag};
use crate::text::Support;

/// Characters of a clause that are quoted; longer ones are cut, and say so.
const LONGEST: usize = 1500;

/// The clauses under the licenses' bottom lines and under the findings, each
/// once, word for word. Only words
/// that are the ones that were read are quoted; empty without such copies.
pub(super) fn quotations(
    input: &Input<'_>,
    licenses: &[&License],
    evaluation: &Evaluation,
) -> Vec<Block> {
    let mut cited: Vec<&Citation> = Vec::new();
    let bottom_lines = licenses
        .iter()
        .flat_map(|license| &license.bottom_line_cite);
    let findings = evaluation
        .findings
        .iter()
        .chain(&evaluation.house_findings)
        .filter(|finding| finding.tag != Tag::Missing);
    let clauses = findings.flat_map(|finding| &finding.citations);
    for citation in bottom_lines.chain(clauses) {
        // A whole text is no clause; what it proves is that nothing else is in it.
        if citation.section != WHOLE_TEXT && !cited.contains(&citation) {
            cited.push(citation);
        }
    }
    let mut blocks: Vec<Block> = cited
        .into_iter()
        .filter_map(|citation| quotation(input, citation))
        .collect();
    if !blocks.is_empty() {
        blocks.insert(
            0,
            Block::Heading {
                level: 2,
                text: "The clauses, from your own copies".to_owned(),
            },
        );
    }
    blocks
}

fn quotation(input: &Input<'_>, citation: &Citation) -> Option<Block> {
    if input.texts.support(citation) != Support::Holds {
        return None;
    }
    let copy = input.texts.shown_for(citation)?;
    let place = copy.clause(&citation.section)?;
    let words = copy.canonical.shown.get(place)?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(LONGEST).collect();
    let rest = if cut.len() < words.len() {
        " [...]"
    } else {
        ""
    };
    Some(Block::Paragraph(vec![
        Span::bold(format!("{} {}: ", citation.document, citation.place())),
        Span::plain(format!("\u{201c}{cut}{rest}\u{201d}")),
        Span::quiet(format!(" from {}, word for word as read", copy.name)),
    ]))
}
