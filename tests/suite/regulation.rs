//! Notes on public law: the worked cases Z1 to Z11, the table of open-source
//! status, dates, and that no verdict depends on any of it.

mod models;
mod modifier;
mod open_source;
mod report;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use license_matrix::catalog::{Catalog, Date, Evidence};
use license_matrix::scenario::{
    Actor, Answer, Leg, ModelFacts, NoteStatus, Regime, Regions, RegulationNote, RuleBook,
    Scenario, Source, Truth, modifier_test, open_source, regulation, regulation_fields,
    regulation_of_model,
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

/// Z10: marking by 2 December 2026, or at once.
#[test]
fn marking_depends_on_the_day_of_first_placing() {
    let placed = |market: Option<&str>, today: &str| {
        let mut answers = vec![("makes_public_content", Answer::Flag(true))];
        answers.extend(market.map(|date| ("eu_market_date", text(date))));
        status(&notes(&german(&answers), today), "E05b").unwrap()
    };
    let december = NoteStatus::AppliesFrom(day("2026-12-02"));
    assert_eq!(placed(Some("2026-03-01"), "2026-11-24"), december);
    assert_eq!(placed(Some("2026-08-01"), "2026-12-01"), december);
    assert_eq!(
        placed(Some("2026-03-01"), "2026-12-02"),
        NoteStatus::Applies
    );
    assert_eq!(
        placed(Some("2026-09-01"), "2026-11-24"),
        NoteStatus::Applies
    );
    assert_eq!(
        placed(Some("2026-08-02"), "2026-11-24"),
        NoteStatus::Applies
    );
    // Between the two days everything hangs on the answer, also on its day.
    let open = unknown(&["eu_market_date"]);
    assert_eq!(placed(None, "2026-11-24"), open);
    assert_eq!(placed(Some("2026-08"), "2026-11-24"), open);
    assert_eq!(placed(None, "2026-12-02"), NoteStatus::Applies);
    let august = NoteStatus::AppliesFrom(day("2026-08-02"));
    assert_eq!(placed(None, "2026-05-01"), august);
}

/// Z11: screening of applicants for German customers.
#[test]
fn screening_of_applicants_is_high_risk_from_december_2027() {
    let screening = german(&[
        ("sectors", set(&["Employment"])),
        ("talks_to_people", Answer::Flag(true)),
    ]);
    let found = notes(&screening, "2026-11-24");
    let later = NoteStatus::AppliesFrom(day("2027-12-02"));
    assert_eq!(status(&found, "E06"), Some(later));
    assert_eq!(status(&found, "E05"), Some(NoteStatus::Applies));
    assert_eq!(status(&found, "E06c"), Some(NoteStatus::NeedsReview));
    assert_eq!(status(&found, "E06b"), None);
    // When the day has come it applies; a year before it is among the first.
    assert_eq!(
        status(&notes(&screening, "2027-12-02"), "E06"),
        Some(NoteStatus::Applies)
    );
    assert_eq!(notes(&screening, "2027-02-01")[0].id, "E06");
    // Other fields, or fields that nobody named.
    let other = notes(&german(&[("sectors", set(&["Legal"]))]), "2026-11-24");
    assert_eq!(status(&other, "E06"), None);
    let open = notes(&german(&[]), "2026-11-24");
    assert_eq!(status(&open, "E06"), Some(unknown(&["sectors"])));
}

#[test]
fn internal_use_of_a_changed_model_has_to_be_looked_at() {
    let inside = |acts: &[&str]| {
        notes(
            &german(&[("acts", set(acts)), ("eu_role", text("Deployer"))]),
            "2026-11-24",
        )
    };
    let changed = inside(&["InternalProductive", "FineTune"]);
    assert_eq!(status(&changed, "E08"), Some(NoteStatus::NeedsReview));
    assert_eq!(status(&inside(&["InternalProductive"]), "E08"), None);
    assert_eq!(status(&inside(&["SaasFeature", "FineTune"]), "E08"), None);
}

/// E09 to E12 and E15: each regime has its notes, and only where it matters.
#[test]
fn other_regimes_have_their_notes() {
    let (_, book) = data();
    let everywhere = scenario(&[
        ("regions_of_interest", set(&["UK", "JP", "KR", "US", "CN"])),
        ("acts", set(&["OnDevice"])),
    ]);
    let found = notes(&everywhere, "2026-11-24");
    assert_eq!(status(&found, "E09"), Some(NoteStatus::Informs));
    assert_eq!(status(&found, "E10"), Some(NoteStatus::Applies));
    assert_eq!(status(&found, "E11"), Some(NoteStatus::NeedsReview));
    assert_eq!(status(&found, "E12"), Some(NoteStatus::NeedsReview));
    assert_eq!(status(&found, "E15"), Some(NoteStatus::NeedsReview));
    assert_eq!(
        status(&notes(&everywhere, "2026-01-21"), "E10"),
        Some(NoteStatus::AppliesFrom(day("2026-01-22")))
    );
    // Nobody who does not read the original says that it was read.
    for note in &found {
        assert!(note.evidence >= Evidence::Secondary, "{}", note.id);
    }
    for regime in Regime::ALL {
        let one = scenario(&[
            ("regions_of_interest", set(&[regime.id()])),
            ("acts", set(&["OnDevice"])),
        ]);
        let found = notes(&one, "2026-11-24");
        assert!(
            found.iter().any(|note| note.regime == Some(regime)),
            "{regime:?}"
        );
        assert!(
            found
                .iter()
                .all(|note| note.regime.is_none_or(|one| one == regime))
        );
    }
    assert_eq!(book.regulation().read, day("2026-11-23"));
}

#[test]
fn weights_that_stay_in_one_country_cross_no_border() {
    let american = |more: &[(&str, Answer)]| {
        let mut all = scenario(&[
            ("regions_of_interest", set(&["US"])),
            ("domicile", text("US")),
            ("establishments", set(&[])),
            ("deploy_in", set(&["US"])),
            ("acts", set(&["SaasFeature"])),
        ]);
        for (field, answer) in more {
            all.set(field, answer.clone());
        }
        status(&notes(&all, "2026-11-24"), "E11")
    };
    assert_eq!(american(&[]), None);
    assert_eq!(
        american(&[("deploy_in", set(&["US", "JP"]))]),
        Some(NoteStatus::NeedsReview)
    );
    assert_eq!(
        american(&[("acts", set(&["OnDevice"]))]),
        Some(NoteStatus::NeedsReview)
    );
    assert_eq!(
        american(&[("deploy_in", Answer::Unanswered)]),
        Some(unknown(&["deploy_in"]))
    );
}

#[test]
fn whose_law_matters_is_derived_from_the_places() {
    let today = Some(day("2026-11-24"));
    let german = german(&[]);
    let regions = Regions::of(&german, today);
    assert_eq!(regions.touched, BTreeSet::from([Regime::Eu]));
    assert_eq!((regions.source, regions.open.len()), (Source::Derived, 0));
    // The whole world is everywhere.
    let world = scenario(&[("users_in", set(&["WORLD"]))]);
    assert_eq!(Regions::of(&world, today).touched.len(), Regime::ALL.len());
    // A missing answer leaves the others open, and says which answers.
    let seat = scenario(&[("domicile", text("GB"))]);
    let regions = Regions::of(&seat, today);
    assert_eq!(regions.touched, BTreeSet::from([Regime::Uk]));
    assert_eq!(regions.open.len(), Regime::ALL.len() - 1);
    let found = notes(&seat, "2026-11-24");
    assert_eq!(
        status(&found, "E00"),
        Some(unknown(&[
            "establishments",
            "users_in",
            "deploy_in",
            "regions_of_interest"
        ]))
    );
    // An answer is the user's, also against the places.
    let mut chosen = german.clone();
    chosen.set("regions_of_interest", set(&["JP"]));
    let regions = Regions::of(&chosen, today);
    assert_eq!(regions.source, Source::User);
    assert_eq!(regions.aside, BTreeSet::from([Regime::Eu]));
    let found = notes(&chosen, "2026-11-24");
    assert_eq!(ids(&found), BTreeSet::from(["E00", "E09", "E09b"]));
    assert_eq!(status(&found, "E00"), Some(NoteStatus::NeedsReview));
    // The United Kingdom was in the Union.
    let before = Regions::of(&seat, Some(day("2019-06-01")));
    assert!(before.touched.contains(&Regime::Eu));
}

#[test]
fn an_empty_scenario_has_one_note_that_says_so() {
    let found = notes(&scenario(&[]), "2026-11-24");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].title, "Nothing is known of the places");
    assert_eq!(
        found[0].status,
        unknown(&[
            "domicile",
            "establishments",
            "users_in",
            "deploy_in",
            "regions_of_interest"
        ])
    );
    let elsewhere = scenario(&[
        ("domicile", text("BR")),
        ("establishments", set(&[])),
        ("users_in", set(&["BR"])),
        ("deploy_in", set(&["BR"])),
    ]);
    let found = notes(&elsewhere, "2026-11-24");
    assert_eq!(
        (found.len(), found[0].title.as_str()),
        (1, "No law on file")
    );
    assert_eq!(found[0].status, NoteStatus::NeedsReview);
}

#[test]
fn the_day_is_the_scenarios_own_and_without_one_nothing_applies() {
    let mut screening = german(&[("sectors", set(&["Employment"]))]);
    let (_, book) = data();
    let nowhere = regulation(book, &screening, None);
    assert_eq!(status(&nowhere, "E06"), Some(unknown(&["as_of"])));
    screening.set("as_of", text("2028-01-01"));
    let found = notes(&screening, "2026-11-24");
    assert_eq!(status(&found, "E06"), Some(NoteStatus::Applies));
}

/// Only what the notes on the law in hand read is asked.
#[test]
fn questions_on_public_law_are_those_of_the_law_that_matters() {
    let asked = |scenario: &Scenario| {
        let today = Some(day("2026-11-24"));
        let fields = regulation_fields(&data().1, scenario, today);
        let known = |field: &String| data().1.field(field).is_some();
        assert!(fields.iter().all(known), "{fields:?}");
        fields
    };
    let nobody = asked(&scenario(&[]));
    assert_eq!(nobody, BTreeSet::from(["regions_of_interest".to_owned()]));
    let union = asked(&german(&[("acts", set(&["SaasFeature"]))]));
    assert!(union.contains("eu_role") && union.contains("talks_to_people"));
    assert!(!union.contains("ft_compute_flop"));
    let tuned = asked(&german(&[("acts", set(&["FineTune"]))]));
    assert!(tuned.contains("ft_compute_flop"));
    // Whatever a note waits for is asked.
    for note in notes(&german(&[]), "2026-11-24") {
        if let NoteStatus::Unknown { fields } = &note.status {
            let missing = fields
                .iter()
                .find(|field| !asked(&german(&[])).contains(*field));
            assert_eq!(missing, None, "{}", note.id);
        }
    }
}

/// What the client's places bring is said of the client.
#[test]
fn a_clients_law_is_told_as_the_clients() {
    let mut british = scenario(&[
        ("domicile", text("GB")),
        ("establishments", set(&[])),
        ("users_in", set(&["GB"])),
        ("deploy_in", set(&["GB"])),
    ]);
    assert!(find(&notes(&british, "2026-11-24"), "E14").is_none());
    british.client.insert("domicile".to_owned(), text("DE"));
    let found = notes(&british, "2026-11-24");
    assert_eq!(find(&found, "E14").unwrap().actor, Actor::Client);
    // What is the same for both is said once.
    let british: Vec<_> = found.iter().filter(|note| note.id == "E15").collect();
    assert_eq!(british.len(), 1);
    assert_eq!(british[0].actor, Actor::Licensee);
}

/// What the preset has to conclude, in order: what comes within twelve months
/// is first.
#[test]
fn the_european_preset_concludes_what_it_has_to() {
    let preset = data().1.preset("eu-enterprise").unwrap();
    let found = notes(preset, "2026-11-24");
    assert_eq!(status(&found, "E05"), Some(NoteStatus::Applies));
    let later = NoteStatus::AppliesFrom(day("2027-12-02"));
    assert_eq!(status(&found, "E06"), Some(later));
    let december = NoteStatus::AppliesFrom(day("2026-12-02"));
    assert_eq!(status(&found, "E05b"), Some(december));
    let soon: Vec<bool> = found.iter().map(|note| note.soon.is_some()).collect();
    assert!(soon.is_sorted_by(|a, b| a >= b) && soon[0], "{soon:?}");
    assert!(
        !found
            .iter()
            .any(|note| matches!(note.status, NoteStatus::Unknown { .. }))
    );
}

/// No verdict, no finding and no open question depends on an answer on public
/// law.
#[test]
fn no_verdict_depends_on_public_law() {
    let (catalog, book) = data();
    let texts = AttachedTexts::default();
    let law = [
        ("regions_of_interest", set(&["EU", "CN"])),
        ("eu_role", text("ModelProvider")),
        ("ft_compute_flop", Answer::Num(9e24)),
        ("base_compute_flop", Answer::Num(1e24)),
        ("base_systemic_risk", Answer::Flag(true)),
        ("eu_market_date", text("2026-09-01")),
        ("talks_to_people", Answer::Flag(true)),
        ("makes_public_content", Answer::Flag(true)),
    ];
    let asked = book
        .fields()
        .iter()
        .filter(|field| field.group == "Public law");
    let asked: BTreeSet<&str> = asked.map(|field| field.id.as_str()).collect();
    assert_eq!(asked, law.iter().map(|(field, _)| *field).collect());
    for preset in book.presets() {
        let mut without = preset.clone();
        let mut with = preset.clone();
        for (field, answer) in &law {
            without.answers.remove(*field);
            with.answers.insert((*field).to_owned(), answer.clone());
        }
        assert_ne!(notes(&without, "2026-11-24"), notes(&with, "2026-11-24"));
        let without = judge_all(catalog, book, &without, &texts);
        assert_eq!(
            judge_all(catalog, book, &with, &texts),
            without,
            "{}",
            preset.id
        );
    }
}
