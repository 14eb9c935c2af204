//! Each reason names what decided, and nothing else.

use super::*;

/// Whether a rule reads how well the license is known; of that no clause speaks.
fn reads_status(rule: &Rule) -> bool {
    rule.when.attributes().contains(&"status")
}

/// Whether a license has a clause for one of the attributes of a rule.
fn has_clause(license: &License, rule: &Rule) -> bool {
    rule.when.attributes().iter().any(|attribute| {
        let entries = license.terms.values();
        entries
            .filter(|entry| entry.facts.contains_key(attribute))
            .any(|entry| !entry.cite.is_empty())
    })
}

#[test]
fn every_reason_names_what_decided() {
    let world = world();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (preset, license) in everything() {
        for one in world.considered(preset, &world.alone(license)) {
            let at = format!("{} {} {}: {}", preset.id, license.id, one.rule, one.why);
            *seen.entry(one.basis.id()).or_default() += 1;
            assert!(!one.why.is_empty() && !one.when.is_empty(), "{at}");
            for words in [&one.why, &one.when] {
                assert!(!words.contains("a test of this program"), "{at}");
            }
            let rule = world.rule(&one.rule);
            assert_eq!((one.rev, one.then), (rule.rev, rule.then), "{at}");
            for fact in &one.facts {
                let answer = preset.answer(&fact.field);
                let own = preset.differing(one.actor);
                let own = own.and_then(|own| own.get(&fact.field));
                assert_eq!(&fact.answer, own.unwrap_or(answer), "{at}");
            }
            check_basis(&one, rule, license, &at);
        }
    }
    for basis in ["license", "grant", "limit", "answer", "model", "reading"] {
        let is_there = seen.contains_key(basis) || basis == "reading";
        assert!(is_there, "{basis} never decides: {seen:?}");
    }
}

fn check_basis(one: &Considered, rule: &Rule, license: &License, at: &str) {
    match one.basis {
        Basis::License | Basis::Grant => {
            // What the license says has its clause, if one is on file.
            let not_recorded = one.why.contains("it is not recorded whether");
            let free = reads_status(rule) || one.license.is_empty() || not_recorded;
            let wanted = one.basis == Basis::Grant || has_clause(license, rule);
            assert!(free || !wanted || !one.citations.is_empty(), "{at}");
            assert!(!one.why.contains(" is answered "), "{at}");
        }
        Basis::Limit => {
            let named = one.over.as_ref().is_some_and(|over| one.why.contains(over));
            let none = license.thresholds.is_empty() && one.why.contains("no limit");
            assert!(named || none || !one.facts.is_empty(), "{at}");
        }
        Basis::Answer if one.license.is_empty() => {}
        Basis::Answer => {
            assert!(!one.facts.is_empty(), "{at}");
            for fact in &one.facts {
                assert!(world().book.field(&fact.field).is_some(), "{at}");
            }
            // A question that is quoted with its answer is quoted right.
            for fact in &one.facts {
                let field = world().book.field(&fact.field).unwrap();
                let quoted = format!("\u{201c}{}\u{201d} is answered \u{201c}", field.question);
                if let Some(at_quote) = one.why.find(&quoted) {
                    let words = answer_words(&field.kind, &fact.answer).unwrap();
                    let rest = &one.why[at_quote + quoted.len()..];
                    assert!(rest.starts_with(&format!("{words}\u{201d}")), "{at}");
                }
            }
        }
        Basis::Model | Basis::Reading | Basis::NotKnown => {}
    }
}

/// Whether an answer leaves something open.
fn is_open(answer: &Answer) -> bool {
    match answer {
        Answer::Map(_) => true,
        answer => !answer.is_given() || bounds(answer).is_some_and(|(low, high)| low < high),
    }
}

#[test]
fn what_is_known_is_never_told_as_not_known() {
    let world = world();
    let mut notes = 0;
    for (preset, license) in everything() {
        for one in world.considered(preset, &world.alone(license)) {
            let at = format!("{} {} {}: {}", preset.id, license.id, one.rule, one.why);
            let open = one.facts.iter().any(|fact| is_open(&fact.answer));
            let unknown = |attribute: &&str| *license.fact(attribute) == Fact::Unknown;
            let silent = world.rule(&one.rule).when.attributes().iter().any(unknown);
            if one.basis == Basis::NotKnown {
                assert!(open || silent, "{at}");
                // Only a note may be left out for want of an answer.
                assert_eq!(one.then, Verdict::Permitted, "{at}");
                notes += 1;
            } else {
                assert!(!one.why.starts_with("not known"), "{at}");
            }
            if one.why.contains("is not answered") || one.why.contains("which is not known") {
                assert!(open, "{at}");
            }
        }
    }
    assert!(notes > 0, "no note is ever left out");
}

#[test]
fn an_answer_that_is_missing_is_no_reason() {
    let world = world();
    let empty = Scenario::empty("Empty", "");
    for license in world.catalog.licenses() {
        for one in world.considered(&empty, &world.alone(license)) {
            let at = format!("{} {}: {}", license.id, one.rule, one.why);
            let closing = one.license.is_empty();
            let acts = one.facts.iter().all(|fact| fact.field == "acts");
            assert!(closing || one.basis != Basis::Answer || acts, "{at}");
        }
    }
}

#[test]
fn a_reading_that_silences_a_rule_is_its_reason() {
    let world = world();
    let (mut scenario, subject) = world.case("E4");
    let reason = |scenario: &Scenario| {
        let list = world.considered(scenario, &subject);
        list.into_iter().find(|one| one.rule == "R02")
    };
    assert_eq!(reason(&scenario), None, "it speaks");
    let chosen = ("ppb.subsidiary".to_owned(), "ParentSeat".to_owned());
    scenario.readings.extend([chosen]);
    let one = reason(&scenario).unwrap();
    assert_eq!(one.basis, Basis::Reading);
    assert!(
        one.why.contains("The seat of the licensee alone counts"),
        "{}",
        one.why
    );
    let used = one.reading.unwrap();
    assert_eq!((used.choice.as_str(), used.default), ("ParentSeat", false));
}
