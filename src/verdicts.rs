//! Verdicts on all models of a catalog, and as a column of the matrix.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::{Catalog, Citation, Date, Evidence, Model};
use crate::matrix::{Cell, prescribed_words};
use crate::scenario::{
    Evaluation, Obligation, Projection, RuleBook, Scenario, Subject, Verdict, evaluate, projections,
};
use crate::text::AttachedTexts;

/// What models share that are judged alike: licenses, whether they take more
/// than text, and the doubt about their license.
type Alike<'a> = (Vec<&'a str>, bool, Option<Evidence>);

fn alike<'a>(catalog: &'a Catalog, model: &Model) -> Alike<'a> {
    let licenses = catalog.weights_licenses(model).into_iter();
    let doubt = model.evidence.in_doubt().then_some(model.evidence);
    let ids = licenses.map(|license| license.id.as_str()).collect();
    (ids, model.multimodal, doubt)
}

/// What is judged for a model: its licenses, the parts of the scenario, and
/// the user's own texts held against them.
pub fn subject_of<'a>(
    catalog: &'a Catalog,
    scenario: &Scenario,
    model: &Model,
    texts: &AttachedTexts,
) -> Subject<'a> {
    Subject::of_model(catalog, model)
        .with_parts(catalog, scenario)
        .with_texts(texts)
}

/// Judges every model, with the user's own texts held against the licenses; by
/// model id. Models under one license and of one kind
/// share an evaluation.
pub fn judge_all(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
    texts: &AttachedTexts,
) -> BTreeMap<String, Arc<Evaluation>> {
    by_kind(catalog, scenario, texts, |subject| {
        evaluate(book, scenario, subject)
    })
}

/// Projects the limits of every model; by model id. Models under one license
/// and of one kind share the projections.
pub fn project_all(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
    texts: &AttachedTexts,
    today: Option<Date>,
) -> BTreeMap<String, Arc<Vec<Projection>>> {
    by_kind(catalog, scenario, texts, |subject| {
        projections(book, scenario, subject, today)
    })
}

/// What is found for each model, once for those that are judged alike.
fn by_kind<T>(
    catalog: &Catalog,
    scenario: &Scenario,
    texts: &AttachedTexts,
    find: impl Fn(&Subject<'_>) -> T,
) -> BTreeMap<String, Arc<T>> {
    // The doubt about a license is somebody's words, which findings cite.
    let mut known: BTreeMap<(Alike<'_>, &[Citation]), Arc<T>> = BTreeMap::new();
    catalog
        .models()
        .map(|(_, model)| {
            let alike = alike(catalog, model);
            let cited = alike.2.map_or(&[][..], |_| model.cite.as_slice());
            let found = known
                .entry((alike, cited))
                .or_insert_with(|| {
                    let subject = subject_of(catalog, scenario, model, texts);
                    Arc::new(find(&subject))
                })
                .clone();
            (model.id.clone(), found)
        })
        .collect()
}

/// Models on which a scenario has the same verdict for the same reasons.
#[derive(Debug)]
pub struct Group<'a> {
    /// The models, in the order of the catalog.
    pub models: Vec<&'a Model>,
    /// What is judged; what it cites is of the first model.
    pub subject: Subject<'a>,
}

/// The models of a catalog by what they are judged by, in the order in which
/// the first one of each group stands in the catalog.
pub fn groups<'a>(
    catalog: &'a Catalog,
    scenario: &Scenario,
    texts: &AttachedTexts,
) -> Vec<Group<'a>> {
    let mut places: BTreeMap<Alike<'a>, usize> = BTreeMap::new();
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (_, model) in catalog.models() {
        let place = *places.entry(alike(catalog, model)).or_insert_with(|| {
            groups.push(Group {
                models: Vec::new(),
                subject: subject_of(catalog, scenario, model, texts),
            });
            groups.len() - 1
        });
        groups[place].models.push(model);
    }
    groups
}

/// An obligation in words, with the words or the name that its license
/// prescribes.
pub fn obligation_words(catalog: &Catalog, book: &RuleBook, obligation: &Obligation) -> String {
    let mut words = book
        .duty(&obligation.duty)
        .map_or(obligation.duty.clone(), |duty| duty.text.clone());
    let license = catalog.license(&obligation.license);
    let prescribed = obligation.words.as_deref().zip(license);
    if let Some(fixed) = prescribed.and_then(|(words, license)| license.fact(words).text()) {
        words = format!("{words}: {}", prescribed_words(fixed));
    }
    if obligation.assumed {
        words.push_str(" (listed to be safe)");
    }
    if obligation.origin.is_some() {
        let own = book.own_note(&obligation.rule);
        words.extend(own.map(|own| format!(" ({own})")));
    }
    words
}

/// The terms that rest on one of these sections of a document, by the name of
/// their column: what a change of the text may change.
pub fn touched_terms(catalog: &Catalog, document: &str, sections: &[String]) -> Vec<String> {
    // Licenses cite the document that another copy is one of.
    let original = catalog
        .indexed(document)
        .and_then(|index| index.copy_of.as_deref());
    let rests_on = |citation: &Citation| {
        (citation.document == document || Some(citation.document.as_str()) == original)
            && sections.contains(&citation.section)
    };
    catalog
        .columns()
        .iter()
        .filter(|column| {
            catalog.licenses().any(|license| {
                let entry = license.terms.get(&column.id);
                entry.is_some_and(|entry| entry.cite.iter().any(rests_on))
            })
        })
        .map(|column| column.label.clone())
        .collect()
}

/// A question with what waits for it in a whole catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingQuestion {
    /// The field.
    pub field: String,
    /// How many models wait for it.
    pub models: usize,
    /// The heaviest effect it could have on one of them.
    pub worst: Verdict,
    /// The rules that ask, by id.
    pub rules: Vec<String>,
    /// Whether only rules of house policy wait for it.
    pub house_only: bool,
}

/// The questions that are open, the one that settles most first: by the number
/// of models that wait for it, then by the heaviest effect. What only house
/// policy waits for comes last.
pub fn waiting_questions<'a>(
    evaluations: impl IntoIterator<Item = &'a Evaluation>,
) -> Vec<WaitingQuestion> {
    let mut list: Vec<WaitingQuestion> = Vec::new();
    let mut asking: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for open in evaluations.into_iter().flat_map(|e| &e.open_questions) {
        let (index, rules) = asking.entry(&open.field).or_insert_with(|| {
            list.push(WaitingQuestion {
                field: open.field.clone(),
                models: 0,
                worst: open.worst,
                rules: Vec::new(),
                house_only: true,
            });
            (list.len() - 1, BTreeSet::new())
        });
        rules.extend(open.rules.iter().map(String::as_str));
        let known = &mut list[*index];
        known.models += 1;
        // What house policy would say is no effect on a license.
        known.worst = match (known.house_only, open.house_only) {
            (true, false) => open.worst,
            (false, true) => known.worst,
            _ => known.worst.max(open.worst),
        };
        known.house_only &= open.house_only;
    }
    for (index, rules) in asking.into_values() {
        list[index].rules = rules.into_iter().map(str::to_owned).collect();
    }
    list.sort_by(|a, b| {
        let last_first = (a.house_only, b.models, b.worst, &a.field);
        last_first.cmp(&(b.house_only, a.models, a.worst, &b.field))
    });
    list
}

/// The column `verdict`: the verdict, and why in the note.
pub fn verdict_cells(evaluations: &BTreeMap<String, Arc<Evaluation>>) -> BTreeMap<String, Cell> {
    evaluations
        .iter()
        .map(|(model, evaluation)| (model.clone(), verdict_cell(evaluation)))
        .collect()
}

/// A verdict as a cell, with why in the note.
pub fn verdict_cell(evaluation: &Evaluation) -> Cell {
    let verdict = evaluation.verdict;
    let deciding: Vec<_> = evaluation
        .findings
        .iter()
        .filter(|finding| finding.effect == verdict)
        .collect();
    let reasons: Vec<String> = deciding.iter().map(|finding| finding.told()).collect();
    let mut citations: Vec<Citation> = Vec::new();
    for citation in deciding.iter().flat_map(|finding| &finding.citations) {
        if !citations.contains(citation) {
            citations.push(citation.clone());
        }
    }
    Cell {
        tone: verdict.tone(),
        ids: vec![verdict.id().to_owned()],
        note: (!reasons.is_empty()).then(|| reasons.join("; ")),
        citations,
        evidence: None::<Evidence>,
        ..Cell::plain(verdict.label())
    }
}
