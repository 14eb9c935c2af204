//! The cells of a model that derives from another: it cannot be freer than the
//! one it derives from, and it owes both.

use super::Tone;
use super::cell::Cell;
use crate::catalog::{Citation, License, SILENT};

/// Terms of which each license adds its own: limits, lines to show, courts.
const ADDING: [&str; 11] = [
    "user_threshold",
    "revenue_threshold",
    "naming_prefix",
    "built_with_display",
    "acceptable_use",
    "territory",
    "litigation_termination",
    "termination",
    "indemnity",
    "governing_law",
    "venue",
];

/// What two licenses of one model say together. `license` is the upstream one.
pub(super) fn together(term: &str, own: Cell, upstream: Cell, license: &License) -> Cell {
    if term == "osi_approved" {
        // One license that is not approved, or of which it is not known, is enough.
        let says = |cell: &Cell, word: &str| cell.ids.iter().any(|id| id == word);
        return if !says(&upstream, "yes") && !says(&own, "no") {
            taken_over(&own, upstream, license)
        } else {
            rests_on_both(own, upstream)
        };
    }
    if own.text == upstream.text || says_nothing(&upstream) {
        return rests_on_both(own, upstream);
    }
    if says_nothing(&own) {
        return taken_over(&own, upstream, license);
    }
    if ADDING.contains(&term) || own.tone == upstream.tone {
        return joined(own, upstream, license);
    }
    if upstream.tone > own.tone {
        taken_over(&own, upstream, license)
    } else {
        own
    }
}

/// The own cell, which holds only as far as the upstream license bears it out.
fn rests_on_both(own: Cell, upstream: Cell) -> Cell {
    Cell {
        citations: all_citations(own.citations, upstream.citations),
        evidence: own.evidence.max(upstream.evidence),
        read: own.read.min(upstream.read),
        ..own
    }
}

fn all_citations(mut own: Vec<Citation>, upstream: Vec<Citation>) -> Vec<Citation> {
    for citation in upstream {
        if !own.contains(&citation) {
            own.push(citation);
        }
    }
    own
}

/// Whether a cell adds nothing to another: no limit, no line, no law named, or
/// the good half of a yes and a no.
fn says_nothing(cell: &Cell) -> bool {
    let absent = cell.tone == Tone::Good && cell.is_absence();
    let unnamed = cell.tone == Tone::Neutral && cell.ids.iter().any(|id| id == SILENT);
    absent || unnamed
}

fn noted(from: String, note: Option<&String>) -> Option<String> {
    Some(match note {
        Some(note) => format!("{from} {note}"),
        None => from,
    })
}

/// The upstream license's cell, which says what the own license says.
fn taken_over(own: &Cell, upstream: Cell, license: &License) -> Cell {
    let from = format!(
        "From {}, whose terms go on because the model derives from one under it; its own license says: {}.",
        license.title, own.text
    );
    Cell {
        note: noted(from, upstream.note.as_ref()),
        ..upstream
    }
}

/// Both, one after the other.
fn joined(own: Cell, upstream: Cell, license: &License) -> Cell {
    let from = format!(
        "The second part is from {}, whose terms go on because the model derives from one under it.",
        license.title
    );
    let citations = all_citations(own.citations, upstream.citations);
    let mut ids = own.ids;
    ids.extend(upstream.ids);
    ids.dedup();
    let both = match (&own.note, &upstream.note) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (first, second) => first.clone().or(second.clone()),
    };
    Cell {
        text: format!("{}; {}: {}", own.text, license.short, upstream.text),
        tone: own.tone.max(upstream.tone),
        ids,
        number: match (own.number, upstream.number) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        },
        note: noted(from, both.as_ref()),
        citations,
        evidence: own.evidence.max(upstream.evidence),
        read: own.read.min(upstream.read),
    }
}
