//! Answers that cannot all be true: each kind is found once, with its fields,
//! and nothing else is.

use std::collections::{BTreeMap, BTreeSet};

use license_matrix::scenario::{
    Actor, Answer, Contradiction, Money, Scenario, case_question, contradictions,
};

use super::{set, text, world};

fn number(n: f64) -> Answer {
    Answer::Num(n)
}

fn months(list: &[(&str, f64)]) -> Answer {
    let months = list.iter().map(|(month, n)| ((*month).to_owned(), *n));
    Answer::Map(months.collect())
}

fn euros(amount: f64, to: Option<f64>) -> Answer {
    Answer::Money(Money {
        amount,
        to,
        currency: "EUR".to_owned(),
        usd_rate: 1.1,
        rate_date: "2026-11-20".to_owned(),
    })
}

fn scenario(answers: &[(&str, Answer)]) -> Scenario {
    let mut scenario = Scenario::empty("Test", "");
    for (field, answer) in answers {
        scenario.set(field, answer.clone());
    }
    scenario
}

const OFF: Answer = Answer::NotApplicable;

/// Answers, the fields that are named, words of what is wrong.
type Kind = (
    Vec<(&'static str, Answer)>,
    &'static [&'static str],
    &'static str,
);

fn acts_and_training() -> Vec<Kind> {
    vec![
        (
            vec![
                ("acts", set(&["TrainOtherModel"])),
                ("train_target", text("NotTraining")),
            ],
            &["train_target", "acts"],
            "nothing is trained",
        ),
        (
            vec![
                ("acts", set(&["SaasFeature"])),
                ("train_target", text("Llm")),
            ],
            &["acts", "train_target"],
            "no act says so",
        ),
        (vec![("acts", OFF)], &["acts"], "said not to apply"),
        (
            vec![
                ("acts", set(&["SyntheticDataForTraining"])),
                ("train_target", OFF),
            ],
            &["train_target", "acts"],
            "outputs train a model",
        ),
        (
            vec![("acts", set(&["OnDevice"])), ("users_in", OFF)],
            &["users_in", "acts"],
            "others receive",
        ),
    ]
}

fn users() -> Vec<Kind> {
    vec![
        (
            vec![
                ("product_mau", number(2e6)),
                ("group_mau_peak", number(1e6)),
            ],
            &["product_mau", "group_mau_peak"],
            "(2M) is above the highest month of the group (1M)",
        ),
        (
            vec![
                ("group_mau_at", months(&[("2024-06", 2e6)])),
                ("group_mau_peak", number(1e6)),
            ],
            &["group_mau_at", "group_mau_peak"],
            "the users of 2024-06 (2M)",
        ),
        (
            vec![
                ("licensee_mau_at", months(&[("2024-06", 2e6)])),
                ("group_mau_peak", Answer::Range(0.0, 1e6)),
            ],
            &["licensee_mau_at", "group_mau_peak"],
            "the users of 2024-06 (2M)",
        ),
        (
            vec![
                (
                    "licensee_mau_at",
                    months(&[("2024-05", 9e6), ("2024-06", 2e6)]),
                ),
                ("group_mau_at", months(&[("2024-06", 1e6)])),
            ],
            &["licensee_mau_at", "group_mau_at"],
            "2024-06 (2M) is above",
        ),
    ]
}

fn money_and_dates() -> Vec<Kind> {
    vec![
        (
            vec![
                ("product_rev_month", number(2e6)),
                ("group_rev_month", number(1e6)),
            ],
            &["product_rev_month", "group_rev_month"],
            "revenue of a month (2M)",
        ),
        (
            vec![
                ("product_rev_year", Answer::Range(2e6, 3e6)),
                ("group_rev_year", Answer::Range(0.0, 1e6)),
            ],
            &["product_rev_year", "group_rev_year"],
            "revenue of a year (2M)",
        ),
        (
            vec![
                ("group_rev_last_fy", euros(1e6, None)),
                ("group_rev_12m_peak", number(1.05e6)),
            ],
            &["group_rev_last_fy", "group_rev_12m_peak"],
            "the last fiscal year",
        ),
        (
            vec![
                ("group_formed", text("2025-02-10")),
                ("group_mau_at", months(&[("2025-01", 5.0)])),
            ],
            &["group_mau_at", "group_formed"],
            "users in 2025-01",
        ),
        (
            vec![
                ("group_formed", text("2025-02-10")),
                ("licensee_mau_at", months(&[("2025-01", 5.0)])),
            ],
            &["licensee_mau_at", "group_formed"],
            "users in 2025-01",
        ),
        (
            vec![
                ("group_formed", text("2026-02-10")),
                ("as_of", text("2026-02-09")),
            ],
            &["group_formed", "as_of"],
            "after the day that is judged",
        ),
        (
            vec![("product_mau", Answer::Range(2.0, 1.0))],
            &["product_mau"],
            "ends below its beginning",
        ),
        (
            vec![("group_rev_year", euros(2e6, Some(1e6)))],
            &["group_rev_year"],
            "ends below its beginning",
        ),
    ]
}

/// What is said not to apply although another answer gives a figure for it.
const PAIRS: [(&str, &str); 7] = [
    ("group_mau_peak", "group_mau_at"),
    ("group_mau_at", "group_mau_peak"),
    ("product_rev_month", "product_rev_year"),
    ("product_rev_year", "product_rev_month"),
    ("group_rev_month", "group_rev_year"),
    ("group_rev_year", "group_rev_month"),
    ("group_rev_12m_peak", "group_rev_year"),
];

#[test]
fn each_kind_is_found_once_with_its_fields() {
    let mut kinds = acts_and_training();
    kinds.extend(users());
    kinds.extend(money_and_dates());
    for (answers, fields, words) in kinds {
        let found = contradictions(&scenario(&answers));
        let [one] = found.as_slice() else {
            panic!("{answers:?}: {found:?}");
        };
        assert_eq!(one.fields, fields, "{answers:?}");
        assert!(one.what.contains(words), "{words}: {}", one.what);
        assert_eq!(one.actor, Actor::Licensee);
        check_words(one);
        // One answer of the two alone contradicts nothing.
        for (field, _) in &answers {
            let others = answers.iter().filter(|(id, _)| id != field);
            let rest: Vec<_> = others.cloned().collect();
            assert_eq!(contradictions(&scenario(&rest)), [], "without {field}");
        }
    }
}

/// A sentence without a full stop, and an advice that names a question.
fn check_words(one: &Contradiction) {
    assert!(!one.what.ends_with('.') && !one.advice.ends_with('.'));
    assert!(one.advice.len() > 10, "{}", one.advice);
    for field in &one.fields {
        assert!(world().book.field(field).is_some(), "{field}");
    }
}

#[test]
fn a_figure_of_what_does_not_apply_is_found() {
    for (off, other) in PAIRS {
        let figure = |users: f64| match other {
            "group_mau_at" => months(&[("2024-06", users)]),
            _ => number(users),
        };
        let found = contradictions(&scenario(&[(off, OFF), (other, figure(5.0))]));
        let [one] = found.as_slice() else {
            panic!("{off} {other}: {found:?}");
        };
        assert_eq!(one.fields, [off, other]);
        check_words(one);
        // Nothing of nothing is no contradiction.
        assert_eq!(
            contradictions(&scenario(&[(off, OFF), (other, figure(0.0))])),
            []
        );
    }
}

#[test]
fn what_may_be_true_is_no_contradiction() {
    let may_be: [&[(&str, Answer)]; 9] = [
        // Equal figures, and ranges that overlap.
        &[
            ("product_mau", number(1e6)),
            ("group_mau_peak", number(1e6)),
        ],
        &[
            ("product_mau", Answer::Range(1e6, 5e6)),
            ("group_mau_peak", Answer::Range(0.0, 1e6)),
        ],
        &[
            ("group_mau_at", months(&[("2024-06", 1e6)])),
            ("licensee_mau_at", months(&[("2024-06", 1e6)])),
        ],
        // Another month is another figure.
        &[
            ("group_mau_at", months(&[("2024-06", 1e6)])),
            ("licensee_mau_at", months(&[("2024-07", 2e6)])),
        ],
        // A group formed in the month may have had users in it, or none before.
        &[
            ("group_formed", text("2025-02-10")),
            (
                "group_mau_at",
                months(&[("2025-02", 5.0), ("2025-01", 0.0)]),
            ),
        ],
        // A year is no day: the month may lie behind the founding.
        &[
            ("group_formed", text("2025")),
            ("group_mau_at", months(&[("2025-01", 5.0)])),
        ],
        &[
            ("group_formed", text("2026-02-10")),
            ("as_of", text("2026-02-10")),
        ],
        // A model is trained, and on what is not said.
        &[
            ("acts", set(&["TrainOtherModel"])),
            ("train_target", Answer::Unanswered),
        ],
        &[("product_mau", Answer::Range(1.0, 1.0))],
    ];
    for answers in may_be {
        assert_eq!(contradictions(&scenario(answers)), [], "{answers:?}");
    }
}

#[test]
fn others_contradict_themselves_only() {
    // The licensee's contradiction is told once, also where others are judged.
    let mut both = scenario(&[
        ("product_mau", number(2e6)),
        ("group_mau_peak", number(1e6)),
    ]);
    both.client = BTreeMap::from([("domicile".to_owned(), text("FR"))]);
    let found = contradictions(&both);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].actor, Actor::Licensee);
    // A client has figures of its own.
    for actor in [Actor::Client, Actor::Distributor, Actor::Host] {
        let mut own = scenario(&[("group_mau_peak", number(1e6))]);
        let answers = own.answers_of(actor);
        answers.insert("product_mau".to_owned(), number(2e6));
        assert_eq!(
            contradictions(&own),
            [],
            "the peak is the licensee's, and {actor:?} is another company"
        );
        let answers = own.answers_of(actor);
        answers.insert("group_mau_peak".to_owned(), number(1e6));
        let found = contradictions(&own);
        assert_eq!(found.len(), 1, "{actor:?}");
        assert_eq!(found[0].actor, actor);
    }
}

#[test]
fn presets_and_worked_cases_contradict_nothing() {
    let world = world();
    for preset in world.book.presets() {
        assert_eq!(contradictions(preset), [], "{}", preset.id);
    }
    let license = |id: &str| world.catalog.license(id);
    for case in &world.cases.cases {
        let (scenario, _) = case_question(&license, &world.cases.baseline, case).unwrap();
        assert_eq!(contradictions(&scenario), [], "{}", case.id);
    }
}

/// Answers that nobody gave contradict nothing.
#[test]
fn an_empty_scenario_contradicts_nothing() {
    assert_eq!(contradictions(&scenario(&[])), []);
    let world = world();
    let fields: BTreeSet<&str> = world.book.fields().iter().map(|f| f.id.as_str()).collect();
    let unanswered: Vec<_> = fields.iter().map(|id| (*id, Answer::Unanswered)).collect();
    assert_eq!(contradictions(&scenario(&unanswered)), []);
}
