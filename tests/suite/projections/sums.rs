//! Figures of several months: sums, years that are known, series.

use super::*;

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
