//! What each answer to an open question would bring, and which question to
//! answer first.

use super::flip_edits::{barred, limits};
use super::places;
use super::probe::{Probe, heaviest};
use super::{Answer, Evaluation, Field, FieldKind, RuleBook, Scenario, Subject, Verdict};

/// The largest figure that an answer may have.
const MOST: f64 = 1e15;

/// The verdict that each answer to a question leads to. Figures are told as
/// ranges between the limits of the subject's licenses, countries as those
/// that its licenses name and one that they do not. Questions of free text, of
/// growth and of words have no list of answers, and none is tried.
pub fn outcomes(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    field: &str,
) -> Vec<(Answer, Verdict)> {
    let probe = Probe::new(book, scenario, subject);
    of_field(&probe, book, scenario, subject, (field, false))
}

/// What the rules that read a question say after each answer to it, whatever
/// the others say: where several questions are open, no answer to one of them
/// alone changes the verdict. `Permitted` means here that these rules have
/// nothing against it, and no more.
pub fn effects(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    field: &str,
) -> Vec<(Answer, Verdict)> {
    let probe = Probe::new(book, scenario, subject);
    of_field(&probe, book, scenario, subject, (field, true))
}

fn of_field(
    probe: &Probe<'_>,
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    (id, alone): (&str, bool),
) -> Vec<(Answer, Verdict)> {
    let Some(field) = book.field(id) else {
        return Vec::new();
    };
    let bit = probe.bit(id);
    let verdict = |answer: &Answer| {
        let mut answered = scenario.clone();
        for actor in scenario.actors() {
            let own = answered.answers_of(actor);
            // Actors share the answer unless they have one of their own.
            if actor == super::Actor::Licensee || own.contains_key(id) {
                own.insert(id.to_owned(), answer.clone());
            }
        }
        let mut voices = probe.voices(&answered, bit);
        if alone {
            voices.retain(|voice| voice.reads & bit != 0);
            heaviest(&voices)
        } else {
            probe.verdict(&voices)
        }
    };
    let mut found: Vec<(Answer, Verdict)> = Vec::new();
    for answer in answers(field, scenario, subject) {
        let after = verdict(&answer);
        // Neighboring figures with one verdict are one answer.
        if let Some((last, before)) = found.last_mut()
            && *before == after
            && let Some(joined) = joined(last, &answer)
            && verdict(&joined) == after
        {
            *last = joined;
        } else {
            found.push((answer, after));
        }
    }
    found
}

/// One range from two that follow one another.
fn joined(low: &Answer, high: &Answer) -> Option<Answer> {
    let ends = |answer: &Answer| match answer {
        Answer::Num(n) => Some((*n, *n)),
        Answer::Range(low, high) => Some((*low, *high)),
        _ => None,
    };
    Some(Answer::Range(ends(low)?.0, ends(high)?.1))
}

/// The answers worth trying.
fn answers(field: &Field, scenario: &Scenario, subject: &Subject<'_>) -> Vec<Answer> {
    let text = |id: &str| Answer::Text(id.to_owned());
    let set = |id: &str| Answer::Set([id.to_owned()].into());
    match &field.kind {
        FieldKind::YesNo => vec![Answer::Flag(true), Answer::Flag(false)],
        FieldKind::Choice(values) => values.iter().map(|(id, _)| text(id)).collect(),
        FieldKind::Choices(values) => {
            let each = values.iter().map(|(id, _)| set(id));
            // Nothing done is no answer to what is done.
            let none = (field.id != "acts").then(|| Answer::Set([].into()));
            none.into_iter().chain(each).collect()
        }
        FieldKind::Country => places(scenario, subject)
            .iter()
            .map(|id| text(id))
            .collect(),
        FieldKind::Countries => {
            let each = places(scenario, subject);
            let none = (field.id == "establishments").then(|| Answer::Set([].into()));
            none.into_iter()
                .chain(each.iter().map(|id| set(id)))
                .collect()
        }
        FieldKind::Number(_) => ranges(subject),
        FieldKind::NumberByMonth(_) => by_month(scenario.answer(&field.id), subject),
        FieldKind::Date if field.id == "group_formed" => limits(subject)
            .into_iter()
            .filter_map(|(_, month)| month)
            .flat_map(|month| [text(&month), text(&after(&month))])
            .collect(),
        FieldKind::Date | FieldKind::Growth(_) | FieldKind::Words | FieldKind::Line => Vec::new(),
    }
}

/// The places that licenses of the subject name, and one that they do not.
fn places(scenario: &Scenario, subject: &Subject<'_>) -> Vec<String> {
    let named = barred(subject);
    let day = scenario.as_of();
    let open = places::ELSEWHERE
        .iter()
        .find(|code| !places::meet(code, &named, day));
    let open = open.map(|code| (*code).to_owned());
    named.into_iter().chain(open).collect()
}

/// Figures below, at and above each limit.
fn ranges(subject: &Subject<'_>) -> Vec<Answer> {
    let mut found = Vec::new();
    let mut low = 0.0;
    for (over, _) in limits(subject) {
        for (from, to) in [(low, over - 2.0), (over - 1.0, over - 1.0)] {
            if from >= low && to >= from {
                found.push(Answer::Range(from, to));
            }
        }
        low = over.max(low);
    }
    found.push(Answer::Range(low, MOST));
    found
}

/// The month of a test that is made once, below and above its limit.
fn by_month(now: &Answer, subject: &Subject<'_>) -> Vec<Answer> {
    let known = match now {
        Answer::Map(months) => months.clone(),
        _ => Default::default(),
    };
    let with = |month: &str, users: f64| {
        let mut months = known.clone();
        months.insert(month.to_owned(), users);
        Answer::Map(months)
    };
    limits(subject)
        .into_iter()
        .filter_map(|(over, month)| Some((over, month?)))
        .filter(|(_, month)| !known.contains_key(month))
        .flat_map(|(over, month)| [with(&month, over - 1.0), with(&month, over)])
        .collect()
}

/// The month after one of the form `2024-06`.
fn after(month: &str) -> String {
    let (year, month) = month.split_once('-').unwrap_or((month, "12"));
    let (year, month): (u32, u32) = (year.parse().unwrap_or(0), month.parse().unwrap_or(12));
    let next = year * 12 + month;
    format!("{:04}-{:02}", next / 12, next % 12 + 1)
}

/// How much the answer to an open question would settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settles {
    /// The question.
    pub field: String,
    /// Models that leave Unknown whatever the answer.
    pub always: usize,
    /// Models that leave Unknown with at least one answer.
    pub sometimes: usize,
    /// Models with a rule that waits for it.
    pub waiting: usize,
    /// Whether only rules of house policy wait for it.
    pub house_only: bool,
}

/// The open questions of many subjects, each standing for so many models, with
/// the evaluation of each in this scenario: what settles most comes first.
pub fn settling_order(
    book: &RuleBook,
    scenario: &Scenario,
    subjects: &[(&Subject<'_>, &Evaluation, usize)],
) -> Vec<Settles> {
    let mut found: Vec<Settles> = Vec::new();
    for (subject, evaluation, models) in subjects {
        if evaluation.open_questions.is_empty() {
            continue;
        }
        let probe = Probe::new(book, scenario, subject);
        for question in &evaluation.open_questions {
            let after = of_field(&probe, book, scenario, subject, (&question.field, false));
            let open = evaluation.verdict == Verdict::Unknown && !after.is_empty();
            let leaves = |(_, verdict): &(Answer, Verdict)| *verdict != Verdict::Unknown;
            let index = found.iter().position(|known| known.field == question.field);
            let index = index.unwrap_or_else(|| {
                found.push(Settles {
                    field: question.field.clone(),
                    always: 0,
                    sometimes: 0,
                    waiting: 0,
                    house_only: true,
                });
                found.len() - 1
            });
            let settles = &mut found[index];
            settles.waiting += models;
            settles.house_only &= question.house_only;
            settles.always += if open && after.iter().all(leaves) {
                *models
            } else {
                0
            };
            settles.sometimes += if open && after.iter().any(leaves) {
                *models
            } else {
                0
            };
        }
    }
    let place = |id: &str| book.fields().iter().position(|field| field.id == id);
    found.sort_by_key(|one| {
        let most = (one.always, one.sometimes, one.waiting);
        (one.house_only, std::cmp::Reverse(most), place(&one.field))
    });
    found
}
