//! What would change a verdict: every change that is told does what is told of
//! it, by a full evaluation; no better one is left out that a plain search
//! finds.

mod hand_checked;
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use license_matrix::scenario::{
    Actor, Answer, AnswerChange, Evaluation, Flip, RuleBook, Scenario, Subject, Verdict,
    case_question, evaluate, flips, outcomes,
};
use license_matrix::store::load_scenario;
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::groups;

use super::properties::{World, answers, world};

/// Questions that are not answered by nothing: then there is no use to judge.
const NEVER_EMPTY: [&str; 3] = ["acts", "deploy_in", "users_in"];

/// What was found wrong with the flips of one scenario and subject, and how
/// many there were.
#[derive(Default)]
struct Found {
    wrong: Vec<String>,
    better: usize,
    worse: usize,
    outcomes: usize,
}

impl Found {
    fn check(&mut self, name: &str, scenario: &Scenario, subject: &Subject<'_>) {
        let book = &world().book;
        let evaluation = evaluate(book, scenario, subject);
        let one = Looked {
            name,
            book,
            scenario,
            subject,
            evaluation: &evaluation,
        };
        let found = flips(book, scenario, subject, &evaluation);
        self.better += found.better.len();
        self.worse += found.worse.len();
        for flip in &found.better {
            one.told(flip, &mut self.wrong);
            one.better(flip, &mut self.wrong);
        }
        for flip in &found.worse {
            one.told(flip, &mut self.wrong);
            if flip.changes.len() != 1 || flip.verdict <= evaluation.verdict {
                self.wrong
                    .push(one.words("is no single heavier answer", flip));
            }
        }
        for question in &evaluation.open_questions {
            self.outcomes += one.outcomes(&question.field, &mut self.wrong);
        }
    }

    #[track_caller]
    fn assert(&self, better: usize, worse: usize, outcomes: usize) {
        assert!(
            self.wrong.is_empty(),
            "{} wrong:\n{}",
            self.wrong.len(),
            self.wrong[..self.wrong.len().min(12)].join("\n")
        );
        assert!(
            self.better >= better && self.worse >= worse && self.outcomes >= outcomes,
            "only {} better, {} worse, {} outcomes",
            self.better,
            self.worse,
            self.outcomes
        );
    }
}

struct Looked<'a> {
    name: &'a str,
    book: &'a RuleBook,
    scenario: &'a Scenario,
    subject: &'a Subject<'a>,
    evaluation: &'a Evaluation,
}

impl Looked<'_> {
    fn words(&self, what: &str, flip: &Flip) -> String {
        format!(
            "{} ({:?}): {what}: {:?} -> {:?}",
            self.name, self.evaluation.verdict, flip.changes, flip.verdict
        )
    }

    fn after(&self, changes: &[&AnswerChange]) -> Evaluation {
        let mut scenario = self.scenario.clone();
        for change in changes {
            change.apply(&mut scenario);
        }
        evaluate(self.book, &scenario, self.subject)
    }

    /// The verdict and the rules are those of an evaluation after the changes.
    fn told(&self, flip: &Flip, wrong: &mut Vec<String>) {
        let after = self.after(&flip.changes.iter().collect::<Vec<_>>());
        if after.verdict != flip.verdict {
            wrong.push(self.words(&format!("gives {:?}", after.verdict), flip));
        }
        let (before, after) = (effects(self.evaluation), effects(&after));
        let more = |some: &BTreeMap<String, Verdict>, other: &BTreeMap<String, Verdict>| {
            some.iter()
                .filter(|(rule, effect)| other.get(*rule).is_none_or(|other| other < effect))
                .map(|(rule, _)| rule.clone())
                .collect::<Vec<_>>()
        };
        let (removes, adds) = (more(&before, &after), more(&after, &before));
        if (&removes, &adds) != (&flip.removes, &flip.adds) {
            let what = format!(
                "removes {removes:?} adds {adds:?}, not {:?} {:?}",
                flip.removes, flip.adds
            );
            wrong.push(self.words(&what, flip));
        }
        for change in &flip.changes {
            let now = self.scenario.given_by(change.actor).get(&change.field);
            if *now.unwrap_or(&Answer::Unanswered) != change.from || change.from == change.to {
                wrong.push(self.words("does not start from the answer now", flip));
            }
        }
    }

    /// It can be decided, leaves a use, is known, and every change is needed.
    fn better(&self, flip: &Flip, wrong: &mut Vec<String>) {
        if flip.verdict >= self.evaluation.verdict || flip.verdict == Verdict::Unknown {
            wrong.push(self.words("is not better", flip));
        }
        let after = flip.applied(self.scenario);
        for change in &flip.changes {
            let decided = self.book.field(&change.field).is_some_and(|f| f.decided);
            let left = after.given_by(change.actor).get(&change.field);
            let empty = matches!(left, Some(Answer::Set(words)) if words.is_empty());
            if !decided || (NEVER_EMPTY.contains(&change.field.as_str()) && empty) {
                wrong.push(self.words("cannot be decided", flip));
            }
        }
        for part in 1..(1_usize << flip.changes.len()) - 1 {
            let changes = flip.changes.iter().enumerate();
            let some: Vec<&AnswerChange> = changes
                .filter(|(index, _)| part & (1 << index) != 0)
                .map(|(_, change)| change)
                .collect();
            let verdict = self.after(&some).verdict;
            if verdict < self.evaluation.verdict && verdict != Verdict::Unknown {
                let what = format!("{some:?} alone gives {verdict:?}");
                wrong.push(self.words(&what, flip));
            }
        }
    }

    /// Each outcome is what an evaluation with that answer gives, a range also
    /// at both its ends.
    fn outcomes(&self, field: &str, wrong: &mut Vec<String>) -> usize {
        let told = outcomes(self.book, self.scenario, self.subject, field);
        let judge = |answer: &Answer| {
            let mut scenario = self.scenario.clone();
            for actor in Actor::ALL {
                if actor == Actor::Licensee || self.scenario.given_by(actor).contains_key(field) {
                    let answers = scenario.answers_of(actor);
                    answers.insert(field.to_owned(), answer.clone());
                }
            }
            evaluate(self.book, &scenario, self.subject).verdict
        };
        for (answer, verdict) in &told {
            let mut ends = vec![answer.clone()];
            if let (Answer::Range(low, high), true) = (answer, *verdict != Verdict::Unknown) {
                ends.extend([Answer::Num(*low), Answer::Num(*high)]);
            }
            for answer in ends {
                let found = judge(&answer);
                if found != *verdict {
                    wrong.push(format!(
                        "{} {field}: {answer:?} gives {found:?}, not {verdict:?}",
                        self.name
                    ));
                }
            }
        }
        told.len()
    }
}

/// The heaviest effect of each rule.
fn effects(evaluation: &Evaluation) -> BTreeMap<String, Verdict> {
    let mut rules: BTreeMap<String, Verdict> = BTreeMap::new();
    for finding in &evaluation.findings {
        let effect = rules.entry(finding.rule.clone()).or_insert(finding.effect);
        *effect = finding.effect.max(*effect);
    }
    rules
}

/// Every group of models is looked at in every third preset.
#[test]
fn flips_of_the_presets_do_what_is_told() {
    let World { catalog, book, .. } = world();
    let mut found = Found::default();
    for (place, preset) in book.presets().iter().enumerate() {
        let all = groups(catalog, preset, &AttachedTexts::default());
        for (_, group) in all.iter().enumerate().filter(|(g, _)| (g + place) % 3 == 0) {
            let name = format!("{} {}", preset.id, group.models[0].id);
            found.check(&name, preset, &group.subject);
        }
    }
    found.assert(60, 1000, 20);
}

#[test]
fn flips_of_the_worked_cases_do_what_is_told() {
    let World { catalog, cases, .. } = world();
    let mut found = Found::default();
    for case in &cases.cases {
        let question = case_question(&|id| catalog.license(id), &cases.baseline, case);
        let (scenario, subject) = question.unwrap();
        found.check(&case.id, &scenario, &subject);
    }
    found.assert(30, 300, 20);
}

/// Scenarios with parts, with a client, a distributor and a host.
#[test]
fn flips_with_parts_and_others_do_what_is_told() {
    let World { catalog, book, .. } = world();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scenarios");
    let mut found = Found::default();
    let mut actors = BTreeSet::new();
    for file in ["distributor", "e7", "host", "l15", "x10", "x8", "x9"] {
        let path = folder.join(format!("{file}.ron"));
        let scenario = load_scenario(&path, catalog, book).unwrap();
        actors.extend(scenario.actors());
        let all = groups(catalog, &scenario, &AttachedTexts::default());
        for group in all.iter().step_by(4) {
            let name = format!("{file} {}", group.models[0].id);
            found.check(&name, &scenario, &group.subject);
        }
    }
    assert_eq!(actors.len(), 4, "somebody is not judged: {actors:?}");
    found.assert(20, 200, 5);
}

/// Single answers that a plain search tries, one after another: where one is
/// better, a flip that is as good is told, and where one is worse, one to the
/// same question that weighs as much.
#[test]
fn no_single_answer_is_left_out() {
    let World { catalog, book, .. } = world();
    let mut wrong = Vec::new();
    let (mut better, mut worse) = (0, 0);
    for (place, preset) in book.presets().iter().enumerate() {
        let all = groups(catalog, preset, &AttachedTexts::default());
        for (_, group) in all.iter().enumerate().filter(|(g, _)| g % 9 == place) {
            let evaluation = evaluate(book, preset, &group.subject);
            if group.subject.has_no_license() {
                continue;
            }
            let told = flips(book, preset, &group.subject, &evaluation);
            for field in book
                .fields()
                .iter()
                .filter(|f| preset.answer(&f.id).is_given())
            {
                let before = preset.answer(&field.id);
                for answer in alternatives(field, before) {
                    let mut scenario = preset.clone();
                    scenario.set(&field.id, answer.clone());
                    let verdict = evaluate(book, &scenario, &group.subject).verdict;
                    let name = format!("{} {}", preset.id, group.models[0].id);
                    // That an obligation which cannot be met is a bar goes without
                    // saying for each of them.
                    if verdict > evaluation.verdict && field.id != "cannot" {
                        worse += 1;
                        let known = told.worse.iter().any(|flip| {
                            flip.changes[0].field == field.id && flip.verdict >= verdict
                        });
                        if !known {
                            wrong.push(format!("{name} {}: {answer:?} is worse", field.id));
                        }
                    } else if verdict < evaluation.verdict
                        && verdict != Verdict::Unknown
                        && field.decided
                    {
                        better += 1;
                        if told
                            .better
                            .first()
                            .is_none_or(|best| best.verdict > verdict)
                        {
                            wrong.push(format!("{name} {}: {answer:?} is better", field.id));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(better > 10 && worse > 300, "{better} better, {worse} worse");
}

/// Other answers to a question: one word more or less, another choice.
fn alternatives(field: &license_matrix::scenario::Field, now: &Answer) -> Vec<Answer> {
    let tried = answers(field).into_iter();
    let mut all: Vec<Answer> = match now {
        Answer::Set(now) => {
            let fewer = now.iter().filter(|_| now.len() > 1).map(|word| {
                let kept = now.iter().filter(|other| *other != word);
                Answer::Set(kept.cloned().collect())
            });
            let more = tried.filter_map(|answer| match answer {
                Answer::Set(words) if words.len() == 1 => {
                    Some(Answer::Set(now.union(&words).cloned().collect()))
                }
                _ => None,
            });
            fewer.chain(more).collect()
        }
        Answer::Flag(yes) => vec![Answer::Flag(!yes)],
        Answer::Text(_) if !matches!(field.id.as_str(), "as_of" | "eu_market_date") => {
            tried.collect()
        }
        _ => Vec::new(),
    };
    all.retain(|answer| answer != now);
    all
}
