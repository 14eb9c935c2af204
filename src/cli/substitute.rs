//! `substitute MODEL`: the closest models that a scenario permits, and what
//! changes for who takes one.

use std::fmt::Write;

use serde_json::{Value, json};

use super::evaluate::{exit_code, places};
use super::{Format, Stop, catalog, exit, pretty, print, rules};
use crate::export::json::citation_json;
use crate::model_comparison::{
    Grounds, Owed, Shift, Substitute, Substitutes, Switch, TermChange, substitutes,
};
use crate::scenario::{Scenario, Verdict};
use crate::store::DataFolder;
use crate::verdicts::judge_all;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Id of a model.
    model: String,
    /// A preset's id (see `scenario list`), a scenario file, or a workspace:
    /// its active scenario, or FILE.lmx#ID.
    #[arg(long, value_name = "PRESET|FILE")]
    scenario: String,
    /// Your own license texts: files, or a folder of them. A clause that has
    /// other words there supports nothing.
    #[arg(long, value_name = "FILE|DIR")]
    texts: Vec<std::path::PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The exit code is 0 if the model is permitted or there is a substitute, and
/// otherwise that of the verdict on the model.
pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let Some((_, model)) = catalog.model(&args.model) else {
        return Err(Stop::invalid(super::show::not_found(&catalog, &args.model)));
    };
    let texts = super::text::attached(&catalog, &args.texts)?;
    let scenario = super::scenario::find(&catalog, &book, &args.scenario)?;
    let evaluations = judge_all(&catalog, &book, &scenario, &texts);
    let Some(verdict) = evaluations.get(&model.id).map(|one| one.verdict) else {
        return Err(Stop::failure(format!("{} was not judged.", model.name)));
    };
    let grounds = Grounds {
        catalog: &catalog,
        book: &book,
        scenario: Some(&scenario),
        evaluations: &evaluations,
        texts: &texts,
    };
    let found = substitutes(&grounds, &model.id);
    let judged = Judged {
        name: &model.name,
        id: &model.id,
        verdict,
        scenario: &scenario,
    };
    print(&match args.format {
        Format::Text => text(&judged, found.as_ref()),
        Format::Json => pretty(&json_value(&judged, found.as_ref())),
    })?;
    Ok(match &found {
        Some(found) if found.list.is_empty() => exit_code(std::iter::once(verdict)),
        _ => exit::OK,
    })
}

/// The model that is asked about, with its verdict.
struct Judged<'a> {
    name: &'a str,
    id: &'a str,
    verdict: Verdict,
    scenario: &'a Scenario,
}

fn text(judged: &Judged<'_>, found: Option<&Substitutes>) -> String {
    let mut out = String::new();
    let scenario = judged.scenario;
    let _ = writeln!(out, "{}: {}\n", scenario.title, scenario.description);
    let sign = judged.verdict.tone().sign();
    let label = judged.verdict.label();
    let _ = writeln!(out, "{sign} {}: {label}", judged.name);
    let Some(found) = found else {
        let _ = writeln!(out, "    It is permitted; no substitute is needed.");
        return out;
    };
    if let Some(none) = &found.none {
        let _ = writeln!(out, "    no substitute: {none}");
    }
    for (place, one) in found.list.iter().enumerate() {
        substitute_text(&mut out, one);
        match (found.changes_as(place), &one.switch) {
            (Some(same), _) => {
                let _ = writeln!(out, "    changes: the same as with {}", same.name);
            }
            (None, Some(switch)) => switch_text(&mut out, switch),
            (None, None) => {}
        }
    }
    if !found.remarks.is_empty() {
        out.push('\n');
    }
    for remark in &found.remarks {
        let _ = writeln!(out, "{remark}");
    }
    out
}

fn substitute_text(out: &mut String, one: &Substitute) {
    let sign = one.verdict.tone().sign();
    let label = one.verdict.label();
    let _ = writeln!(out, "\n{sign} {}: {label} ({})", one.name, one.license);
    for words in &one.likeness {
        let _ = writeln!(out, "    {words}");
    }
    if let Some(house) = one.house {
        let _ = writeln!(out, "    house policy: {}", house.label());
    }
}

fn switch_text(out: &mut String, switch: &Switch) {
    for shift in Shift::ALL {
        for term in switch.terms_that_are(shift) {
            let _ = writeln!(
                out,
                "    {}: {}: {} [{}]",
                shift.label().to_lowercase(),
                term.label,
                term.to.with_sign(),
                places(&term.to.citations)
            );
            let _ = writeln!(
                out,
                "        instead of: {} [{}]",
                term.from.with_sign(),
                places(&term.from.citations)
            );
        }
    }
    for (words, list) in [
        ("owed as well", &switch.added),
        ("owed no longer", &switch.dropped),
    ] {
        for owed in list {
            let _ = writeln!(
                out,
                "    {words}: {} [{}]",
                owed.words,
                places(&owed.citations)
            );
        }
    }
}

fn json_value(judged: &Judged<'_>, found: Option<&Substitutes>) -> Value {
    json!({
        "scenario": judged.scenario.id,
        "model": judged.id,
        "verdict": judged.verdict.id(),
        "needed": found.is_some(),
        "substitutes": found.map_or_else(Vec::new, |found| {
            found.list.iter().map(substitute_json).collect()
        }),
        "none": found.and_then(|found| found.none.as_ref()),
        "remarks": found.map_or(&[][..], |found| &found.remarks),
    })
}

fn substitute_json(one: &Substitute) -> Value {
    json!({
        "model": one.id,
        "name": one.name,
        "license": one.license,
        "verdict": one.verdict.id(),
        "house": one.house.map(Verdict::id),
        "likeness": one.likeness,
        "changes": one.switch.as_ref().map(switch_json),
    })
}

fn switch_json(switch: &Switch) -> Value {
    json!({
        "terms": switch.terms.iter().map(term_json).collect::<Vec<_>>(),
        "obligations_added": switch.added.iter().map(owed_json).collect::<Vec<_>>(),
        "obligations_dropped": switch.dropped.iter().map(owed_json).collect::<Vec<_>>(),
    })
}

fn term_json(term: &TermChange) -> Value {
    let side = |cell: &crate::matrix::Cell| {
        json!({
            "value": cell.ids,
            "label": cell.text,
            "citations": cell.citations.iter().map(citation_json).collect::<Vec<_>>(),
        })
    };
    json!({
        "term": term.term,
        "shift": term.shift.id(),
        "from": side(&term.from),
        "to": side(&term.to),
    })
}

fn owed_json(owed: &Owed) -> Value {
    json!({
        "duty": owed.duty,
        "words": owed.words,
        "citations": owed.citations.iter().map(citation_json).collect::<Vec<_>>(),
    })
}
