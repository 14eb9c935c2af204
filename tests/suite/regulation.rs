//! Notes on public law: the worked cases Z1 to Z11, the table of open-source
//! status, dates, and that no verdict depends on any of it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use license_matrix::catalog::{Catalog, Date, Evidence};
use license_matrix::scenario::{
    Actor, Answer, Leg, ModelFacts, NoteStatus, Regime, Regions, RegulationNote, RuleBook,
    Scenario, Source, Truth, modifier_test, open_source, regulation, regulation_of_model,
};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::judge_all;

fn data() -> &'static (Catalog, RuleBook) {
    static DATA: OnceLock<(Catalog, RuleBook)> = OnceLock::new();
    DATA.get_or_init(|| load_data(&DataFolder::built_in()).unwrap())
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn set(words: &[&str]) -> Answer {
    Answer::Set(words.iter().map(|word| (*word).to_owned()).collect())
}

fn text(word: &str) -> Answer {
    Answer::Text(word.to_owned())
}

fn scenario(answers: &[(&str, Answer)]) -> Scenario {
    let mut scenario = Scenario::empty("Test", "");
    for (field, answer) in answers {
        scenario.set(field, answer.clone());
    }
    scenario
}

/// A company in Germany with everything there.
fn german(more: &[(&str, Answer)]) -> Scenario {
    let mut scenario = scenario(&[
        ("domicile", text("DE")),
        ("establishments", set(&[])),
        ("users_in", set(&["DE"])),
        ("deploy_in", set(&["DE"])),
    ]);
    for (field, answer) in more {
        scenario.set(field, answer.clone());
    }
    scenario
}

fn notes(scenario: &Scenario, today: &str) -> Vec<RegulationNote> {
    regulation(&data().1, scenario, Some(day(today)))
}

fn ids(notes: &[RegulationNote]) -> BTreeSet<&str> {
    notes.iter().map(|note| note.id.as_str()).collect()
}

fn find<'a>(notes: &'a [RegulationNote], id: &str) -> Option<&'a RegulationNote> {
    notes.iter().find(|note| note.id == id)
}

fn status(notes: &[RegulationNote], id: &str) -> Option<NoteStatus> {
    find(notes, id).map(|note| note.status.clone())
}

fn unknown(fields: &[&str]) -> NoteStatus {
    NoteStatus::Unknown {
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
    }
}

/// Z1 to Z8: change, original, systemic risk; the threshold in words, why, and
/// what it comes to.
#[test]
fn the_modifier_test_gives_the_worked_cases() {
    let blank = Answer::Unanswered;
    let num = Answer::Num;
    let yes = Answer::Flag(true);
    let no = Answer::Flag(false);
    for (id, change, original, systemic, threshold, paragraph, provider) in [
        ("Z1", num(1e22), num(1e24), &no, "3.33 × 10^23", "(63)", Truth::False),
        ("Z2", num(4e23), num(1e24), &no, "3.33 × 10^23", "(63)", Truth::True),
        ("Z3", num(5e22), blank.clone(), &no, "3.33 × 10^22", "(64)", Truth::True),
        ("Z4", num(3e22), blank.clone(), &no, "3.33 × 10^22", "(64)", Truth::False),
        ("Z5", num(1e24), blank.clone(), &yes, "3.33 × 10^24", "(64)", Truth::False),
        ("Z6", num(1e25), num(3.8e25), &yes, "1.27 × 10^25", "(63)", Truth::False),
        ("Z7", num(1.3e25), num(3.8e25), &yes, "1.27 × 10^25", "(63)", Truth::True),
        ("Z8", blank.clone(), blank.clone(), &no, "3.33 × 10^22", "(64)", Truth::Unknown),
    ] {
        let test = modifier_test(&change, &original, systemic);
        assert_eq!(test.provider, provider, "{id}");
        let words = test.words();
        assert!(words.starts_with(&format!("Threshold: {threshold} FLOP,")), "{id}: {words}");
        assert!(words.contains(paragraph), "{id}: {words}");
        assert_eq!(words.contains("Art. 52(1)"), id == "Z7", "{id}: {words}");
        let missing: &[&str] = if id == "Z8" { &["ft_compute_flop"] } else { &[] };
        assert_eq!(test.missing, missing, "{id}");
    }
}

#[test]
fn a_range_or_an_open_risk_settles_the_modifier_test_only_where_it_can() {
    let blank = Answer::Unanswered;
    let between = |change: Answer| modifier_test(&change, &blank, &blank);
    // Below both thresholds, above both, and between them.
    assert_eq!(between(Answer::Num(3e22)).provider, Truth::False);
    assert_eq!(between(Answer::Num(4e24)).provider, Truth::True);
    let open = between(Answer::Num(1e24));
    assert_eq!(open.provider, Truth::Unknown);
    assert_eq!(open.missing, ["base_compute_flop", "base_systemic_risk"]);
    let range = modifier_test(&Answer::Range(1e23, 5e23), &Answer::Num(1e24), &blank);
    assert_eq!(range.provider, Truth::Unknown);
    assert_eq!(range.missing, ["ft_compute_flop"]);
    // Exactly a third is not above it.
    let third = modifier_test(&Answer::Num(1e24), &Answer::Num(3e24), &blank);
    assert_eq!(third.provider, Truth::False);
    // Above 10^25 systemic risk is presumed.
    let large = modifier_test(&Answer::Num(2e25), &Answer::Num(3e25), &blank);
    assert_eq!((large.provider, large.systemic), (Truth::True, Truth::True));
}

/// The modifier's notes in a scenario, by what is known of the original.
#[test]
fn a_fine_tune_for_the_union_gets_one_of_the_two_notes() {
    let tuned = |more: &[(&str, Answer)]| {
        let mut all = vec![("acts", set(&["FineTune", "SaasFeature"]))];
        all.extend(more.iter().cloned());
        notes(&german(&all), "2026-11-24")
    };
    let known = tuned(&[
        ("ft_compute_flop", Answer::Num(4e23)),
        ("base_compute_flop", Answer::Num(1e24)),
    ]);
    assert_eq!(status(&known, "E02"), Some(NoteStatus::Applies));
    assert_eq!(status(&known, "E03"), None);
    let small = tuned(&[
        ("ft_compute_flop", Answer::Num(1e20)),
        ("base_compute_flop", Answer::Num(1e24)),
    ]);
    assert_eq!(status(&small, "E02"), Some(NoteStatus::Informs));
    let blank = tuned(&[("base_systemic_risk", Answer::Flag(false))]);
    assert_eq!(status(&blank, "E03"), Some(unknown(&["ft_compute_flop"])));
    assert_eq!(status(&blank, "E02"), None);
    // Without a change, or outside the Union, there is nothing to test.
    let plain = notes(&german(&[("acts", set(&["SaasFeature"]))]), "2026-11-24");
    assert!(find(&plain, "E02").or(find(&plain, "E03")).is_none());
    let abroad = german(&[
        ("acts", set(&["FineTune"])),
        ("users_in", set(&["US"])),
        ("deploy_in", set(&["US"])),
    ]);
    let abroad = notes(&abroad, "2026-11-24");
    assert!(find(&abroad, "E02").or(find(&abroad, "E03")).is_none());
    assert!(find(&abroad, "E13").is_some(), "the seat is in the Union");
}

/// The table of open-source status: license, license part, grounds of the
/// table, and grounds that the text gives beyond the table.
const STATUS: [(&str, Leg, &[&str], &[&str]); 40] = [
    ("apache-2.0", Leg::Met, &[], &[]),
    ("mit", Leg::Met, &[], &[]),
    ("openmdw-1.0", Leg::Met, &[], &[]),
    ("llama-2", Leg::NotMet, &["user_scale", "outputs", "use_limits"], &[]),
    ("llama-3", Leg::NotMet, &["user_scale", "outputs", "use_limits"], &[]),
    ("llama-3.1", Leg::NotMet, &["user_scale", "use_limits"], &[]),
    ("llama-3.2", Leg::NotMet, &["user_scale", "seat", "use_limits"], &[]),
    ("llama-3.3", Leg::NotMet, &["user_scale", "seat", "use_limits"], &[]),
    ("llama-4", Leg::NotMet, &["user_scale", "seat", "use_limits"], &[]),
    ("gemma-tou-2024-04-01", Leg::NeedsReview, &["use_limits"], &[]),
    ("gemma-tou-2025-03-24", Leg::NeedsReview, &["use_limits"], &[]),
    ("qwen-2024", Leg::NotMet, &["user_scale"], &[]),
    ("qwen-research", Leg::NotMet, &["noncommercial"], &[]),
    ("tongyi-qianwen-2023", Leg::NotMet, &["user_scale", "outputs"], &[]),
    // Outputs may serve research only; the table counts that with the purpose.
    ("mrl-0.1", Leg::NotMet, &["noncommercial"], &["outputs"]),
    ("mnpl-0.1", Leg::NotMet, &["noncommercial"], &["not_known", "partly_read"]),
    ("mistral-modified-mit", Leg::NotMet, &["paid_scale"], &["partly_read"]),
    ("kimi-k2", Leg::NeedsReview, &["display_scale"], &[]),
    ("kimi-k3", Leg::NotMet, &["use_case", "display_scale"], &[]),
    ("qwen-community-1.0", Leg::NotMet, &["use_case", "display_scale"], &[]),
    ("qwen3.8-max", Leg::NotMet, &["use_case", "display_scale"], &[]),
    ("glm-5.3", Leg::NotMet, &["use_case"], &["not_known", "partly_read"]),
    ("hunyuan-3d-2.0", Leg::NotMet, &["user_scale", "territory", "outputs", "use_limits"], &[]),
    ("hunyuan-community-a13b", Leg::NotMet, &["user_scale", "territory", "outputs", "use_limits"], &[]),
    ("hunyuan-video", Leg::NotMet, &["user_scale", "territory", "outputs", "use_limits"], &[]),
    ("minimax-h3", Leg::NotMet, &["paid_scale", "territory", "use_limits"], &["not_known", "partly_read"]),
    // A notice is due before commercial use of any size.
    ("minimax-m3", Leg::NotMet, &["paid_scale"], &["not_known", "partly_read", "registration"]),
    ("lfm-1.0", Leg::NotMet, &["paid_scale"], &[]),
    // Commercial use asks for registration, and the grant is revocable.
    ("stability-community-2024", Leg::NotMet, &["paid_scale", "outputs", "use_limits"], &["registration", "withdrawal"]),
    ("bigscience-openrail-m", Leg::NeedsReview, &["use_limits"], &[]),
    ("deepseek-la-1.0", Leg::NeedsReview, &["use_limits"], &[]),
    ("cc-by-nc-4.0", Leg::NotMet, &["noncommercial"], &[]),
    // Competitors need a license of their own.
    ("hyperclovax-seed", Leg::NotMet, &["user_scale", "use_limits", "withdrawal"], &["use_case"]),
    // The text has limits of use that the table passes over, and grants and
    // bars distribution in one.
    ("exaone-1.1-nc", Leg::NotMet, &["noncommercial", "outputs", "withdrawal"], &["right_missing", "use_limits"]),
    ("bigcode-openrail-m-v1", Leg::NeedsReview, &["use_limits"], &[]),
    ("nvidia-oml-2025-04", Leg::NeedsReview, &["use_limits", "withdrawal"], &[]),
    ("falcon-2-tii", Leg::NeedsReview, &["use_limits"], &[]),
    // The grant is revocable.
    ("stability-nc-2023", Leg::NotMet, &["noncommercial", "use_limits"], &["withdrawal"]),
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
        for attribute in ["commercial", "grant_use", "aup", "outputs", "excluded", "limits_complete"] {
            if *license.fact(attribute) == license_matrix::catalog::Fact::Unknown {
                assert!(found.leg >= Leg::Unknown, "{}: {attribute}", license.id);
            }
        }
        for ground in &found.grounds {
            let uncited = matches!(ground.id, "not_known" | "partly_read");
            assert!(uncited || !ground.citations.is_empty(), "{}: {}", license.id, ground.id);
        }
    }
}
