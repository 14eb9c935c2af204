//! A cell: what is shown, how it is to be taken, and where it comes from.

use super::Tone;
use super::qualify::qualified;
use super::query_test::parse_number;
use super::upstream::together;
use super::words::{id_words, limit_words, place_name};
use crate::catalog::{
    Catalog, Citation, Date, Evidence, Family, License, Model, Readiness, TermValue, Territory,
    UNKNOWN, term_value,
};
use crate::text::{AttachedTexts, Support};

/// One cell of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The words shown.
    pub text: String,
    /// How they are to be taken.
    pub tone: Tone,
    /// The values that queries and facets see, in lower case.
    pub ids: Vec<String>,
    /// The number that comparisons see, such as a limit.
    pub number: Option<f64>,
    /// A qualifier where the words alone would mislead.
    pub note: Option<String>,
    /// Where it stands.
    pub citations: Vec<Citation>,
    /// How well it is known; `None` for properties that need no source.
    pub evidence: Option<Evidence>,
    /// The day its source was read.
    pub read: Option<Date>,
}

impl Cell {
    /// A cell without a source, for example a name.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            ids: vec![text.to_lowercase()],
            text,
            tone: Tone::Neutral,
            number: None,
            note: None,
            citations: Vec::new(),
            evidence: None,
            read: None,
        }
    }

    /// A cell for something that is not known.
    pub fn unknown(note: impl Into<String>) -> Self {
        Self {
            tone: Tone::Unknown,
            ids: vec![UNKNOWN.to_owned()],
            note: Some(note.into()),
            ..Self::plain("Unknown")
        }
    }

    /// Whether no text of the user has other words where this stands.
    pub(super) fn holds(&self, texts: &AttachedTexts) -> bool {
        let mut citations = self.citations.iter();
        citations.all(|citation| texts.support(citation) != Support::Broken)
    }

    /// The same cell with the user's own texts held against it: what rests on
    /// a clause that has other words there is known no longer. A burden stays
    /// shown, since dropping it would make the license look lighter.
    pub fn held_against(mut self, texts: &AttachedTexts) -> Self {
        let broken: Vec<String> = self
            .citations
            .iter()
            .filter(|citation| texts.support(citation) == Support::Broken)
            .map(Citation::place)
            .collect();
        if broken.is_empty() {
            return self;
        }
        let why = format!(
            "The text you attached has other words at {}; what was read there no longer holds for your copy.",
            broken.join(", ")
        );
        let was = format!("Read in the catalog's copy: {}.", self.text);
        let note = match (&self.note, self.tone) {
            (_, Tone::Good) => format!("{why} {was}"),
            (Some(note), _) => format!("{why} {note}"),
            (None, _) => why,
        };
        if self.tone == Tone::Good {
            self = Cell {
                citations: self.citations,
                evidence: self.evidence,
                read: self.read,
                ..Cell::unknown("")
            };
        }
        self.note = Some(note);
        self
    }

    /// The same cell for a model: a term is no better known than it is known
    /// that the model is under the license.
    fn assigned(mut self, model: &Model) -> Self {
        if model.evidence.in_doubt() && self.evidence < Some(model.evidence) {
            self.evidence = Some(model.evidence);
            let doubt = "That the model is under this license is known second hand only.";
            // Nothing is ready of which the license is hearsay.
            if self.ids == [Readiness::Ready.id()] {
                let (text, tone) = id_words("enterprise_ready", Readiness::Review.id());
                self.ids = vec![Readiness::Review.id().to_owned()];
                text.clone_into(&mut self.text);
                self.tone = tone;
            }
            self.note = Some(match self.note {
                Some(note) => format!("{doubt} {note}"),
                None => doubt.to_owned(),
            });
        }
        self
    }

    /// Whether it says that something is not there: no limit, no obligation.
    pub fn is_absence(&self) -> bool {
        self.ids.iter().any(|id| id == "none" || id == "no")
    }

    /// The sign and the words, as they are printed.
    pub fn with_sign(&self) -> String {
        match self.tone.sign() {
            "" => self.text.clone(),
            sign => format!("{sign} {}", self.text),
        }
    }
}

/// The cell of a model under a column that is a property of the model.
pub(super) fn model_cell(catalog: &Catalog, family: &Family, model: &Model, column: &str) -> Cell {
    let text = |value: &str| Cell::plain(value);
    match column {
        "model" => Cell {
            ids: vec![model.name.to_lowercase(), model.id.clone()],
            note: model.note.clone(),
            ..text(&model.name)
        },
        "family" => Cell {
            ids: vec![family.name.to_lowercase(), family.id.clone()],
            ..text(&family.name)
        },
        "generation" => text(&model.generation),
        "publisher" => text(&family.publisher),
        "release_date" => match model.release_date {
            Some(date) => text(&date.to_string()),
            None => Cell::unknown("No release date is recorded."),
        },
        "parameters" => match &model.parameters {
            Some(size) => Cell {
                number: parameter_count(size),
                ..text(size)
            },
            None => Cell::unknown("No size is recorded."),
        },
        "modality" => Cell {
            ids: model.modality.clone(),
            ..text(&model.modality.join(", "))
        },
        "availability" => Cell {
            ids: vec![model.availability.id().to_owned()],
            ..text(model.availability.label())
        },
        "license" => license_name_cell(catalog, model),
        _ => Cell::unknown("This column is not filled."),
    }
}

/// The number of parameters that a size such as "3B", "235B-A22B" or "8x7B"
/// names; `None` for other words.
pub fn parameter_count(size: &str) -> Option<f64> {
    let whole = size.split('-').next()?;
    let number = |text: &str| match text.strip_suffix(['T', 't']) {
        Some(trillions) => parse_number(trillions).map(|n| n * 1e12),
        None => parse_number(text),
    };
    match whole.split_once('x') {
        Some((experts, each)) => Some(parse_number(experts)? * number(each)?),
        None => number(whole),
    }
}

fn license_name_cell(catalog: &Catalog, model: &Model) -> Cell {
    let Some(license) = model.weights_license().and_then(|id| catalog.license(id)) else {
        return Cell {
            text: "No weights published".to_owned(),
            ids: vec!["none".to_owned(), "no_weights".to_owned()],
            note: model.note.clone(),
            citations: model.cite.clone(),
            evidence: Some(model.evidence),
            ..Cell::unknown("")
        };
    };
    let mut ids = vec![license.id.to_lowercase(), license.short.to_lowercase()];
    ids.extend(license.spdx_id.iter().map(|id| id.to_lowercase()));
    for upstream in catalog.weights_licenses(model).iter().skip(1) {
        ids.extend([upstream.id.to_lowercase(), upstream.short.to_lowercase()]);
    }
    ids.dedup();
    Cell {
        ids,
        citations: model.cite.clone(),
        evidence: Some(model.evidence),
        read: Some(license.read),
        note: Some(license.title.clone()),
        ..Cell::plain(catalog.license_names(model))
    }
}

/// The cell of a model under a term of its license, and of those of the models
/// it derives from.
pub fn term_cell(catalog: &Catalog, model: &Model, term: &str) -> Cell {
    term_cell_under(catalog, model, &catalog.weights_licenses(model), term)
}

/// The same where the licenses are at hand.
pub(super) fn term_cell_under(
    catalog: &Catalog,
    model: &Model,
    licenses: &[&License],
    term: &str,
) -> Cell {
    match licenses.split_first() {
        Some((own, upstream)) => upstream
            .iter()
            .fold(license_term_cell(catalog, own, term), |cell, license| {
                together(
                    term,
                    cell,
                    license_term_cell(catalog, license, term),
                    license,
                )
            })
            .assigned(model),
        None if term == "license_class" => Cell {
            text: "Service only, no weights".to_owned(),
            ids: vec!["api_only".to_owned()],
            citations: model.cite.clone(),
            evidence: Some(model.evidence),
            ..Cell::unknown("No weights are published; the publisher's service terms apply.")
        },
        None => Cell::unknown(
            "No weights are published; the publisher's service terms apply and are not in the catalog.",
        ),
    }
}

/// The cell of a license under a term.
pub fn license_term_cell(catalog: &Catalog, license: &License, term: &str) -> Cell {
    if term == "enterprise_ready" {
        return readiness_cell(catalog, license);
    }
    let value = term_value(license, term);
    let (text, tone) = qualified(license, term, &value).unwrap_or_else(|| words(term, &value));
    let number = match &value {
        TermValue::Limits(limits) => limits
            .iter()
            .filter_map(|limit| limit.value)
            .min_by(f64::total_cmp),
        _ => None,
    };
    let entry = license.terms.get(term);
    let mut citations = entry.map(|entry| entry.cite.clone()).unwrap_or_default();
    if let TermValue::Limits(limits) = &value {
        for citation in limits.iter().flat_map(|limit| &limit.cite) {
            if !citations.contains(citation) {
                citations.push(citation.clone());
            }
        }
    }
    let mut note = entry.and_then(|entry| entry.note.clone());
    if note.is_none() && tone == Tone::Unknown {
        note = Some("The part of the text that would say so was not read.".to_owned());
    }
    if term == "license_class" {
        note = Some("Derived from the other terms of the license.".to_owned());
        citations = license.bottom_line_cite.clone();
    }
    Cell {
        text,
        tone,
        ids: value.ids().iter().map(|id| id.to_lowercase()).collect(),
        number,
        note,
        citations,
        evidence: Some(match (term, &value) {
            // What is derived is no better known than what it is derived from.
            ("license_class", TermValue::Id("osi_approved")) => {
                license.term_evidence("osi_approved")
            }
            _ => license.term_evidence(term),
        }),
        read: Some(license.read),
    }
}

fn readiness_cell(catalog: &Catalog, license: &License) -> Cell {
    let (value, holding) = catalog.readiness(license);
    let (text, tone) = id_words("enterprise_ready", value.id());
    let note = if holding.is_empty() {
        "Derived: no condition against use in business holds.".to_owned()
    } else {
        let reasons: Vec<&str> = holding
            .iter()
            .map(|condition| condition.why.as_str())
            .collect();
        format!("Derived: {}.", reasons.join("; "))
    };
    let mut citations: Vec<Citation> = Vec::new();
    for citation in holding
        .iter()
        .filter_map(|condition| license.terms.get(&condition.term))
        .flat_map(|entry| &entry.cite)
    {
        if !citations.contains(citation) {
            citations.push(citation.clone());
        }
    }
    if citations.is_empty() {
        citations = license.bottom_line_cite.clone();
    }
    Cell {
        ids: vec![value.id().to_owned()],
        tone,
        note: Some(note),
        citations,
        evidence: Some(license.evidence),
        read: Some(license.read),
        ..Cell::plain(text)
    }
}

fn words(term: &str, value: &TermValue) -> (String, Tone) {
    match value {
        TermValue::Id(id) => {
            let (text, tone) = id_words(term, id);
            (text.to_owned(), tone)
        }
        TermValue::Words(words) if matches!(term, "governing_law" | "venue") => {
            (place_name(words).to_owned(), Tone::Neutral)
        }
        TermValue::Words(words) => (format!("\u{201c}{words}\u{201d}"), Tone::Condition),
        TermValue::Limits(limits) => {
            let lines: Vec<String> = limits.iter().map(limit_words).collect();
            (lines.join("; "), Tone::Condition)
        }
        TermValue::Territory(territory) => territory_words(territory),
    }
}

fn territory_words(territory: &Territory) -> (String, Tone) {
    if !territory.places.is_empty() {
        return (
            format!("Not in {}", countries(&territory.places)),
            Tone::Bad,
        );
    }
    let whom = if territory.multimodal_only {
        ", multimodal models"
    } else {
        ""
    };
    (
        format!(
            "No licensees seated in {}{whom}",
            countries(&territory.seats)
        ),
        Tone::Condition,
    )
}

/// The members of the European Union, whose codes data files list one by one.
const EUROPEAN_UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Country codes for reading: the 27 members of the EU become "EU".
pub fn countries(codes: &[String]) -> String {
    let has = |code: &str| codes.iter().any(|c| c == code);
    let mut names: Vec<&str> = Vec::new();
    let all_of_eu = EUROPEAN_UNION.iter().all(|code| has(code));
    if all_of_eu {
        names.push("EU");
    }
    names.extend(
        codes
            .iter()
            .map(String::as_str)
            .filter(|code| !(all_of_eu && EUROPEAN_UNION.contains(code))),
    );
    names.join(", ")
}
