//! Charts of a report, as figures and words. Everything a chart shows is said
//! in words beside it or in its description.

use crate::matrix::{Tone, short_number};
use crate::scenario::{
    ChartExtent, Evaluation, Outcome, Projection, RuleBook, Verdict, axis_marks,
};

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Figures over time against a limit.
    Lines(LineChart),
    /// How many there are of each kind.
    Bar(BarChart),
}

/// Figures over time against a limit.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart {
    /// What it shows, in a line above it.
    pub title: String,
    /// The same in words, for those who cannot see it.
    pub description: String,
    /// The end of the axis of months, and its marks.
    pub x: Axis,
    /// The end of the axis of figures, and its marks.
    pub y: Axis,
    /// The limit, and its words.
    pub limit: (f64, String),
    /// The lines.
    pub lines: Vec<ChartLine>,
    /// Where a line crosses the limit, and when that is.
    pub crossing: Option<((f64, f64), String)>,
}

/// An axis from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Its end.
    pub end: f64,
    /// Places and words of its marks.
    pub marks: Vec<(f64, String)>,
}

/// A line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartLine {
    /// Whether it is broken: figures at the least.
    pub broken: bool,
    /// Its points, from left to right.
    pub points: Vec<(f64, f64)>,
}

/// How many there are of each kind, as the parts of one bar.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    /// What it shows, in a line above it.
    pub title: String,
    /// The same in words, for those who cannot see it.
    pub description: String,
    /// The parts from left to right: how to take it, its name, how many.
    pub parts: Vec<(Tone, String, usize)>,
}

impl Chart {
    /// What it shows, in a line above it.
    pub fn title(&self) -> &str {
        match self {
            Chart::Lines(chart) => &chart.title,
            Chart::Bar(chart) => &chart.title,
        }
    }

    /// The same in words, for those who cannot see it.
    pub fn description(&self) -> &str {
        match self {
            Chart::Lines(chart) => &chart.description,
            Chart::Bar(chart) => &chart.description,
        }
    }
}

/// The figure of a limit over time; `None` where there is nothing to draw, or
/// where it is over the limit for good.
pub(super) fn limit_chart(
    book: &RuleBook,
    projection: &Projection,
    license: &str,
) -> Option<Chart> {
    let cap = projection.limit.value?;
    projection.at(0)?;
    if matches!(projection.outcome, Outcome::AlreadyOver { back: None }) {
        return None;
    }
    let extent = ChartExtent::of(projection, cap);
    let months = f64::from(extent.months);
    let line = |broken: bool| ChartLine {
        broken,
        points: (0..=extent.months)
            .filter_map(|month| {
                let (low, high) = projection.at(month)?;
                Some((f64::from(month), if broken { low } else { high }))
            })
            .collect(),
    };
    let (least, most) = (line(true), line(false));
    let title = format!("{license}: {}", projection.limit_words());
    let lines = if least.points == most.points {
        vec![most]
    } else {
        vec![least, most]
    };
    Some(Chart::Lines(LineChart {
        description: format!("Chart. {title}. {}", projection.outcome_words(book)),
        title,
        x: Axis {
            end: months,
            marks: axis_marks(months, f64::from(extent.month_step()))
                // Marks are whole months.
                .map(|month| (month, projection.axis_month(month as u32)))
                .collect(),
        },
        y: Axis {
            end: extent.height,
            marks: axis_marks(extent.height, extent.figure_step())
                .map(|figure| (figure, short_number(figure)))
                .collect(),
        },
        limit: (cap, format!("Limit: {}", short_number(cap))),
        lines,
        crossing: match &projection.outcome {
            Outcome::Crosses { earliest, .. } => Some((
                (f64::from(earliest.month), earliest.value),
                projection.crossing_month(earliest.month),
            )),
            _ => None,
        },
    }))
}

/// How many models have each verdict.
pub(super) fn verdict_chart<'a>(
    evaluations: impl Iterator<Item = &'a Evaluation> + Clone,
) -> Option<Chart> {
    let parts: Vec<(Tone, String, usize)> = Verdict::ALL
        .into_iter()
        .map(|verdict| {
            let of_it = evaluations.clone().filter(|one| one.verdict == verdict);
            (verdict.tone(), verdict.label().to_owned(), of_it.count())
        })
        .filter(|(_, _, count)| *count > 0)
        .collect();
    let told: Vec<String> = parts
        .iter()
        .map(|(_, label, count)| format!("{count} {label}"))
        .collect();
    (parts.len() > 1).then(|| {
        Chart::Bar(BarChart {
            title: "Models by verdict".to_owned(),
            description: format!("Chart. Models by verdict: {}.", told.join(", ")),
            parts,
        })
    })
}
