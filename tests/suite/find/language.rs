//! What the query language finds in the built-in catalog, and what it says of
//! mistakes.

use std::collections::BTreeMap;

use license_matrix::matrix::{CandidateKind, Cell, Index, Matrix, Query, SpanKind, query_spans};
use license_matrix::store::{DataFolder, load_catalog};

fn built_in() -> Matrix {
    let catalog = load_catalog(&DataFolder::built_in()).unwrap();
    let permitted = Cell::plain("Not permitted");
    let verdicts: BTreeMap<String, Cell> = catalog
        .models()
        .take(3)
        .map(|(_, model)| {
            let verdict = Cell {
                ids: vec!["not_permitted".to_owned()],
                ..permitted.clone()
            };
            (model.id.clone(), verdict)
        })
        .collect();
    Matrix::of_texts(&catalog, &verdicts)
}

fn found<'m>(matrix: &'m Matrix, text: &str) -> Vec<&'m str> {
    let query = Query::parse(text, matrix).unwrap_or_else(|error| panic!("{text}: {error}"));
    let rows = matrix.filter(&query).into_iter();
    rows.map(|row| matrix.rows[row].id.as_str()).collect()
}

#[test]
fn the_examples_of_the_language_find_something_and_not_everything() {
    let matrix = built_in();
    for text in [
        "commercial:yes user_threshold:none output_training:free*",
        "release>=2025-06",
        "release:2025..2025-06",
        "release:2026..",
        "user_threshold<100M",
        "family:qwen -license:apache-2.0",
        "(family:qwen OR family:llama) license:apache-2.0,mit",
        "\"3.1 community\"",
        "verdict:not-permitted",
        "evidence:secondary",
        "evidence:\"second hand\"",
        "evidence:read",
        "changed>=2026-01",
        "changed:2025..2025-12",
        "differs:article",
        "-differs:article",
        "user_threshold:unknown",
        "Released≥2026",
        "family：qwen",
    ] {
        let count = found(&matrix, text).len();
        assert!(count > 0 && count < matrix.rows.len(), "{text}: {count}");
    }
    assert_eq!(found(&matrix, "verdict:not-permitted").len(), 3);
    assert_eq!(
        found(&matrix, "evidence:secondary"),
        found(&matrix, "evidence:\"second hand\"")
    );
    assert_eq!(
        found(&matrix, "release:2025-02..2025-06"),
        found(&matrix, "release>=2025-02 release<=2025-06")
    );
    assert_eq!(
        found(&matrix, "family：qwen"),
        found(&matrix, "family:QWEN")
    );
}

#[test]
fn what_the_article_says_wrongly_is_found_by_model() {
    let catalog = load_catalog(&DataFolder::built_in()).unwrap();
    let matrix = Matrix::of_texts(&catalog, &BTreeMap::new());
    let wrong = found(&matrix, "differs:article");
    let by_hand: Vec<&str> = catalog
        .models()
        .map(|(_, model)| model.id.as_str())
        .filter(|id| {
            let rows = catalog.claims().iter().flat_map(|c| &c.matrix.rows);
            rows.filter(|row| {
                let cells = row.cells.iter().skip(1);
                cells
                    .map(|cell| cell.verdict.id())
                    .any(|v| v == "contradicted")
            })
            .flat_map(|row| &row.models)
            .any(|pattern| match pattern.strip_suffix('*') {
                Some(start) => id.starts_with(start),
                None => id == pattern,
            })
        })
        .collect();
    assert_eq!(wrong, by_hand);
    let differences = Matrix::of_differences(&catalog, &catalog.claims()[0]);
    assert_eq!(
        found(&differences, "differs:article"),
        found(&differences, "check:contradicted")
    );
}

#[test]
fn names_nearly_right_are_found_and_hide_nothing() {
    let matrix = built_in();
    let near = found(&matrix, "qwen25");
    assert!(near.contains(&"qwen2.5-7b"), "{near:?}");
    assert!(
        near.iter()
            .all(|id| id.replace(['-', '.'], "").contains("qwen25")),
        "{near:?}"
    );
    assert_eq!(
        found(&matrix, "mistrl").len(),
        found(&matrix, "model:*mistral*").len()
    );
    // As it is written it stands somewhere: only that is shown.
    assert!(
        found(&matrix, "qwen2.5")
            .iter()
            .all(|id| id.contains("qwen2.5"))
    );
    // Behind a minus, and in quotes, a word is what it says.
    assert_eq!(found(&matrix, "-qwen25").len(), matrix.rows.len());
    assert_eq!(found(&matrix, "\"qwen25\"").len(), 0);
    let query = Query::parse("qwen25 -mistrl", &matrix).unwrap();
    assert_eq!(
        query.values_nowhere(&matrix),
        ["nothing says \"qwen25\"; names like it are shown"]
    );
}

#[test]
fn mistakes_are_told_with_their_place_and_what_was_meant() {
    let matrix = built_in();
    for (text, place, message) in [
        (
            "comercial:yes",
            "comercial",
            "there is no column \"comercial\" (at character 1); did you mean commercial_use?",
        ),
        (
            "qwen user_treshold<1M",
            "user_treshold",
            "there is no column \"user_treshold\" (at character 6); did you mean user_threshold?",
        ),
        (
            "evidense:primary",
            "evidense",
            "there is no column \"evidense\" (at character 1); did you mean evidence?",
        ),
        (
            "évidence (a",
            "(",
            "the bracket is not closed (at character 10)",
        ),
        ("a)", ")", "this bracket closes nothing (at character 2)"),
        (
            "a ()",
            "()",
            "there is nothing in the brackets (at character 3)",
        ),
        (
            "a \"b c",
            "\"b c",
            "the quote is not closed (at character 3)",
        ),
        (
            "a OR",
            "OR",
            "\"OR\" needs something on both sides (at character 3)",
        ),
        (
            "a -",
            "-",
            "something is missing after this (at character 3)",
        ),
        (
            "family:",
            "family:",
            "\"family\" needs a value (at character 1)",
        ),
        (
            "family:a,,b",
            "family:a,",
            "\"family\" needs a value (at character 1)",
        ),
        (
            "release>soon",
            "soon",
            "\"soon\" is neither a number, such as 100M, nor a date, such as 2026-01 (at character 9)",
        ),
        (
            "release:2026..2025",
            "2026..2025",
            "the range ends before it begins (at character 9)",
        ),
        (
            "release:..",
            "..",
            "a range needs a number or a date on one side (at character 9)",
        ),
        (
            "release:2025..soon",
            "soon",
            "\"soon\" is neither a number, such as 100M, nor a date, such as 2026-01 (at character 15)",
        ),
        (
            "changed>=100M",
            "100M",
            "\"100M\" is not a date; write 2026, 2026-01 or 2026-01-31 (at character 10)",
        ),
        (
            "evidence:good",
            "good",
            "\"good\" is no grade of evidence (at character 10); write primary, partial, secondary, unread",
        ),
        (
            "evidence>primary",
            ">",
            "\"evidence\" is followed by a colon (at character 9)",
        ),
        (
            "differs:all",
            "all",
            "nothing named \"all\" is compared here (at character 9); write differs:article",
        ),
        (
            "http://x.org",
            "http",
            "there is no column \"http\" (at character 1); to look for the words themselves",
        ),
    ] {
        let error = Query::parse(text, &matrix).unwrap_err();
        assert_eq!(&text[error.start..error.end], place, "{text}");
        assert!(error.to_string().starts_with(message), "{text}: {error}");
        let spans = query_spans(text, &matrix.columns);
        let marked = spans
            .iter()
            .find(|span| span.kind == SpanKind::Error)
            .unwrap();
        assert!(
            marked.start >= error.start && marked.end <= error.end,
            "{text}"
        );
    }
    let error = Query::parse("日本 releas_dat>1", &matrix).unwrap_err();
    assert_eq!(
        error.pointed("日本 releas_dat>1"),
        "日本 releas_dat>1\n     ^^^^^^^^^^"
    );
    assert!(
        Query::parse("http://x.org", &matrix)
            .unwrap_err()
            .to_string()
            .ends_with("put them in quotes")
    );
}

#[test]
fn each_part_of_a_query_has_a_kind() {
    let matrix = built_in();
    let kinds = |text: &str| -> Vec<(SpanKind, String)> {
        let spans = query_spans(text, &matrix.columns).into_iter();
        spans
            .map(|s| (s.kind, text[s.start..s.end].to_owned()))
            .collect()
    };
    use SpanKind::*;
    let expected: Vec<(SpanKind, String)> = [
        (Word, "llama"),
        (Space, " "),
        (Logic, "-"),
        (Bracket, "("),
        (Column, "license"),
        (Operator, ":"),
        (Value, "mit"),
        (Operator, ","),
        (Quote, "\""),
        (Value, "a b"),
        (Quote, "\""),
        (Space, " "),
        (Logic, "OR"),
        (Space, " "),
        (Column, "release"),
        (Operator, ":"),
        (Value, "2025"),
        (Operator, ".."),
        (Bracket, ")"),
        (Space, " "),
        (Column, "family"),
        (Operator, ":"),
        (Value, "q"),
        (Operator, "*"),
        (Space, " "),
        (Error, "nowhere"),
        (Operator, ">="),
        (Value, "1"),
    ]
    .map(|(kind, text)| (kind, text.to_owned()))
    .to_vec();
    assert_eq!(
        kinds("llama -(license:mit,\"a b\" OR release:2025..) family:q* nowhere>=1"),
        expected
    );
}

#[test]
fn what_can_be_written_next_is_known() {
    let matrix = built_in();
    let texts = |text: &str| -> Vec<String> {
        let cursor = text.find('|').unwrap();
        let done = matrix.complete(&text.replace('|', ""), cursor);
        done.candidates.into_iter().map(|one| one.text).collect()
    };
    assert_eq!(texts("comm|")[0], "commercial_use:");
    assert_eq!(texts("Released|")[0], "release_date:");
    assert_eq!(texts("evi|")[0], "evidence:");
    assert!(texts("release_date|").contains(&"release_date>=".to_owned()));
    assert_eq!(texts("user_tresh|")[0], "user_threshold:");
    assert_eq!(texts("a evidence:s|"), ["secondary"]);
    assert_eq!(texts("evidence:read|"), ["primary", "partial", "unread"]);
    assert_eq!(texts("differs:|"), ["article"]);
    assert_eq!(texts("licens|:mit")[0], "license");
    let values = texts("commercial_use:|");
    assert!(values.contains(&"yes".to_owned()) && values.contains(&"no".to_owned()));
    // A value that is there already is not offered again.
    assert!(!texts("commercial_use:yes,|").contains(&"yes".to_owned()));
    assert!(texts("|").contains(&"family:".to_owned()));
    assert!(texts("qwen O|").contains(&"OR".to_owned()));
    let names = matrix.complete("qwen2.5-7", 9).candidates;
    assert!(names.iter().any(|one| one.kind == CandidateKind::Name));

    // What is replaced is the value alone.
    let text = "family:qwen license:ap release>2025";
    let done = matrix.complete(text, 22);
    assert_eq!(&text[done.start..done.end], "ap");
}

#[test]
fn a_value_that_is_offered_finds_its_rows() {
    let matrix = built_in();
    let index = Index::of(&matrix);
    for (place, column) in matrix.columns.iter().enumerate() {
        let text = format!("{}:", column.id);
        let done = matrix.complete(&text, text.len());
        assert!(!done.candidates.is_empty(), "{text}");
        assert_eq!(index.complete(&text, text.len()), done);
        for one in &done.candidates {
            let count = found(&matrix, &format!("{text}{}", one.text)).len();
            let least = one.count.unwrap();
            assert!(
                count >= least,
                "{text}{}: {count} of {least} rows",
                one.text
            );
        }
        let counted: Vec<usize> = done.candidates.iter().filter_map(|one| one.count).collect();
        let mut falling = counted.clone();
        falling.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(counted, falling, "{} ({place})", column.id);
    }
}

#[test]
fn conditions_are_told_in_words() {
    let matrix = built_in();
    for (text, words) in [
        ("llama", "\"llama\""),
        ("family:qwen,llama", "Family: qwen or llama"),
        ("-family:qwen*", "not Family: qwen*"),
        ("release>=2025-06", "Released from 2025-06"),
        ("release:2025..2026", "Released from 2025 up to 2026"),
        ("user_threshold<100M", "User threshold below 100M"),
        ("evidence:secondary", "Evidence: second hand"),
        ("changed>2026-01", "Changed after 2026-01"),
        ("differs:article", "a source says what the texts contradict"),
        ("a OR b c", "\"a\" or (\"b\" and \"c\")"),
    ] {
        let query = Query::parse(text, &matrix).unwrap();
        assert_eq!(query.in_words(&matrix.columns), words, "{text}");
    }
}
