//! Holding a workspace against a catalog: everything that can be opened and is
//! not as it should be.

use super::ron_parts::{Section, in_place, line_of, sections};
use super::ron_text::walk;
use super::scenario_file::fit_problems;
use crate::catalog::{Catalog, Date, Parsed, Problem, SourceText};
use crate::scenario::{RuleBook, Scenario, contradiction_problems};
use crate::workspace::{Subject, Workspace};

/// Zoom in percent that a view can have.
const ZOOM: std::ops::RangeInclusive<u16> = 20..=500;

/// Every problem of a workspace of this version that was read from this text,
/// sorted by line: scenarios that do not fit the questions or contradict
/// themselves, and values that make no sense. What was decided on models that
/// the catalog does not have is told as well.
pub fn workspace_problems(
    name: &str,
    text: &str,
    workspace: &Workspace,
    catalog: &Catalog,
    book: &RuleBook,
) -> Vec<Problem> {
    let check = Check::new(name, text);
    let mut problems = Vec::new();
    check.scenarios(workspace, catalog, book, &mut problems);
    check.views(workspace, &mut problems);
    check.decisions(workspace, catalog, &mut problems);
    check.rest(workspace, &mut problems);
    problems.sort();
    problems.dedup();
    problems
}

/// Every problem of one scenario of a workspace, as for a scenario file.
pub fn workspace_scenario_problems(
    name: &str,
    text: &str,
    id: &str,
    scenario: &Scenario,
    (catalog, book): (&Catalog, &RuleBook),
) -> Vec<Problem> {
    let check = Check::new(name, text);
    let mut problems = Vec::new();
    check.scenario(id, scenario, (catalog, book), &mut problems);
    problems.sort();
    problems
}

/// Why a scenario does not fit the questions: answers to none of them, or of
/// another kind. It cannot be judged. Answers that contradict each other can be
/// seen and mended, so they are not among these.
pub fn unfit_problems(scenario: &Scenario, catalog: &Catalog, book: &RuleBook) -> Vec<Problem> {
    let parsed = Parsed {
        source: SourceText {
            path: String::new(),
            text: "".into(),
        },
        value: scenario.clone(),
    };
    fit_problems(&parsed, catalog, book)
}

struct Check<'a> {
    name: &'a str,
    text: &'a str,
    sections: Vec<Section<'a>>,
}

impl<'a> Check<'a> {
    fn new(name: &'a str, text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            name,
            text,
            sections: sections(text),
        }
    }

    fn section(&self, name: &str) -> Option<&Section<'_>> {
        self.sections.iter().find(|section| section.name == name)
    }

    fn problem(&self, place: Option<usize>, what: String, advice: &str) -> Problem {
        Problem {
            file: self.name.to_owned(),
            line: place.map_or(0, |place| line_of(self.text, place)),
            what,
            advice: advice.to_owned(),
        }
    }

    /// Where a field's value stands.
    fn value(&self, name: &str) -> Option<usize> {
        Some(self.section(name)?.value.start)
    }

    /// Where the record that has this in it stands.
    fn record(&self, list: &str, words: &str) -> Option<usize> {
        let items = self.section(list)?.items.iter();
        let mut all = items.filter(|item| self.text[item.start..item.end].contains(words));
        all.next().map(|item| item.start)
    }

    fn scenarios(
        &self,
        workspace: &Workspace,
        catalog: &Catalog,
        book: &RuleBook,
        problems: &mut Vec<Problem>,
    ) {
        for open in &workspace.scenarios {
            self.scenario(&open.id, &open.scenario, (catalog, book), problems);
        }
        if let Some(active) = &workspace.active
            && workspace.scenario(active).is_none()
        {
            let what = format!("there is no scenario \"{active}\" to be the active one");
            problems.push(self.problem(
                self.value("active"),
                what,
                "Name one that is there, or None",
            ));
        }
    }

    fn scenario(
        &self,
        id: &str,
        scenario: &Scenario,
        (catalog, book): (&Catalog, &RuleBook),
        problems: &mut Vec<Problem>,
    ) {
        // Its own text on its own lines, without comments, so that words are
        // looked for in it alone. A bare scenario is the whole file.
        let item = self.section("scenarios").and_then(|section| {
            let mut items = section.items.iter();
            items.find(|item| {
                let text = in_place(self.text, item);
                let parts = sections(&text);
                let named = parts.iter().find(|part| part.name == "id");
                named.is_some_and(|named| {
                    ron::from_str(&text[named.value.clone()]) == Ok(id.to_owned())
                })
            })
        });
        let text = match item {
            Some(item) => {
                let text = in_place(self.text, item);
                let body = sections(&text)
                    .into_iter()
                    .find(|part| part.name == "scenario");
                body.map_or(text.clone(), |body| in_place(&text, &body.value))
            }
            None => self.text.to_owned(),
        };
        let parsed = Parsed {
            source: SourceText {
                path: self.name.to_owned(),
                text: walk(&text).without_comments(&text).into(),
            },
            value: scenario.clone(),
        };
        let unfit = fit_problems(&parsed, catalog, book);
        if unfit.is_empty() {
            problems.extend(contradiction_problems(&parsed));
        }
        problems.extend(unfit);
    }

    fn views(&self, workspace: &Workspace, problems: &mut Vec<Problem>) {
        for view in &workspace.views {
            if !ZOOM.contains(&view.zoom) {
                let what = format!("the zoom of view \"{}\" is {} %", view.name, view.zoom);
                let place = self.record("views", &format!("{:?}", view.name));
                problems.push(self.problem(place, what, "Write a number from 20 to 500"));
            }
        }
    }

    fn decisions(&self, workspace: &Workspace, catalog: &Catalog, problems: &mut Vec<Problem>) {
        for (subject, decision) in &workspace.decisions {
            let (scenario, model) = match subject {
                Subject::Whole => (None, None),
                Subject::Model(model) | Subject::Cell(model, _) => (None, Some(model)),
                Subject::Verdict(scenario, model) => (Some(scenario), Some(model)),
            };
            let mut report = |words: &str, what: String, advice: &str| {
                let place = self.record("decisions", &format!("{words:?}"));
                problems.push(self.problem(place, what, advice));
            };
            if let Some(model) = model.filter(|model| catalog.model(model).is_none()) {
                let what = format!("decision on {subject}: the catalog has no model \"{model}\"");
                report(
                    model,
                    what,
                    "Use the data folder it was made with, or withdraw it",
                );
            }
            if let Some(id) = scenario.filter(|id| workspace.scenario(id).is_none()) {
                let what = format!("decision on {subject}: there is no scenario \"{id}\" any more");
                report(id, what, "Withdraw it");
            }
            if !Date::parse(&decision.date).is_some_and(|date| date.is_day()) {
                let what = format!("decision on {subject}: \"{}\" is not a day", decision.date);
                report(&decision.date, what, "Write it as YYYY-MM-DD");
            }
        }
    }

    fn rest(&self, workspace: &Workspace, problems: &mut Vec<Problem>) {
        let title = &workspace.title;
        let is_line = !title.chars().any(char::is_control) && title.chars().count() <= 200;
        if title.trim().is_empty() || !is_line {
            let what = "the title is not one short line".to_owned();
            problems.push(self.problem(self.value("title"), what, "Write a few words"));
        }
        for what in workspace.branding.problems() {
            let what = what.trim_end_matches('.').to_owned();
            problems.push(self.problem(self.value("branding"), what, "Change it in the file"));
        }
        for (name, print) in &workspace.texts {
            let is_print = print.len() == 64 && print.bytes().all(|b| b.is_ascii_hexdigit());
            if !is_print {
                let what = format!("the fingerprint of the text \"{name}\" is not a SHA-256");
                let advice = "Attach the text again";
                problems.push(self.problem(self.value("texts"), what, advice));
            }
        }
    }
}
