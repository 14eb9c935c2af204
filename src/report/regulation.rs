//! Public law: the notes on the scenario and on the models compared.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{Input, column, places};
use super::model::{Block, Orientation, Section, Span, Style, Table, TableCell};
use crate::catalog::{Date, Model};
use crate::matrix::Tone;
use crate::scenario::{Evaluation, ModelNotes, RegulationNote, regulation, regulation_of_models};

/// The notes with regime, article, date, status, text and source.
pub(super) fn regulation_section(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Section {
    let today = Date::parse(input.date);
    let day = input.scenario.as_of().or(today);
    let notes = regulation(input.book, input.scenario, today);
    let groups = regulation_of_models(
        input.catalog,
        input.book,
        input.scenario,
        models.iter().map(|(model, _)| *model),
        today,
    );
    let rows = notes.iter().map(|note| note_row(input, note)).collect();
    let mut blocks = vec![
        Block::Callout {
            tone: Tone::Neutral,
            text: vec![Span::plain(format!(
                "These notes are no verdict, and no verdict rests on them. They are told as of {}; the sources were looked at until {}. The source column says how well each was read. What comes within twelve months is first.",
                day.map_or("no day".to_owned(), |day| day.to_string()),
                input.book.regulation().read
            ))],
        },
        Block::Table(Table {
            caption: "What concerns the deployment".to_owned(),
            columns: vec![
                column("Whose law, article", 1.6),
                column("Note", 4.2),
                column("Status", 1.5),
                column("Dates", 2.0),
                column("Source", 2.4),
            ],
            rows,
        }),
    ];
    let rows: Vec<Vec<TableCell>> = groups
        .iter()
        .flat_map(|group| group.notes.iter().map(|note| model_row(input, group, note)))
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::KeyValues(explained(&groups)));
        blocks.push(Block::Table(Table {
            caption: "What concerns the models".to_owned(),
            columns: vec![
                column("Models", 2.2),
                column("License", 1.6),
                column("Whose law, article", 1.6),
                column("Note", 4.2),
                column("Status", 1.5),
            ],
            rows,
        }));
    }
    let of_models = groups.iter().flat_map(|group| &group.notes);
    blocks.push(Block::Heading {
        level: 2,
        text: "Where the law was read".to_owned(),
    });
    blocks.push(Block::KeyValues(read_in(notes.iter().chain(of_models))));
    Section {
        heading: "Public law: notes".to_owned(),
        orientation: Orientation::Landscape,
        new_page: true,
        blocks,
    }
}

/// What the notes on models say, each once.
fn explained(groups: &[ModelNotes<'_>]) -> Vec<(String, Vec<Span>)> {
    let notes = groups.iter().flat_map(|group| &group.notes);
    let texts: BTreeMap<&str, &RegulationNote> =
        notes.map(|note| (note.id.as_str(), note)).collect();
    texts
        .into_iter()
        .map(|(id, note)| {
            (
                format!("{} ({id})", note.title),
                vec![Span::plain(&note.text)],
            )
        })
        .collect()
}

/// The acts named, each once, with where it was read and how well.
fn read_in<'n>(notes: impl Iterator<Item = &'n RegulationNote>) -> Vec<(String, Vec<Span>)> {
    let acts: BTreeSet<(&str, &str, &str)> = notes
        .filter(|note| note.regime.is_some())
        .map(|note| {
            (
                note.act.as_str(),
                note.source.as_str(),
                note.evidence.label(),
            )
        })
        .collect();
    acts.into_iter()
        .map(|(act, source, known)| {
            (
                act.to_owned(),
                vec![Span::plain(format!("{source} ({known})"))],
            )
        })
        .collect()
}

/// The title with the stop it needs.
fn title(note: &RegulationNote) -> Span {
    let stop = if note.title.ends_with('?') && note.actor.note().is_empty() {
        ""
    } else {
        "."
    };
    Span::bold(format!("{}{}{stop} ", note.title, note.actor.note()))
}

fn note_row(input: &Input<'_>, note: &RegulationNote) -> Vec<TableCell> {
    let dates: Vec<String> = note
        .dates
        .iter()
        .map(|one| format!("{}: {}", one.date, one.text))
        .collect();
    vec![
        TableCell::plain(format!("{} ({})", note.place(), note.id)),
        words(input, note),
        TableCell::toned(note.status.words(), note.status.tone()),
        TableCell::plain(if dates.is_empty() {
            "-".to_owned()
        } else {
            dates.join("; ")
        }),
        TableCell::plain(match note.regime {
            Some(_) => format!("{} ({})", note.act, note.evidence.label()),
            None => note.source.clone(),
        }),
    ]
}

/// Title, text, what the scenario makes of it, and what is open.
fn words(input: &Input<'_>, note: &RegulationNote) -> TableCell {
    let mut spans = vec![
        title(note),
        Span::plain(format!("{} {}", note.text, note.detail).trim()),
    ];
    let missing = note.missing(input.book);
    if !missing.is_empty() {
        let words = format!(" Open: {}", missing.join(" "));
        spans.push(Span::styled(words, Style::Italic));
    }
    TableCell {
        spans,
        tone: Tone::Neutral,
    }
}

fn model_row(input: &Input<'_>, group: &ModelNotes<'_>, note: &RegulationNote) -> Vec<TableCell> {
    let names: Vec<&str> = group.models.iter().map(|one| one.name.as_str()).collect();
    let detail = if note.detail.is_empty() {
        &note.text
    } else {
        &note.detail
    };
    let mut spans = vec![title(note), Span::plain(detail)];
    if note.id == "E01" {
        let cited: Vec<String> = group
            .open_source
            .grounds
            .iter()
            .filter(|ground| !ground.citations.is_empty())
            .map(|ground| places(&ground.citations))
            .collect();
        if !cited.is_empty() {
            spans.push(Span::quiet(format!(" [{}]", cited.join("; "))));
        }
    }
    vec![
        TableCell::plain(names.join(", ")),
        TableCell::plain(input.catalog.license_names(group.models[0])),
        TableCell::plain(format!("{} ({})", note.article, note.id)),
        TableCell {
            spans,
            tone: Tone::Neutral,
        },
        TableCell::toned(note.status.words(), note.status.tone()),
    ]
}
