//! `project`: when the limits of the licenses are crossed.

use std::fmt::Write;
use std::sync::Arc;

use super::asked::{Asked, day};
use super::project_json::json_value;
use super::{Format, Stop, catalog, exit, pretty, print, rules, warn_of_values};
use crate::catalog::{Catalog, Citation, Date, Fact, License, Model};
use crate::matrix::{Matrix, View};
use crate::scenario::{
    Answer, Field, FieldKind, Outcome, Projection, RuleBook, Scenario, read_answer,
};
use crate::store::DataFolder;
use crate::text::AttachedTexts;
use crate::verdicts::{judge_all, obligation_words, project_all, verdict_cells};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// The day whose month is month 0; that of the scenario if none is given,
    /// else today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// Growth in % a month in place of the scenario's, for example
    /// "product_mau_growth=5-10".
    #[arg(long, value_name = "FIELD=RATE|LOW-HIGH")]
    growth: Vec<String>,
}

/// What is printed.
pub(super) struct Found<'a> {
    pub catalog: &'a Catalog,
    pub book: &'a RuleBook,
    pub scenario: &'a Scenario,
    /// Month 0.
    pub start: Option<Date>,
    /// Each license with limits, in the order of the models.
    pub groups: Vec<Group<'a>>,
    /// Models of which it is known that no license has a limit.
    pub without: Vec<&'a Model>,
    /// Models of which it is not known whether there is a limit.
    pub not_known: Vec<&'a Model>,
}

/// The limits of a license, and the models for which they come to the same.
pub(super) struct Group<'a> {
    pub license: &'a License,
    pub models: Vec<&'a Model>,
    pub limits: Vec<Projection>,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let mut scenario = super::scenario::find(&catalog, &book, &args.asked.scenario)?;
    if let Some(text) = &args.as_of {
        scenario.set("as_of", Answer::Text(day(text)?.to_string()));
    }
    for growth in &args.growth {
        let (field, answer) = read_growth(growth, &book)?;
        scenario.set(&field, answer);
    }
    let today = Date::parse(&crate::store::today());
    let texts = AttachedTexts::default();
    let evaluations = judge_all(&catalog, &book, &scenario, &texts);
    let matrix = Matrix::of_texts(&catalog, &verdict_cells(&evaluations));
    let view = View::new(&matrix, &args.asked.filter, "", None, &|_| true)
        .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    let models: Vec<&Model> = view
        .rows()
        .filter_map(|row| catalog.model(&row.id).map(|(_, model)| model))
        .collect();
    if models.is_empty() {
        return Err(Stop::invalid(
            "No model fits the filter; there is nothing to project.",
        ));
    }
    let all = project_all(&catalog, &book, &scenario, &texts, today);
    let mut found = Found {
        catalog: &catalog,
        book: &book,
        scenario: &scenario,
        start: scenario.as_of().or(today),
        groups: Vec::new(),
        without: Vec::new(),
        not_known: Vec::new(),
    };
    for model in models {
        if let Some(limits) = all.get(&model.id) {
            found.take(model, limits);
        }
    }
    print(&match args.asked.format {
        Format::Text => text(&found),
        Format::Json => pretty(&json_value(&found)),
    })?;
    Ok(exit::OK)
}

/// Reads `FIELD=RATE` or `FIELD=LOW-HIGH`.
fn read_growth(text: &str, book: &RuleBook) -> Result<(String, Answer), Stop> {
    let stop = |what: &str| Stop::invalid(format!("--growth \"{text}\": {what}."));
    let (field, rate) = text
        .split_once('=')
        .ok_or_else(|| stop("there is no \"=\"; write product_mau_growth=8"))?;
    let grows = |field: &&Field| matches!(field.kind, FieldKind::Growth(_));
    let Some(question) = book.field(field.trim()).filter(grows) else {
        let known: Vec<&str> = book
            .fields()
            .iter()
            .filter(grows)
            .map(|field| field.id.as_str())
            .collect();
        return Err(stop(&format!(
            "\"{field}\" is no rate of growth; use one of {}",
            known.join(", ")
        )));
    };
    let answer = read_answer(&question.kind, rate)
        .map_err(|why| stop(&format!("the rate cannot be read: {why}")))?;
    if !answer.is_given() {
        return Err(stop("there is no rate; write 8 or 5-10, in % a month"));
    }
    Ok((question.id.clone(), answer))
}

impl<'a> Found<'a> {
    /// Adds a model to the licenses whose limits come to the same for it.
    fn take(&mut self, model: &'a Model, projections: &Arc<Vec<Projection>>) {
        let licenses = self.catalog.weights_licenses(model);
        // Nothing on file says nothing, unless the whole text was read.
        let complete = !licenses.is_empty() && licenses.iter().all(|license| is_complete(license));
        if projections.is_empty() {
            let list = if complete {
                &mut self.without
            } else {
                &mut self.not_known
            };
            list.push(model);
            return;
        }
        // Also those of parts that the scenario names.
        let mut ids: Vec<&str> = Vec::new();
        for projection in projections.iter() {
            if !ids.contains(&projection.license.as_str()) {
                ids.push(&projection.license);
            }
        }
        for license in ids.into_iter().filter_map(|id| self.catalog.license(id)) {
            let of_license = projections.iter().filter(|one| one.license == license.id);
            let limits: Vec<Projection> = of_license.cloned().collect();
            let same =
                |group: &&mut Group<'_>| group.license.id == license.id && group.limits == limits;
            match self.groups.iter_mut().find(same) {
                Some(group) => group.models.push(model),
                None => self.groups.push(Group {
                    license,
                    models: vec![model],
                    limits,
                }),
            }
        }
    }
}

/// Whether all limits of a license are known.
pub(super) fn is_complete(license: &License) -> bool {
    *license.fact("limits_complete") == Fact::Flag(true)
}

fn names(models: &[&Model]) -> String {
    let names: Vec<&str> = models.iter().map(|model| model.name.as_str()).collect();
    names.join(", ")
}

fn text(found: &Found<'_>) -> String {
    let scenario = found.scenario;
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}", scenario.title, scenario.description);
    if let Some(month) = found.start {
        let _ = writeln!(out, "Month 0 is {}.", month.month_words());
    }
    for group in &found.groups {
        let _ = writeln!(out, "\n{} ({})", group.license.title, names(&group.models));
        for projection in &group.limits {
            limit_text(&mut out, found, projection);
        }
        if !is_complete(group.license) {
            let _ = writeln!(
                out,
                "    note: The text is not known in full; there may be more limits"
            );
        }
    }
    let _ = writeln!(out);
    if !found.not_known.is_empty() {
        let _ = writeln!(
            out,
            "Not known whether there is a limit: {}",
            names(&found.not_known)
        );
    }
    let (none, all) = (
        found.without.len(),
        found.without.len() + found.not_known.len(),
    );
    let with: std::collections::BTreeSet<&str> = found
        .groups
        .iter()
        .flat_map(|group| group.models.iter().map(|model| model.id.as_str()))
        .collect();
    let _ = writeln!(
        out,
        "Models: {}; {} with limits, {none} without, {} of which it is not known",
        all + with.len(),
        with.len(),
        found.not_known.len()
    );
    out
}

fn limit_text(out: &mut String, found: &Found<'_>, projection: &Projection) {
    let whom = projection.whom_words();
    let _ = writeln!(
        out,
        "  {}{whom} [{}]",
        projection.limit_words(),
        places(&projection.limit.cite)
    );
    let mut today: Vec<String> = projection.figure_words().into_iter().collect();
    if let Some(growth) = &projection.growth {
        today.push(format!("growth {}", growth.words()));
    }
    if !today.is_empty() {
        let _ = writeln!(out, "    today: {}", today.join("; "));
    }
    let _ = writeln!(out, "    {}", projection.outcome_words(found.book));
    if let Some(words) = projection.calendar_year_words(found.book) {
        let _ = writeln!(out, "    {words}");
    }
    if let Some(months) = projection.months_of_warning().filter(|months| *months > 0) {
        let from = projection.watched_from().unwrap_or_default();
        let _ = writeln!(
            out,
            "    time left: {months} months; watch the figure from {} on",
            projection.month_words(from)
        );
    }
    if let Some(words) = projection.change_words() {
        let _ = writeln!(out, "    {words}");
        // What is owed today is in the verdict of today.
        let later = !matches!(projection.outcome, Outcome::AlreadyOver { .. });
        let change = projection.change.as_ref().filter(|_| later);
        for obligation in change.iter().flat_map(|change| &change.obligations) {
            let words = obligation_words(found.catalog, found.book, obligation);
            let _ = writeln!(out, "    owed then: {words}");
        }
    }
    for note in projection.notes() {
        let _ = writeln!(out, "    note: {note}");
    }
}

fn places(citations: &[Citation]) -> String {
    let places: Vec<String> = citations
        .iter()
        .map(|citation| format!("{} {}", citation.document, citation.place()))
        .collect();
    places.join(", ")
}
