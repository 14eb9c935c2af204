//! Verdicts without their reasons, and again after a change of some answers:
//! only the rules that read a changed answer are decided anew.

use std::collections::{BTreeMap, BTreeSet};

use super::act::Grant;
use super::closing::applies;
use super::rule::{Each, Lane, Pred, Rule};
use super::ruling::{Seat, answers_for, decide, facts_of, grants, is_asked, is_idle, over, seats};
use super::{Actor, Answers, Composed, RuleBook, Scenario, Subject, Verdict};

/// A set of fields, a bit for each in the order of the book.
pub(super) type Fields = u128;

/// What a rule says, in short.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The rule whose obligations it speaks of: for a closing rule another one.
    pub raised_by: &'a Rule,
    /// Whom it concerns.
    pub actor: Actor,
    /// The part it concerns, by its place in the subject.
    pub part: usize,
    /// Its effect.
    pub effect: Verdict,
    /// The fields it rests on.
    pub reads: Fields,
}

/// One rule over one part for one actor.
struct Unit<'a> {
    rule: &'a Rule,
    actor: Actor,
    part: usize,
    said: Vec<Verdict>,
    reads: Fields,
}

/// One part as one actor sees it.
struct Sight<'s> {
    actor: Actor,
    part: usize,
    answers: Answers<'s>,
    grants: BTreeSet<Grant>,
    idle: bool,
}

/// A scenario and a subject, judged once and ready to be judged again.
pub(super) struct Probe<'a> {
    book: &'a RuleBook,
    subject: &'a Subject<'a>,
    bits: BTreeMap<&'a str, Fields>,
    closing: Vec<&'a Rule>,
    units: Vec<Unit<'a>>,
}

impl<'a> Probe<'a> {
    /// Judges a subject in a scenario.
    pub fn new(book: &'a RuleBook, scenario: &Scenario, subject: &'a Subject<'a>) -> Self {
        let fields = book.fields().iter().enumerate();
        let mut probe = Self {
            book,
            subject,
            // Fields beyond the last bit share it.
            bits: fields
                .map(|(index, field)| (field.id.as_str(), 1 << index.min(127)))
                .collect(),
            closing: Vec::new(),
            units: Vec::new(),
        };
        let sights = probe.sights(&seats(scenario, subject));
        for rule in book.rules().iter().filter(|r| r.lane == Lane::License) {
            if rule.each == Each::Post {
                probe.closing.push(rule);
                continue;
            }
            if is_of_set(rule) {
                continue;
            }
            for sight in &sights {
                let (said, reads) = probe.decide(scenario, rule, sight);
                // What the license alone decides against never speaks.
                if !said.is_empty() || reads != 0 {
                    probe.units.push(Unit {
                        rule,
                        actor: sight.actor,
                        part: sight.part,
                        said,
                        reads,
                    });
                }
            }
        }
        probe
    }

    /// Every part as every actor sees it.
    fn sights<'s>(&self, seats: &[Seat<'s>]) -> Vec<Sight<'s>> {
        let pairs = seats.iter().flat_map(|seat| {
            let parts = self.subject.components.iter().enumerate();
            parts.map(move |(part, component)| (seat, part, component))
        });
        pairs
            .map(|(seat, part, component)| {
                let answers = answers_for(component, seat);
                Sight {
                    actor: seat.actor,
                    part,
                    grants: grants(&answers),
                    idle: is_idle(seat, &answers),
                    answers,
                }
            })
            .collect()
    }

    /// The bit of a field.
    pub fn bit(&self, field: &str) -> Fields {
        self.bits.get(field).copied().unwrap_or(1 << 127)
    }

    fn decide(
        &self,
        scenario: &Scenario,
        rule: &'a Rule,
        sight: &Sight<'_>,
    ) -> (Vec<Verdict>, Fields) {
        let component = &self.subject.components[sight.part];
        // Which acts concern a part decides whether it is asked about at all.
        let mut reads = match (rule.each, component.part.is_some()) {
            (Each::Grant, _) | (_, true) => self.bit("acts"),
            _ => 0,
        };
        if !is_asked(rule, component, sight.part == 0, sight.idle) {
            return (Vec::new(), reads);
        }
        let mut said = Vec::new();
        let mut facts = facts_of(scenario, component, &sight.answers, (None, None));
        for case in over(rule, &component.license.thresholds, &sight.grants) {
            facts.turn_to(case);
            let ruling = decide(self.book, rule, &mut facts);
            said.extend(ruling.says(rule).map(|(effect, _)| effect));
            for field in facts.seen.borrow().iter() {
                reads |= self.bit(field);
            }
        }
        (said, reads)
    }

    /// What the rules say in a scenario that differs from the one of the probe
    /// in these fields at most.
    pub fn voices(&self, scenario: &Scenario, changed: Fields) -> Vec<Voice<'a>> {
        let mut voices = Vec::with_capacity(self.units.len());
        let seats = seats(scenario, self.subject);
        let sights = self.sights(&seats);
        for unit in &self.units {
            let mut say = |effect: Verdict, reads: Fields| {
                voices.push(Voice {
                    rule: unit.rule,
                    raised_by: unit.rule,
                    actor: unit.actor,
                    part: unit.part,
                    effect,
                    reads,
                });
            };
            if unit.reads & changed == 0 {
                unit.said.iter().for_each(|&effect| say(effect, unit.reads));
            } else {
                let seen =
                    |sight: &&Sight<'_>| (sight.actor, sight.part) == (unit.actor, unit.part);
                let Some(sight) = sights.iter().find(seen) else {
                    continue;
                };
                let (said, reads) = self.decide(scenario, unit.rule, sight);
                said.into_iter().for_each(|effect| say(effect, reads));
            }
        }
        for seat in &seats {
            self.compose(scenario, seat, &mut voices);
        }
        self.close(scenario, &mut voices);
        voices
    }

    /// The verdict that voices join to. Where a license is missing it is never
    /// lighter than Unknown.
    pub fn verdict(&self, voices: &[Voice<'_>]) -> Verdict {
        if self.subject.has_no_license() {
            heaviest(voices).max(Verdict::Unknown)
        } else {
            heaviest(voices)
        }
    }

    /// The rules on the set of parts, as in `evaluate`.
    fn compose(&self, scenario: &Scenario, seat: &Seat<'_>, voices: &mut Vec<Voice<'a>>) {
        if self.subject.composition.is_empty() {
            return;
        }
        let held: Vec<&Composed> = self
            .subject
            .composition
            .iter()
            .filter(|composed| self.is_owed(composed, seat.actor, voices))
            .collect();
        let rules = self.book.rules().iter();
        for rule in rules.filter(|rule| rule.lane == Lane::License && is_of_set(rule)) {
            for composed in &held {
                let of_license =
                    |one: &super::Component<'_>| Some(&one.license.id) == composed.license.as_ref();
                let found = self.subject.components.iter().position(of_license);
                let part = found.unwrap_or(0);
                let component = super::Component {
                    acts: None,
                    ..self.subject.components[part].clone()
                };
                let mut facts = facts_of(scenario, &component, &seat.answers, (None, None));
                facts.composed = Some(composed);
                let ruling = decide(self.book, rule, &mut facts);
                let seen = facts.seen.borrow();
                let reads = seen.iter().fold(0, |reads, field| reads | self.bit(field));
                voices.extend(ruling.says(rule).map(|(effect, _)| Voice {
                    rule,
                    raised_by: rule,
                    actor: seat.actor,
                    part,
                    effect,
                    reads,
                }));
            }
        }
    }

    /// Whether the obligation that a test rests on is there from all its
    /// licenses.
    fn is_owed(&self, composed: &Composed, actor: Actor, voices: &[Voice<'a>]) -> bool {
        let Some((duty, licenses)) = &composed.owed else {
            return true;
        };
        let owes = |license: &String| {
            voices.iter().any(|voice| {
                let of_license = &self.subject.components[voice.part].license.id == license;
                of_license && voice.actor == actor && voice.rule.duties.contains(duty)
            })
        };
        licenses.iter().all(owes)
    }

    /// The closing rules, as in `closing`.
    fn close(&self, scenario: &Scenario, voices: &mut Vec<Voice<'a>>) {
        for &rule in &self.closing {
            for index in 0..voices.len() {
                let voice = voices[index];
                // What a closing rule says raises no obligation.
                let duties = if voice.rule.each == Each::Post {
                    &[]
                } else {
                    voice.rule.duties.as_slice()
                };
                let licensor = &self.subject.components[voice.part].license.licensor;
                let found = (voice.effect, duties);
                if !applies(&rule.when, scenario, voice.actor, found, licensor) {
                    continue;
                }
                let field = match rule.when {
                    Pred::SeparateOnFile => {
                        voices[index].effect = rule.then;
                        "separate_licenses"
                    }
                    _ => "cannot",
                };
                voices.push(Voice {
                    rule,
                    effect: rule.then,
                    reads: voice.reads | self.bit(field),
                    ..voice
                });
            }
        }
    }
}

/// Whether a rule looks at the set of parts.
fn is_of_set(rule: &Rule) -> bool {
    rule.each == Each::Composition && !rule.when.asks_for_assignment()
}

/// The heaviest effect.
pub(super) fn heaviest(voices: &[Voice<'_>]) -> Verdict {
    let effects = voices.iter().map(|voice| voice.effect);
    effects.max().unwrap_or(Verdict::Permitted)
}
