//! `evaluate`: a verdict for each model, with its reasons.

mod compare;
mod explain;
mod explain_json;
mod json;
mod released;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asked::day;
use super::{Format, Stop, catalog, exit, pretty, print, rules, warn_of_values};
use crate::catalog::{Catalog, Model};
use crate::matrix::{Matrix, View};
use crate::scenario::{Answer, Evaluation, RuleBook, Scenario, Verdict, check_choice};
use crate::store::DataFolder;
use crate::text::AttachedTexts;
use crate::verdicts::{judge_all, verdict_cells};

pub(super) use json::{answer_json, own_rules_json};
pub(super) use text::places;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A preset's id (see `scenario list`), a scenario file, or a workspace:
    /// its active scenario, or FILE.lmx#ID. Several are set side by side.
    #[arg(long, value_name = "PRESET|FILE", required = true)]
    scenario: Vec<String>,
    /// Judge only models that fit, for example "family:qwen".
    #[arg(
        long,
        default_value = "",
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    filter: String,
    /// Print the whole trace: clauses and their documents, facts and who gave
    /// them, readings, rules that did not hold, and open questions.
    #[arg(long)]
    explain: bool,
    /// Read an open wording in another way, for example
    /// "mau.snapshot=Continuing". `--explain` names the readings.
    #[arg(long, value_name = "ID=CHOICE")]
    reading: Vec<String>,
    /// Judge as on this day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Your own license texts: files, or a folder of them. A clause that has
    /// other words there supports nothing.
    #[arg(long, value_name = "FILE|DIR")]
    texts: Vec<std::path::PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The verdicts on the models shown, in one scenario.
struct Judged<'a> {
    catalog: &'a Catalog,
    book: &'a RuleBook,
    texts: &'a AttachedTexts,
    scenario: &'a Scenario,
    shown: Vec<(&'a Model, Arc<Evaluation>)>,
    explain: bool,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let texts = super::text::attached(&catalog, &args.texts)?;
    let scenarios = args
        .scenario
        .iter()
        .map(|name| changed(args, &book, super::scenario::find(&catalog, &book, name)?))
        .collect::<Result<Vec<Scenario>, Stop>>()?;
    let judged = scenarios
        .iter()
        .map(|scenario| {
            let evaluations = judge_all(&catalog, &book, scenario, &texts);
            Ok(Judged {
                catalog: &catalog,
                book: &book,
                texts: &texts,
                scenario,
                shown: shown(args, &catalog, &evaluations, &texts)?,
                explain: args.explain,
            })
        })
        .collect::<Result<Vec<Judged<'_>>, Stop>>()?;
    // Nothing was judged, so nothing is permitted.
    if judged.iter().all(|one| one.shown.is_empty()) {
        return Err(Stop::invalid(
            "No model fits the filter; nothing was judged.",
        ));
    }
    let out = match (args.format, judged.as_slice()) {
        (Format::Text, [one]) => text::text(one),
        (Format::Json, [one]) => pretty(&json::json_value(one)),
        (Format::Text, several) => compare::text(several),
        (Format::Json, several) => pretty(&compare::json_value(several)),
    };
    print(&out)?;
    let verdicts = judged.iter().flat_map(|one| &one.shown);
    Ok(exit_code(
        verdicts.map(|(_, evaluation)| evaluation.verdict),
    ))
}

/// The scenario with the readings and the day of the command line.
fn changed(args: &Args, book: &RuleBook, mut scenario: Scenario) -> Result<Scenario, Stop> {
    let mut made: BTreeMap<&str, &str> = BTreeMap::new();
    for option in &args.reading {
        let Some((id, choice)) = option.split_once('=') else {
            return Err(Stop::invalid(format!(
                "--reading {option}: write ID=CHOICE, for example mau.snapshot=Continuing."
            )));
        };
        let reading = book.reading(id);
        check_choice(reading, id, choice).map_err(|(what, advice)| {
            let known: Vec<&str> = book.readings().map(|reading| reading.id.as_str()).collect();
            let ids = match reading {
                Some(_) => String::new(),
                None => format!(" The readings are {}.", known.join(", ")),
            };
            Stop::invalid(format!("--reading {option}: {what}. {advice}.{ids}"))
        })?;
        if made
            .insert(id, choice)
            .is_some_and(|before| before != choice)
        {
            return Err(Stop::invalid(format!(
                "--reading {option}: another choice is made for \"{id}\" as well. Leave one of them out."
            )));
        }
        scenario.readings.insert(id.to_owned(), choice.to_owned());
    }
    if let Some(text) = &args.as_of {
        scenario.set("as_of", Answer::Text(day(text)?.to_string()));
    }
    Ok(scenario)
}

/// The models that fit the filter, in the order of the matrix.
fn shown<'a>(
    args: &Args,
    catalog: &'a Catalog,
    evaluations: &BTreeMap<String, Arc<Evaluation>>,
    texts: &AttachedTexts,
) -> Result<Vec<(&'a Model, Arc<Evaluation>)>, Stop> {
    let matrix = Matrix::of_texts(catalog, &verdict_cells(evaluations)).held_against(texts);
    let view = View::new(&matrix, &args.filter, "", None, &|_| true)
        .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    let rows = view.rows().filter_map(|row| {
        let (_, model) = catalog.model(&row.id)?;
        Some((model, evaluations.get(&row.id)?.clone()))
    });
    Ok(rows.collect())
}

/// The heaviest verdict as an exit code: a bar comes before a question.
pub(super) fn exit_code(verdicts: impl Iterator<Item = Verdict>) -> u8 {
    match verdicts.max() {
        Some(Verdict::Permitted | Verdict::PermittedWithObligations) => exit::OK,
        None | Some(Verdict::NeedsReview | Verdict::Unknown) => exit::REVIEW,
        Some(Verdict::SeparateLicense | Verdict::NotPermitted) => exit::NOT_PERMITTED,
    }
}
