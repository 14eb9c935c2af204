//! Which month is meant: of a test made once, of the day, of the fiscal year, and
//! from when on to watch.

use super::*;

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
