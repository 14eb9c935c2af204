//! The table of open-source status, license by license.

use super::*;

/// The table of open-source status: license, license part, grounds of the
/// table, and grounds that the text gives beyond the table.
const STATUS: [(&str, Leg, &[&str], &[&str]); 40] = [
    ("apache-2.0", Leg::Met, &[], &[]),
    ("mit", Leg::Met, &[], &[]),
    ("openmdw-1.0", Leg::Met, &[], &[]),
    (
        "llama-2",
        Leg::NotMet,
        &["user_scale", "outputs", "use_limits"],
        &[],
    ),
    (
        "llama-3",
        Leg::NotMet,
        &["user_scale", "outputs", "use_limits"],
        &[],
    ),
    ("llama-3.1", Leg::NotMet, &["user_scale", "use_limits"], &[]),
    (
        "llama-3.2",
        Leg::NotMet,
        &["user_scale", "seat", "use_limits"],
        &[],
    ),
    (
        "llama-3.3",
        Leg::NotMet,
        &["user_scale", "seat", "use_limits"],
        &[],
    ),
    (
        "llama-4",
        Leg::NotMet,
        &["user_scale", "seat", "use_limits"],
        &[],
    ),
    (
        "gemma-tou-2024-04-01",
        Leg::NeedsReview,
        &["use_limits"],
        &[],
    ),
    (
        "gemma-tou-2025-03-24",
        Leg::NeedsReview,
        &["use_limits"],
        &[],
    ),
    ("qwen-2024", Leg::NotMet, &["user_scale"], &[]),
    ("qwen-research", Leg::NotMet, &["noncommercial"], &[]),
    (
        "tongyi-qianwen-2023",
        Leg::NotMet,
        &["user_scale", "outputs"],
        &[],
    ),
    // Outputs may serve research only; the table counts that with the purpose.
    ("mrl-0.1", Leg::NotMet, &["noncommercial"], &["outputs"]),
    (
        "mnpl-0.1",
        Leg::NotMet,
        &["noncommercial"],
        &["not_known", "partly_read"],
    ),
    (
        "mistral-modified-mit",
        Leg::NotMet,
        &["paid_scale"],
        &["partly_read"],
    ),
    ("kimi-k2", Leg::NeedsReview, &["display_scale"], &[]),
    ("kimi-k3", Leg::NotMet, &["use_case", "display_scale"], &[]),
    (
        "qwen-community-1.0",
        Leg::NotMet,
        &["use_case", "display_scale"],
        &[],
    ),
    (
        "qwen3.8-max",
        Leg::NotMet,
        &["use_case", "display_scale"],
        &[],
    ),
    (
        "glm-5.3",
        Leg::NotMet,
        &["use_case"],
        &["not_known", "partly_read"],
    ),
    (
        "hunyuan-3d-2.0",
        Leg::NotMet,
        &["user_scale", "territory", "outputs", "use_limits"],
        &[],
    ),
    (
        "hunyuan-community-a13b",
        Leg::NotMet,
        &["user_scale", "territory", "outputs", "use_limits"],
        &[],
    ),
    (
        "hunyuan-video",
        Leg::NotMet,
        &["user_scale", "territory", "outputs", "use_limits"],
        &[],
    ),
    (
        "minimax-h3",
        Leg::NotMet,
        &["paid_scale", "territory", "use_limits"],
        &["not_known", "partly_read"],
    ),
    // A notice is due before commercial use of any size.
    (
        "minimax-m3",
        Leg::NotMet,
        &["paid_scale"],
        &["not_known", "partly_read", "registration"],
    ),
    ("lfm-1.0", Leg::NotMet, &["paid_scale"], &[]),
    // Commercial use asks for registration, and the grant is revocable.
    (
        "stability-community-2024",
        Leg::NotMet,
        &["paid_scale", "outputs", "use_limits"],
        &["registration", "withdrawal"],
    ),
    (
        "bigscience-openrail-m",
        Leg::NeedsReview,
        &["use_limits"],
        &[],
    ),
    ("deepseek-la-1.0", Leg::NeedsReview, &["use_limits"], &[]),
    ("cc-by-nc-4.0", Leg::NotMet, &["noncommercial"], &[]),
    // Competitors need a license of their own.
    (
        "hyperclovax-seed",
        Leg::NotMet,
        &["user_scale", "use_limits", "withdrawal"],
        &["use_case"],
    ),
    // The text has limits of use that the table passes over, and grants and
    // bars distribution in one.
    (
        "exaone-1.1-nc",
        Leg::NotMet,
        &["noncommercial", "outputs", "withdrawal"],
        &["right_missing", "use_limits"],
    ),
    (
        "bigcode-openrail-m-v1",
        Leg::NeedsReview,
        &["use_limits"],
        &[],
    ),
    (
        "nvidia-oml-2025-04",
        Leg::NeedsReview,
        &["use_limits", "withdrawal"],
        &[],
    ),
    ("falcon-2-tii", Leg::NeedsReview, &["use_limits"], &[]),
    // The grant is revocable.
    (
        "stability-nc-2023",
        Leg::NotMet,
        &["noncommercial", "use_limits"],
        &["withdrawal"],
    ),
    ("other-unread", Leg::Unknown, &["not_known"], &[]),
    ("mistral-large-4", Leg::Unknown, &["not_known"], &[]),
];

#[test]
fn the_open_source_status_is_that_of_the_table() {
    let (catalog, _) = data();
    let mut wrong = Vec::new();
    for (id, leg, grounds, more) in STATUS {
        let found = open_source(catalog.license(id).unwrap());
        let have: BTreeSet<&str> = found.grounds.iter().map(|ground| ground.id).collect();
        let expected: BTreeSet<&str> = grounds.iter().chain(more).copied().collect();
        if found.leg != leg || have != expected {
            wrong.push(format!("{id}: {:?} {have:?}", found.leg));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What was not read is never met, and every ground of a known text is cited.
#[test]
fn an_unread_license_never_meets_the_exemption() {
    let (catalog, _) = data();
    for license in catalog.licenses() {
        let found = open_source(license);
        for attribute in [
            "commercial",
            "grant_use",
            "aup",
            "outputs",
            "excluded",
            "limits_complete",
        ] {
            if *license.fact(attribute) == license_matrix::catalog::Fact::Unknown {
                assert!(found.leg >= Leg::Unknown, "{}: {attribute}", license.id);
            }
        }
        for ground in &found.grounds {
            let uncited = matches!(ground.id, "not_known" | "partly_read");
            assert!(
                uncited || !ground.citations.is_empty(),
                "{}: {}",
                license.id,
                ground.id
            );
        }
    }
}
