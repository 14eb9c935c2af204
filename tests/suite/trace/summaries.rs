//! A scenario in sentences: every answer is in them, and no more than that.

use std::collections::BTreeMap;

use license_matrix::scenario::{
    Answer, Field, FieldKind, Part, Role, Scenario, answer_words, summary,
};

use super::{set, text, world};

fn told(scenario: &Scenario) -> String {
    summary(&world().book, scenario).join("\n").to_lowercase()
}

/// Two answers to a question that say different things.
fn two_answers(field: &Field) -> [Answer; 2] {
    let both = |word: fn(&str) -> Answer, values: &[(String, String)]| {
        [word(&values[0].0), word(&values[1].0)]
    };
    match &field.kind {
        FieldKind::YesNo => [Answer::Flag(true), Answer::Flag(false)],
        FieldKind::Choice(values) => both(text, values),
        FieldKind::Choices(values) => both(|word| set(&[word]), values),
        FieldKind::Number(_) => [Answer::Num(12.0), Answer::Range(34.0, 56.0)],
        FieldKind::Growth(_) => [Answer::Num(7.0), Answer::Range(3.0, 9.0)],
        FieldKind::NumberByMonth(_) => {
            [11.0, 22.0].map(|users| Answer::Map(BTreeMap::from([("2024-06".to_owned(), users)])))
        }
        FieldKind::Country => [text("JP"), text("BR")],
        FieldKind::Countries => [set(&["JP"]), set(&["BR", "KR"])],
        FieldKind::Date => [text("2019-03-04"), text("2020-05-06")],
        FieldKind::Words => [set(&["Meta"]), set(&["Mistral AI"])],
        FieldKind::Line => [text("Example-7B"), text("Sample-8B")],
    }
}

/// Whether the sentences say the answer to a question.
fn says(all: &str, field: &Field, answer: &Answer) -> bool {
    let question = field.question.to_lowercase();
    match answer {
        // Questions answered with no stand together.
        Answer::Flag(false) => all.lines().any(|line| {
            let no = line.split_once("no to: ").map(|(_, after)| after);
            no.is_some_and(|no| no.contains(&question))
        }),
        Answer::Flag(true) => all.contains(&format!("{question} yes")),
        answer => {
            let words = answer_words(&field.kind, answer).unwrap().to_lowercase();
            all.contains(&words)
        }
    }
}

/// The questions that the last sentence names as open.
fn open(all: &str) -> (usize, String) {
    let last = all.lines().last().unwrap();
    if last == "every question is answered." {
        return (0, String::new());
    }
    let rest = last.strip_prefix("not answered (").unwrap();
    let (count, questions) = rest.split_once("): ").unwrap();
    (count.parse().unwrap(), questions.to_owned())
}

#[test]
fn every_answer_of_every_preset_is_told() {
    let world = world();
    for preset in world.book.presets() {
        let all = told(preset);
        let (count, questions) = open(&all);
        let mut missing = 0;
        for field in world.book.fields() {
            let answer = preset.answer(&field.id);
            let at = format!("{} {}: {all}", preset.id, field.id);
            match answer_words(&field.kind, answer) {
                Some(_) => assert!(says(&all, field, answer), "{at}"),
                // The catalog answers it.
                None if preset.is_told_by_catalog(&field.id) => {}
                None => {
                    missing += 1;
                    assert!(questions.contains(&field.question.to_lowercase()), "{at}");
                }
            }
        }
        assert_eq!(count, missing, "{}", preset.id);
    }
}

#[test]
fn every_question_is_told_when_answered_and_changes_with_its_answer() {
    let world = world();
    let empty = Scenario::empty("Empty", "");
    let nothing = told(&empty);
    let all_open = empty.unanswered(&world.book).count();
    assert_eq!(open(&nothing).0, all_open);
    for field in world.book.fields() {
        let [one, other] = two_answers(field);
        field.kind.check(&one).unwrap();
        field.kind.check(&other).unwrap();
        let with = |answer: &Answer| {
            let mut scenario = empty.clone();
            scenario.set(&field.id, answer.clone());
            told(&scenario)
        };
        let (first, second) = (with(&one), with(&other));
        for (all, answer) in [(&first, &one), (&second, &other)] {
            assert!(says(all, field, answer), "{}: {all}", field.id);
            let closed = usize::from(!empty.is_told_by_catalog(&field.id));
            assert_eq!(open(all).0, all_open - closed, "{}", field.id);
            let questions = open(all).1;
            let still = questions.contains(&field.question.to_lowercase());
            assert!(!still, "{} is still open: {questions}", field.id);
        }
        assert_ne!(first, second, "{}", field.id);
        assert_ne!(first, nothing, "{}", field.id);
        // What does not apply is answered.
        let off = with(&Answer::NotApplicable);
        if field.id != "as_of" {
            assert!(off.contains("does not apply"), "{}: {off}", field.id);
        }
    }
}

#[test]
fn a_preset_changes_its_summary_with_each_answer() {
    let world = world();
    for preset in world.book.presets() {
        let before = told(preset);
        for field in world.book.fields() {
            let differs = two_answers(field).into_iter().any(|answer| {
                let mut changed = preset.clone();
                changed.set(&field.id, answer);
                told(&changed) != before
            });
            assert!(differs, "{} {}", preset.id, field.id);
            let mut blank = preset.clone();
            blank.set(&field.id, Answer::Unanswered);
            let was_given = answer_words(&field.kind, preset.answer(&field.id)).is_some();
            assert_eq!(told(&blank) != before, was_given, "{}", field.id);
        }
    }
}

#[test]
fn what_is_not_said_is_told_as_not_said() {
    let lines = summary(&world().book, &Scenario::empty("Empty", ""));
    let all = lines.join("\n");
    for words in [
        "Who takes the license: not said; seat: not said",
        "What is done with the model: not said. Purpose: not said; in production: not said",
        "are stored or run in: not said; the users are in: not said",
        "Size: not said.",
        "Field of use: not said.",
        "Training on outputs: not said.",
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
    // It never reads what is missing as a no.
    assert!(!all.contains("no to:"), "{all}");
    assert!(!all.to_lowercase().contains(" none"), "{all}");
}

#[test]
fn readings_actors_and_parts_are_told() {
    let world = world();
    let mut scenario = world.book.preset("consumer-app").unwrap().clone();
    let plain = told(&scenario);
    for words in [
        "open wording is read",
        "judged as well",
        "what else is in it",
    ] {
        assert!(!plain.contains(words), "{words}");
    }
    let chosen = ("mau.snapshot".to_owned(), "Continuing".to_owned());
    scenario.readings.extend([chosen]);
    assert!(told(&scenario).contains(
        "is the limit of users tested once, or at all times? a standing cap: users of today count as well"
    ));
    scenario.host.insert("domicile".to_owned(), text("FR"));
    let all = told(&scenario);
    assert!(
        all.contains("judged as well: the host. answers in which it differs: where is your principal place of business? france."),
        "{all}"
    );
    scenario.parts = vec![
        Part {
            model: Some("llama-guard-4-12b".to_owned()),
            ..Part::new("guard", Role::SafetyFilter)
        },
        Part {
            license: Some("mit".to_owned()),
            declared: Some("mrl-0.1".to_owned()),
            made_from: vec!["model".to_owned(), "guard".to_owned()],
            ..Part::new("lora", Role::Adapter)
        },
    ];
    let all = told(&scenario);
    assert!(
        all.contains(
            "what else is in it: safety filter guard (model llama-guard-4-12b); adapter lora (license mit, declared as mrl-0.1), made from the model and safety filter guard."
        ),
        "{all}"
    );
}
