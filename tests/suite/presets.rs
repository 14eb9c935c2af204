//! What the presets conclude for the licenses that people ask about.
//!
//! Models of which the license is known second hand only are left out: for them
//! one more obligation is due.

use std::collections::BTreeSet;

use license_matrix::catalog::Evidence;
use license_matrix::scenario::Verdict;
use license_matrix::scenario::Verdict::{
    NeedsReview as NR, NotPermitted as NP, Permitted as P, PermittedWithObligations as PO,
    SeparateLicense as SL, Unknown as U,
};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::judge_all;

const PRESETS: [&str; 9] = [
    "maximum-freedom",
    "invested-in-meta",
    "eu-enterprise",
    "startup-due-diligence",
    "train-on-outputs",
    "consumer-app",
    "inference-host",
    "enterprise-internal",
    "client-deliverable",
];

/// License, whether only multimodal models are meant, and the verdict under
/// each preset.
const CONCLUSIONS: [(&str, Option<bool>, [Verdict; 9]); 17] = [
    ("apache-2.0", None, [PO, P, P, P, P, PO, P, P, PO]),
    ("llama-3", None, [NP, PO, PO, PO, NP, PO, PO, PO, PO]),
    ("llama-3.3", None, [PO, PO, PO, PO, PO, PO, PO, PO, PO]),
    ("llama-4", Some(true), [PO, PO, NP, PO, PO, PO, PO, NR, NP]),
    (
        "gemma-tou-2026-04-01",
        None,
        [PO, PO, NR, PO, PO, PO, PO, PO, PO],
    ),
    ("qwen-2024", None, [PO, PO, PO, PO, PO, PO, PO, PO, PO]),
    ("qwen-research", None, [SL, SL, SL, SL, SL, SL, SL, SL, SL]),
    ("qwen-community-1.0", None, [PO, P, P, P, P, PO, SL, P, PO]),
    ("qwen3.8-max", None, [PO, P, P, P, P, PO, P, P, PO]),
    ("mrl-0.1", None, [SL, SL, SL, SL, SL, SL, SL, SL, SL]),
    (
        "mistral-modified-mit",
        None,
        [NR, NR, SL, NR, NR, SL, NR, SL, SL],
    ),
    ("kimi-k2.5", None, [PO, P, P, P, P, PO, P, P, PO]),
    ("kimi-k3", None, [PO, P, P, P, P, PO, SL, P, PO]),
    (
        "deepseek-la-1.0",
        None,
        [PO, PO, PO, PO, PO, PO, PO, PO, PO],
    ),
    (
        "stability-community-2024",
        None,
        [NP, SL, SL, SL, NP, SL, SL, SL, SL],
    ),
    ("hunyuan-3d-2.0", None, [NP, NP, NP, NP, NP, NP, NP, U, NP]),
    (
        "cc-by-nc-4.0+cohere",
        None,
        [SL, SL, SL, SL, SL, SL, SL, SL, SL],
    ),
];

#[test]
fn the_presets_conclude_what_the_texts_say() {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let mut found = Vec::new();
    for (index, id) in PRESETS.iter().enumerate() {
        let preset = book.preset(id).unwrap();
        let evaluations = judge_all(&catalog, &book, preset, &AttachedTexts::default());
        for (license, multimodal, wanted) in &CONCLUSIONS {
            let verdicts: BTreeSet<Verdict> = catalog
                .models()
                .map(|(_, model)| model)
                .filter(|model| model.weights_license() == Some(license))
                .filter(|model| multimodal.is_none_or(|only| model.multimodal == only))
                .filter(|model| model.evidence <= Evidence::Partial && model.base.is_none())
                .map(|model| evaluations[&model.id].verdict)
                .collect();
            if verdicts.iter().ne([&wanted[index]]) {
                found.push(format!(
                    "{id} {license}: {verdicts:?}, not {:?}",
                    wanted[index]
                ));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Only the standard license passes the strictest house policy; the name of the
/// family is no answer.
#[test]
fn one_family_holds_what_passes_and_what_does_not() {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let preset = book.preset("maximum-freedom").unwrap();
    let evaluations = judge_all(&catalog, &book, preset, &AttachedTexts::default());
    let house = |model: &str| evaluations[model].house;
    for passes in ["qwen3.8-27b", "gemma-4-31b", "qwen2.5-7b"] {
        assert_eq!(house(passes), Some(P), "{passes}");
    }
    for fails in [
        "qwen3.8-flash-next",
        "gemma-3-27b",
        "qwen2.5-72b",
        "llama-3.1-8b",
    ] {
        assert_eq!(house(fails), Some(NP), "{fails}");
    }
}
