//! The user's own texts: what is verified and what never is, clauses, overlays
//! that bring a license of the user's, and what a changed clause does.
//!
//! The texts here are made up for the tests; no license is quoted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use license_matrix::catalog::{Catalog, Citation, Clause, IndexedDocument};
use license_matrix::matrix::{Tone, View};
use license_matrix::report::{Input, Kind, build};
use license_matrix::scenario::Verdict;
use license_matrix::store::{DataFolder, load_data, read_text_file};
use license_matrix::text::{
    AttachedText, AttachedTexts, Canonical, Sameness, Support, rolling_hash, sha256_hex,
};
use license_matrix::verdicts::judge_all;

const TEXT: &str = "Sample License\n\n1. Grant. You may use, copy, change and pass on the work, \
    for any purpose and at no charge.\n\n2. Limit. A product with more than 300 million monthly \
    users needs a separate license first.\n\n3. \u{201c}As is\u{201d}. There is no warranty \u{2013} \
    of any kind.\n";

/// The index of the sample: its three sections.
fn index() -> IndexedDocument {
    let canonical = Canonical::new(TEXT, false);
    let words: String = canonical.letters.iter().collect();
    let starts: Vec<usize> = ["1. Grant", "2. Limit", "3. \"As"]
        .iter()
        .map(|start| words.find(start).unwrap())
        .collect();
    let ends = [starts[1] - 1, starts[2] - 1, words.len()];
    let clauses = starts
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(number, (&start, end))| Clause {
            label: (number + 1).to_string(),
            start,
            end,
            sha256: sha256_hex(&words.as_bytes()[start..end]),
            rolling: rolling_hash(&words[start..end]),
        })
        .collect();
    IndexedDocument {
        id: "sample".to_owned(),
        canonicalization: "clause-canon-1".to_owned(),
        copy_of: None,
        markdown: false,
        caveat: None,
        raw_sha256: vec![sha256_hex(TEXT.as_bytes())],
        canonical_sha256: canonical.sha256(),
        length: canonical.letters.len(),
        clauses,
    }
}

fn attach(text: &str) -> AttachedText {
    let raw = sha256_hex(text.as_bytes());
    AttachedText::new("mine.txt", text, Some(&raw), std::iter::once(&index()))
}

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

/// A folder to lay over the built-in catalog: the sample license and a model.
fn overlay(folder: &Path) {
    for directory in ["licenses", "models", "clauses"] {
        fs::create_dir(folder.join(directory)).unwrap();
    }
    fs::write(
        folder.join("sources.ron"),
        "(schema: 1, sources: [(id: \"sample\", title: \"Sample License\", kind: LicenseText, \
         publisher: \"Sample\", url: None, date: None, read: Some(\"2026-11-25\"), sha256: None, \
         evidence: Primary)])",
    )
    .unwrap();
    // Every attribute as the MIT license has it, cited to the sample.
    let mit = fs::read_to_string("data/licenses/mit.ron").unwrap();
    let sample = mit
        .replace("id: \"mit\"", "id: \"sample\"")
        .replace("spdx_id: Some(\"MIT\")", "spdx_id: None");
    let sample = cited_to_the_sample(&sample);
    fs::write(folder.join("licenses/sample.ron"), sample).unwrap();
    fs::write(
        folder.join("clauses/sample.ron"),
        ron::to_string(&index()).unwrap(),
    )
    .unwrap();
    fs::write(
        folder.join("models/sample.ron"),
        "(id: \"sample\", name: \"Sample\", publisher: \"Sample\", history: [], models: [(id: \
         \"sample-1b\", name: \"Sample 1B\", generation: \"Sample\", release_date: None, modality: \
         [\"text\"], multimodal: false, parameters: None, availability: Weights, licenses: [(role: \
         Weights, license: \"sample\")], cite: [(\"sample\", \"1\")], evidence: Primary)])",
    )
    .unwrap();
}

/// Cites section 1 of the sample instead of any section of the MIT license.
fn cited_to_the_sample(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("(\"mit\", \"") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let end = after.find("\")").unwrap() + 2;
        let whole = after[..end].contains("whole text");
        out.push_str(if whole {
            "(\"sample\", \"whole text\")"
        } else {
            "(\"sample\", \"1\")"
        });
        rest = &after[end..];
    }
    out.push_str(rest);
    out.replace("documents: [\"mit\"]", "documents: [\"sample\"]")
}

fn with_overlay() -> (
    tempfile::TempDir,
    Catalog,
    license_matrix::scenario::RuleBook,
) {
    let folder = tempfile::tempdir().unwrap();
    overlay(folder.path());
    let data = DataFolder::built_in().with_overlay(folder.path());
    let (catalog, book) = load_data(&data).unwrap();
    (folder, catalog, book)
}

#[test]
fn an_overlay_adds_without_touching_what_is_there() {
    let (_folder, catalog, _) = with_overlay();
    let (built_in, _) = load_data(&DataFolder::built_in()).unwrap();
    assert!(catalog.model("sample-1b").is_some());
    assert_eq!(catalog.licenses().count(), built_in.licenses().count() + 1);
    assert_eq!(catalog.license("mit"), built_in.license("mit"));
    assert_ne!(catalog.fingerprint(), built_in.fingerprint());
    assert_eq!(catalog.overlaid().len(), 4);
    assert!(catalog.overlaid().iter().all(|one| !one.replaces));
}

#[test]
fn an_overlay_that_replaces_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("licenses")).unwrap();
    let mit = fs::read_to_string("data/licenses/mit.ron").unwrap();
    let text = mit.replace("title: \"", "title: \"Our reading of ");
    fs::write(folder.path().join("licenses/mit.ron"), text).unwrap();
    let data = DataFolder::built_in().with_overlay(folder.path());
    let (catalog, _) = load_data(&data).unwrap();
    assert!(
        catalog
            .license("mit")
            .unwrap()
            .title
            .starts_with("Our reading")
    );
    let [one] = catalog.overlaid() else {
        panic!("{:?}", catalog.overlaid());
    };
    assert!(
        one.replaces
            && one
                .to_string()
                .contains("replaces the built-in license \"mit\"")
    );
}

#[test]
fn a_mistake_in_an_overlay_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    overlay(folder.path());
    let path = folder.path().join("licenses/sample.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replacen("(\"sample\", \"1\")", "(\"sample\", \"9\")", 1),
    )
    .unwrap();
    let data = DataFolder::built_in().with_overlay(folder.path());
    let problems = load_data(&data).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].file.ends_with("licenses/sample.ron"));
    assert!(
        problems[0]
            .file
            .starts_with(&folder.path().display().to_string())
    );
    assert!(problems[0].line > 0 && problems[0].what.contains("\"9\""));
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

fn cli(arguments: &[&std::ffi::OsStr]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn on_overlay(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut all: Vec<&std::ffi::OsStr> = vec!["--overlay".as_ref(), folder.as_ref()];
    all.extend(
        arguments
            .iter()
            .map(std::convert::AsRef::<std::ffi::OsStr>::as_ref),
    );
    cli(&all)
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn the_command_line_prints_a_clause_only_if_it_is_the_one_that_was_read() {
    let (folder, ..) = with_overlay();
    let texts = tempfile::tempdir().unwrap();
    let good = write(texts.path(), "good.txt", TEXT);
    let bad = write(texts.path(), "bad.txt", TEXT.replace("300", "900"));
    let ask = |section: &str, file: &Path| {
        let file = file.to_str().unwrap();
        on_overlay(
            folder.path(),
            &["text", "clause", "sample", section, "--text", file],
        )
    };
    let (code, out, err) = ask("2", &good);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("2. Limit.") && out.contains("300 million"));
    let (code, out, err) = ask("2", &bad);
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("900 million"), "{err}");
    assert_eq!(ask("1", &bad).0, 0);
    assert_eq!(ask("7", &good).0, 3);
}

#[test]
fn the_command_line_compares_two_texts() {
    let (folder, ..) = with_overlay();
    let texts = tempfile::tempdir().unwrap();
    let old = write(texts.path(), "old.txt", TEXT);
    let new = write(texts.path(), "new.txt", TEXT.replace("300", "900"));
    let (code, out, _) = on_overlay(
        folder.path(),
        &[
            "text",
            "compare",
            old.to_str().unwrap(),
            new.to_str().unwrap(),
            "--format",
            "json",
        ],
    );
    assert_eq!(code, 0);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let [change] = value["changes"].as_array().unwrap().as_slice() else {
        panic!("{out}");
    };
    assert_eq!(change["section"], "2");
    assert_eq!(change["kind"], "changed");
    let words = change["words"].to_string();
    assert!(
        words.contains("\"300") && words.contains("\"900"),
        "{words}"
    );
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

/// A long text that is no license ends soon, and as unknown.
#[test]
fn a_long_text_is_unknown() {
    let (catalog, _) = load_data(&DataFolder::built_in()).unwrap();
    let words = "the quick brown fox jumps over the lazy dog ".repeat(20_000);
    let text = AttachedText::new("long", &words, None, catalog.clause_index());
    assert!(text.identified.is_none());
}

#[test]
fn the_diff_of_two_folders_names_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    for copy in [&old, &new] {
        fs::create_dir(copy).unwrap();
        super::broken_data::copy(Path::new("data"), copy);
    }
    let change = |file: &str, from: &str, to: &str| {
        let path = new.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    change(
        "licenses/llama-3.1.ron",
        "value: Some(700000000",
        "value: Some(100000000",
    );
    let arguments = ["diff".as_ref(), old.as_os_str(), new.as_os_str()];
    let (code, out, err) = cli(&arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("model llama-3.1-8b: user_threshold: changed: 700M"),
        "{out}"
    );
    assert!(out.contains("license llama-3.1: user_threshold"), "{out}");
    assert!(!out.contains("llama-3.2"), "{out}");
    let same = ["diff".as_ref(), old.as_os_str(), old.as_os_str()];
    assert_eq!(cli(&same).1, "The facts are the same.\n");
}

#[test]
fn changes_and_claims_are_printed_and_filtered() {
    let run = |arguments: &[&str]| {
        let arguments: Vec<&std::ffi::OsStr> =
            arguments.iter().map(std::convert::AsRef::as_ref).collect();
        cli(&arguments)
    };
    let (code, out, _) = run(&["changes", "--since", "2026-01", "--format", "json"]);
    assert_eq!(code, 0);
    let changes: serde_json::Value = serde_json::from_str(&out).unwrap();
    let changes = changes.as_array().unwrap();
    assert!(!changes.is_empty());
    for change in changes {
        assert!(change["date"].as_str().unwrap() >= "2026");
        assert!(!change["citations"].as_array().unwrap().is_empty());
    }
    let all = run(&["changes"]).1;
    assert!(all.contains("2023-02-24") && !out.contains("2023-02-24"));
    assert_eq!(run(&["changes", "--since", "yesterday"]).0, 3);
    let (code, out, _) = run(&["claims", "--source", "pengu-2026-04", "--format", "json"]);
    assert_eq!(code, 0);
    let sources: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(sources[0]["claims"].as_array().unwrap().len() >= 40);
    assert_eq!(sources[0]["matrix"].as_array().unwrap().len(), 30);
    assert_eq!(run(&["claims", "--source", "nobody"]).0, 3);
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
