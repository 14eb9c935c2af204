//! What is in a report: parts left out on request, and the same models in
//! other scenarios.

use license_matrix::report::{Block, Input, Kind, Report, Section, Span, Table, Topic, build};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::judge_all;

use crate::made::{built_in, with_input};

const THREE: &str = "model:\"minimax-m2\" OR model:\"qwen2.5-3b\" OR model:\"gpt-oss-20b\"";

fn without(kind: Kind, topics: &[Topic]) -> Report {
    let data = built_in();
    let scenario = data.1.preset("consumer-app").unwrap();
    with_input(&data, scenario, (kind, THREE, ""), |input| {
        build(&Input {
            without: topics,
            ..*input
        })
    })
}

fn headings(report: &Report) -> Vec<&str> {
    let sections = report.sections.iter();
    sections.map(|section| section.heading.as_str()).collect()
}

#[test]
fn what_is_left_out_is_gone_and_said() {
    for kind in Kind::ALL {
        let whole = without(kind, &[]);
        assert!(!whole.identity.iter().any(|(label, _)| label == "Left out"));
        for &topic in kind.topics() {
            let report = without(kind, &[topic]);
            let (_, said) = report
                .identity
                .iter()
                .find(|(label, _)| label == "Left out")
                .unwrap();
            assert_eq!(said, topic.label());
            let (all, left) = (headings(&whole), headings(&report));
            // Some have nothing to say about these models.
            let may_be_empty = matches!(
                topic,
                Topic::Overview | Topic::OpenQuestions | Topic::Lineage
            );
            assert!(left.len() < all.len() || may_be_empty, "{kind:?} {topic:?}");
            assert!(left.iter().all(|heading| all.contains(heading)));
        }
        // What the report does not assess is told whatever is left out.
        let bare = without(kind, &Topic::CHOICES);
        assert!(
            bare.sections.len() > usize::from(kind == Kind::Memo),
            "{kind:?}"
        );
        assert!(
            kind == Kind::Handover || headings(&bare).contains(&"Not assessed"),
            "{:?}",
            headings(&bare)
        );
    }
}

#[test]
fn no_link_leads_to_what_was_left_out() {
    let report = without(Kind::Memo, &[Topic::Clauses, Topic::Reasons]);
    let mut places: Vec<String> = report.sections.iter().map(Section::place).collect();
    let all: Vec<&Span> = report.sections.iter().flat_map(Section::spans).collect();
    places.extend(all.iter().filter_map(|span| span.anchor.clone()));
    let links = all.iter().filter_map(|span| span.link.as_deref());
    let dead: Vec<&str> = links
        .filter_map(|link| link.strip_prefix('#'))
        .filter(|place| !places.iter().any(|one| one == place))
        .collect();
    assert_eq!(dead, Vec::<&str>::new());
}

fn overview(report: &Report) -> Option<&Table> {
    let section = report
        .sections
        .iter()
        .find(|section| section.heading == Topic::Overview.label())?;
    section.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

#[test]
fn other_scenarios_stand_beside_with_their_own_verdicts() {
    let data = built_in();
    let (catalog, book) = &data;
    let scenario = book.preset("consumer-app").unwrap();
    let texts = AttachedTexts::default();
    let others: Vec<_> = book
        .presets()
        .iter()
        .filter(|preset| preset.id != scenario.id)
        .map(|preset| (preset, judge_all(catalog, book, preset, &texts)))
        .collect();
    let beside: Vec<_> = others
        .iter()
        .map(|(one, verdicts)| (*one, verdicts))
        .collect();
    let report = with_input(&data, scenario, (Kind::Brief, "", ""), |input| {
        build(&Input {
            beside: &beside,
            reviewed: &[],
            ..*input
        })
    });
    let table = overview(&report).unwrap();
    assert_eq!(table.columns.len(), 2 + others.len());
    // Every model is told once, by name or as one more.
    let told: usize = table
        .rows
        .iter()
        .map(|row| {
            let names: Vec<&str> = row[0].spans[0].text.split(", ").collect();
            let more = names.last().and_then(|last| last.strip_suffix(" more"));
            let more = more.and_then(|count| count.parse::<usize>().ok());
            more.map_or(names.len(), |more| names.len() - 1 + more)
        })
        .sum();
    assert_eq!(told, catalog.models().count());
    // The cells are the verdicts of the model that stands first.
    for row in &table.rows {
        let name = row[0].spans[0].text.split(", ").next().unwrap();
        let (_, model) = catalog.models().find(|(_, one)| one.name == name).unwrap();
        for (index, (_, verdicts)) in others.iter().enumerate() {
            let verdict = verdicts[&model.id].verdict;
            assert_eq!(row[index + 2].spans[0].text, verdict.label());
            assert_eq!(row[index + 2].tone, verdict.tone());
        }
    }
    let alone = with_input(&data, scenario, (Kind::Brief, THREE, ""), build);
    assert!(overview(&alone).is_none());
}
