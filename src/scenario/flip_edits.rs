//! Which other answers are tried: those that the user can decide, and those
//! that could weigh more.

use std::collections::BTreeSet;

use super::act::ACTS;
use super::answer::bounds;
use super::flips::AnswerChange;
use super::places;
use super::probe::Voice;
use super::{Actor, Answer, Evaluation, Field, FieldKind, RuleBook, Scenario, Subject};
use crate::catalog::{Comparator, Date, Fact};

/// What can be done in place of an act, if that is all that stands in the way.
const LIGHTER: [(&str, &[&str]); 7] = [
    ("SaasFeature", &["InternalProductive"]),
    ("HostedApi", &["SaasFeature", "InternalProductive"]),
    ("OnDevice", &["SaasFeature", "InternalProductive"]),
    ("ClientDeliverable", &["SaasFeature"]),
    (
        "RedistributeDerivative",
        &["FineTune", "RedistributeWeights"],
    ),
    ("RedistributeWeights", &["InternalProductive"]),
    ("PublishOutputs", &["InternalProductive"]),
];

/// Acts that train a model on outputs.
const TRAINING: [&str; 2] = ["TrainOtherModel", "SyntheticDataForTraining"];

impl AnswerChange {
    /// Whether it is a figure, of which the lowest one is shown.
    pub(super) fn is_figure(&self) -> bool {
        matches!(self.to, Answer::Num(_) | Answer::Map(_))
    }
}

/// A set with one word taken away, and others added.
fn replaced(words: &BTreeSet<String>, word: &str, by: Option<&str>) -> Answer {
    let kept = words.iter().filter(|other| *other != word).cloned();
    Answer::Set(kept.chain(by.map(str::to_owned)).collect())
}

fn flag(yes: bool) -> Answer {
    Answer::Flag(yes)
}

/// Every place and word of an attribute in the licenses of a subject.
fn attribute(subject: &Subject<'_>, name: &str) -> BTreeSet<String> {
    let licenses = subject.components.iter().map(|part| part.license);
    licenses
        .filter_map(|license| match license.fact(name) {
            Fact::Set(set) => Some(set),
            _ => None,
        })
        .flatten()
        .cloned()
        .collect()
}

/// Other answers to the questions that the user can decide. What would be
/// given up altogether, or a question left unanswered, is never among them.
pub(super) fn decided(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    voices: &[Voice<'_>],
) -> Vec<AnswerChange> {
    let mut found = Vec::new();
    for actor in scenario.actors() {
        let own = scenario.given_by(actor);
        for field in book.fields().iter().filter(|field| field.decided) {
            let now = own.get(&field.id).unwrap_or(&Answer::Unanswered);
            // Others share the answers that they do not give themselves.
            if actor != Actor::Licensee && !own.contains_key(&field.id) {
                continue;
            }
            let others = other_answers(field, now, scenario, subject, (actor, voices));
            found.extend(others.into_iter().map(|to| AnswerChange {
                actor,
                field: field.id.clone(),
                from: now.clone(),
                to,
            }));
        }
    }
    found
}

fn other_answers(
    field: &Field,
    now: &Answer,
    scenario: &Scenario,
    subject: &Subject<'_>,
    (actor, voices): (Actor, &[Voice<'_>]),
) -> Vec<Answer> {
    match (field.id.as_str(), &field.kind, now) {
        ("acts", _, Answer::Set(acts)) => fewer_acts(acts),
        ("cannot", _, Answer::Set(cannot)) => {
            let raised = |duty: &&String| {
                voices
                    .iter()
                    .any(|voice| voice.actor == actor && voice.raised_by.duties.contains(duty))
            };
            let (now, later): (Vec<&String>, Vec<&String>) = cannot.iter().partition(raised);
            let without = |duties: &[&String]| {
                let kept = cannot.iter().filter(|duty| !duties.contains(duty));
                Answer::Set(kept.cloned().collect())
            };
            // What the license asks for today is met together; what it would
            // ask for after another change, one by one.
            let together = (!now.is_empty()).then(|| without(&now));
            let single = later.iter().map(|duty| without(&[duty]));
            together.into_iter().chain(single).collect()
        }
        ("separate_licenses", _, now) => {
            let have = match now {
                Answer::Set(have) => have.clone(),
                _ => BTreeSet::new(),
            };
            let licensors: BTreeSet<&str> = subject
                .components
                .iter()
                .map(|part| part.license.licensor.as_str())
                .filter(|licensor| !licensor.is_empty() && *licensor != "*")
                .filter(|licensor| !have.contains(*licensor))
                .collect();
            let with = |licensor: &str| {
                Answer::Set(have.iter().cloned().chain([licensor.to_owned()]).collect())
            };
            licensors.into_iter().map(with).collect()
        }
        (id, FieldKind::Countries, Answer::Set(places)) => {
            elsewhere(id, places, subject, scenario.as_of())
        }
        (_, FieldKind::YesNo, Answer::Flag(yes)) => vec![flag(!yes)],
        (_, FieldKind::YesNo, Answer::Unanswered) => vec![flag(true), flag(false)],
        (id, FieldKind::Choice(values), Answer::Text(_) | Answer::Unanswered) => {
            let acts = scenario.given_by(actor).get("acts");
            let trains = matches!(acts.unwrap_or(scenario.answer("acts")), Answer::Set(acts)
                if TRAINING.iter().any(|act| acts.contains(*act)));
            values
                .iter()
                // Who trains on outputs does not train nothing.
                .filter(|(value, _)| !(id == "train_target" && value == "NotTraining" && trains))
                .map(|(value, _)| Answer::Text(value.clone()))
                .filter(|other| other != now)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// One act less, or a lighter one in place of one.
fn fewer_acts(acts: &BTreeSet<String>) -> Vec<Answer> {
    let mut found = Vec::new();
    for act in acts {
        if acts.len() > 1 {
            found.push(replaced(acts, act, None));
        }
        let lighter = LIGHTER.iter().find(|(heavy, _)| heavy == act);
        for other in lighter.map_or(&[][..], |(_, others)| others) {
            if !acts.contains(*other) {
                found.push(replaced(acts, act, Some(other)));
            }
        }
    }
    found
}

/// The places that no license of the subject shuts out.
fn elsewhere(
    field: &str,
    places: &BTreeSet<String>,
    subject: &Subject<'_>,
    day: Option<Date>,
) -> Vec<Answer> {
    let barred = attribute(subject, "excluded");
    let left = places::without(places, &barred, day);
    if left == *places {
        return Vec::new();
    }
    if !left.is_empty() {
        return vec![Answer::Set(left)];
    }
    // Weights can run elsewhere; users are where they are.
    let open = places::ELSEWHERE
        .iter()
        .find(|code| !places::meet(code, &barred, day));
    match open {
        Some(code) if field == "deploy_in" => {
            vec![Answer::Set([(*code).to_owned()].into())]
        }
        _ => Vec::new(),
    }
}

/// Single answers that could weigh more: to every question that a rule read
/// and that has an answer.
pub(super) fn harder(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    evaluation: &Evaluation,
) -> Vec<AnswerChange> {
    let mut found = Vec::new();
    for actor in scenario.actors() {
        let own = scenario.given_by(actor);
        for field in book.fields() {
            let read = evaluation.read.contains(&field.id) || field.id == "separate_licenses";
            let Some(now) = own.get(&field.id).filter(|now| read && now.is_given()) else {
                continue;
            };
            let others = heavier_answers(field, now, subject);
            found.extend(others.into_iter().map(|to| AnswerChange {
                actor,
                field: field.id.clone(),
                from: now.clone(),
                to,
            }));
        }
    }
    found
}

fn heavier_answers(field: &Field, now: &Answer, subject: &Subject<'_>) -> Vec<Answer> {
    let more = |have: &BTreeSet<String>, words: &mut dyn Iterator<Item = String>| {
        let missing = words.filter(|word| !have.contains(word));
        let with = |word: String| Answer::Set(have.iter().cloned().chain([word]).collect());
        missing.map(with).collect()
    };
    match (&field.kind, now) {
        // The catalog says it of its models.
        _ if field.id == "model_multimodal" && subject.multimodal.is_some() => Vec::new(),
        (FieldKind::YesNo, Answer::Flag(yes)) => vec![flag(!yes)],
        (FieldKind::Choice(values), Answer::Text(word)) => {
            let others = values.iter().filter(|(id, _)| id != word);
            others.map(|(id, _)| Answer::Text(id.clone())).collect()
        }
        (FieldKind::Choices(_), Answer::Set(acts)) if field.id == "acts" => {
            more(acts, &mut ACTS.iter().map(|act| act.id.to_owned()))
        }
        (FieldKind::Choices(values), Answer::Set(have)) => {
            more(have, &mut values.iter().map(|(id, _)| id.clone()))
        }
        (FieldKind::Countries, Answer::Set(have)) => more(have, &mut barred(subject).into_iter()),
        (FieldKind::Country, Answer::Text(_)) => {
            barred(subject).into_iter().map(Answer::Text).collect()
        }
        // The end of a license that is on file.
        (FieldKind::Words, Answer::Set(have)) if field.id == "separate_licenses" => {
            have.iter().map(|word| replaced(have, word, None)).collect()
        }
        (FieldKind::Number(_), now) => above(now, subject),
        (FieldKind::NumberByMonth(_), Answer::Map(months)) => {
            let limits = limits(subject).into_iter();
            limits
                .filter_map(|(over, month)| {
                    let mut months = months.clone();
                    let users = months.entry(month?).or_default();
                    (*users < over).then(|| *users = over)?;
                    Some(Answer::Map(months))
                })
                .collect()
        }
        (FieldKind::Date, Answer::Text(date)) if field.id == "group_formed" => limits(subject)
            .into_iter()
            .filter_map(|(_, month)| month)
            .filter(|month| date > month)
            .map(Answer::Text)
            .collect(),
        _ => Vec::new(),
    }
}

/// Places that some license of the subject shuts out.
pub(super) fn barred(subject: &Subject<'_>) -> BTreeSet<String> {
    let mut places = attribute(subject, "excluded");
    places.extend(attribute(subject, "domicile_excluded"));
    places::grouped(places)
}

/// The lowest figures over the limits of a subject's licenses, lowest first,
/// with the month of a test that is made once.
pub(super) fn limits(subject: &Subject<'_>) -> Vec<(f64, Option<String>)> {
    let all = subject
        .components
        .iter()
        .flat_map(|part| &part.license.thresholds);
    let mut figures: Vec<(f64, Option<String>)> = all
        .filter_map(|limit| {
            let over = match limit.op {
                Comparator::Gt => limit.value? + 1.0,
                Comparator::Ge => limit.value?,
            };
            Some((over, limit.month.map(|month| month.to_string())))
        })
        .collect();
    figures.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    figures.dedup();
    figures
}

/// Figures over the limits that are not exceeded now; one that the text words
/// two ways is tried as it stands as well.
fn above(now: &Answer, subject: &Subject<'_>) -> Vec<Answer> {
    let Some((low, _)) = bounds(now) else {
        return Vec::new();
    };
    let mut figures: Vec<f64> = limits(subject)
        .into_iter()
        .flat_map(|(over, _)| [over - 1.0, over])
        .filter(|figure| *figure > low)
        .collect();
    figures.dedup();
    figures.into_iter().map(Answer::Num).collect()
}
