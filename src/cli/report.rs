//! `report`: the comparison as a PDF, a workbook, a web page and more.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;

use super::{Stop, catalog, exit, rules, warn_of_values};
use crate::catalog::{Catalog, Date};
use crate::export;
use crate::export::pdf::Standard;
use crate::matrix::{Matrix, View};
use crate::record::report_with_record;
use crate::report::{Format, Input, Kind, Report, TableInput, Topic, build_table};
use crate::scenario::{Evaluation, RuleBook, Scenario};
use crate::store::{DataFolder, load_branding, save_atomically};
use crate::text::AttachedTexts;
use crate::verdicts::{judge_all, verdict_cells};
use crate::workspace::reviewed;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A preset's id (see `scenario list`), a scenario file, or a workspace:
    /// its active scenario, or FILE.lmx#ID. Without one, the report shows the
    /// matrix and judges nothing.
    #[arg(long, value_name = "PRESET|FILE")]
    scenario: Option<String>,
    /// Compare only models that fit, for example "family:qwen".
    #[arg(
        long,
        default_value = "",
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    filter: String,
    /// Your own license texts: files, or a folder of them. A clause that has
    /// other words there supports nothing.
    #[arg(long, value_name = "FILE|DIR")]
    texts: Vec<std::path::PathBuf>,
    /// How much the report says.
    #[arg(long, value_enum, default_value = "brief")]
    kind: Which,
    /// Sort the matrix by columns; a minus before a column sorts downwards.
    #[arg(
        long,
        default_value = "",
        value_name = "COLUMN[,-COLUMN]",
        allow_hyphen_values = true
    )]
    sort: String,
    /// The standard the PDF is built to.
    #[arg(long, value_enum, default_value = "a3a")]
    pdf_standard: PdfStandard,
    /// The file to write; its ending says the format: pdf, docx, xlsx, csv, json, md,
    /// html, or record.json for the decision record alone.
    #[arg(long, value_name = "FILE", required_unless_present = "schema")]
    output: Option<PathBuf>,
    /// The format, whatever the file's ending.
    #[arg(long, value_enum)]
    format: Option<FileFormat>,
    /// What your house puts on its reports: a file, see README.
    #[arg(long, value_name = "FILE")]
    branding: Option<PathBuf>,
    /// Leave parts out: question, overview, assumptions, open-questions, matrix,
    /// obligations, notices, limits, reasons, lineage, disputes, public-law,
    /// sources, clauses, silent-rules, sign-off. The report says what is left out.
    #[arg(long, value_name = "PART[,PART]", value_delimiter = ',', value_parser = topic)]
    without: Vec<Topic>,
    /// Other scenarios: the report tells the verdicts of the same models in
    /// them; may be given several times.
    #[arg(long, value_name = "PRESET|FILE", requires = "scenario")]
    beside: Vec<String>,
    /// Make boxes and lines of a PDF fields that can be filled in on screen.
    #[arg(long)]
    fields: bool,
    /// A note of the reviewer, kept in the decision record; may be given
    /// several times.
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,
    /// Print the JSON Schema of a report in JSON, and write nothing.
    #[arg(long)]
    schema: bool,
    /// The day printed on the report; today if none is given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FileFormat {
    Pdf,
    Docx,
    Xlsx,
    Csv,
    Json,
    Md,
    Html,
    Record,
}

impl FileFormat {
    fn format(self) -> Format {
        match self {
            FileFormat::Pdf => Format::Pdf,
            FileFormat::Docx => Format::Docx,
            FileFormat::Xlsx => Format::Xlsx,
            FileFormat::Csv => Format::Csv,
            FileFormat::Json => Format::Json,
            FileFormat::Md => Format::Markdown,
            FileFormat::Html => Format::Html,
            FileFormat::Record => Format::Record,
        }
    }
}

/// Where to write, and in which format.
fn output(args: &Args) -> Result<(&Path, Format), Stop> {
    let Some(path) = args.output.as_deref() else {
        return Err(Stop::invalid("No file is named; use --output FILE.pdf."));
    };
    let asked = args.format.map(FileFormat::format);
    match asked.or_else(|| Format::of_path(path)) {
        Some(format) => Ok((path, format)),
        // A name without an ending asks for the usual format.
        None if path.extension().is_none() => Ok((path, Format::Pdf)),
        None => Err(Stop::invalid(format!(
            "{}: the ending says no format that a report can have. Use one of {}, or name the format with --format.",
            path.display(),
            Format::endings()
        ))),
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PdfStandard {
    /// PDF/A-3a and PDF/UA-1: structure for screen readers, attachments.
    A3a,
    /// PDF/A-1b, for archives that take nothing newer.
    A1b,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Which {
    /// A few pages for who decides: question, short answer, matrix.
    Brief,
    /// The full legal review, with reasons, clauses, annexes and sign-off.
    Memo,
    /// For the team that delivers: what is to be done, notices to paste.
    Handover,
    /// Two to six models side by side, what differs first.
    Comparison,
}

impl Which {
    fn kind(self) -> Kind {
        match self {
            Which::Brief => Kind::Brief,
            Which::Memo => Kind::Memo,
            Which::Handover => Kind::Handover,
            Which::Comparison => Kind::Comparison,
        }
    }
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    if args.schema {
        super::print(export::report_json::SCHEMA)?;
        return Ok(exit::OK);
    }
    let (path, format) = output(args)?;
    let mut report = report(args, folder)?;
    report.fillable = args.fields;
    if let Some(path) = &args.branding {
        let (branding, logo) = load_branding(path)
            .map_err(|problems| Stop::invalid(super::problem_lines(&problems)))?;
        report = report.branded(&branding).with_logo(logo.as_ref());
    }
    let standard = match args.pdf_standard {
        PdfStandard::A3a => Standard::A3a,
        PdfStandard::A1b => Standard::A1b,
    };
    let bytes = export::write(
        &report,
        format,
        standard,
        &mut |_| ControlFlow::Continue(()),
    )
    .map_err(|error| Stop::failure(error.to_string()))?;
    save_atomically(path, &bytes).map_err(|error| Stop::failure(error.to_string()))?;
    Ok(exit::OK)
}

fn topic(id: &str) -> Result<Topic, String> {
    Topic::from_id(id).ok_or_else(|| "there is no such part; see --help".to_owned())
}

fn report(args: &Args, folder: &DataFolder) -> Result<Report, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let scenario = match &args.scenario {
        Some(name) => Some(super::scenario::find(&catalog, &book, name)?),
        None => None,
    };
    let date = match &args.date {
        Some(text) => Date::parse(text)
            .filter(|date| date.is_day())
            .ok_or_else(|| Stop::invalid(format!("\"{text}\" is not a day; write YYYY-MM-DD.")))?
            .to_string(),
        None => crate::store::today(),
    };
    let texts = super::text::attached(&catalog, &args.texts)?;
    let evaluations = scenario.as_ref().map_or_else(BTreeMap::new, |scenario| {
        judge_all(&catalog, &book, scenario, &texts)
    });
    let matrix = Matrix::of_texts(&catalog, &verdict_cells(&evaluations)).held_against(&texts);
    // Without a scenario the verdict column says nothing.
    let has_verdicts = scenario.is_some();
    let shown = |id: &str| {
        (has_verdicts || id != "verdict") && catalog.column(id).is_none_or(|column| column.shown)
    };
    let view = View::new(&matrix, &args.filter, &args.sort, None, &shown)
        .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    if view.rows.is_empty() {
        return Err(Stop::invalid(
            "No model fits the filter; there is nothing to compare.",
        ));
    }
    if scenario.is_some()
        && let Some(why) = args.kind.kind().refuses(view.rows.len())
    {
        return Err(Stop::invalid(why));
    }
    let others = judged(args, &catalog, &book, &texts)?;
    let beside: Vec<_> = others
        .iter()
        .map(|(one, verdicts)| (one, verdicts))
        .collect();
    let kept = args.scenario.as_deref().and_then(super::workspace::kept_in);
    let reviewed = kept.map_or_else(Vec::new, |(kept, id)| {
        let shown = (&matrix, view.rows.as_slice());
        reviewed(&kept, &catalog, shown, Some((id.as_str(), &evaluations)))
    });
    let version = env!("CARGO_PKG_VERSION");
    Ok(match &scenario {
        Some(scenario) => report_with_record(
            &Input {
                catalog: &catalog,
                book: &book,
                scenario,
                view: &view,
                evaluations: &evaluations,
                texts: &texts,
                filter: &args.filter,
                kind: args.kind.kind(),
                date: &date,
                version,
                without: &args.without,
                beside: &beside,
                reviewed: &reviewed,
            },
            &args.note,
        ),
        None => build_table(&TableInput {
            catalog: &catalog,
            view: &view,
            title: "As the license texts say",
            source: None,
            texts: &texts,
            filter: &args.filter,
            date: &date,
            version,
        }),
    })
}

/// A scenario, and the verdicts in it by model id.
type Judged = (Scenario, BTreeMap<String, Arc<Evaluation>>);

/// The scenarios beside the one of the report, with their verdicts.
fn judged(
    args: &Args,
    catalog: &Catalog,
    book: &RuleBook,
    texts: &AttachedTexts,
) -> Result<Vec<Judged>, Stop> {
    let judge = |name: &String| {
        let scenario = super::scenario::find(catalog, book, name)?;
        let evaluations = judge_all(catalog, book, &scenario, texts);
        Ok((scenario, evaluations))
    };
    args.beside.iter().map(judge).collect()
}
