//! The words that a license prescribes, filled in with what is known, and
//! where they have to stand.

use super::PlanItem;
use super::checks::{Outcome, answered_line, name_outcome};
use crate::catalog::{Catalog, Fact, License};
use crate::scenario::{DutyCheck, RuleBook, Scenario};

/// What a prescribed sentence says in place of the changed model's name.
pub const PLACEHOLDER: &str = "[name of the derivative]";

/// Words to use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The texts; empty if nobody has read what the license prescribes.
    pub texts: Vec<String>,
    /// Whether one of several texts is enough.
    pub any_one: bool,
    /// Where they have to stand.
    pub place: String,
    /// What the catalog says of it, in our own words.
    pub remark: Option<String>,
    /// What is still missing.
    pub missing: Option<String>,
}

/// The same words for one place, over all licenses that prescribe them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paste {
    /// The texts; empty if nobody has read what the licenses prescribe.
    pub texts: Vec<String>,
    /// Whether one of several texts is enough.
    pub any_one: bool,
    /// Where they have to stand.
    pub place: String,
    /// What is still missing.
    pub missing: Option<String>,
    /// What the catalog says of them, in our own words.
    pub remarks: Vec<String>,
    /// Ids of the licenses.
    pub licenses: Vec<String>,
    /// Ids of the models.
    pub models: Vec<String>,
}

/// The words to use of a whole plan, each text once for each place.
pub fn to_paste(items: &[PlanItem]) -> Vec<Paste> {
    let mut list: Vec<Paste> = Vec::new();
    for item in items {
        let Some(notice) = &item.notice else {
            continue;
        };
        let same = |known: &&mut Paste| {
            known.texts == notice.texts
                && known.place == notice.place
                && known.missing == notice.missing
        };
        let known = match list.iter_mut().find(same) {
            Some(known) => known,
            None => {
                list.push(Paste {
                    texts: notice.texts.clone(),
                    any_one: notice.any_one,
                    place: notice.place.clone(),
                    missing: notice.missing.clone(),
                    remarks: Vec::new(),
                    licenses: Vec::new(),
                    models: Vec::new(),
                });
                let last = list.len() - 1;
                &mut list[last]
            }
        };
        add(&mut known.remarks, notice.remark.iter());
        add(&mut known.licenses, std::iter::once(&item.license));
        add(&mut known.models, item.models.iter());
    }
    list
}

/// Adds what is not there yet.
fn add<'a>(list: &mut Vec<String>, more: impl Iterator<Item = &'a String>) {
    for one in more {
        if !list.contains(one) {
            list.push(one.clone());
        }
    }
}

/// The words that an obligation asks for; `None` if it prescribes none.
pub(super) fn notice(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
    item: &PlanItem,
) -> Option<Notice> {
    let attribute = item.words.as_deref()?;
    let license = catalog.license(&item.license)?;
    let duty = book.duty(&item.duty);
    let place = duty.and_then(|duty| duty.place.clone());
    let mut notice = Notice {
        texts: Vec::new(),
        any_one: false,
        place: place.unwrap_or_else(|| "Where the license says".to_owned()),
        remark: remark(license, attribute),
        missing: None,
    };
    match license.fact(attribute) {
        Fact::Text(words) => {
            let is_name = duty.is_some_and(|duty| duty.check == Some(DutyCheck::Name));
            fill(&mut notice, catalog, scenario, item, (words, is_name));
        }
        Fact::Unknown => {
            notice.missing = Some(
                "Nobody has read which words this license prescribes; look for them in its text"
                    .to_owned(),
            );
        }
        _ => return None,
    }
    Some(notice)
}

/// What the catalog says of the term that records an attribute.
fn remark(license: &License, attribute: &str) -> Option<String> {
    let mut terms = license.terms.values();
    let term = terms.find(|term| term.facts.contains_key(attribute))?;
    term.note.clone()
}

fn fill(
    notice: &mut Notice,
    catalog: &Catalog,
    scenario: &Scenario,
    item: &PlanItem,
    (words, is_name): (&str, bool),
) {
    let name = answered_line(scenario, "derivative_name");
    if is_name {
        let text = match name {
            Some(name) if name_outcome(name, words) == Outcome::Ok => name.to_owned(),
            Some(name) => format!("{words} {name}"),
            None => {
                notice.missing = Some("The name of the changed or trained model".to_owned());
                format!("{words} [name of the model]")
            }
        };
        notice.texts.push(text);
        return;
    }
    if words == "model name" {
        let parts = scenario.parts.iter();
        let of_parts = parts
            .filter(|part| item.parts.contains(&part.label()))
            .filter_map(|part| part.model.as_ref());
        let own = item.models.iter().filter(|_| item.of_model);
        let names = own.chain(of_parts).filter_map(|id| catalog.model(id));
        notice.texts = names.map(|(_, model)| model.name.clone()).collect();
        notice.texts.dedup();
        if notice.texts.is_empty() {
            notice.missing = Some("The name of the part".to_owned());
        }
        if notice.texts.len() > 1 {
            notice.missing = Some("Use the name of the model that you use".to_owned());
            notice.any_one = true;
        }
        return;
    }
    let texts = words.split(" / ").map(str::to_owned);
    notice.texts = match name {
        Some(name) => texts.map(|text| text.replace(PLACEHOLDER, name)).collect(),
        None => texts.collect(),
    };
    notice.any_one = notice.texts.len() > 1;
    if notice.texts.iter().any(|text| text.contains(PLACEHOLDER)) {
        notice.missing = Some("The name of the changed or trained model".to_owned());
    }
}
