//! Any text can be typed into the filter: nothing panics, and what is said of
//! a text lies within it.

use license_matrix::matrix::{Matrix, Query, SpanKind, query_spans};
use proptest::prelude::*;

use super::{columns, matrices, queries};

fn holds_together(text: &str, matrix: &Matrix) -> Result<(), TestCaseError> {
    let mut end = 0;
    for span in query_spans(text, &matrix.columns) {
        prop_assert_eq!(span.start, end, "spans lie side by side");
        prop_assert!(span.end > span.start && text.is_char_boundary(span.end));
        end = span.end;
    }
    prop_assert_eq!(end, text.len(), "spans cover the text");
    match Query::parse(text, matrix) {
        Err(error) => {
            prop_assert!(error.start <= error.end && error.end <= text.len());
            prop_assert!(text.get(error.start..error.end).is_some());
            prop_assert!(!error.message.is_empty());
            prop_assert_eq!(error.pointed(text).lines().count() >= 1, true);
        }
        Ok(query) => {
            matrix.filter(&query);
            let spans = query_spans(text, &matrix.columns);
            prop_assert!(spans.iter().all(|span| span.kind != SpanKind::Error));
            let parts = Query::parts(text, &matrix.columns).unwrap();
            for part in parts {
                // Each condition by itself asks the same.
                let alone = Query::parse(&text[part.start..part.end], matrix);
                prop_assert_eq!(alone, Ok(part.query));
            }
        }
    }
    for cursor in 0..=text.len() + 1 {
        let done = matrix.complete(text, cursor);
        prop_assert!(done.start <= done.end && text.get(done.start..done.end).is_some());
    }
    Ok(())
}

fn empty() -> Matrix {
    Matrix {
        columns: columns(),
        rows: Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        holds_together(&text, &empty())?;
    }

    #[test]
    fn signs_in_any_order_are_read_or_refused(
        text in "[a-c:<>=≤≥()\"“”：（）－,.* \\-0-9é모\u{301}\n]{0,24}",
    ) {
        holds_together(&text, &empty())?;
    }

    #[test]
    fn a_query_with_one_place_changed_is_read_or_refused(
        text in queries(),
        at in any::<prop::sample::Index>(),
        with in "[:<>()\"\\-,.*é a]{0,2}",
        cut in 0..3_usize,
    ) {
        let mut letters: Vec<char> = text.chars().collect();
        let place = at.index(letters.len() + 1);
        let end = (place + cut).min(letters.len());
        letters.splice(place..end, with.chars());
        let changed: String = letters.into_iter().collect();
        holds_together(&changed, &empty())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_query_that_can_be_read_has_no_error(matrix in matrices(12), text in queries()) {
        prop_assert!(Query::parse(&text, &matrix).is_ok(), "{}", text);
        holds_together(&text, &matrix)?;
    }
}

#[test]
fn brackets_without_end_are_refused() {
    for text in [
        "(".repeat(100_000),
        "-".repeat(100_000),
        "NOT ".repeat(50_000),
    ] {
        assert!(Query::parse(&text, &empty()).is_err());
    }
}
