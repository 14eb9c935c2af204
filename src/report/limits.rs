//! Limits of the licenses shown: the figure today, and the month in which it
//! crosses them.

use super::alike::{Alike, named};
use super::build::{Input, column, license_name, section};
use super::chart::limit_chart;
use super::clauses::cited;
use super::model::{Block, Orientation, Section, Span, Table, TableCell};
use crate::catalog::{Date, Fact, Model};
use crate::matrix::Tone;
use crate::scenario::{Outcome, Projection, projections};

/// How the months are counted.
const FORMULA: &str = "A figure that grows by r % a month is, after n months, the figure of today \
     times (1 + r / 100) to the power of n; where a license counts twelve months, they are added \
     up. The month named is the first in which the figure is over the limit. This is arithmetic \
     on the growth stated, not a forecast. A limit that is tested for one month of the past is \
     told as such: on its wording, later growth does not matter.";

/// The limits, what comes of them, and which models have none; `None` where no
/// model has a license that can set one.
pub(super) fn limits(input: &Input<'_>, groups: &[Alike<'_>]) -> Option<Section> {
    let today = Date::parse(input.date);
    let mut found: Vec<(Projection, Vec<&Model>)> = Vec::new();
    let (mut none, mut not_known): (Vec<&Model>, Vec<&Model>) = (Vec::new(), Vec::new());
    for group in groups {
        let list = projections(input.book, input.scenario, &group.subject, today);
        if list.is_empty() {
            let complete =
                group.subject.components.iter().all(|component| {
                    *component.license.fact("limits_complete") == Fact::Flag(true)
                });
            let known = complete && !group.subject.has_no_license();
            let list = if known { &mut none } else { &mut not_known };
            list.extend(&group.models);
        }
        for projection in list {
            match found.iter_mut().find(|(known, _)| *known == projection) {
                Some((_, models)) => models.extend(&group.models),
                None => found.push((projection, group.models.clone())),
            }
        }
    }
    let mut blocks = Vec::new();
    if !found.is_empty() {
        let rows = found
            .iter()
            .map(|(projection, models)| row(input, projection, models))
            .collect();
        blocks.push(Block::Table(Table {
            caption: String::new(),
            columns: vec![
                column("Limit and clause", 2.8),
                column("Today", 1.7),
                column("What comes of it", 2.4),
                column("What changes above it", 1.8),
                column("Models", 1.5),
            ],
            rows,
        }));
        blocks.push(Block::Paragraph(vec![Span::quiet(FORMULA)]));
    }
    for (projection, _) in &found {
        let license = license_name(input.catalog, &projection.license);
        blocks.extend(limit_chart(input.book, projection, license).map(Block::Chart));
    }
    for (label, models) in [
        ("No limit in the text: ", none),
        ("Not known whether there is a limit: ", not_known),
    ] {
        if !models.is_empty() {
            blocks.push(Block::Paragraph(vec![
                Span::bold(label),
                Span::plain(named(&models, usize::MAX)),
            ]));
        }
    }
    if blocks.is_empty() {
        return None;
    }
    let plain = section("Limits and projections", blocks);
    Some(if found.is_empty() {
        plain
    } else {
        Section {
            orientation: Orientation::Landscape,
            new_page: true,
            ..plain
        }
    })
}

fn row(input: &Input<'_>, projection: &Projection, models: &[&Model]) -> Vec<TableCell> {
    let license = license_name(input.catalog, &projection.license);
    let mut today: Vec<String> = projection.figure_words().into_iter().collect();
    if let Some(growth) = &projection.growth {
        today.push(format!("growth {}", growth.words()));
    }
    let mut comes = vec![projection.outcome_words(input.book)];
    comes.extend(projection.calendar_year_words(input.book));
    if let Some(months) = projection.months_of_warning().filter(|months| *months > 0) {
        let from = projection.watched_from().unwrap_or_default();
        comes.push(format!(
            "Time left: {months} months; watch the figure from {} on.",
            projection.month_words(from)
        ));
    }
    comes.extend(projection.notes());
    vec![
        TableCell {
            spans: [
                Span::bold(format!("{license}: ")),
                Span::plain(format!(
                    "{}{} ",
                    projection.limit_words(),
                    projection.whom_words()
                )),
            ]
            .into_iter()
            .chain(cited(input, &projection.limit.cite, true))
            .collect(),
            tone: Tone::Neutral,
        },
        TableCell::plain(if today.is_empty() {
            "-".to_owned()
        } else {
            today.join("; ")
        }),
        TableCell {
            spans: vec![Span::plain(comes.join(" "))],
            tone: match projection.outcome {
                Outcome::AlreadyOver { .. } => Tone::Bad,
                Outcome::Unknown { .. } => Tone::Unknown,
                _ => Tone::Neutral,
            },
        },
        TableCell::plain(projection.change_words().unwrap_or("-".to_owned())),
        TableCell::plain(named(models, 4)),
    ]
}
