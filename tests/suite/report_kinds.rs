//! What each kind of report says.

use std::collections::BTreeMap;
use std::sync::Arc;

use license_matrix::report::{Block, Branding, Chart, Kind, Report, Table, build};
use license_matrix::scenario::{Evaluation, RuleBook, Scenario, Source, Verdict};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::judge_all;

use crate::made::{Data, built_in, with_input};

/// Models under three licenses: one with a limit, one that bars business use,
/// one that is free.
const THREE: &str = "model:\"llama 3.1 8b\" OR model:\"qwen2.5-3b\" OR model:\"gpt-oss-20b\"";

struct World {
    data: Data,
    scenario: Scenario,
}

impl World {
    fn of(preset: &str) -> Self {
        let data = built_in();
        let scenario = data.1.preset(preset).unwrap().clone();
        Self { data, scenario }
    }

    fn book(&self) -> &RuleBook {
        &self.data.1
    }

    fn evaluations(&self) -> BTreeMap<String, Arc<Evaluation>> {
        let (catalog, book) = &self.data;
        judge_all(catalog, book, &self.scenario, &AttachedTexts::default())
    }

    fn report(&self, kind: Kind, filter: &str, sort: &str) -> Report {
        with_input(&self.data, &self.scenario, (kind, filter, sort), build)
    }
}

fn headings(report: &Report) -> Vec<&str> {
    report
        .sections
        .iter()
        .map(|section| section.heading.as_str())
        .collect()
}

fn blocks<'r>(report: &'r Report, heading: &str) -> &'r [Block] {
    let found = report.sections.iter().find(|one| one.heading == heading);
    let headings = headings(report);
    &found
        .unwrap_or_else(|| panic!("no section {heading} among {headings:?}"))
        .blocks
}

fn tables<'r>(report: &'r Report, heading: &str) -> Vec<&'r Table> {
    blocks(report, heading)
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

fn words(table: &Table) -> Vec<Vec<String>> {
    let text = |cell: &license_matrix::report::TableCell| {
        cell.spans.iter().map(|span| span.text.as_str()).collect()
    };
    table
        .rows
        .iter()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

/// All words of some blocks, in reading order.
fn text(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut say = |spans: &[license_matrix::report::Span]| {
        for span in spans {
            out.push_str(&span.text);
        }
        out.push('\n');
    };
    for block in blocks {
        match block {
            Block::Paragraph(spans) | Block::Callout { text: spans, .. } => say(spans),
            Block::List(items) | Block::Checklist(items) => items.iter().for_each(|one| say(one)),
            Block::KeyValues(pairs) => pairs.iter().for_each(|(label, spans)| {
                say(&[license_matrix::report::Span::plain(label)]);
                say(spans);
            }),
            Block::Table(table) => table.rows.iter().flatten().for_each(|c| say(&c.spans)),
            Block::Heading { text, .. } => say(&[license_matrix::report::Span::plain(text)]),
            Block::Chart(chart) => say(&[license_matrix::report::Span::plain(chart.description())]),
            Block::SignatureLines(_) => {}
        }
    }
    out
}

#[test]
fn a_memo_has_every_part_in_its_order() {
    let mut world = World::of("consumer-app");
    world.scenario.answers.remove("group_mau_peak");
    let report = world.report(Kind::Memo, THREE, "license");
    let wanted = [
        "Short answer",
        "Question put",
        "Assumptions and readings",
        "Open questions",
        "Matrix",
        "Obligations",
        "Limits and projections",
        "Sources that disagree",
        "Public law: notes",
        "Not assessed",
        "Sources",
        "Annex: rules that do not apply",
        "Review and sign-off",
    ];
    let have = headings(&report);
    let places: Vec<usize> = wanted
        .iter()
        .map(|heading| {
            let place = have.iter().position(|one| one == heading);
            place.unwrap_or_else(|| panic!("{heading} is missing among {have:?}"))
        })
        .collect();
    assert!(places.is_sorted(), "{have:?}");
    let order = report
        .identity
        .iter()
        .find(|(label, _)| label == "Sorted by");
    assert_eq!(order.map(|(_, words)| words.as_str()), Some("License"));
}

#[test]
fn each_answer_says_who_gave_it() {
    let mut world = World::of("consumer-app");
    let given = license_matrix::scenario::Answer::Num(5_000_000.0);
    world.scenario.set("product_mau", given);
    let report = world.report(Kind::Memo, THREE, "");
    let rows = words(tables(&report, "Question put")[0]);
    let question = &world.book().field("product_mau").unwrap().question;
    let row = rows.iter().find(|row| row[0] == *question).unwrap();
    assert_eq!(row[2], "Given by you");
    let others = rows.iter().filter(|row| row[2] == "Example of the preset");
    assert_eq!(others.count(), rows.len() - 1);
    let count = world
        .scenario
        .answers
        .iter()
        .filter(|(field, answer)| {
            answer.is_given() && world.scenario.source(field) == Source::Preset
        })
        .count();
    let said = text(blocks(&report, "Assumptions and readings"));
    assert!(
        said.contains(&format!("{count} answers are examples of a preset")),
        "{said}"
    );
}

#[test]
fn open_questions_stand_by_who_can_answer() {
    let mut world = World::of("consumer-app");
    for field in ["product_mau", "domicile", "discloses_ai", "group_mau_peak"] {
        world.scenario.answers.remove(field);
    }
    let report = world.report(Kind::Memo, "", "");
    let rows = words(tables(&report, "Open questions")[0]);
    let order = ["Product", "Finance", "Engineering", "Legal"];
    let places: Vec<usize> = rows
        .iter()
        .map(|row| order.iter().position(|who| *who == row[0]).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let question = &world.book().field("product_mau").unwrap().question;
    let row = rows
        .iter()
        .find(|row| row[1].starts_with(question))
        .unwrap();
    let waiting = world.evaluations().into_values().filter(|evaluation| {
        let mut open = evaluation.open_questions.iter();
        open.any(|open| open.field == "product_mau")
    });
    assert_eq!(row[2], waiting.count().to_string());
}

#[test]
fn limits_are_told_with_the_month_in_which_they_are_crossed() {
    let report = World::of("consumer-app").report(Kind::Memo, "family:qwen", "");
    let said = text(blocks(&report, "Limits and projections"));
    assert!(said.contains("100M monthly active users"), "{said}");
    // 60 million that grow by 8 % a month are over 100 million in month 7.
    assert!(said.contains("month 7 (June 2027)"), "{said}");
}

#[test]
fn what_would_change_a_verdict_is_told_as_the_engine_finds_it() {
    let world = World::of("consumer-app");
    let report = world.report(Kind::Memo, "model:\"qwen2.5-3b\"", "");
    let section = report
        .sections
        .iter()
        .find(|section| section.heading.contains("Qwen2.5-3B"))
        .unwrap();
    let said = text(&section.blocks);
    assert!(said.contains("What would change it"), "{said}");
    assert!(
        said.contains("Get a separate license from Alibaba Cloud"),
        "{said}"
    );
}

#[test]
fn a_comparison_shows_what_differs_and_names_what_does_not() {
    let world = World::of("consumer-app");
    let report = world.report(Kind::Comparison, THREE, "");
    let table = tables(&report, "What differs")[0];
    assert_eq!(table.columns.len(), 4);
    for row in words(table) {
        // Clauses may differ where the words do not, so only the words before
        // them are looked at.
        assert_eq!(row.len(), 4);
    }
    let labels: Vec<String> = words(table).iter().map(|row| row[0].clone()).collect();
    assert!(labels.contains(&"Verdict".to_owned()), "{labels:?}");
    let Block::KeyValues(same) = &blocks(&report, "What is the same for all")[0] else {
        panic!("no pairs");
    };
    for (label, _) in same {
        assert!(!labels.contains(label), "{label} differs and does not");
    }
    // Every column on screen is in one of the two, the names apart.
    let shown = world
        .data
        .0
        .columns()
        .iter()
        .filter(|one| one.shown)
        .count();
    assert_eq!(
        labels.len() + same.len(),
        shown - 1 + usize::from(!has_verdict(&world))
    );
}

/// Whether the verdict is among the columns of the catalog.
fn has_verdict(world: &World) -> bool {
    world.data.0.columns().iter().any(|one| one.id == "verdict")
}

#[test]
fn a_comparison_is_of_two_to_six_models() {
    assert!(Kind::Comparison.refuses(1).is_some());
    assert!(Kind::Comparison.refuses(7).unwrap().contains("7"));
    for kind in Kind::ALL {
        assert_eq!(kind.refuses(2), None);
        assert_eq!(kind.refuses(600).is_some(), kind == Kind::Comparison);
    }
}

#[test]
fn a_handover_lists_what_is_owed_for_models_that_may_be_used_only() {
    let world = World::of("consumer-app");
    let report = world.report(Kind::Handover, THREE, "");
    let about = text(blocks(&report, "What is handed over"));
    let barred: Vec<&str> = ["Qwen2.5-3B"].into();
    for name in barred {
        let (left, _) = about.split_once(name).unwrap();
        assert!(left.contains("Left out"), "{about}");
    }
    let to_do = text(blocks(&report, "To do"));
    let last = report.sections.last().unwrap();
    assert_eq!(last.heading, "Handed over", "nobody reviews a verdict here");
    assert!(!to_do.contains("Qwen Research"), "{to_do}");
    let evaluations = world.evaluations();
    let usable = world
        .data
        .0
        .models()
        .filter(|(_, model)| model.name == "gpt-oss-20b")
        .map(|(_, model)| &evaluations[&model.id])
        .next()
        .unwrap();
    assert!(usable.verdict <= Verdict::PermittedWithObligations);
    for obligation in usable.obligations.iter().filter(|one| !one.is_note()) {
        let duty = &world.book().duty(&obligation.duty).unwrap().text;
        assert!(
            to_do.contains(duty.as_str()),
            "{duty} is missing in {to_do}"
        );
    }
}

#[test]
fn each_verdict_gets_a_decision() {
    let report = World::of("consumer-app").report(Kind::Memo, THREE, "");
    let rows = words(tables(&report, "Review and sign-off")[0]);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row[2].contains("agree")));
}

#[test]
fn a_limit_that_is_crossed_has_a_chart_that_says_so_in_words() {
    let report = World::of("consumer-app").report(Kind::Memo, "model:\"minimax-m2\"", "");
    let charts: Vec<&Chart> = blocks(&report, "Limits and projections")
        .iter()
        .filter_map(|block| match block {
            Block::Chart(chart) => Some(chart),
            _ => None,
        })
        .collect();
    // The limit of revenue is crossed today, for good: nothing to see in time.
    let [Chart::Lines(chart)] = charts.as_slice() else {
        panic!("{charts:?}");
    };
    let ((month, users), words) = chart.crossing.as_ref().unwrap();
    assert_eq!((*month, words.as_str()), (7.0, "June 2027"));
    assert!(*users > chart.limit.0 && chart.limit.0 == 100e6);
    assert!(chart.description.contains("month 7 (June 2027)"));
    let [line] = chart.lines.as_slice() else {
        panic!("one rate, one line");
    };
    assert_eq!(line.points[0], (0.0, 60e6));
    assert!(line.points.windows(2).all(|pair| pair[0].1 < pair[1].1));
}

#[test]
fn many_models_have_an_overview_that_counts_all_of_them() {
    let report = World::of("consumer-app").report(Kind::Brief, "family:qwen", "");
    let rows = tables(&report, "Short answer")[0].rows.len();
    let mut charts = blocks(&report, "Short answer")
        .iter()
        .filter_map(|block| match block {
            Block::Chart(Chart::Bar(chart)) => Some(chart),
            _ => None,
        });
    let chart = charts.next().unwrap();
    assert_eq!(
        chart.parts.iter().map(|(.., count)| count).sum::<usize>(),
        rows
    );
}

#[test]
fn every_link_inside_a_memo_leads_somewhere_and_back() {
    let report = World::of("consumer-app").report(Kind::Memo, THREE, "");
    let sections = report.sections.iter();
    let spans: Vec<_> = sections.flat_map(|section| section.spans()).collect();
    let mut places: Vec<String> = spans
        .iter()
        .filter_map(|span| span.anchor.clone())
        .collect();
    places.extend(report.sections.iter().map(|section| section.place()));
    let count = places.len();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), count, "two places have one name");
    let led: Vec<&str> = spans
        .iter()
        .filter_map(|span| span.link.as_deref()?.strip_prefix('#'))
        .collect();
    for name in &led {
        assert!(
            places.iter().any(|place| place == name),
            "{name} is nowhere"
        );
    }
    for kind in ["clause-", "model-", "section-"] {
        assert!(led.iter().any(|name| name.starts_with(kind)), "{kind}");
    }
    // Kinds without the annex have no links to it.
    for kind in [Kind::Brief, Kind::Handover, Kind::Comparison] {
        let report = World::of("consumer-app").report(kind, THREE, "");
        let inside = report
            .sections
            .iter()
            .flat_map(|section| section.spans())
            .filter_map(|span| span.link.as_deref());
        assert_eq!(inside.filter(|link| link.starts_with('#')).count(), 0);
    }
}

#[test]
fn colors_are_checked() {
    let with = |color: &str| Branding {
        accent: Some(color.to_owned()),
        ..Branding::default()
    };
    assert!(with("#1b365d").problems().is_empty());
    assert_eq!(with("#1b365d").accent_rgb(), Some([0x1b, 0x36, 0x5d]));
    assert!(with("#ffff00").problems()[0].contains("too light"));
    for bad in ["1b365d", "#12", "#gggggg", "#é1b36", ""] {
        assert!(with(bad).problems()[0].contains("cannot be read"), "{bad}");
    }
}
