//! Changes of answers in plain words.

use std::collections::BTreeSet;

use super::country::country_name;
use super::flips::AnswerChange;
use super::places;
use super::{Answer, Field, FieldKind};
use crate::matrix::short_number;

/// Acts as what is done with the model.
const ACT_WORDS: [(&str, &str); 16] = [
    ("InternalEvaluation", "evaluate it inside the company"),
    ("InternalProductive", "use it inside the company"),
    ("Rag", "use it to answer from own documents"),
    ("EmbedIndex", "build a search index with it"),
    ("SaasFeature", "offer it as a feature of an online product"),
    ("HostedApi", "offer it as an interface for others' programs"),
    ("OnDevice", "ship it inside an app or a device"),
    ("RedistributeWeights", "pass on the weights unchanged"),
    ("RedistributeDerivative", "pass on changed weights"),
    ("ClientDeliverable", "deliver it to a client"),
    ("FineTune", "fine-tune it"),
    ("Quantise", "quantize it"),
    ("Merge", "merge it with another model"),
    ("TrainOtherModel", "train another model on its outputs"),
    (
        "SyntheticDataForTraining",
        "make training data for others with it",
    ),
    ("PublishOutputs", "publish its outputs"),
];

/// Answers that can be said as what to do: field, answer, words.
const DECISIONS: [(&str, &str, &str); 21] = [
    (
        "environment",
        "NonProduction",
        "Use it for tests only, not in production",
    ),
    ("environment", "Production", "Use it in production"),
    ("channel", "SelfHost", "Run your own copy of the weights"),
    ("channel", "ThirdPartyHost", "Use it through another host"),
    (
        "channel",
        "CertifiedPartner",
        "Use it through a certified partner of the licensor",
    ),
    (
        "channel",
        "LicensorOfficial",
        "Use it through the licensor's own service",
    ),
    (
        "train_target",
        "NotTraining",
        "Train nothing on the outputs",
    ),
    (
        "train_target",
        "Llm",
        "Train a large language model on the outputs",
    ),
    (
        "train_target",
        "FoundationGen",
        "Train another generative foundation model on the outputs, no large language model",
    ),
    (
        "train_target",
        "OtherAi",
        "Train on the outputs only a model that is neither a language model nor a generative foundation model",
    ),
    (
        "automation",
        "None",
        "Make no decisions about people with it",
    ),
    (
        "automation",
        "HumanInLoop",
        "Let a human make the final decision about people",
    ),
    (
        "automation",
        "FullyAutomated",
        "Let it decide about people fully automatically",
    ),
    (
        "derived_model_shared",
        "no",
        "Keep the trained model in the house",
    ),
    (
        "derived_model_shared",
        "yes",
        "Give the trained model to others",
    ),
    (
        "discloses_ai",
        "no",
        "Do not say that content is made by a machine",
    ),
    (
        "discloses_ai",
        "yes",
        "Say that content is made by a machine",
    ),
    ("removes_safeguards", "no", "Keep the safeguards"),
    ("removes_safeguards", "yes", "Remove safeguards"),
    (
        "guardrail_replaced",
        "no",
        "Do not replace a removed safeguard",
    ),
    (
        "guardrail_replaced",
        "yes",
        "Replace the removed safeguard by a similar one",
    ),
];

fn act_words(id: &str) -> &str {
    let known = ACT_WORDS.iter().find(|(act, _)| *act == id);
    known.map_or(id, |(_, words)| words)
}

/// "A", "A and B", "A, B and C".
fn list<S: AsRef<str>>(words: &[S], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., end] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", first.join(", "), end.as_ref())
        }
    }
}

/// The places of an answer that another one does not hold, by name.
fn lost(from: &BTreeSet<String>, to: &BTreeSet<String>) -> Vec<String> {
    let places = places::missing(from, to);
    places.iter().map(|code| place_words(code)).collect()
}

/// A country or a group inside a sentence: "Germany", "the United Kingdom".
fn place_words(code: &str) -> String {
    let name = country_name(code);
    let article = ["European ", "United ", "Netherlands", "Philippines"];
    match article.iter().any(|start| name.starts_with(start)) {
        true => format!("the {name}"),
        false => name,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl AnswerChange {
    /// What is to be done, or what would have to be so, in plain words.
    pub fn words(&self, field: &Field) -> String {
        let (removed, added) = (self.removed(), self.added());
        let words = match (self.field.as_str(), &self.from, &self.to) {
            ("acts", ..) => {
                let stop: Vec<&str> = removed.iter().map(|id| act_words(id)).collect();
                let start: Vec<&str> = added.iter().map(|id| act_words(id)).collect();
                match (stop.is_empty(), start.is_empty()) {
                    (false, true) => format!("Do not {}", list(&stop, "or")),
                    (false, false) => format!(
                        "Do not {}; {} instead",
                        list(&stop, "or"),
                        list(&start, "and")
                    ),
                    _ => format!("Also {}", list(&start, "and")),
                }
            }
            ("deploy_in", Answer::Set(from), Answer::Set(to)) if !removed.is_empty() => {
                let lost = list(&lost(from, to), "and");
                let rest = to.is_disjoint(from) && to.len() == 1;
                let example = if rest {
                    format!(", for example in {}", outcome_words(field, &self.to))
                } else {
                    String::new()
                };
                format!("Run the weights outside {lost}{example}")
            }
            ("users_in", Answer::Set(from), Answer::Set(to)) if !removed.is_empty() => {
                let lost = list(&lost(from, to), "or");
                format!("Do not offer it to users in {lost}")
            }
            ("cannot", ..) if added.is_empty() => {
                let met: Vec<String> = removed.iter().map(|duty| label(field, duty)).collect();
                met.join("; ")
            }
            ("separate_licenses", ..) if removed.is_empty() => {
                let licensors: Vec<&str> = added.into_iter().collect();
                format!(
                    "Get a separate license from {}; answer so only once it exists",
                    list(&licensors, "and")
                )
            }
            ("separate_licenses", ..) => {
                let licensors: Vec<&str> = removed.into_iter().collect();
                format!("The separate license from {} ends", list(&licensors, "and"))
            }
            _ => self.plain_words(field),
        };
        words + &self.actor.note()
    }

    fn plain_words(&self, field: &Field) -> String {
        let id = match &self.to {
            Answer::Flag(true) => "yes",
            Answer::Flag(false) => "no",
            Answer::Text(word) => word.as_str(),
            _ => "",
        };
        let decision = DECISIONS
            .iter()
            .find(|(field, answer, _)| *field == self.field && *answer == id);
        if let Some((.., words)) = decision {
            return (*words).to_owned();
        }
        let answer = match (&self.from, &self.to) {
            (Answer::Map(from), Answer::Map(to)) => {
                let changed = to.iter().filter(|(month, n)| from.get(*month) != Some(n));
                let changed: Vec<String> = changed
                    .map(|(month, n)| format!("{} in {month}", figure_words(*n, unit(field))))
                    .collect();
                changed.join(", ")
            }
            (_, Answer::Num(n)) => figure_words(*n, unit(field)),
            (Answer::Set(_), Answer::Set(_)) => {
                let added: Vec<String> = self
                    .added()
                    .into_iter()
                    .map(|word| label(field, word))
                    .collect();
                format!("also {}", list(&added, "and"))
            }
            (_, to) => outcome_words(field, to),
        };
        format!("{} {}", field.question, capital(&answer))
    }
}

/// Several changes of one question, any of which would do, in one line that
/// names `most` of them.
pub fn any_of(field: &Field, changes: &[&AnswerChange], most: usize) -> String {
    let [first, ..] = changes else {
        return String::new();
    };
    if changes.len() == 1 {
        return first.words(field);
    }
    let words = |change: &AnswerChange| match (&change.from, &change.to) {
        (Answer::Set(_), Answer::Set(_)) => {
            let added = change.added();
            let added = added.iter().map(|word| match field.id.as_str() {
                "acts" => act_words(word).to_owned(),
                _ => label(field, word),
            });
            added.collect::<Vec<_>>().join(" and ")
        }
        (_, Answer::Num(n)) => figure_words(*n, unit(field)),
        (_, to) => outcome_words(field, to),
    };
    let mut all: Vec<String> = changes.iter().map(|change| words(change)).collect();
    // What only takes words away has no short form.
    if all.iter().any(String::is_empty) {
        all = changes.iter().map(|change| change.words(field)).collect();
        return shortened(&all, most);
    }
    let all = shortened(&all, most);
    let joined = match (field.id.as_str(), &first.to) {
        ("acts", _) => format!("Also {all}"),
        (_, Answer::Set(_)) => format!("{} Also {all}", field.question),
        _ => format!("{} {}", field.question, capital(&all)),
    };
    joined + &first.actor.note()
}

/// The first ones of a list, and how many more there are.
fn shortened(words: &[String], most: usize) -> String {
    match words.len().saturating_sub(most) {
        0 => list(words, "or"),
        more => format!("{} or {more} more", words[..most].join(", ")),
    }
}

fn unit(field: &Field) -> &str {
    match &field.kind {
        FieldKind::Number(unit) | FieldKind::NumberByMonth(unit) => unit,
        _ => "",
    }
}

/// "above 100M users": the figure after a round one is told by the round one.
fn figure_words(n: f64, unit: &str) -> String {
    let words = if n >= 1.0 && (n - 1.0) % 1000.0 == 0.0 {
        format!("above {} {unit}", short_number(n - 1.0))
    } else {
        format!("{} {unit}", short_number(n))
    };
    words.trim().to_owned()
}

fn label(field: &Field, id: &str) -> String {
    match &field.kind {
        FieldKind::Choice(values) | FieldKind::Choices(values) => values
            .iter()
            .find(|(known, _)| known == id)
            .map_or(id.to_owned(), |(_, label)| label.clone()),
        FieldKind::Country | FieldKind::Countries => country_name(id),
        _ => id.to_owned(),
    }
}

/// An answer in words; of a range between limits what it means: "up to 100M
/// users", "above 100M users".
pub fn outcome_words(field: &Field, answer: &Answer) -> String {
    let unit = unit(field);
    match answer {
        Answer::Unanswered => "not answered".to_owned(),
        Answer::NotApplicable => "does not apply".to_owned(),
        Answer::Flag(true) => "yes".to_owned(),
        Answer::Flag(false) => "no".to_owned(),
        Answer::Text(word) => label(field, word),
        Answer::Set(words) if words.is_empty() => "none".to_owned(),
        Answer::Set(words) => {
            let words: Vec<String> = words.iter().map(|word| label(field, word)).collect();
            list(&words, "and")
        }
        Answer::Num(n) => figure_words(*n, unit),
        Answer::Range(low, high) => range_words(*low, *high, unit),
        Answer::Money(money) => format!("{} {}", short_number(money.amount), money.currency),
        Answer::Map(months) => {
            let months: Vec<String> = months
                .iter()
                .map(|(month, n)| format!("{} in {month}", figure_words(*n, unit)))
                .collect();
            list(&months, "and")
        }
    }
}

fn range_words(low: f64, high: f64, unit: &str) -> String {
    // Ranges begin one above a limit and end one below the next one.
    let round = |n: f64| n % 1000.0 == 0.0;
    let from = if low >= 1.0 && round(low - 1.0) {
        format!("above {}", short_number(low - 1.0))
    } else {
        format!("{} or more", short_number(low))
    };
    let to = if round(high + 1.0) {
        format!("below {}", short_number(high + 1.0))
    } else {
        format!("up to {}", short_number(high))
    };
    let words = match (low <= 0.0, high >= 1e15) {
        _ if low == high => format!("exactly {}", short_number(low)),
        (true, true) => "any number of".to_owned(),
        (true, false) => to,
        (false, true) => from,
        (false, false) => format!("{from} and {to}"),
    };
    format!("{words} {unit}").trim().to_owned()
}
