//! What would change a verdict: the smallest sets of answers that make it
//! better, and the single answers that make it worse.
//!
//! Better sets change only what the user can decide. The search follows the
//! findings that stand in the way: as long as one of them is as heavy as the
//! verdict, some answer that it rests on has to change.

use std::collections::{BTreeMap, BTreeSet};

use super::evaluate::evaluate;
use super::flip_edits::{decided, harder};
use super::flip_steps::without_needless;
use super::probe::{Fields, Probe, Voice};
use super::{Actor, Answer, Evaluation, RuleBook, Scenario, Subject, Verdict};

/// Another answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerChange {
    /// Whose answer.
    pub actor: Actor,
    /// The question.
    pub field: String,
    /// The answer now.
    pub from: Answer,
    /// The answer after this change alone.
    pub to: Answer,
}

/// Changes that together lead to another verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The changes. Two may concern one question, if its answer is a set.
    pub changes: Vec<AnswerChange>,
    /// The verdict after them.
    pub verdict: Verdict,
    /// Rules that then say less, or nothing.
    pub removes: Vec<String>,
    /// Rules that then say more.
    pub adds: Vec<String>,
}

/// What would change a verdict.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flips {
    /// The smallest sets of changes that make it better, the best verdict
    /// first. A larger set is here only if it leads to a better verdict than
    /// every smaller one. An Unknown is never better.
    pub better: Vec<Flip>,
    /// Single answers that make it worse, the heaviest first. A figure is the
    /// lowest one that does.
    pub worse: Vec<Flip>,
}

/// The most changes in a set.
const LARGEST: usize = 3;

/// The most sets listed.
const LISTED: usize = 10;

/// The most sets tried for one subject.
const TRIED: usize = 3000;

impl AnswerChange {
    /// Makes the change. Changes of one set add up.
    pub fn apply(&self, scenario: &mut Scenario) {
        let answers = scenario.answers_of(self.actor);
        let now = answers.get(&self.field);
        let answer = match (&self.from, &self.to, now) {
            (Answer::Set(from), Answer::Set(to), Some(Answer::Set(now))) => {
                let kept = now
                    .iter()
                    .filter(|word| to.contains(*word) || !from.contains(*word));
                Answer::Set(kept.chain(to.difference(from)).cloned().collect())
            }
            // The first word of a set makes an answer, the second one joins it.
            (_, Answer::Set(to), Some(Answer::Set(now))) => {
                Answer::Set(now.union(to).cloned().collect())
            }
            _ => self.to.clone(),
        };
        answers.insert(self.field.clone(), answer);
        if self.actor == Actor::Licensee {
            scenario.sources.remove(&self.field);
        }
    }

    /// The words of a set that it takes away.
    pub(super) fn removed(&self) -> BTreeSet<&str> {
        match (&self.from, &self.to) {
            (Answer::Set(from), Answer::Set(to)) => {
                from.difference(to).map(String::as_str).collect()
            }
            _ => BTreeSet::new(),
        }
    }

    /// The words of a set that it adds.
    pub(super) fn added(&self) -> BTreeSet<&str> {
        match (&self.from, &self.to) {
            (Answer::Set(from), Answer::Set(to)) => {
                to.difference(from).map(String::as_str).collect()
            }
            (_, Answer::Set(to)) => to.iter().map(String::as_str).collect(),
            _ => BTreeSet::new(),
        }
    }

    /// Whether both can be made: on one question only two that touch other
    /// words of a set.
    fn goes_with(&self, other: &AnswerChange) -> bool {
        if (self.actor, &self.field) != (other.actor, &other.field) {
            return true;
        }
        matches!((&self.to, &other.to), (Answer::Set(_), Answer::Set(_)))
            && self.removed().is_disjoint(&other.removed())
            && self.added().is_disjoint(&other.added())
    }
}

impl Flip {
    /// The scenario after the changes.
    pub fn applied(&self, scenario: &Scenario) -> Scenario {
        let mut changed = scenario.clone();
        for change in &self.changes {
            change.apply(&mut changed);
        }
        changed
    }
}

/// What would change the verdict on a subject; `evaluation` is the one of this
/// scenario and subject.
pub fn flips(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    evaluation: &Evaluation,
) -> Flips {
    let probe = Probe::new(book, scenario, subject);
    let voices = probe.voices(scenario, 0);
    let search = Search {
        book,
        subject,
        scenario,
        probe: &probe,
        now: evaluation.verdict,
        candidates: decided(book, scenario, subject, &voices),
        voices,
        tried: 0,
    };
    Flips {
        worse: search.worse(evaluation),
        better: search.better(),
    }
}

/// A set of changes, as places in the list of candidates.
type Set = Vec<usize>;

struct Search<'p, 'a> {
    book: &'a RuleBook,
    subject: &'a Subject<'a>,
    scenario: &'p Scenario,
    probe: &'p Probe<'a>,
    now: Verdict,
    voices: Vec<Voice<'a>>,
    candidates: Vec<AnswerChange>,
    tried: usize,
}

impl<'a> Search<'_, 'a> {
    /// Whether a verdict is one to offer.
    fn is_better(&self, verdict: Verdict) -> bool {
        verdict < self.now && verdict != Verdict::Unknown
    }

    fn look<'c>(
        &self,
        changes: impl Iterator<Item = &'c AnswerChange>,
    ) -> (Scenario, Vec<Voice<'a>>) {
        let mut scenario = self.scenario.clone();
        let mut fields: Fields = 0;
        for change in changes {
            change.apply(&mut scenario);
            fields |= self.probe.bit(&change.field);
        }
        let voices = self.probe.voices(&scenario, fields);
        (scenario, voices)
    }

    fn look_at(&mut self, set: &[usize]) -> Vec<Voice<'a>> {
        self.tried += 1;
        self.look(set.iter().map(|&index| &self.candidates[index]))
            .1
    }

    /// The changes that could silence the finding that fewest can silence.
    fn ways(&self, set: &[usize], voices: &[Voice<'a>]) -> Vec<usize> {
        let verdict = self.probe.verdict(voices);
        voices
            .iter()
            .filter(|voice| voice.effect == verdict)
            .map(|voice| self.ways_round(set, voice))
            .min_by_key(Vec::len)
            .unwrap_or_default()
    }

    fn ways_round(&self, set: &[usize], voice: &Voice<'a>) -> Vec<usize> {
        let mut reads = voice.reads;
        if voice.effect == Verdict::SeparateLicense {
            reads |= self.probe.bit("separate_licenses");
        }
        let concerns = |change: &AnswerChange| {
            let shared = change.actor == Actor::Licensee
                && !self
                    .scenario
                    .given_by(voice.actor)
                    .contains_key(&change.field);
            reads & self.probe.bit(&change.field) != 0
                && (change.actor == voice.actor || shared)
                && set
                    .iter()
                    .all(|&other| change.goes_with(&self.candidates[other]))
        };
        (0..self.candidates.len())
            .filter(|index| !set.contains(index) && concerns(&self.candidates[*index]))
            .filter(|&index| self.leaves_a_use(set, index))
            .collect()
    }

    /// Whether something is still done somewhere after the changes.
    fn leaves_a_use(&self, set: &[usize], more: usize) -> bool {
        let change = &self.candidates[more];
        if !matches!(change.field.as_str(), "acts" | "deploy_in" | "users_in") {
            return true;
        }
        let mut scenario = self.scenario.clone();
        for &index in set.iter().chain([&more]) {
            self.candidates[index].apply(&mut scenario);
        }
        let left = scenario.given_by(change.actor).get(&change.field);
        !matches!(left, Some(Answer::Set(words)) if words.is_empty())
    }

    /// The sets of changes after which the verdict is better, and of which no
    /// part does the same.
    fn better(mut self) -> Vec<Flip> {
        // No answer brings a license.
        if self.subject.has_no_license() && self.now == Verdict::Unknown {
            return Vec::new();
        }
        let mut found: BTreeMap<Set, Verdict> = BTreeMap::new();
        let mut open: Vec<(Set, Vec<Voice<'a>>)> = vec![(Vec::new(), self.voices.clone())];
        let mut seen: BTreeSet<Set> = BTreeSet::new();
        for _ in 0..LARGEST {
            let mut next = Vec::new();
            for (set, voices) in open {
                for more in self.ways(&set, &voices) {
                    let mut set = set.clone();
                    set.push(more);
                    set.sort_unstable();
                    let holds_one = found
                        .keys()
                        .any(|known| known.iter().all(|index| set.contains(index)));
                    if holds_one || self.tried >= TRIED || !seen.insert(set.clone()) {
                        continue;
                    }
                    let voices = self.look_at(&set);
                    let verdict = self.probe.verdict(&voices);
                    if !self.is_better(verdict) {
                        next.push((set, voices));
                    } else {
                        let (set, verdict) = self.smallest(set, verdict);
                        found.insert(set, verdict);
                    }
                }
            }
            open = next;
        }
        self.listed(found)
    }

    /// The smallest part of a set after which the verdict is better.
    fn smallest(&mut self, set: Set, verdict: Verdict) -> (Set, Verdict) {
        for left_out in 0..set.len() {
            let mut part = set.clone();
            part.remove(left_out);
            if part.is_empty() {
                continue;
            }
            let voices = self.look_at(&part);
            let lighter = self.probe.verdict(&voices);
            if self.is_better(lighter) {
                return self.smallest(part, lighter);
            }
        }
        (set, verdict)
    }

    /// The sets to show: none that is larger than another one, or asks for more
    /// of the same, and is no better.
    fn listed(&self, found: BTreeMap<Set, Verdict>) -> Vec<Flip> {
        let mut sets: Vec<(Verdict, Set)> = found
            .iter()
            .filter(|(set, verdict)| {
                !found
                    .iter()
                    .any(|(other, reached)| other.len() < set.len() && reached <= *verdict)
            })
            .map(|(set, verdict)| (*verdict, set.clone()))
            .collect();
        sets.sort_by_key(|(verdict, set)| (*verdict, set.len(), set.clone()));
        let all: Vec<Flip> = sets
            .into_iter()
            .map(|(_, set)| {
                let changes = set.iter().map(|&index| self.candidates[index].clone());
                self.flip(changes.collect())
            })
            // What is offered is what a full evaluation says.
            .filter(|flip| {
                let changed = flip.applied(self.scenario);
                evaluate(self.book, &changed, self.subject).verdict == flip.verdict
            })
            .collect();
        let mut all = without_needless(all);
        all.truncate(LISTED);
        all
    }

    fn flip(&self, changes: Vec<AnswerChange>) -> Flip {
        let (_, voices) = self.look(changes.iter());
        let (removes, adds) = difference(&self.voices, &voices);
        Flip {
            changes,
            verdict: self.probe.verdict(&voices),
            removes,
            adds,
        }
    }

    /// The single answers after which the verdict is worse.
    fn worse(&self, evaluation: &Evaluation) -> Vec<Flip> {
        let mut found: Vec<Flip> = Vec::new();
        for change in harder(self.book, self.scenario, self.subject, evaluation) {
            let (_, voices) = self.look([&change].into_iter());
            let verdict = self.probe.verdict(&voices);
            // Figures come in order: a higher one is told if it weighs more.
            let told = change.is_figure()
                && found.iter().any(|flip| {
                    let known = &flip.changes[0];
                    (known.actor, &known.field) == (change.actor, &change.field)
                        && flip.verdict >= verdict
                });
            if verdict <= self.now || told {
                continue;
            }
            let (removes, adds) = difference(&self.voices, &voices);
            found.push(Flip {
                changes: vec![change],
                verdict,
                removes,
                adds,
            });
        }
        // Stable: within a verdict the questions are in their order.
        found.sort_by_key(|flip| std::cmp::Reverse(flip.verdict));
        found
    }
}

/// Rules that say less afterwards, and those that say more.
fn difference(before: &[Voice<'_>], after: &[Voice<'_>]) -> (Vec<String>, Vec<String>) {
    fn heaviest_of<'a>(voices: &[Voice<'a>]) -> BTreeMap<&'a str, Verdict> {
        let mut rules = BTreeMap::new();
        for voice in voices {
            let effect = rules.entry(voice.rule.id.as_str()).or_insert(voice.effect);
            *effect = (*effect).max(voice.effect);
        }
        rules
    }
    let (before, after) = (heaviest_of(before), heaviest_of(after));
    let more = |some: &BTreeMap<&str, Verdict>, others: &BTreeMap<&str, Verdict>| {
        let more = some
            .iter()
            .filter(|(rule, effect)| others.get(*rule).is_none_or(|other| other < *effect));
        more.map(|(rule, _)| (*rule).to_owned()).collect()
    };
    (more(&before, &after), more(&after, &before))
}
