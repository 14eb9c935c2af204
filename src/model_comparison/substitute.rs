//! The closest permitted substitutes for a model that a scenario does not
//! permit: models of the same modality and of like size, the nearest first.

use std::cmp::{Ordering, Reverse};

use super::Grounds;
use super::likeness::{LIKE_SIZE, modality, parameters, reasons, size_change, times};
use super::switch::{Switch, switch};
use crate::catalog::{Evidence, Family, Model};
use crate::matrix::short_number;
use crate::scenario::{Scenario, Verdict};

/// How many substitutes are named.
pub const SUBSTITUTES: usize = 3;

/// A model that could stand in for another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Substitute {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its licenses, in short.
    pub license: String,
    /// Permitted, or permitted with obligations.
    pub verdict: Verdict,
    /// The verdict of house policy, if the scenario has one.
    pub house: Option<Verdict>,
    /// What it has in common with the other model and what it does not, each
    /// in a few words: family, size, release.
    pub likeness: Vec<String>,
    /// What changes; `None` if it is not known what the other model asks.
    pub switch: Option<Switch>,
}

/// The substitutes for a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Substitutes {
    /// Id of the model that is not permitted.
    pub model: String,
    /// Its name.
    pub name: String,
    /// The verdict on it.
    pub verdict: Verdict,
    /// The closest ones, the first one first; at most [`SUBSTITUTES`].
    pub list: Vec<Substitute>,
    /// Sentences about what was not known and what was left out.
    pub remarks: Vec<String>,
    /// Why there is none, in a sentence.
    pub none: Option<String>,
}

impl Substitutes {
    /// An earlier substitute with which the same changes as with this one, so
    /// that they need not be told again.
    pub fn changes_as(&self, place: usize) -> Option<&Substitute> {
        let one = self.list.get(place)?;
        let known = one.switch.as_ref()?;
        let mut before = self.list.iter().take(place);
        before.find(|other| other.switch.as_ref() == Some(known))
    }
}

/// Whether a verdict is one for which a substitute is looked for.
pub fn needs_substitute(verdict: Verdict) -> bool {
    verdict > Verdict::PermittedWithObligations
}

/// A permitted model of the same modality.
struct Candidate<'a> {
    family: &'a Family,
    model: &'a Model,
    verdict: Verdict,
    house: Option<Verdict>,
    /// Whether its license, or that it is under it, is known second hand only.
    hearsay: bool,
    /// How many times the one is as large as the other; `None` where one of
    /// the sizes is not recorded.
    times: Option<f64>,
}

/// How many other models passed each step of the search.
struct Counts {
    /// They have the same modality.
    alike: usize,
    /// They are permitted too.
    permitted: usize,
    /// They were released by the day of the scenario too.
    released: usize,
}

/// Looks for the closest permitted substitutes: of the same modality and of
/// like size. First comes what house policy does not bar, then what is permitted
/// without obligations, then what is known at first hand, then the same family,
/// the nearest size, the newest. `None` if the model was not judged or is permitted, so that none is needed.
pub fn substitutes(grounds: &Grounds<'_>, id: &str) -> Option<Substitutes> {
    let (family, model) = grounds.catalog.model(id)?;
    let verdict = grounds.evaluations.get(&model.id)?.verdict;
    if !needs_substitute(verdict) {
        return None;
    }
    let mut found = Substitutes {
        model: model.id.clone(),
        name: model.name.clone(),
        verdict,
        list: Vec::new(),
        remarks: Vec::new(),
        none: None,
    };
    if model.modality.is_empty() {
        found.none = Some(format!(
            "The modality of {} is not recorded, so no substitute can be named.",
            model.name
        ));
        return Some(found);
    }
    let (alike, mut candidates) = permitted_alike(grounds, model);
    let permitted = candidates.len();
    let day = grounds.scenario.and_then(Scenario::as_of);
    if let Some(day) = day {
        candidates.retain(|one| !one.model.came_after(day));
        let later = permitted - candidates.len();
        if later > 0 {
            found.remarks.push(format!(
                "{} not yet released on {day} and left out.",
                counted(later, "permitted model was", "permitted models were")
            ));
        }
    }
    let counts = Counts {
        alike,
        permitted,
        released: candidates.len(),
    };
    let (mut close, far) = of_like_size(model, candidates, &mut found.remarks);
    close.sort_by(|a, b| nearer(family, a, b));
    found.list = close
        .iter()
        .take(SUBSTITUTES)
        .map(|one| described(grounds, (family, model), one))
        .collect();
    if found.list.is_empty() {
        found.none = Some(none_words(model, &counts, &far));
    } else if found.list.iter().any(|one| one.switch.is_none()) {
        found.remarks.push(format!(
            "No license of {} is on file, so it is not known what would change.",
            model.name
        ));
    }
    Some(found)
}

/// How many other models have the same modality, and those of them that are
/// permitted.
fn permitted_alike<'a>(grounds: &Grounds<'a>, model: &Model) -> (usize, Vec<Candidate<'a>>) {
    let wanted = modality(model);
    let own = parameters(model);
    let mut alike = 0;
    let mut list = Vec::new();
    for (family, other) in grounds.catalog.models() {
        let Some(evaluation) = grounds.evaluations.get(&other.id) else {
            continue;
        };
        if other.id == model.id || modality(other) != wanted {
            continue;
        }
        alike += 1;
        if needs_substitute(evaluation.verdict) {
            continue;
        }
        list.push(Candidate {
            family,
            model: other,
            verdict: evaluation.verdict,
            house: evaluation.house,
            hearsay: is_hearsay(grounds, other),
            times: own.zip(parameters(other)).map(|(a, b)| times(a, b)),
        });
    }
    (alike, list)
}

fn is_hearsay(grounds: &Grounds<'_>, model: &Model) -> bool {
    let licenses = grounds.catalog.weights_licenses(model);
    let read = licenses.iter().map(|license| license.evidence);
    read.chain([model.evidence]).any(Evidence::in_doubt)
}

/// Those of like size, and those that are larger or smaller. Without a size of
/// the model itself size is no measure, which is said; those without a size of
/// their own are left out, which is said as well.
fn of_like_size<'a>(
    model: &Model,
    candidates: Vec<Candidate<'a>>,
    remarks: &mut Vec<String>,
) -> (Vec<Candidate<'a>>, Vec<Candidate<'a>>) {
    if parameters(model).is_none() {
        if !candidates.is_empty() {
            remarks.push(format!(
                "The size of {} is not recorded, so models of any size are named.",
                model.name
            ));
        }
        return (candidates, Vec::new());
    }
    let (sized, unsized_): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| candidate.times.is_some());
    if !unsized_.is_empty() {
        let count = counted(
            unsized_.len(),
            "permitted model of the same modality has",
            "permitted models of the same modality have",
        );
        remarks.push(format!(
            "{count} no recorded size and could not be compared."
        ));
    }
    sized
        .into_iter()
        .partition(|candidate| candidate.times.is_some_and(|times| times <= LIKE_SIZE))
}

/// Which candidate is the nearer one. The last step, by id, makes the order
/// independent of the order of the catalog.
fn nearer(family: &Family, a: &Candidate<'_>, b: &Candidate<'_>) -> Ordering {
    let key = |one: &Candidate<'_>| {
        (
            one.house.is_some_and(needs_substitute),
            one.verdict,
            one.hearsay,
            one.family.id != family.id,
        )
    };
    let distance = |one: &Candidate<'_>| one.times.unwrap_or(1.0);
    key(a)
        .cmp(&key(b))
        .then_with(|| distance(a).total_cmp(&distance(b)))
        // What has no date comes after what has one.
        .then_with(|| Reverse(a.model.release_date).cmp(&Reverse(b.model.release_date)))
        .then_with(|| a.model.id.cmp(&b.model.id))
}

fn described(
    grounds: &Grounds<'_>,
    (family, model): (&Family, &Model),
    one: &Candidate<'_>,
) -> Substitute {
    let mut likeness = vec![if one.family.id == family.id {
        format!("Same family: {}", family.name)
    } else if one.family.name == one.family.publisher {
        format!("Other family: {}", one.family.name)
    } else {
        format!(
            "Other family: {} by {}",
            one.family.name, one.family.publisher
        )
    }];
    likeness.push(size_change(model, one.model));
    likeness.push(match one.model.release_date {
        Some(date) => format!("Released {date}"),
        None => "Its release date is not recorded".to_owned(),
    });
    match (reasons(model), reasons(one.model)) {
        (true, false) => likeness.push("Not listed as made for reasoning".to_owned()),
        (false, true) => likeness.push("Listed as made for reasoning".to_owned()),
        _ => {}
    }
    if one.model.evidence > Evidence::Primary {
        let known = one.model.evidence.label();
        likeness.push(format!("Its license assignment: {known}"));
    }
    Substitute {
        id: one.model.id.clone(),
        name: one.model.name.clone(),
        license: grounds.catalog.license_names(one.model),
        verdict: one.verdict,
        house: one.house,
        likeness,
        switch: switch(grounds, model, one.model),
    }
}

/// Why no substitute was found: where the search came to its end.
fn none_words(model: &Model, counts: &Counts, far: &[Candidate<'_>]) -> String {
    let kinds: Vec<&str> = modality(model).into_iter().collect();
    let kinds = kinds.join(", ");
    if counts.alike == 0 {
        return format!("No other model in the catalog has the same modality ({kinds}).");
    }
    if counts.permitted == 0 {
        let others = counted(counts.alike, "other model", "other models");
        return format!(
            "Of {others} with the same modality ({kinds}), none is permitted in this scenario."
        );
    }
    if counts.released == 0 {
        return format!(
            "No permitted model with the same modality ({kinds}) was released by the day of the \
             scenario."
        );
    }
    let Some(size) = parameters(model) else {
        return "No permitted model could be compared.".to_owned();
    };
    let range = format!(
        "between {} and {} parameters",
        short_number(size / LIKE_SIZE),
        short_number(size * LIKE_SIZE)
    );
    let nearest = far.iter().min_by(|a, b| {
        let distance = |one: &Candidate<'_>| one.times.unwrap_or(f64::MAX);
        distance(a)
            .total_cmp(&distance(b))
            .then_with(|| a.model.id.cmp(&b.model.id))
    });
    let nearest = nearest.map_or(String::new(), |one| {
        let size = one.model.parameters.as_deref().unwrap_or_default();
        format!(
            " The nearest that is permitted is {} ({size}).",
            one.model.name
        )
    });
    format!(
        "No permitted model with the same modality ({kinds}) has {range}, which is half to twice \
         as many as {} has.{nearest}",
        model.name
    )
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
