//! What each part of a query is, for showing it while it is typed.

use super::query::Query;
use super::query_columns::column_named;
use super::query_parser::special;
use super::query_tokens::{Asked, Kind, QuerySpan, SpanKind, Term, tokenize};
use super::table::MatrixColumn;

/// What each part of a query is, for showing it while it is typed. The spans
/// lie side by side and cover the text, also of one that cannot be read: there
/// names that are no columns and the place of the error are marked.
pub fn query_spans(text: &str, columns: &[MatrixColumn]) -> Vec<QuerySpan> {
    let (tokens, mut spans) = tokenize(text);
    for token in &tokens {
        let Kind::Term(Term {
            asked: Some(Asked { name, .. }),
            ..
        }) = &token.kind
        else {
            continue;
        };
        if special(columns, &name.text).is_none() && column_named(columns, &name.text).is_err() {
            mark(&mut spans, name.start, name.end);
        }
    }
    if let Err(error) = Query::parts(text, columns) {
        mark(&mut spans, error.start, error.end);
    }
    spans
}

/// Makes an error of what lies between two places.
fn mark(spans: &mut Vec<QuerySpan>, start: usize, end: usize) {
    let mut marked: Vec<QuerySpan> = Vec::with_capacity(spans.len() + 2);
    for span in spans.iter() {
        let (from, to) = (
            start.clamp(span.start, span.end),
            end.clamp(span.start, span.end),
        );
        for (start, end, kind) in [
            (span.start, from, span.kind),
            (from, to, SpanKind::Error),
            (to, span.end, span.kind),
        ] {
            if start < end {
                marked.push(QuerySpan { start, end, kind });
            }
        }
    }
    *spans = marked;
}
