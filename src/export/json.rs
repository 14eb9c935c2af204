//! The catalog and the matrix as JSON.

use serde_json::{Map, Value, json};

use crate::catalog::{
    Catalog, Citation, Evidence, Fact, Family, License, Model, Source, SourceKind, TermValue,
    Threshold, WHOLE_TEXT, term_value,
};
use crate::matrix::{View, display_condition};

/// A view of the matrix: one object for each row, keyed by column id.
pub fn view_json(view: &View<'_>) -> Value {
    let rows: Vec<Value> = view
        .rows()
        .map(|row| {
            let mut object = Map::new();
            object.insert("id".to_owned(), json!(row.id));
            for &column in &view.columns {
                let id = view.matrix.columns[column].id.clone();
                object.insert(id, json!(row.cells[column].text));
            }
            Value::Object(object)
        })
        .collect();
    Value::Array(rows)
}

/// A license with all its terms.
pub fn license_json(catalog: &Catalog, license: &License) -> Value {
    let mut terms = Map::new();
    for column in catalog.columns().iter().filter(|column| column.term) {
        terms.insert(column.id.clone(), term_json(catalog, license, &column.id));
    }
    json!({
        "id": license.id,
        "title": license.title,
        "version_date": license.version_date.map(|date| date.to_string()),
        "spdx_id": license.spdx_id,
        "status": license.status.id(),
        "licensor": license.licensor,
        "bottom_line": license.bottom_line,
        "documents": license.documents,
        "read": license.read.to_string(),
        "terms": terms,
    })
}

/// A document that is no license of its own: a use policy, or another copy of
/// a license. The terms are those of its license, as far as they rest on it.
pub fn document_json(catalog: &Catalog, source: &Source) -> Value {
    let license = catalog.license_of(&source.id);
    let policy = source.kind == SourceKind::UsePolicy;
    let mut terms = Map::new();
    // A page that is no license and no policy has no terms, not silent ones.
    let has_terms = policy || license.is_some();
    let columns = catalog.columns().iter().filter(|column| column.term);
    for column in columns.filter(|_| has_terms) {
        let term = match license {
            Some(license) => term_json(catalog, license, &column.id),
            None => silent_json(
                source,
                &column.id,
                "It belongs to no license in the catalog.",
            ),
        };
        let rests_on_it = term["citations"].as_array().is_some_and(|cites| {
            cites
                .iter()
                .any(|cite| cite["document"] == source.id.as_str())
        });
        let term = if policy && license.is_some() && !rests_on_it {
            silent_json(
                source,
                &column.id,
                "A use policy; its license has the terms.",
            )
        } else {
            term
        };
        terms.insert(column.id.clone(), term);
    }
    json!({
        "id": source.id,
        "title": source.title,
        "version_date": source.date.map(|date| date.to_string()),
        "spdx_id": license.filter(|_| !policy).and_then(|l| l.spdx_id.clone()),
        "status": if source.evidence == Evidence::Primary { "verified" } else { source.evidence.id() },
        "kind": match (policy, license) {
            (true, _) => "use_policy",
            (false, Some(_)) => "license_copy",
            (false, None) => "other",
        },
        "license": license.map(|license| &license.id),
        "publisher": source.publisher,
        "url": source.url,
        "sha256": source.sha256,
        "read": source.read.map(|date| date.to_string()),
        "note": source.note,
        "terms": terms,
    })
}

/// A term on which a policy was read and says nothing.
fn silent_json(source: &Source, term: &str, why: &str) -> Value {
    let value = match (source.evidence, term) {
        (Evidence::Unread, _) => "unknown",
        (_, "acceptable_use") => "separate",
        _ => "silent",
    };
    json!({
        "value": value,
        "citations": [{ "document": source.id, "section": WHOLE_TEXT }],
        "evidence": source.evidence.id(),
        "note": why,
    })
}

fn term_json(catalog: &Catalog, license: &License, term: &str) -> Value {
    let entry = license.terms.get(term);
    let cell = crate::matrix::license_term_cell(catalog, license, term);
    let value = if term == "enterprise_ready" {
        json!(catalog.readiness(license).0.id())
    } else {
        value_json(&term_value(license, term))
    };
    let mut object = json!({
        "value": value,
        "label": cell.text,
        "citations": cell.citations.iter().map(citation_json).collect::<Vec<_>>(),
        "evidence": cell.evidence.unwrap_or(license.evidence).id(),
        "read": license.read.to_string(),
        "note": cell.note,
    });
    if let (Some(entry), Some(map)) = (entry, object.as_object_mut()) {
        for (key, attribute) in details(term) {
            let fact = entry.facts.get(attribute);
            map.insert((*key).to_owned(), fact.map_or(Value::Null, fact_json));
        }
        if term == "built_with_display" {
            map.insert("condition".to_owned(), json!(display_condition(license)));
        }
    }
    object
}

/// Attributes that are printed beside a term's value: key, attribute.
fn details(term: &str) -> &'static [(&'static str, &'static str)] {
    match term {
        "acceptable_use" => &[
            ("banned", "banned"),
            ("banned_with_exceptions", "banned_excepted"),
            ("grey", "grey"),
            ("automated_decisions", "automation"),
        ],
        "litigation_termination" => &[
            ("ends", "retaliation_effect"),
            ("suits_against", "retaliation_target"),
            ("defensive_suits_excepted", "retaliation_defence_excepted"),
        ],
        "naming_prefix" => &[("due", "prefix_when")],
        "venue" => &[("forum", "forum")],
        "patent_grant" => &[("wording", "patent")],
        _ => &[],
    }
}

fn fact_json(fact: &Fact) -> Value {
    match fact {
        Fact::Unknown => json!("unknown"),
        Fact::Absent => Value::Null,
        Fact::Flag(flag) => json!(flag),
        Fact::Text(text) => json!(text),
        Fact::Set(set) => json!(set),
    }
}

fn value_json(value: &TermValue) -> Value {
    match value {
        TermValue::Id(id) => json!(id),
        TermValue::Words(words) => json!(words),
        TermValue::Limits(limits) => limits.iter().map(limit_json).collect(),
        TermValue::Territory(territory) => json!({
            "excluded_places": territory.places,
            "excluded_seats": territory.seats,
            "connects": if territory.places.is_empty() {
                "seat_of_licensee"
            } else {
                "place_of_use_and_outputs"
            },
            "applies_to": if territory.multimodal_only { "multimodal_models" } else { "all_models" },
            "end_users_excepted": territory.end_users_excepted,
            "permission_foreseen": territory.permission_foreseen,
        }),
    }
}

fn limit_json(limit: &Threshold) -> Value {
    json!({
        "metric": limit.metric.id(),
        "value": limit.value,
        "comparator": limit.op.id(),
        "whose": limit.scope.id(),
        "when": limit.when.id(),
        "month": limit.month.map(|month| month.to_string()),
        "condition": limit.cond.id(),
        "effect": limit.effect.id(),
        "exemptions": limit.exempt.id(),
        "citations": limit.cite.iter().map(citation_json).collect::<Vec<_>>(),
    })
}

/// `{"document", "section"}`
pub fn citation_json(citation: &Citation) -> Value {
    json!({ "document": citation.document, "section": citation.section })
}

/// A model with its licenses by role.
pub fn model_json(catalog: &Catalog, family: &Family, model: &Model) -> Value {
    let upstream: Vec<&str> = catalog
        .weights_licenses(model)
        .iter()
        .skip(1)
        .map(|license| license.id.as_str())
        .collect();
    let licenses: Vec<Value> = model
        .licenses
        .iter()
        .map(|role| json!({ "role": role.role.id(), "license": role.license }))
        .collect();
    json!({
        "id": model.id,
        "name": model.name,
        "family": family.name,
        "publisher": family.publisher,
        "release_date": model.release_date.map(|date| date.to_string()),
        "licenses": licenses,
        "generation": model.generation,
        "modality": model.modality,
        "multimodal": model.multimodal,
        "parameters": model.parameters,
        "availability": model.availability.id(),
        "base": model.base,
        "upstream_licenses": upstream,
        "links": model.links,
        "evidence": model.evidence.id(),
        "citations": model.cite.iter().map(citation_json).collect::<Vec<_>>(),
        "note": model.note,
    })
}
