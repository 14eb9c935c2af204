//! The rows of a comparison that a scenario makes: the verdicts, the rules that
//! decide them, and what is owed.

use super::switch::add_new;
use super::{ComparedGroup, ComparedRow, Grounds};
use crate::catalog::Model;
use crate::matrix::{Cell, Tone};
use crate::scenario::{Evaluation, Finding, Obligation, Tag, Verdict};
use crate::verdicts::{obligation_words, verdict_cell};

/// The rows. None without a scenario, or where a model was not judged: then
/// nothing is told of verdicts.
pub(super) fn judged_rows(grounds: &Grounds<'_>, models: &[&Model]) -> Vec<ComparedRow> {
    let mut rows = Vec::new();
    let judged: Vec<Judged<'_>> = models
        .iter()
        .filter_map(|model| Judged::of(grounds, model))
        .collect();
    if judged.len() == models.len() {
        verdict_rows(grounds, &judged, &mut rows);
        reason_rows(&judged, &mut rows);
        obligation_rows(grounds, &judged, &mut rows);
    }
    rows
}

/// A model with its verdict.
struct Judged<'a> {
    model: &'a Model,
    evaluation: &'a Evaluation,
    /// Whether so little is known that what is not found may still be there.
    dark: bool,
}

impl<'a> Judged<'a> {
    fn of(grounds: &Grounds<'a>, model: &'a Model) -> Option<Self> {
        let evaluation = grounds.evaluations.get(&model.id)?;
        Some(Self {
            model,
            evaluation,
            dark: evaluation.verdict == Verdict::Unknown
                || grounds.catalog.weights_licenses(model).is_empty(),
        })
    }

    /// What is said where a rule or an obligation was not found.
    fn absent(&self, words: &str) -> Cell {
        if self.dark {
            return Cell {
                text: "Not known".to_owned(),
                ..Cell::unknown("The verdict is unknown; what is not found here may still apply.")
            };
        }
        Cell::plain(words)
    }
}

fn verdict_rows(grounds: &Grounds<'_>, judged: &[Judged<'_>], rows: &mut Vec<ComparedRow>) {
    let day = grounds.scenario.and_then(|scenario| scenario.as_of());
    let row = |id: &str, label: &str, help: &str, cells| ComparedRow {
        group: ComparedGroup::Verdict,
        id: id.to_owned(),
        label: label.to_owned(),
        help: help.to_owned(),
        cells,
    };
    let verdict = |one: &Judged<'_>| {
        let mut cell = verdict_cell(one.evaluation);
        let mut notes = vec![one.evaluation.verdict.meaning().to_owned()];
        if let Some(day) = day.filter(|day| one.model.came_after(*day)) {
            notes.push(format!("The model was not yet released on {day}."));
        }
        notes.extend(cell.note.map(|why| format!("{why}.")));
        cell.note = Some(notes.join(" "));
        cell
    };
    let help = "What the rules conclude in the scenario.";
    rows.push(row(
        "verdict",
        "Verdict",
        help,
        judged.iter().map(verdict).collect(),
    ));
    let told = |verdict: Verdict| Cell {
        tone: verdict.tone(),
        ids: vec![verdict.id().to_owned()],
        ..Cell::plain(verdict.label())
    };
    let could = |one: &Judged<'_>| match one.evaluation.worst {
        worst if worst > one.evaluation.verdict => told(worst),
        _ => Cell::plain("Nothing heavier"),
    };
    if judged
        .iter()
        .any(|one| one.evaluation.worst > one.evaluation.verdict)
    {
        let help = "The heaviest verdict that the answers which are missing could bring.";
        let cells = judged.iter().map(could).collect();
        rows.push(row("could_become", "Could become", help, cells));
    }
    let houses: Vec<Verdict> = judged
        .iter()
        .filter_map(|one| one.evaluation.house)
        .collect();
    if houses.len() == judged.len() {
        let help = "The verdict of house policy. It is judged apart and never changes the verdict.";
        let cells = houses.into_iter().map(told).collect();
        rows.push(row("house", "House policy", help, cells));
    }
}

/// The rules that decided the verdict on one of the models, with what each of
/// them found on the others. That only obligations follow needs no rule here:
/// the obligations have rows of their own.
fn reason_rows(judged: &[Judged<'_>], rows: &mut Vec<ComparedRow>) {
    let mut rules: Vec<(&str, &str)> = Vec::new();
    for one in judged {
        let verdict = one.evaluation.verdict;
        let deciding = one.evaluation.findings.iter().filter(|finding| {
            finding.effect == verdict && verdict > Verdict::PermittedWithObligations
        });
        for finding in deciding {
            if !rules.iter().any(|(rule, _)| *rule == finding.rule) {
                rules.push((&finding.rule, &finding.title));
            }
        }
    }
    rows.extend(rules.into_iter().map(|(rule, title)| ComparedRow {
        group: ComparedGroup::Reasons,
        id: rule.to_owned(),
        label: format!("{rule} {title}"),
        help: String::new(),
        cells: judged.iter().map(|one| rule_cell(one, rule)).collect(),
    }));
}

/// What a rule found on a model.
fn rule_cell(one: &Judged<'_>, rule: &str) -> Cell {
    let findings = one.evaluation.findings.iter();
    let found: Vec<&Finding> = findings.filter(|finding| finding.rule == rule).collect();
    let Some(heaviest) = found.iter().max_by_key(|finding| finding.effect) else {
        return one.absent("Does not apply");
    };
    let missing = found.iter().all(|finding| finding.tag == Tag::Missing);
    let (text, tone) = if missing {
        ("Not known whether it applies", Tone::Unknown)
    } else {
        (heaviest.effect.label(), heaviest.effect.tone())
    };
    let mut cell = Cell {
        tone,
        ids: vec![heaviest.effect.id().to_owned()],
        ..Cell::plain(text)
    };
    let mut told: Vec<String> = Vec::new();
    for finding in found {
        let words = finding.told();
        if !told.contains(&words) {
            told.push(words);
        }
        add_new(&mut cell.citations, &finding.citations);
    }
    cell.note = Some(told.join("; "));
    cell
}

fn obligation_rows(grounds: &Grounds<'_>, judged: &[Judged<'_>], rows: &mut Vec<ComparedRow>) {
    let mut duties: Vec<&str> = judged
        .iter()
        .flat_map(|one| &one.evaluation.obligations)
        .filter(|obligation| !obligation.is_note())
        .map(|obligation| obligation.duty.as_str())
        .collect();
    duties.sort_unstable();
    duties.dedup();
    for duty in duties {
        let label = grounds.book.duty(duty);
        let mut row = ComparedRow {
            group: ComparedGroup::ObligationsAlike,
            id: duty.to_owned(),
            label: label.map_or(duty, |duty| duty.text.as_str()).to_owned(),
            help: String::new(),
            cells: judged
                .iter()
                .map(|one| obligation_cell(grounds, one, duty))
                .collect(),
        };
        if row.differs() {
            row.group = ComparedGroup::ObligationsDiffering;
        }
        rows.push(row);
    }
}

/// Whether a model brings an obligation, with the words that it prescribes.
fn obligation_cell(grounds: &Grounds<'_>, one: &Judged<'_>, duty: &str) -> Cell {
    let owed: Vec<&Obligation> = one
        .evaluation
        .obligations
        .iter()
        .filter(|obligation| obligation.duty == duty)
        .collect();
    if owed.is_empty() {
        return one.absent("Not owed");
    }
    let assumed = owed.iter().all(|obligation| obligation.assumed);
    let mut text = if assumed { "Listed to be safe" } else { "Owed" }.to_owned();
    let plain = grounds.book.duty(duty).map(|duty| duty.text.as_str());
    let mut cell = Cell::plain("");
    for obligation in owed {
        let mut told = obligation.clone();
        told.assumed = false;
        told.origin = None;
        let words = obligation_words(grounds.catalog, grounds.book, &told);
        // Beside the obligation itself only what is prescribed is told.
        let prescribed = plain
            .and_then(|plain| words.strip_prefix(plain))
            .and_then(|rest| rest.strip_prefix(": "));
        if let Some(prescribed) = prescribed
            && !text.contains(prescribed)
        {
            text = format!("{text}: {prescribed}");
        }
        add_new(&mut cell.citations, &obligation.citations);
    }
    Cell {
        ids: vec![if assumed { "assumed" } else { "owed" }.to_owned()],
        tone: Tone::Condition,
        text,
        ..cell
    }
}
