//! Any course of a figure: counting agrees with the formula, and the rules with both.

use proptest::prelude::*;

use super::*;

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
