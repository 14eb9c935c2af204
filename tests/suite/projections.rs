//! Projections of limits: worked examples, the formula against counting, the
//! rule against the month found, and what the presets conclude.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use license_matrix::catalog::{Catalog, Comparator, Date, License, Moment};
use license_matrix::scenario::{
    Answer, Component, Course, FigureBasis, LAST_MONTH, Outcome, Part, Point, Projection, Role,
    RuleBook, Scenario, Subject, Tag, Verdict, When, evaluate, projections,
};
use license_matrix::store::{DataFolder, load_data};
use proptest::prelude::*;

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
fn the_figures_of_sums_are_those_of_the_formula() {
    let answers = |month: f64, rate: f64| {
        [
            ("group_rev_month", Answer::Num(month)),
            ("group_rev_growth", Answer::Num(rate)),
        ]
    };
    for (id, month, rate, today) in [
        ("kimi-k3", 1.2e6, 4.0, 11.71e6),
        ("qwen3.8-max", 3.2e6, 5.0, 29.78e6),
    ] {
        let projection = project(license(id), 0, &answers(month, rate));
        assert_eq!(projection.basis, FigureBasis::MonthsAdded);
        let g: f64 = rate / 100.0;
        for t in [0, 1, 5, 14, 40] {
            let formula =
                month * (1.0 + g).powi(t) * (1.0 - (1.0 + g).powi(-12)) / (1.0 - 1.0 / (1.0 + g));
            let (low, high) = projection.at(t.unsigned_abs()).unwrap();
            assert_eq!(low, high);
            assert!((low / formula - 1.0).abs() < 1e-9, "month {t}");
        }
        assert!((projection.figure.unwrap().0 / today - 1.0).abs() < 1e-3);
    }
    // Without growth it is twelve times the month, and stays so.
    let still = project(license("kimi-k3"), 0, &answers(1.2e6, 0.0));
    assert_eq!(
        (still.at(0), still.at(30)),
        (Some((14.4e6, 14.4e6)), Some((14.4e6, 14.4e6)))
    );
    assert_eq!(short(&still), "never");
}

/// A known sum is kept, whatever the formula says; the months that drop out of
/// it add up to it.
#[test]
fn a_known_year_is_where_the_sum_begins() {
    let answers = [
        ("group_rev_year", Answer::Num(600e3)),
        ("group_rev_month", Answer::Num(80e3)),
        ("group_rev_growth", Answer::Num(5.0)),
    ];
    let projection = project(license("stability-community-2024"), 0, &answers);
    assert_eq!(projection.figure, Some((600e3, 600e3)));
    let at = |month| projection.at(month).unwrap().0;
    let own: f64 = (1..=12).map(|t| 80e3 * 1.05_f64.powi(t)).sum();
    assert!((at(12) / own - 1.0).abs() < 1e-9);
    assert!((0..24).all(|month| at(month) <= at(month + 1)));
    // The calendar year begins anew each January, so it comes later.
    let Some(Outcome::Crosses { earliest, .. }) = projection.calendar_year else {
        panic!("{:?}", projection.calendar_year)
    };
    assert!(earliest.month > projection.crossing().unwrap());
    // Without a month the year itself grows; without a day there is no year.
    assert_eq!(
        project(license("stability-community-2024"), 0, &answers[..1]).basis,
        FigureBasis::RunRate
    );
    let undated = projections(
        book(),
        &scenario(&answers),
        &subject(license("stability-community-2024")),
        None,
    );
    assert_eq!(undated[0].calendar_year, None);
    assert_eq!(undated[0].outcome, projection.outcome);
}

#[test]
fn a_series_gives_the_rates_and_the_figure_of_today() {
    let growth = series(&[
        ("2026-08", 50e6),
        ("2026-09", 55e6),
        ("2026-11", 60.637_5e6),
    ]);
    let projection = project(
        license("qwen-2024"),
        0,
        &[("product_mau_growth", growth.clone())],
    );
    assert_eq!(projection.basis, FigureBasis::LastOfSeries);
    assert_eq!(projection.figure, Some((60.637_5e6, 60.637_5e6)));
    let rates = projection.growth.clone().unwrap();
    assert!((rates.low - 0.05).abs() < 1e-9 && (rates.high - 0.10).abs() < 1e-9);
    assert_eq!(short(&projection), "6-11");
    // The answer itself comes first.
    let told = project(
        license("qwen-2024"),
        0,
        &[
            ("product_mau_growth", growth),
            ("product_mau", Answer::Num(40e6)),
        ],
    );
    assert_eq!(
        (told.basis, told.figure),
        (FigureBasis::Answer, Some((40e6, 40e6)))
    );
    // One month tells no rate, and is a figure all the same.
    let one = [("product_mau_growth", series(&[("2026-11", 5e6)]))];
    assert_eq!(
        short(&project(license("qwen-2024"), 0, &one)),
        "unknown: product_mau_growth"
    );
}

/// Real months take the place of the formula in a sum of twelve.
#[test]
fn months_of_a_series_are_added_up_as_they_were() {
    let months = [
        ("2026-07", 1e6),
        ("2026-08", 1e6),
        ("2026-09", 3e6),
        ("2026-10", 1e6),
        ("2026-11", 1.1e6),
    ];
    let projection = project(
        license("kimi-k3"),
        0,
        &[("group_rev_growth", series(&months))],
    );
    let (low, high) = projection.figure.unwrap();
    let known = 7.1e6;
    // Seven months more, at the rates found: from a third to three times a month.
    assert!(low > known && low < known + 1e6, "{low}");
    assert!(high > known + 7e6, "{high}");
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

/// A test that is made once is no standing cap, unless a reading makes it one.
#[test]
fn a_fixed_month_is_not_projected_unless_it_is_read_so() {
    let answers = [
        ("group_mau_peak", Answer::Num(600e6)),
        ("product_mau_growth", Answer::Num(50.0)),
        ("group_mau_growth", Answer::Num(8.0)),
    ];
    let llama = license("llama-3.1");
    let fixed = project(llama, 0, &answers);
    let Outcome::FixedDate { value, .. } = fixed.outcome else {
        panic!("{:?}", fixed.outcome)
    };
    assert_eq!(value, Some((0.0, 600e6)));
    assert_eq!((fixed.at(5), fixed.crossing()), (None, None));
    let mut continuing = scenario(&answers);
    let (reading, choice) = ("mau.snapshot".to_owned(), "Continuing".to_owned());
    continuing.readings.insert(reading, choice);
    let projected = &projections(book(), &continuing, &subject(llama), today())[0];
    // By the growth of the group, not of the product.
    assert_eq!(short(projected), "3-3");
    continuing.set("group_mau_growth", Answer::Unanswered);
    let open = &projections(book(), &continuing, &subject(llama), today())[0];
    assert_eq!(short(open), "unknown: group_mau_growth");
    // The users of the product alone are over the cap; the group's are unknown.
    continuing.set("group_mau_peak", Answer::Unanswered);
    continuing.set("product_mau", Answer::Num(800e6));
    let over = &projections(book(), &continuing, &subject(llama), today())[0];
    assert_eq!(short(over), "over");
}

#[test]
fn months_are_those_of_the_day_the_scenario_is_judged_for() {
    let answers = [
        ("product_mau", Answer::Num(60e6)),
        ("product_mau_growth", Answer::Num(8.0)),
    ];
    let mut scenario = scenario(&answers);
    let subject = subject(license("qwen-2024"));
    let month = |scenario: &Scenario, today| {
        let projection = projections(book(), scenario, &subject, today).remove(0);
        let month = projection.crossing().unwrap();
        projection.calendar(month).map(|date| date.to_string())
    };
    assert_eq!(month(&scenario, None), None);
    assert_eq!(month(&scenario, today()).as_deref(), Some("2027-06"));
    scenario.set("as_of", Answer::Text("2025-12-31".to_owned()));
    assert_eq!(month(&scenario, today()).as_deref(), Some("2026-07"));
}

#[test]
fn the_watch_begins_a_year_ahead_or_at_four_fifths() {
    let with = |now: f64, rate: f64| {
        let answers = [
            ("product_mau", Answer::Num(now)),
            ("product_mau_growth", Answer::Num(rate)),
        ];
        let projection = project(license("qwen-2024"), 0, &answers);
        (
            projection.watched_from().unwrap(),
            projection.months_of_warning().unwrap(),
        )
    };
    // Month 7: less than a year ahead.
    assert_eq!(with(60e6, 8.0), (0, 7));
    // Month 19: a year before it the figure is far from 80 %.
    assert_eq!(with(40e6, 5.0), (7, 12));
    // Month 71: at 1 % a month the last fifth takes 22 months.
    assert_eq!(with(50e6, 1.0), (48, 22));
}

/// A kind of limit that no rule judges is projected all the same.
#[test]
fn a_fiscal_year_steps_in_january() {
    let mut license = license("stability-community-2024").clone();
    license.thresholds[0].when = Moment::LastFiscalYear;
    let answers = [
        ("group_rev_last_fy", Answer::Num(0.8e6)),
        ("group_rev_growth", Answer::Num(1.5)),
    ];
    let projection = project(&license, 0, &answers);
    // November 2026: the next fiscal year begins in January 2027, month 2; at
    // 1.5 % a month a year grows by a fifth, so the second one is over.
    assert_eq!(projection.at(1), Some((0.8e6, 0.8e6)));
    assert_eq!(projection.at(2), projection.at(13));
    assert_eq!(short(&projection), "14-14");
    let undated = projections(book(), &scenario(&answers), &subject(&license), None);
    assert_eq!(short(&undated[0]), "unknown: as_of");
}

fn courses() -> impl Strategy<Value = (Course, Comparator, f64)> {
    let op = prop::sample::select(vec![GT, GE]);
    // Few values, so that figures often meet the limit exactly.
    let figure = prop_oneof![(0_u32..200).prop_map(|n| f64::from(n) * 1e6), 1.0_f64..2e8,];
    let rate = prop_oneof![
        (-20_i32..=200).prop_map(|n| f64::from(n) / 100.0),
        -1.0_f64..0.5,
        0.0_f64..1e-4,
    ];
    (figure.clone(), rate, figure, op).prop_map(|(now, rate, cap, op)| {
        (
            Course::Running {
                now,
                rate,
                least: 0.0,
            },
            op,
            cap.max(1.0),
        )
    })
}

proptest! {
    #![proptest_config(crate::properties::config(2_000))]

    /// The formula finds the month that counting finds.
    #[test]
    fn the_formula_agrees_with_counting((course, op, cap) in courses()) {
        let counted = (0..=LAST_MONTH).find(|month| op.over(course.at(*month), cap));
        match (course.first_over(op, cap), counted) {
            (When::In(Point { month, value }), Some(counted)) => {
                prop_assert_eq!(month, counted);
                prop_assert!(op.over(value, cap));
                prop_assert!(month == 0 || !op.over(course.at(month - 1), cap));
            }
            (When::Beyond | When::Never, None) => {}
            (found, counted) => prop_assert!(false, "{:?}, counted {:?}", found, counted),
        }
    }
}

/// The limits that are projected, each with the question for its figure and the
/// one for its growth.
fn projected() -> &'static [(&'static License, usize, &'static str, &'static str)] {
    static FOUND: OnceLock<Vec<(&License, usize, &str, &str)>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let fields = [
            ("product_mau", "product_mau_growth"),
            ("product_visits_month", "product_visits_growth"),
            ("product_rev_month", "product_rev_growth"),
            ("product_rev_year", "product_rev_growth"),
            ("group_rev_month", "group_rev_growth"),
            ("group_rev_year", "group_rev_growth"),
            ("group_rev_12m_peak", "group_rev_growth"),
        ];
        let mut found = Vec::new();
        for license in world().0.licenses() {
            for (index, limit) in license.thresholds.iter().enumerate() {
                let Some(cap) = limit.value else { continue };
                let field = fields.iter().find(|(field, _)| {
                    let answers = [(*field, Answer::Num(cap * 2.0))];
                    short(&project(license, index, &answers)) == "over"
                });
                match field {
                    Some((field, growth)) => found.push((license, index, *field, *growth)),
                    None => assert_eq!(limit.when, Moment::AtVersionRelease, "{}", license.id),
                }
            }
        }
        found
    })
}

/// Whether the rules that change at a limit speak with this figure.
fn fires(license: &License, limit: usize, field: &str, figure: f64) -> bool {
    let answers = [(field, Answer::Num(figure))];
    let rules = project(license, limit, &answers).change.unwrap().rules;
    let judged = evaluate(book(), &scenario(&answers), &subject(license));
    judged.findings.iter().any(|finding| {
        finding.tag == Tag::Holds
            && rules.contains(&finding.rule)
            && finding.citations == license.thresholds[limit].cite
            // Two limits can stand in one clause.
            && finding.facts.iter().any(|fact| fact.field == field)
    })
}

proptest! {
    #![proptest_config(crate::properties::config(300))]

    /// At the month found the rule speaks, and not a month before.
    #[test]
    fn the_rule_agrees_with_the_month_found(
        which in any::<prop::sample::Index>(),
        share in prop_oneof![Just(1.0), Just(0.5), 0.05_f64..1.2],
        rate in prop_oneof![Just(0.0), Just(100.0), -10.0_f64..40.0],
        monthly in prop::option::of(0.01_f64..0.12),
    ) {
        let (license, limit, field, growth) = which.get(projected());
        let cap = license.thresholds[*limit].value.unwrap();
        let mut answers = vec![(*field, Answer::Num(cap * share)), (*growth, Answer::Num(rate))];
        let month_field = match *field {
            "product_rev_year" => Some("product_rev_month"),
            "group_rev_year" | "group_rev_12m_peak" => Some("group_rev_month"),
            _ => None,
        };
        if let (Some(field), Some(part)) = (month_field, monthly) {
            answers.push((field, Answer::Num(cap * part)));
        }
        let projection = project(license, *limit, &answers);
        let today = evaluate(book(), &scenario(&answers), &subject(license));
        let change = projection.change.clone().unwrap();
        prop_assert_eq!(change.today, today.verdict);
        match projection.crossing() {
            Some(month) => {
                let (low, high) = projection.at(month).unwrap();
                prop_assert_eq!(low, high);
                prop_assert!(fires(license, *limit, field, high), "month {}", month);
                if month > 0 {
                    let before = projection.at(month - 1).unwrap().1;
                    prop_assert!(!fires(license, *limit, field, before), "before {}", month);
                }
            }
            None => {
                for month in [0, 1, 12, 36] {
                    let figure = projection.at(month).unwrap().1;
                    prop_assert!(!fires(license, *limit, field, figure), "month {}", month);
                }
            }
        }
    }

    /// Whatever is answered with ranges, the low course is never above the high
    /// one, and a crossing is never later at the earliest than at the latest.
    #[test]
    fn the_bounds_are_in_order(
        year in prop::option::of((0.0_f64..3e6, 0.0_f64..3e6)),
        month in prop::option::of((0.0_f64..3e5, 0.0_f64..3e5)),
        rates in (-30.0_f64..60.0, -30.0_f64..60.0),
        id in prop::sample::select(vec![
            ("stability-community-2024", "group_rev_year"),
            ("kimi-k3", "group_rev_12m_peak"),
        ]),
    ) {
        let range = |(a, b): (f64, f64)| Answer::Range(a.min(b), a.max(b));
        let mut answers = vec![("group_rev_growth", range(rates))];
        answers.extend(year.map(|year| (id.1, range(year))));
        answers.extend(month.map(|month| ("group_rev_month", range(month))));
        let projection = project(license(id.0), 0, &answers);
        if year.is_none() && month.is_none() {
            prop_assert!(short(&projection).starts_with("unknown"));
            return Ok(());
        }
        for month in 0..60 {
            let (low, high) = projection.at(month).unwrap();
            prop_assert!(low <= high * (1.0 + 1e-9), "month {}: {} {}", month, low, high);
        }
        if let Outcome::Crosses { earliest, latest: When::In(latest) } = projection.outcome {
            prop_assert!(earliest.month <= latest.month);
        }
    }
}

/// The projections of a model under a preset, by what is counted.
fn preset(id: &str, model: &str) -> BTreeMap<&'static str, Projection> {
    let (catalog, book) = world();
    let (_, model) = catalog.model(model).unwrap();
    let subject = Subject::of_model(catalog, model);
    projections(book, book.preset(id).unwrap(), &subject, today())
        .into_iter()
        .map(|projection| (projection.limit.metric.id(), projection))
        .collect()
}

#[test]
fn the_consumer_app_crosses_when_the_texts_say() {
    let qwen = &preset("consumer-app", "qwen2.5-72b")["monthly_active_users"];
    assert_eq!(short(qwen), "7-7");
    assert_eq!(qwen.calendar(7).unwrap().to_string(), "2027-06");
    let change = qwen.change.as_ref().unwrap();
    assert_eq!(change.rules, ["T02"]);
    assert_eq!(
        (change.today, change.then),
        (Verdict::PermittedWithObligations, Verdict::SeparateLicense)
    );
    let kimi = preset("consumer-app", "kimi-k2-instruct");
    let (users, revenue) = (&kimi["monthly_active_users"], &kimi["revenue_usd"]);
    assert_eq!(
        (short(revenue), short(users)),
        ("6-6".to_owned(), "7-7".to_owned())
    );
    for projection in [users, revenue] {
        let change = projection.change.as_ref().unwrap();
        assert_eq!(change.rules, ["T08"]);
        assert_eq!(change.obligations[0].duty, "display.model_name_ui");
        assert_eq!(change.then, Verdict::PermittedWithObligations);
    }
    let mistral = &preset("consumer-app", "mistral-medium-3.5-26.04")["revenue_usd"];
    assert_eq!(short(mistral), "over");
    let llama = &preset("consumer-app", "llama-3.1-8b")["monthly_active_users"];
    assert_eq!(short(llama), "once 2024-06");
}

#[test]
fn the_start_up_crosses_after_the_horizon() {
    let qwen = &preset("startup-due-diligence", "qwen2.5-72b")["monthly_active_users"];
    assert_eq!(short(qwen), "50-50");
    assert!(qwen.after_horizon() && qwen.horizon == 36);
    assert!(
        qwen.outcome_words(book())
            .contains("after the horizon of 36 months")
    );
    let stability = &preset("startup-due-diligence", "stable-diffusion-3.5-large")["revenue_usd"];
    assert!(short(stability).starts_with("over"), "{}", short(stability));
}

/// Who is judged as well has projections of its own where its answers matter.
#[test]
fn a_client_is_projected_where_it_differs() {
    let mut scenario = scenario(&[
        ("group_rev_month", Answer::Num(1e6)),
        ("group_rev_growth", Answer::Num(5.0)),
    ]);
    scenario
        .client
        .insert("domicile".to_owned(), Answer::Text("DE".to_owned()));
    let mistral = subject(license("mistral-modified-mit"));
    assert_eq!(projections(book(), &scenario, &mistral, today()).len(), 1);
    scenario
        .client
        .insert("group_rev_month".to_owned(), Answer::Num(90e6));
    let found: Vec<String> = projections(book(), &scenario, &mistral, today())
        .iter()
        .map(short)
        .collect();
    assert_eq!(found, ["62-62", "over"]);
}

/// Parts that the scenario names have limits of their own; where nothing that
/// is done concerns a part, that is said.
#[test]
fn parts_are_projected_as_they_are_used() {
    let (catalog, book) = world();
    let mut scenario = book.preset("consumer-app").unwrap().clone();
    for (id, role) in [("filter", Role::SafetyFilter), ("teacher", Role::Teacher)] {
        scenario.parts.push(Part {
            id: id.to_owned(),
            role,
            license: Some("qwen-2024".to_owned()),
            model: None,
            declared: None,
            made_from: Vec::new(),
            acts: None,
            multimodal: None,
        });
    }
    let (_, model) = catalog.model("qwen2.5-7b").unwrap();
    let subject = Subject::of_model(catalog, model).with_parts(catalog, &scenario);
    let found: Vec<(String, String)> = projections(book, &scenario, &subject, today())
        .iter()
        .map(|one| (one.whom_words(), short(one)))
        .collect();
    // Nobody is taught here.
    let teacher = "not: nothing that is done concerns this part";
    let expected = [(" (safety filter filter)", "7-7"), (" (teacher)", teacher)];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}
