//! The shipped models, sources and claims hold together: they parse, their ids
//! are unique, and everything they point to exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use license_matrix::catalog::{
    Availability, Citation, ClaimSource, Date, Evidence, Family, Model, Role, Source, SourceKind,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The shape of `data/sources.ron`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    schema: u32,
    sources: Vec<Source>,
}

/// The families this test speaks of; other files may lie beside them.
const FAMILIES: [&str; 5] = ["gemma", "llama", "mistral", "muse", "qwen"];

/// The license ids that weights of these families may name.
const LICENSES: [&str; 22] = [
    "apache-2.0",
    "cc-by-nc-4.0",
    "gemma-tou-2026-04-01",
    "llama-1",
    "llama-2",
    "llama-3",
    "llama-3.1",
    "llama-3.2",
    "llama-3.3",
    "llama-4",
    "mistral-large-4",
    "mistral-modified-mit",
    "mistral-modified-mit-medium-3.5",
    "mnpl-0.1",
    "mrl-0.1",
    "other-unread",
    "qwen-2024",
    "qwen-community-1.0",
    "qwen-research",
    "qwen-research-2026",
    "qwen3.8-max",
    "tongyi-qianwen-2023",
];

/// One more, apart because its document has another id.
const TONGYI_RESEARCH: &str = "tongyi-research-2023";

/// Day of the facts: nothing can have been read or released later.
const AS_OF: &str = "2026-11-23";

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn load<T: DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).expect("readable file");
    ron::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn families() -> Vec<Family> {
    FAMILIES
        .iter()
        .map(|id| load(&data().join("models").join(format!("{id}.ron"))))
        .collect()
}

fn models() -> Vec<Model> {
    families()
        .into_iter()
        .flat_map(|family| family.models)
        .collect()
}

fn sources() -> Vec<Source> {
    let file: SourcesFile = load(&data().join("sources.ron"));
    assert_eq!(file.schema, 1);
    file.sources
}

fn article() -> ClaimSource {
    load(&data().join("claims/pengu-2026-04.ron"))
}

fn model(id: &str) -> Model {
    models()
        .into_iter()
        .find(|model| model.id == id)
        .unwrap_or_else(|| panic!("no model {id}"))
}

fn assert_unique<'a>(what: &str, ids: impl IntoIterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        assert!(!id.is_empty(), "empty {what} id");
        assert!(seen.insert(id.to_owned()), "{what} {id} appears twice");
    }
}

fn matches(pattern: &str, id: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => id == pattern,
    }
}

#[test]
fn ids_are_unique_and_files_are_named_after_them() {
    for (name, family) in FAMILIES.iter().zip(families()) {
        assert_eq!(*name, family.id);
        assert!(!family.models.is_empty() && !family.history.is_empty());
    }
    let models = models();
    assert_unique("model", models.iter().map(|model| model.id.as_str()));
    for model in &models {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
        assert!(model.id.chars().all(plain), "{}", model.id);
    }
    assert_unique("source", sources().iter().map(|source| source.id.as_str()));
    let article = article();
    assert_eq!(article.id, "pengu-2026-04");
    assert_unique(
        "claim",
        article.claims.iter().map(|claim| claim.id.as_str()),
    );
}

#[test]
fn every_citation_names_a_source() {
    let known: BTreeSet<String> = sources().into_iter().map(|source| source.id).collect();
    let check = |owner: &str, cites: &[Citation]| {
        for cite in cites {
            assert!(known.contains(&cite.document), "{owner}: {}", cite.document);
            assert!(!cite.section.is_empty(), "{owner}: empty place");
        }
    };
    for family in families() {
        for change in &family.history {
            assert!(!change.cite.is_empty(), "{} {}", family.id, change.date);
            check(&format!("{} {}", family.id, change.date), &change.cite);
        }
        for model in &family.models {
            assert!(!model.cite.is_empty(), "{}", model.id);
            check(&model.id, &model.cite);
        }
    }
    let article = article();
    assert!(known.contains(&article.id));
    for row in &article.matrix.rows {
        for cell in &row.cells {
            check(&cell.value, &cell.cite);
        }
    }
    for claim in &article.claims {
        check(&claim.id, &claim.cite);
    }
}

#[test]
fn weights_have_one_known_license_and_services_have_none() {
    let policies: BTreeSet<String> = sources()
        .into_iter()
        .filter(|source| source.kind == SourceKind::UsePolicy)
        .map(|source| source.id)
        .collect();
    for model in models() {
        let count = |role| model.licenses.iter().filter(|l| l.role == role).count();
        if model.availability == Availability::ApiOnly {
            assert!(model.licenses.is_empty(), "{}", model.id);
            continue;
        }
        assert_eq!(count(Role::Weights), 1, "{}", model.id);
        for entry in &model.licenses {
            let known = match entry.role {
                Role::UsePolicy => policies.contains(&entry.license),
                _ => LICENSES.contains(&entry.license.as_str()) || entry.license == TONGYI_RESEARCH,
            };
            assert!(known, "{}: {}", model.id, entry.license);
        }
    }
}

#[test]
fn a_license_that_nobody_read_is_never_called_read() {
    for model in models() {
        match model.weights_license() {
            Some("other-unread" | "mistral-large-4") => {
                assert_eq!(model.evidence, Evidence::Unread, "{}", model.id);
            }
            _ => assert_ne!(model.evidence, Evidence::Unread, "{}", model.id),
        }
    }
}

#[test]
fn the_multimodal_flag_agrees_with_the_modality() {
    for model in models() {
        let more = model.modality.iter().any(|kind| {
            matches!(
                kind.as_str(),
                "image" | "vision" | "audio" | "speech" | "video"
            )
        });
        assert_eq!(more, model.multimodal, "{}", model.id);
    }
    for (id, expected) in [
        ("llama-3.2-3b", false),
        ("llama-3.2-11b-vision", true),
        ("llama-3.3-70b", false),
        ("llama-4-scout-17b-16e", true),
        ("llama-guard-4-12b", true),
        ("llama-prompt-guard-2-86m", false),
        ("gemma-3-1b", false),
        ("gemma-3-4b", true),
    ] {
        assert_eq!(model(id).multimodal, expected, "{id}");
    }
}

#[test]
fn sizes_that_are_often_mixed_up_keep_their_own_license() {
    for (id, license) in [
        ("qwen2.5-3b", "qwen-research"),
        ("qwen2.5-7b", "apache-2.0"),
        ("qwen2.5-72b", "qwen-2024"),
        ("qwen2.5-coder-3b", "qwen-research"),
        ("codeqwen1.5-7b", TONGYI_RESEARCH),
        ("codeqwen1.5-7b-chat", "tongyi-qianwen-2023"),
        ("qwen1.5-32b", TONGYI_RESEARCH),
        ("qwen1.5-32b-chat", "tongyi-qianwen-2023"),
        ("qwen3.8-2.4t-a95b", "qwen3.8-max"),
        ("qwen3.8-27b", "apache-2.0"),
        ("qwen3.8-flash-next", "qwen-community-1.0"),
        ("ministral-8b-24.1", "mrl-0.1"),
        ("ministral-3-8b-25.12", "apache-2.0"),
        ("mistral-large-2.0-24.07", "mrl-0.1"),
        ("mistral-large-3-25.12", "apache-2.0"),
        ("devstral-2-25.12", "mistral-modified-mit"),
        ("devstral-small-2-25.12", "apache-2.0"),
        ("translategemma", "gemma-tou-2026-04-01"),
        ("gemma-4-31b", "apache-2.0"),
        ("muse-glimmer-30b", "apache-2.0"),
    ] {
        assert_eq!(model(id).weights_license(), Some(license), "{id}");
    }
}

#[test]
fn dates_are_in_order_and_not_in_the_future() {
    let as_of = Date::parse(AS_OF).unwrap();
    for family in families() {
        assert!(
            family.history.windows(2).all(|w| w[0].date <= w[1].date),
            "{}",
            family.id
        );
        assert!(family.history.iter().all(|change| change.date <= as_of));
        for model in &family.models {
            assert!(
                model.release_date.is_some_and(|date| date <= as_of),
                "{}",
                model.id
            );
        }
    }
    for source in sources() {
        assert!(
            source.date.is_none_or(|date| date <= as_of),
            "{}",
            source.id
        );
        assert!(
            source.read.is_none_or(|date| date <= as_of),
            "{}",
            source.id
        );
        if source.evidence == Evidence::Primary {
            assert!(source.read.is_some(), "{}", source.id);
        }
        if let Some(hash) = &source.sha256 {
            assert!(hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit()));
        }
    }
}

#[test]
fn bases_exist() {
    let models = models();
    for model in &models {
        if let Some(base) = &model.base {
            assert!(models.iter().any(|other| other.id == *base), "{}", model.id);
        }
    }
}

#[test]
fn the_matrix_of_the_article_is_whole() {
    let article = article();
    let headings: Vec<&str> = article
        .matrix
        .columns
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    assert_eq!(
        headings,
        [
            "Model",
            "License Type",
            "Commercial Use",
            "No MAU Cap?",
            "Can Train Rival Models?",
            "Enterprise-Ready"
        ]
    );
    assert!(article.claims.len() >= 40);
}

#[test]
fn every_pattern_of_the_article_matches_and_no_model_is_in_two_rows() {
    let article = article();
    let models = models();
    for row in &article.matrix.rows {
        for pattern in &row.models {
            assert!(
                models.iter().any(|model| matches(pattern, &model.id)),
                "{pattern} matches nothing"
            );
        }
    }
    for model in &models {
        let rows = article
            .matrix
            .rows
            .iter()
            .filter(|row| row.models.iter().any(|p| matches(p, &model.id)))
            .count();
        assert!(rows <= 1, "{} is in {rows} rows", model.id);
    }
}

#[test]
fn claims_are_about_known_families_and_columns() {
    let columns = fs::read_to_string(data().join("columns.ron")).unwrap();
    let article = article();
    let terms = article
        .matrix
        .columns
        .iter()
        .flat_map(|column| &column.terms)
        .chain(article.claims.iter().flat_map(|claim| &claim.terms));
    for term in terms {
        assert!(columns.contains(&format!("(id: \"{term}\"")), "{term}");
    }
    for claim in &article.claims {
        assert!(claim.about == "all" || FAMILIES.contains(&claim.about.as_str()));
        assert!(!claim.statement.is_empty() && !claim.why.is_empty());
    }
}
