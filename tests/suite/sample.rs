//! A made-up license and model, and a folder that lays them over the built-in
//! catalog. No license is quoted.

use std::fs;
use std::path::Path;

use license_matrix::catalog::{Catalog, Clause, IndexedDocument};
use license_matrix::scenario::RuleBook;
use license_matrix::store::{DataFolder, load_data};
use license_matrix::text::{AttachedText, Canonical, rolling_hash, sha256_hex};

pub const TEXT: &str = "Sample License\n\n1. Grant. You may use, copy, change and pass on the work, \
    for any purpose and at no charge.\n\n2. Limit. A product with more than 300 million monthly \
    users needs a separate license first.\n\n3. \u{201c}As is\u{201d}. There is no warranty \u{2013} \
    of any kind.\n";

/// The index of the sample: its three sections.
pub fn index() -> IndexedDocument {
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

pub fn attach(text: &str) -> AttachedText {
    let raw = sha256_hex(text.as_bytes());
    AttachedText::new("mine.txt", text, Some(&raw), std::iter::once(&index()))
}

/// A folder to lay over the built-in catalog: the sample license and a model.
pub fn overlay(folder: &Path) {
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
pub fn cited_to_the_sample(text: &str) -> String {
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

pub fn with_overlay() -> (tempfile::TempDir, Catalog, RuleBook) {
    let folder = tempfile::tempdir().unwrap();
    overlay(folder.path());
    let data = DataFolder::built_in().with_overlay(folder.path());
    let (catalog, book) = load_data(&data).unwrap();
    (folder, catalog, book)
}
