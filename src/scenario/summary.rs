//! A scenario in a few sentences, as a lawyer would put the facts.

use super::{Actor, Answer, FieldKind, Part, RuleBook, Scenario, answer_words};

/// Who, what and where: what is told in front of the answers themselves.
pub fn short_summary(book: &RuleBook, scenario: &Scenario) -> Vec<String> {
    let say = Say { book, scenario };
    vec![say.who(), say.what(), say.whom()]
}

/// Who, what, for whom, where, how big, which field, what is trained, what else
/// is in it, how it is read, who else is judged, and what is not answered. Each sentence says no
/// more than the answers do; what is not answered is "not said".
pub fn summary(book: &RuleBook, scenario: &Scenario) -> Vec<String> {
    let say = Say { book, scenario };
    let mut lines = short_summary(book, scenario);
    lines.push(say.list("Size", SIZE));
    if let Some(growth) = say.given("Growth", GROWTH) {
        lines.push(growth);
    }
    lines.push(say.list("Field of use", &["sectors", "automation", "discloses_ai"]));
    lines.push(say.list("Training on outputs", TRAINING));
    lines.extend(say.given("Special cases", SPECIAL));
    lines.extend(say.given("House policy", &["house", "accepted_law"]));
    lines.extend(say.given("Public law", PUBLIC));
    lines.extend(say.parts());
    lines.extend(say.readings());
    lines.extend(say.others());
    lines.push(say.missing());
    lines
}

const SIZE: &[&str] = &[
    "product_mau",
    "group_mau_peak",
    "group_mau_at",
    "licensee_mau_at",
    "product_visits_month",
    "monthly_output_tokens",
    "product_rev_month",
    "product_rev_year",
    "group_rev_month",
    "group_rev_year",
    "group_rev_12m_peak",
    "group_rev_last_fy",
];

const GROWTH: &[&str] = &[
    "product_mau_growth",
    "group_mau_growth",
    "product_visits_growth",
    "output_tokens_growth",
    "product_rev_growth",
    "group_rev_growth",
    "horizon_months",
];

const TRAINING: &[&str] = &[
    "train_target",
    "train_same_family",
    "mimic_intent",
    "student_competes",
    "derived_model_shared",
    "derivative_name",
    "derivative_license",
];

const SPECIAL: &[&str] = &[
    "affiliates_joined_later",
    "maas_business",
    "maas_business_qwen_def",
    "work_assistant_business",
    "sanctions_flag",
    "content_exception",
    "removes_safeguards",
    "guardrail_replaced",
    "received_integrated",
    "model_multimodal",
    "competes_with_licensor",
    "ip_assertion_planned",
    "separate_licenses",
    "cannot",
];

const PUBLIC: &[&str] = &[
    "regions_of_interest",
    "eu_role",
    "ft_compute_flop",
    "base_compute_flop",
    "base_systemic_risk",
    "eu_market_date",
    "talks_to_people",
    "makes_public_content",
];

/// What is meant where an answer is missing.
const NOT_SAID: &str = "not said";

struct Say<'a> {
    book: &'a RuleBook,
    scenario: &'a Scenario,
}

impl Say<'_> {
    /// An answer in words that fit into a sentence.
    fn answer(&self, field: &str) -> Option<String> {
        let kind = &self.book.field(field)?.kind;
        let answer = self.scenario.answer(field);
        // Labels begin with a capital letter; codes and names keep theirs.
        let labels = matches!(kind, FieldKind::Choice(_) | FieldKind::Choices(_));
        Some(match answer {
            Answer::Set(words) if labels && !words.is_empty() => {
                let one = |word: &String| answer_words(kind, &Answer::Text(word.clone()));
                let words: Vec<String> = words
                    .iter()
                    .filter_map(one)
                    .map(|word| lower_first(&word))
                    .collect();
                words.join(", ")
            }
            Answer::Set(_) | Answer::Map(_) if !labels => match answer_words(kind, answer)? {
                none if none == "None" => "none".to_owned(),
                words => words,
            },
            Answer::Text(_) if !labels => answer_words(kind, answer)?,
            _ => lower_first(&answer_words(kind, answer)?),
        })
    }

    fn or_not_said(&self, field: &str) -> String {
        self.answer(field).unwrap_or_else(|| NOT_SAID.to_owned())
    }

    fn who(&self) -> String {
        let formed = self.answer("group_formed");
        let formed = formed.map_or(String::new(), |day| {
            format!("; the group was formed on {day}")
        });
        format!(
            "Who takes the license: {}; seat: {}; other countries where staff or subsidiaries handle the weights: {}{formed}.",
            self.or_not_said("licensee_kind"),
            self.or_not_said("domicile"),
            self.or_not_said("establishments"),
        )
    }

    fn what(&self) -> String {
        format!(
            "What is done with the model: {}. Purpose: {}; in production: {}; how the model is obtained: {}.",
            self.or_not_said("acts"),
            self.or_not_said("purpose"),
            self.or_not_said("environment"),
            self.or_not_said("channel"),
        )
    }

    fn whom(&self) -> String {
        let day = self.scenario.as_of();
        let day = day.map_or(String::new(), |day| format!(" Judged for {day}."));
        format!(
            "Where: the weights are stored or run in: {}; the users are in: {}.{day}",
            self.or_not_said("deploy_in"),
            self.or_not_said("users_in"),
        )
    }

    /// The questions of a list with their answers, and how many have none.
    fn list(&self, heading: &str, fields: &[&str]) -> String {
        self.given(heading, fields)
            .unwrap_or_else(|| format!("{heading}: {NOT_SAID}."))
    }

    /// The same; `None` if nothing is answered. What is answered with no stands
    /// together at the end.
    fn given(&self, heading: &str, fields: &[&str]) -> Option<String> {
        let (mut given, mut no) = (Vec::new(), Vec::new());
        for id in fields {
            let Some(field) = self.book.field(id) else {
                continue;
            };
            match self.scenario.answer(id) {
                Answer::Flag(false) => no.push(field.question.as_str()),
                _ => given.extend(
                    self.answer(id)
                        .map(|words| format!("{} {words}", field.question)),
                ),
            }
        }
        if !no.is_empty() {
            given.push(format!("no to: {}", no.join(" ")));
        }
        let end = if no.is_empty() { "." } else { "" };
        (!given.is_empty()).then(|| format!("{heading}: {}{end}", given.join("; ")))
    }

    /// What else is in it, by role, name and terms.
    fn parts(&self) -> Option<String> {
        let part = |part: &Part| {
            let model = part.model.iter().map(|id| format!("model {id}"));
            let license = part.license.iter().map(|id| format!("license {id}"));
            let declared = part.declared.iter().map(|id| format!("declared as {id}"));
            let terms: Vec<String> = model.chain(license).chain(declared).collect();
            let from: Vec<String> = part
                .made_from
                .iter()
                .map(|id| match self.scenario.part(id) {
                    Some(from) => from.label(),
                    None => format!("the {id}"),
                })
                .collect();
            let from = match from.as_slice() {
                [] => String::new(),
                some => format!(", made from {}", some.join(" and ")),
            };
            format!("{} ({}){from}", part.label(), terms.join(", "))
        };
        let parts: Vec<String> = self.scenario.parts.iter().map(part).collect();
        (!parts.is_empty()).then(|| format!("What else is in it: {}.", parts.join("; ")))
    }

    fn readings(&self) -> Option<String> {
        let chosen: Vec<String> = self
            .scenario
            .readings
            .iter()
            .map(|(id, choice)| {
                let reading = self.book.reading(id);
                let label = reading.and_then(|reading| reading.choice(choice));
                let question = reading.map_or(id.as_str(), |reading| reading.question.as_str());
                let label = label.map_or(choice.as_str(), |choice| choice.label.as_str());
                format!("{question} {}", lower_first(label))
            })
            .collect();
        (!chosen.is_empty()).then(|| {
            format!(
                "Open wording is read as follows, all else by default: {}.",
                chosen.join("; ")
            )
        })
    }

    /// The other actors with the answers in which they differ.
    fn others(&self) -> Vec<String> {
        Actor::ALL
            .iter()
            .filter_map(|&actor| {
                let differing = self.scenario.differing(actor)?;
                let answers: Vec<String> = differing
                    .iter()
                    .filter_map(|(id, answer)| {
                        let field = self.book.field(id)?;
                        let words = answer_words(&field.kind, answer)
                            .unwrap_or_else(|| NOT_SAID.to_owned());
                        Some(format!("{} {words}", field.question))
                    })
                    .collect();
                Some(format!(
                    "Judged as well: {}. Answers in which it differs: {}.",
                    actor.label(),
                    answers.join("; ")
                ))
            })
            .collect()
    }

    fn missing(&self) -> String {
        let open = self.scenario.unanswered(self.book);
        let open: Vec<&str> = open.map(|field| field.question.as_str()).collect();
        match open.len() {
            0 => "Every question is answered.".to_owned(),
            count => format!("Not answered ({count}): {}", open.join(" ")),
        }
    }
}

/// The first letter small, unless the word is written in capitals ("OSI").
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let first = first.map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
