//! The whole trace of a verdict as a tree of lines.

use std::fmt::Write;

use super::Judged;
use super::text::places;
use crate::catalog::{License, Model};
use crate::scenario::{
    Basis, ConsideredGroup, Evaluation, FactRead, Finding, HOUSE_ONLY, Lane, LicenseTrace,
    OpenQuestion, PartTrace, ReadingOutcome, ReadingUsed, answer_words, considered, grouped, trace,
    under_readings,
};
use crate::verdicts::{obligation_words, subject_of};

/// The trace of one model, below the line of its verdict.
pub(super) fn explained(judged: &Judged<'_>, model: &Model, evaluation: &Evaluation) -> String {
    let subject = subject_of(judged.catalog, judged.scenario, model, judged.texts);
    let mut out = Tree::default();
    out.line(1, evaluation.verdict.meaning());
    let worst = if evaluation.worst > evaluation.verdict {
        evaluation.worst.label()
    } else {
        "the verdict itself; no open question makes it heavier"
    };
    out.line(1, format!("worst case: {worst}"));
    if let Some(house) = evaluation.house {
        out.line(1, format!("house policy: {}", house.label()));
    }
    out.line(1, "findings");
    if evaluation.findings.is_empty() {
        out.line(
            2,
            "none: every act has an express grant and no rule found a burden",
        );
    }
    // Those of whom the same is said stand together.
    let actors = alike(trace(evaluation).iter().map(|actor| {
        let said = parts_text(judged, &actor.parts);
        (actor.actor.label().to_owned(), said)
    }));
    for (actors, said) in actors {
        out.line(2, format!("for {}", actors.join(" and ")));
        out.text.push_str(&said);
    }
    out.obligations(judged, evaluation);
    let list = considered(judged.book, judged.scenario, &subject);
    let house = evaluation.house.is_some();
    let looked_at: Vec<_> = list
        .into_iter()
        .filter(|one| one.lane == Lane::License || (one.lane == Lane::Policy && house))
        .collect();
    out.considered(&grouped(&looked_at));
    out.readings(
        judged,
        &under_readings(judged.book, judged.scenario, &subject),
    );
    out.questions(judged, &evaluation.open_questions);
    out.text
}

/// What is said of the parts, in the order of their heaviest finding.
fn parts_text(judged: &Judged<'_>, parts: &[PartTrace<'_>]) -> String {
    let parts = alike(parts.iter().map(|part| {
        let name = part.part.map(|name| format!("part: {name}"));
        let mut said = Tree::default();
        // Without parts there is only the model, which goes without saying.
        let depth = if parts.len() > 1 || name.is_some() {
            4
        } else {
            3
        };
        for license in &part.licenses {
            said.license(judged, depth, license);
        }
        (name.unwrap_or_else(|| "the model".to_owned()), said.text)
    }));
    let mut out = Tree::default();
    for (names, said) in &parts {
        if parts.len() > 1 || *names != ["the model"] {
            out.line(3, names.join("; "));
        }
        out.text.push_str(said);
    }
    out.text
}

/// Names of which the same is said, in the order of the first of each.
fn alike(said: impl Iterator<Item = (String, String)>) -> Vec<(Vec<String>, String)> {
    let mut groups: Vec<(Vec<String>, String)> = Vec::new();
    for (name, text) in said {
        match groups.iter_mut().find(|(_, known)| *known == text) {
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], text)),
        }
    }
    groups
}

/// Lines with their depth.
#[derive(Default)]
struct Tree {
    text: String,
}

impl Tree {
    fn line(&mut self, depth: usize, words: impl AsRef<str>) {
        let _ = writeln!(self.text, "{}{}", "    ".repeat(depth), words.as_ref());
    }

    fn license(&mut self, judged: &Judged<'_>, depth: usize, part: &LicenseTrace<'_>) {
        match judged.catalog.license(part.license) {
            Some(license) => {
                self.line(
                    depth,
                    format!("license: {} ({})", license.title, license.id),
                );
                self.documents(judged, depth + 1, license);
            }
            None => self.line(depth, "no license on file"),
        }
        for finding in &part.findings {
            self.finding(judged, depth + 1, finding);
        }
        if !part.house_findings.is_empty() {
            self.line(depth + 1, "house policy, judged apart");
        }
        for finding in &part.house_findings {
            self.finding(judged, depth + 2, finding);
        }
    }

    /// The versions of the texts that the findings rest on.
    fn documents(&mut self, judged: &Judged<'_>, depth: usize, license: &License) {
        for id in &license.documents {
            let Some(source) = judged.catalog.source(id) else {
                continue;
            };
            let dated = source
                .date
                .map_or("undated".to_owned(), |date| format!("of {date}"));
            let read = source
                .read
                .map_or("not read".to_owned(), |day| format!("read on {day}"));
            let print = source.sha256.as_deref().and_then(|hash| hash.get(..12));
            let print = print.map_or("no fingerprint".to_owned(), |hash| {
                format!("SHA-256 {hash}")
            });
            self.line(
                depth,
                format!(
                    "document {id}: {}, {dated}, {read}, {print}, {}",
                    source.title,
                    source.evidence.label()
                ),
            );
        }
    }

    fn finding(&mut self, judged: &Judged<'_>, depth: usize, finding: &Finding) {
        self.line(
            depth,
            format!(
                "{} (revision {}): {}{}",
                finding.rule,
                finding.rev,
                finding.statement(),
                finding.origin_note()
            ),
        );
        let could = if finding.potential > finding.effect {
            format!("; could become: {}", finding.potential.label())
        } else {
            String::new()
        };
        self.line(
            depth + 1,
            format!("effect: {}{could}", finding.effect.label()),
        );
        self.line(depth + 1, format!("clause: {}", places(&finding.citations)));
        for fact in &finding.facts {
            self.line(depth + 1, format!("fact: {}", fact_words(judged, fact)));
        }
        if let Some(used) = &finding.reading {
            self.line(
                depth + 1,
                format!("reading: {}", reading_words(judged, used)),
            );
        }
        for duty in &finding.duties {
            let words = judged
                .book
                .duty(duty)
                .map_or(duty.as_str(), |duty| &duty.text);
            self.line(depth + 1, format!("obligation: {words}"));
        }
    }

    fn obligations(&mut self, judged: &Judged<'_>, evaluation: &Evaluation) {
        if evaluation.obligations.is_empty() {
            return;
        }
        self.line(1, "obligations");
        for obligation in &evaluation.obligations {
            let kind = if obligation.is_note() { "note" } else { "owed" };
            let words = obligation_words(judged.catalog, judged.book, obligation);
            let at = places(&obligation.citations);
            self.line(2, format!("{kind}: {words} [{at}] ({})", obligation.rule));
            let duty = judged.book.duty(&obligation.duty);
            if let Some(duty) = duty.filter(|_| !obligation.is_note()) {
                self.line(
                    3,
                    format!("due: {}; evidence: {}", duty.due.label(), duty.evidence),
                );
            }
        }
    }

    fn considered(&mut self, groups: &[ConsideredGroup]) {
        self.line(1, "considered and not triggered");
        let of = |group: &ConsideredGroup| {
            let part = group.part.as_ref();
            let part = part.map_or(String::new(), |part| format!(", part {part}"));
            let text = match group.license.as_str() {
                "" => "all licenses",
                license => license,
            };
            format!("for {}{part}: {text}", group.actor.label())
        };
        let blocks = groups.chunk_by(|a, b| of(a) == of(b)).map(|groups| {
            let mut said = Tree::default();
            for group in groups {
                said.considered_group(group);
            }
            (of(&groups[0]), said.text)
        });
        for (whose, said) in alike(blocks) {
            self.line(2, whose.join("; "));
            self.text.push_str(&said);
        }
    }

    fn considered_group(&mut self, group: &ConsideredGroup) {
        // Where an answer decided, what the rule would have said matters.
        let near = matches!(
            group.basis,
            Basis::Answer | Basis::Reading | Basis::NotKnown
        );
        let rules: Vec<String> = group
            .rules
            .iter()
            .map(|(id, title)| match near {
                true => format!("{id} {title}"),
                false => id.clone(),
            })
            .collect();
        let at = match group.citations.is_empty() {
            true => String::new(),
            false => format!(" [{}]", places(&group.citations)),
        };
        let rules = rules.join(if near { "; " } else { ", " });
        self.line(3, format!("{}{at}: {rules}", group.why));
    }

    fn readings(&mut self, judged: &Judged<'_>, outcomes: &[ReadingOutcome]) {
        if outcomes.is_empty() {
            return;
        }
        self.line(1, "under each reading of open wording");
        for outcome in outcomes {
            let Some(reading) = judged.book.reading(&outcome.reading) else {
                continue;
            };
            self.line(2, format!("{}: {}", reading.id, reading.why));
            for (id, verdict) in &outcome.verdicts {
                let label = reading
                    .choice(id)
                    .map_or("", |choice| choice.label.as_str());
                let used = match (*id == outcome.used, outcome.default) {
                    (false, _) => "",
                    (true, true) => " (used, the default)",
                    (true, false) => " (used, as chosen)",
                };
                self.line(3, format!("{id}, {label}: {}{used}", verdict.label()));
            }
            if outcome.differs {
                self.line(3, format!("question for counsel: {}", reading.question));
            }
        }
    }

    fn questions(&mut self, judged: &Judged<'_>, questions: &[OpenQuestion]) {
        if questions.is_empty() {
            return;
        }
        let mut house = false;
        if !questions[0].house_only {
            self.line(1, "open questions, the one that settles most first");
        }
        for open in questions {
            if open.house_only && !house {
                house = true;
                self.line(1, format!("open questions {HOUSE_ONLY}"));
            }
            let Some(field) = judged.book.field(&open.field) else {
                continue;
            };
            self.line(
                2,
                format!(
                    "{} (up to: {}; {})",
                    field.question,
                    open.worst.label(),
                    open.rules.join(", ")
                ),
            );
            self.line(3, format!("{}: {}", field.who_words(), field.why));
            self.line(3, format!("\"{}\": {}", field.id, field.example()));
        }
    }
}

/// A question with its answer and who gave it.
fn fact_words(judged: &Judged<'_>, fact: &FactRead) -> String {
    let field = judged.book.field(&fact.field);
    let asked = field.map_or(fact.field.as_str(), |field| field.question.as_str());
    match field.and_then(|field| answer_words(&field.kind, &fact.answer)) {
        Some(words) => format!("{asked} {words} ({})", fact.source.label()),
        None => format!("{asked} not answered"),
    }
}

fn reading_words(judged: &Judged<'_>, used: &ReadingUsed) -> String {
    let reading = judged.book.reading(&used.id);
    let label = reading.and_then(|reading| reading.choice(&used.choice));
    let label = label.map_or("", |choice| choice.label.as_str());
    let default = if used.default {
        "the default"
    } else {
        "as chosen"
    };
    format!("{} = {} ({default}): {label}", used.id, used.choice)
}
