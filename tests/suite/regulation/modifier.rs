//! Whether a change of a model makes its provider: Z1 to Z8.

use super::*;

/// Z1 to Z8: change, original, systemic risk; the threshold in words, why, and
/// what it comes to.
#[test]
fn the_modifier_test_gives_the_worked_cases() {
    let blank = Answer::Unanswered;
    let num = Answer::Num;
    let yes = Answer::Flag(true);
    let no = Answer::Flag(false);
    for (id, change, original, systemic, threshold, paragraph, provider) in [
        (
            "Z1",
            num(1e22),
            num(1e24),
            &no,
            "3.33 × 10^23",
            "(63)",
            Truth::False,
        ),
        (
            "Z2",
            num(4e23),
            num(1e24),
            &no,
            "3.33 × 10^23",
            "(63)",
            Truth::True,
        ),
        (
            "Z3",
            num(5e22),
            blank.clone(),
            &no,
            "3.33 × 10^22",
            "(64)",
            Truth::True,
        ),
        (
            "Z4",
            num(3e22),
            blank.clone(),
            &no,
            "3.33 × 10^22",
            "(64)",
            Truth::False,
        ),
        (
            "Z5",
            num(1e24),
            blank.clone(),
            &yes,
            "3.33 × 10^24",
            "(64)",
            Truth::False,
        ),
        (
            "Z6",
            num(1e25),
            num(3.8e25),
            &yes,
            "1.27 × 10^25",
            "(63)",
            Truth::False,
        ),
        (
            "Z7",
            num(1.3e25),
            num(3.8e25),
            &yes,
            "1.27 × 10^25",
            "(63)",
            Truth::True,
        ),
        (
            "Z8",
            blank.clone(),
            blank.clone(),
            &no,
            "3.33 × 10^22",
            "(64)",
            Truth::Unknown,
        ),
    ] {
        let test = modifier_test(&change, &original, systemic);
        assert_eq!(test.provider, provider, "{id}");
        let words = test.words();
        assert!(
            words.starts_with(&format!("Threshold: {threshold} FLOP,")),
            "{id}: {words}"
        );
        assert!(words.contains(paragraph), "{id}: {words}");
        assert_eq!(words.contains("Art. 52(1)"), id == "Z7", "{id}: {words}");
        let missing: &[&str] = if id == "Z8" {
            &["ft_compute_flop"]
        } else {
            &[]
        };
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
