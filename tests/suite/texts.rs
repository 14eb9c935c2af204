//! The user's own texts: what is verified and what never is, clauses, and what a
//! changed clause does.

use license_matrix::catalog::Citation;
use license_matrix::matrix::{Tone, View};
use license_matrix::report::{Input, Kind, build};
use license_matrix::scenario::Verdict;
use license_matrix::store::{DataFolder, load_data, read_text_file};
use license_matrix::text::{AttachedText, AttachedTexts, Sameness, Support, sha256_hex};
use license_matrix::verdicts::judge_all;

use super::sample::{TEXT, attach, index, with_overlay};
use super::texts_cli::{cli, write};

fn sameness(text: &AttachedText) -> Sameness {
    text.identified.as_ref().unwrap().sameness
}

#[test]
fn the_same_words_are_verified_whatever_their_spacing() {
    assert_eq!(sameness(&attach(TEXT)), Sameness::Bytes);
    let respaced = TEXT
        .replace(' ', "  ")
        .replace('\u{201c}', "\"")
        .replace('\u{2013}', "-");
    let text = attach(&respaced);
    assert_eq!(sameness(&text), Sameness::Words);
    let place = text.clause("2").unwrap();
    assert!(text.canonical.shown[place].starts_with("2.  Limit."));
}

#[test]
fn an_altered_number_is_never_verified() {
    for (from, to) in [
        ("300", "301"),
        ("300", "30"),
        ("needs", "needs no"),
        ("no warranty", "a warranty"),
    ] {
        let text = attach(&TEXT.replacen(from, to, 1));
        assert!(!text.is_verified(), "{to}");
        assert_eq!(sameness(&text), Sameness::Near);
        assert!(!text.in_words().to_lowercase().contains("verified"));
    }
    let text = attach(&TEXT.replace("300", "900"));
    let known = text.identified.as_ref().unwrap();
    assert_eq!(known.missing, ["2"]);
    assert!(text.clause("1").is_some() && text.clause("2").is_none());
    let place = text.expected_place(&index(), "2").unwrap();
    assert!(text.canonical.shown[place].contains("900 million"));
}

#[test]
fn words_around_a_whole_license_do_not_make_it_the_same_file() {
    let text = attach(&format!("Home | About\n\n{TEXT}\n\nImprint"));
    assert_eq!(sameness(&text), Sameness::Near);
    assert!(text.identified.as_ref().unwrap().missing.is_empty());
}

#[test]
fn an_other_text_is_unknown() {
    let text = attach("A recipe for bread: flour, water, salt and time.");
    assert!(text.identified.is_none() && !text.is_verified());
}

/// Of two copies, the changed one counts until it is removed, in whatever order
/// they came.
#[test]
fn a_changed_copy_is_never_overruled_by_another_one() {
    let cite = Citation {
        document: "sample".to_owned(),
        section: "2".to_owned(),
    };
    let other = TEXT.replace("300", "900");
    let copy = |name: &str, text: &str| AttachedText {
        name: name.to_owned(),
        ..attach(text)
    };
    let both = [copy("good.txt", TEXT), copy("other.txt", &other)];
    for order in [[0, 1], [1, 0]] {
        let mut texts = AttachedTexts::default();
        for index in order {
            texts.attach(both[index].clone());
        }
        assert_eq!(texts.support(&cite), Support::Broken);
        assert_eq!(texts.shown_for(&cite).unwrap().name, "other.txt");
        texts.detach("other.txt");
        assert_eq!(texts.support(&cite), Support::Holds);
        texts.detach("good.txt");
        assert_eq!(texts.support(&cite), Support::NoText);
    }
}

#[test]
fn two_files_of_one_name_are_two_texts() {
    let mut texts = AttachedTexts::default();
    assert_eq!(texts.attach(attach(TEXT)), "mine.txt");
    assert_eq!(texts.attach(attach(TEXT)), "mine.txt");
    assert_eq!(texts.attach(attach("Something else.")), "mine.txt (2)");
    assert_eq!(texts.iter().count(), 2);
    let second = texts.find("mine.txt (2)").unwrap();
    assert!(second.set_aside().unwrap().contains("no document"));
}

/// A clause with other words in the user's copy supports nothing favorable, and
/// it never makes a verdict lighter.
#[test]
fn a_broken_clause_takes_the_permission_away() {
    let (_folder, catalog, book) = with_overlay();
    let preset = book.preset("enterprise-internal").unwrap();
    let verdict =
        |texts: &AttachedTexts| judge_all(&catalog, &book, preset, texts)["sample-1b"].clone();
    let whole = |text: &str| {
        let mut texts = AttachedTexts::default();
        let raw = sha256_hex(text.as_bytes());
        texts.attach(AttachedText::new(
            "mine",
            text,
            Some(&raw),
            catalog.clause_index(),
        ));
        texts
    };
    let without = verdict(&AttachedTexts::default());
    assert!(without.verdict <= Verdict::PermittedWithObligations);
    assert_eq!(verdict(&whole(TEXT)).verdict, without.verdict);
    let changed = whole(&TEXT.replace("for any purpose", "for research"));
    let broken = verdict(&changed);
    assert_eq!(broken.verdict, Verdict::Unknown);
    let finding = broken.findings.iter().find(|f| f.rule == "G11").unwrap();
    assert!(!finding.citations.is_empty());
    let matrix = license_matrix::matrix::Matrix::of_texts(&catalog, &Default::default());
    let matrix = matrix.held_against(&changed);
    let row = matrix
        .rows
        .iter()
        .find(|row| row.id == "sample-1b")
        .unwrap();
    let cell = &row.cells[matrix.column_index("commercial_use").unwrap()];
    assert_eq!(cell.tone, Tone::Unknown);
    assert!(cell.note.as_ref().unwrap().contains("other words"));
}

/// A memo quotes the clauses it rests on from the user's copy, and only words
/// that are the ones that were read.
#[test]
fn a_memo_quotes_from_the_users_copy_what_holds() {
    let (_folder, catalog, book) = with_overlay();
    let scenario = book.preset("enterprise-internal").unwrap();
    let memo = |text: &str| {
        let mut texts = AttachedTexts::default();
        texts.attach(AttachedText::new(
            "mine",
            text,
            None,
            catalog.clause_index(),
        ));
        let evaluations = judge_all(&catalog, &book, scenario, &texts);
        let matrix = license_matrix::matrix::Matrix::of_texts(&catalog, &Default::default());
        let view = View::new(&matrix, "sample-1b", "", None, &|id| id == "model").unwrap();
        let report = build(&Input {
            catalog: &catalog,
            book: &book,
            scenario,
            view: &view,
            evaluations: &evaluations,
            texts: &texts,
            filter: "",
            kind: Kind::Memo,
            date: "2026-11-25",
            version: "0",
            without: &[],
            beside: &[],
            reviewed: &[],
        });
        format!("{report:?}")
    };
    let quoted = "You may use, copy, change and pass on the work, for any purpose";
    let verified = memo(TEXT);
    assert!(verified.contains(quoted));
    assert!(verified.contains("Own copies of these documents"));
    let changed = memo(&TEXT.replace("300", "900"));
    assert!(changed.contains(quoted) && !changed.contains("900"));
    let other = memo(&TEXT.replace("for any purpose", "for research"));
    assert!(!other.contains("You may use, copy") && !other.contains("for research"));
}

#[test]
fn odd_files_get_a_plain_answer() {
    let folder = tempfile::tempdir().unwrap();
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut marked = vec![0xff, 0xfe];
    marked.extend(&utf16);
    let page = format!(
        "<!DOCTYPE html><html><head><style>p {{ color: red }}</style></head><body><p>{}</p></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    for (name, bytes) in [
        ("utf16.txt", marked),
        ("utf16-without-mark.txt", utf16),
        ("page.html", page.into_bytes()),
    ] {
        let file = read_text_file(&write(folder.path(), name, bytes)).unwrap();
        let text = attach(&file.text);
        assert!(text.clause("2").is_some(), "{name}: {}", file.text);
    }
    let noise: Vec<u8> = (0..40_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    for (name, bytes, words) in [
        ("empty.txt", Vec::new(), "empty"),
        ("noise.bin", noise, "not a text"),
        ("print.pdf", b"%PDF-1.7 ...".to_vec(), "PDF"),
        ("letter.docx", b"PK\x03\x04...".to_vec(), "document"),
        ("huge.txt", vec![b'a'; 50_000_000], "50 MB"),
    ] {
        let path = write(folder.path(), name, bytes);
        let error = read_text_file(&path).unwrap_err();
        assert!(error.contains(words) && error.contains(name), "{error}");
        let arguments = ["text".as_ref(), "identify".as_ref(), path.as_os_str()];
        let (code, out, err) = cli(&arguments);
        assert_eq!((code, out.as_str()), (3, ""), "{name}");
        assert!(err.contains(words), "{err}");
    }
}

/// A long text that is no license.
#[test]
fn a_long_text_is_unknown() {
    let (catalog, _) = load_data(&DataFolder::built_in()).unwrap();
    let words = "the quick brown fox jumps over the lazy dog ".repeat(20_000);
    let text = AttachedText::new("long", &words, None, catalog.clause_index());
    assert!(text.identified.is_none());
}

#[test]
fn a_query_asks_what_changed_since() {
    let (catalog, _) = load_data(&DataFolder::built_in()).unwrap();
    let matrix = license_matrix::matrix::Matrix::of_texts(&catalog, &Default::default());
    let count = |query: &str| {
        let query = license_matrix::matrix::Query::parse(query, &matrix).unwrap();
        matrix.filter(&query).len()
    };
    let (early, late) = (count("changed>=2023"), count("changed>=2026-08"));
    assert!(early > late && late > 0, "{early} {late}");
    assert_eq!(count("changed>=2023 -changed<2026-08"), late);
    assert!(license_matrix::matrix::Query::parse("changed>=soon", &matrix).is_err());
}
