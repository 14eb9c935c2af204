//! Projections of limits: worked examples, ranges, and what cannot be said.

mod months;
mod presets;
mod properties;
mod sums;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use license_matrix::catalog::{Catalog, Comparator, Date, License, Moment};
use license_matrix::scenario::{
    Answer, Component, Course, FigureBasis, LAST_MONTH, Outcome, Part, Point, Projection, Role,
    RuleBook, Scenario, Subject, Tag, Verdict, When, evaluate, projections,
};
use license_matrix::store::{DataFolder, load_data};

fn world() -> &'static (Catalog, RuleBook) {
    static WORLD: OnceLock<(Catalog, RuleBook)> = OnceLock::new();
    WORLD.get_or_init(|| load_data(&DataFolder::built_in()).unwrap())
}

fn book() -> &'static RuleBook {
    &world().1
}

fn today() -> Option<Date> {
    Date::parse("2026-11-24")
}

fn license(id: &str) -> &'static License {
    world().0.license(id).unwrap()
}

fn subject(license: &License) -> Subject<'_> {
    Subject {
        components: vec![Component::of(license)],
        ..Subject::default()
    }
}

/// A commercial service with these answers.
fn scenario(answers: &[(&str, Answer)]) -> Scenario {
    let mut scenario = Scenario::empty("Test", "");
    scenario.set("purpose", Answer::Text("CommercialExternal".to_owned()));
    scenario.set("maas_business", Answer::Flag(true));
    scenario.set("maas_business_qwen_def", Answer::Flag(true));
    scenario.set("received_integrated", Answer::Flag(false));
    let acts = ["HostedApi".to_owned()].into();
    scenario.set("acts", Answer::Set(acts));
    scenario.set("channel", Answer::Text("SelfHost".to_owned()));
    for (field, answer) in answers {
        scenario.set(field, answer.clone());
    }
    scenario
}

fn series(months: &[(&str, f64)]) -> Answer {
    Answer::Map(months.iter().map(|(m, n)| ((*m).to_owned(), *n)).collect())
}

/// The projection of one limit of a license.
fn project(license: &License, limit: usize, answers: &[(&str, Answer)]) -> Projection {
    let limit = &license.thresholds[limit];
    projections(book(), &scenario(answers), &subject(license), today())
        .into_iter()
        .find(|projection| projection.limit == *limit)
        .unwrap()
}

/// A license with its first limit changed.
fn with_limit(id: &str, op: Comparator, value: f64) -> License {
    let mut license = license(id).clone();
    license.thresholds.truncate(1);
    license.thresholds[0].op = op;
    license.thresholds[0].value = Some(value);
    license
}

/// What a projection comes to, in short.
fn short(projection: &Projection) -> String {
    let when = |when: &When| match when {
        When::In(point) => point.month.to_string(),
        When::Beyond => "beyond".to_owned(),
        When::Never => "never".to_owned(),
    };
    match &projection.outcome {
        Outcome::AlreadyOver { back: None } => "over".to_owned(),
        Outcome::AlreadyOver {
            back: Some((early, late)),
        } => format!("over, back {}-{}", when(early), when(late)),
        Outcome::Crosses { earliest, latest } => {
            format!("{}-{}", earliest.month, when(latest))
        }
        Outcome::Beyond => "beyond".to_owned(),
        Outcome::Never => "never".to_owned(),
        Outcome::Unknown { missing } => format!("unknown: {}", missing.join(" ")),
        Outcome::FixedDate { month, .. } => format!("once {}", month.unwrap()),
        Outcome::KindOfBusiness => "business".to_owned(),
        Outcome::NotApplicable { why } => format!("not: {why}"),
    }
}

const GT: Comparator = Comparator::Gt;
const GE: Comparator = Comparator::Ge;

/// Answers by question.
type Given = Vec<(&'static str, Answer)>;

/// J1 to J21: license, comparison, limit, answers, outcome.
#[rustfmt::skip]
fn examples() -> Vec<(&'static str, &'static str, Comparator, f64, Given, &'static str)> {
    use Answer::{Num, Range};
    const USERS: &str = "qwen-2024";
    let users = |now: f64, rate: f64| vec![("product_mau", Num(now)), ("product_mau_growth", Num(rate))];
    let group = |field, now: f64, rate: f64| vec![(field, Num(now)), ("group_rev_growth", Num(rate))];
    vec![
        ("J1", "kimi-k2", GT, 100e6, users(40e6, 5.0), "19-19"),
        ("J2", USERS, GT, 100e6, users(60e6, 8.0), "7-7"),
        ("J3", "mistral-modified-mit-medium-3.5", GT, 20e6, group("group_rev_month", 12e6, 7.0), "8-8"),
        ("J4", "product-revenue", GT, 20e6, vec![("product_rev_month", Num(15e6)), ("product_rev_growth", Num(5.0))], "6-6"),
        ("J5", "stability-community-2024", GT, 1e6, group("group_rev_year", 0.8e6, 3.0), "8-8"),
        ("J6", USERS, GT, 100e6, users(100e6, 5.0), "1-1"),
        ("J7", USERS, GT, 100e6, users(100e6, 0.0), "never"),
        ("J8", USERS, GE, 100e6, users(100e6, 0.0), "over"),
        ("J9", USERS, GE, 100e6, users(100e6 - 1.0, 0.0), "never"),
        ("J10", USERS, GT, 100e6, users(0.0, 20.0), "never"),
        ("J11", USERS, GT, 100e6, users(150e6, -5.0), "over, back 8-8"),
        ("J12", USERS, GT, 100e6, users(90e6, -5.0), "never"),
        ("J13", USERS, GT, 100e6, users(50e6, 100.0), "2-2"),
        ("J14", USERS, GE, 100e6, users(25e6, 100.0), "2-2"),
        ("J15", USERS, GT, 100e6, vec![("product_mau", Num(60e6))], "unknown: product_mau_growth"),
        ("J17", USERS, GT, 100e6, users(1e6, 0.01), "beyond"),
        ("J18", "kimi-k3", GT, 20e6, group("group_rev_month", 1.2e6, 4.0), "14-14"),
        ("J19", "qwen3.8-max", GT, 50e6, group("group_rev_month", 3.2e6, 5.0), "11-11"),
        ("J20", "llama-3.1", GT, 700e6, vec![("group_mau_peak", Num(60e6)), ("group_mau_growth", Num(8.0))], "once 2024-06"),
        ("J21", USERS, GT, 100e6, vec![("product_mau", Num(60e6)), ("product_mau_growth", Range(5.0, 10.0))], "6-11"),
    ]
}

#[test]
fn worked_examples() {
    for (name, id, op, value, answers, expected) in examples() {
        let license = if id == "product-revenue" {
            let mut license = license("kimi-k2").clone();
            license.thresholds.remove(0);
            license
        } else {
            with_limit(id, op, value)
        };
        let projection = project(&license, 0, &answers);
        assert_eq!(projection.limit.value, Some(value), "{name}");
        assert_eq!(short(&projection), expected, "{name}");
    }
}

/// J16, and other growth that is none.
#[test]
fn growth_that_cannot_be_is_refused() {
    let kind = &book().field("product_mau_growth").unwrap().kind;
    for wrong in [
        Answer::Num(-150.0),
        Answer::Num(f64::NAN),
        Answer::Range(-150.0, 5.0),
        Answer::Range(10.0, 5.0),
        Answer::Text("8".to_owned()),
        series(&[("2026-13", 5.0)]),
    ] {
        assert!(kind.check(&wrong).is_err(), "{wrong:?}");
    }
    assert!(kind.check(&Answer::Num(-100.0)).is_ok());
    let file = tempfile::Builder::new().suffix(".ron").tempfile().unwrap();
    let text = "(schema: 1, id: \"x\", title: \"x\", description: \"x\", answers: {\n \
                \"product_mau_growth\": Num(-150.0),\n})";
    std::fs::write(file.path(), text).unwrap();
    let problems =
        license_matrix::store::load_scenario(file.path(), &world().0, book()).unwrap_err();
    let message = problems[0].to_string();
    assert!(message.contains(":2"), "{message}");
    assert!(message.contains("product_mau_growth"), "{message}");
    assert!(message.contains("-150 % a month"), "{message}");
}

#[test]
fn missing_answers_are_unknown_and_named() {
    let cases: [(&str, usize, Given, &str); 7] = [
        (
            "qwen-2024",
            0,
            vec![],
            "unknown: product_mau product_mau_growth",
        ),
        (
            "qwen-2024",
            0,
            vec![("product_mau_growth", Answer::Num(5.0))],
            "unknown: product_mau",
        ),
        (
            "qwen-2024",
            0,
            vec![
                ("product_mau", Answer::NotApplicable),
                ("product_mau_growth", Answer::Num(5.0)),
            ],
            "unknown: product_mau",
        ),
        // Over today, whatever the growth.
        (
            "qwen-2024",
            0,
            vec![("product_mau", Answer::Num(2e8))],
            "over",
        ),
        // Perhaps over today.
        (
            "qwen-2024",
            0,
            vec![("product_mau", Answer::Range(5e7, 2e8))],
            "unknown: product_mau_growth",
        ),
        (
            "kimi-k3",
            0,
            vec![],
            "unknown: group_rev_12m_peak group_rev_month group_rev_growth",
        ),
        (
            "kimi-k3",
            0,
            vec![("group_rev_month", Answer::Num(1e6))],
            "unknown: group_rev_growth",
        ),
    ];
    for (id, limit, answers, expected) in cases {
        assert_eq!(
            short(&project(license(id), limit, &answers)),
            expected,
            "{answers:?}"
        );
    }
}

#[test]
fn ranges_give_the_earliest_and_the_latest_month() {
    let with = |figure: Answer, growth: Answer| {
        short(&project(
            license("qwen-2024"),
            0,
            &[("product_mau", figure), ("product_mau_growth", growth)],
        ))
    };
    let range = Answer::Range;
    assert_eq!(with(range(50e6, 60e6), Answer::Num(10.0)), "6-8");
    assert_eq!(with(range(60e6, 120e6), Answer::Num(10.0)), "0-6");
    assert_eq!(with(Answer::Num(60e6), range(-5.0, 10.0)), "6-never");
    assert_eq!(with(Answer::Num(60e6), range(0.01, 10.0)), "6-beyond");
    assert_eq!(with(Answer::Num(60e6), range(-5.0, 0.0)), "never");
    assert_eq!(
        with(range(110e6, 150e6), range(-5.0, -2.0)),
        "over, back 2-21"
    );
    assert_eq!(
        with(Answer::Num(150e6), Answer::Num(-100.0)),
        "over, back 1-1"
    );
}

#[test]
fn money_counts_in_dollars() {
    let euros = Answer::Money(license_matrix::scenario::Money {
        amount: 10e6,
        to: None,
        currency: "EUR".to_owned(),
        usd_rate: 1.2,
        rate_date: "2026-11-20".to_owned(),
    });
    let answers = [
        ("group_rev_month", euros),
        ("group_rev_growth", Answer::Num(7.0)),
    ];
    let projection = project(license("mistral-modified-mit"), 0, &answers);
    assert_eq!(projection.figure, Some((12e6, 12e6)));
    assert_eq!(short(&projection), "8-8");
}

#[test]
fn limits_that_do_not_concern_the_scenario_say_why() {
    let research = [
        ("purpose", Answer::Text("AcademicResearch".to_owned())),
        ("product_mau", Answer::Num(2e8)),
    ];
    assert_eq!(
        short(&project(license("qwen-2024"), 0, &research)),
        "not: it applies only in commercial use"
    );
    let inside = [(
        "acts",
        Answer::Set(["InternalProductive".to_owned()].into()),
    )];
    assert_eq!(
        short(&project(license("qwen-community-1.0"), 0, &inside)),
        "not: exempt is internal use that reaches no third party"
    );
    assert_eq!(
        short(&project(license("qwen-community-1.0"), 0, &[])),
        "business"
    );
    let recipient = [("received_integrated", Answer::Flag(true))];
    assert!(short(&project(license("llama-3.1"), 0, &recipient)).starts_with("not: exempt is"));
    // The text leaves uses that are not commercial open, so the limit is not
    // out of sight.
    let open = [
        ("purpose", Answer::Text("AcademicResearch".to_owned())),
        ("group_rev_year", Answer::Num(0.8e6)),
        ("group_rev_growth", Answer::Num(3.0)),
    ];
    let projection = project(license("stability-community-2024"), 0, &open);
    assert_eq!(short(&projection), "8-8");
    assert_eq!(projection.change.unwrap().effect, Verdict::NeedsReview);
    // What is not known is not out of sight either.
    let unsaid = [
        ("purpose", Answer::Unanswered),
        ("product_mau", Answer::Num(60e6)),
        ("product_mau_growth", Answer::Num(8.0)),
    ];
    let projection = project(license("qwen-2024"), 0, &unsaid);
    assert_eq!(short(&projection), "7-7");
    assert!(!projection.change.clone().unwrap().certain);
    assert!(
        projection.notes()[0].contains("in commercial use"),
        "{:?}",
        projection.notes()
    );
}
