//! What holds for every scenario, every license and every order of the rules:
//! the order does not matter, what is not known never permits, and one more
//! part never makes a verdict lighter.

mod composed;
mod orders;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use license_matrix::catalog::{Catalog, License};
use license_matrix::scenario::{
    Answer, CaseFile, Component, Evaluation, Field, FieldKind, RawBook, Rule, RuleBook, Scenario,
    Subject, Verdict, case_question, evaluate,
};
use license_matrix::store::{DataFolder, load_data, parse_file};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Figures below, at and above the limits of the licenses.
const FIGURES: [f64; 8] = [0.0, 5e5, 1e6, 2e7, 1e8, 7e8, 7e8 + 1.0, 2e9];

const COUNTRIES: [&str; 7] = ["US", "DE", "GB", "KR", "CN", "EU", "WORLD"];

/// Months that licenses test, and one that none does.
const MONTHS: [&str; 4] = ["2023-06", "2024-06", "2025-03", "2026-01"];

/// The one question that is asked after a first verdict: with no answer every
/// obligation counts as one that can be met, which the verdict says.
const ASKED_LATER: &str = "cannot";

pub(crate) struct World {
    pub(crate) catalog: Catalog,
    pub(crate) book: RuleBook,
    pub(crate) cases: CaseFile,
}

pub(crate) fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
        let text = std::fs::read_to_string("tests/cases/worked.ron").unwrap();
        let cases = parse_file::<CaseFile>("worked.ron", &text).unwrap().value;
        World {
            catalog,
            book,
            cases,
        }
    })
}

fn licenses() -> Vec<&'static License> {
    world().catalog.licenses().collect()
}

/// The same book with its rules in another order.
fn reordered(order: &[Index]) -> RuleBook {
    static RAW: OnceLock<RawBook> = OnceLock::new();
    let mut raw = RAW.get_or_init(raw_book).clone();
    let files = raw.rules.iter_mut();
    let mut all: Vec<Rule> = files
        .flat_map(|file| std::mem::take(&mut file.value.rules))
        .collect();
    for index in order.iter().cycle() {
        if all.is_empty() {
            break;
        }
        let rule = all.swap_remove(index.index(all.len()));
        raw.rules[0].value.rules.push(rule);
    }
    RuleBook::validate(raw).unwrap()
}

fn raw_book() -> RawBook {
    let folder = DataFolder::built_in();
    let mut problems = Vec::new();
    let raw = RawBook {
        rules: folder.files_in("rules", &mut problems),
        own: Vec::new(),
        duties: folder.file("duties.ron", &mut problems).unwrap(),
        readings: folder.file("readings.ron", &mut problems).unwrap(),
        fields: folder.file("fields.ron", &mut problems).unwrap(),
        regulation: folder.file("regulation.ron", &mut problems).unwrap(),
        presets: folder.files_in("presets", &mut problems),
        clauses: Vec::new(),
    };
    assert_eq!(problems, Vec::new());
    raw
}

/// Answers worth trying: every choice, and figures around the limits.
pub(crate) fn answers(field: &Field) -> Vec<Answer> {
    let set = |words: &[&str]| Answer::Set(words.iter().map(|word| (*word).to_owned()).collect());
    let text = |word: &str| Answer::Text(word.to_owned());
    match &field.kind {
        FieldKind::YesNo => vec![Answer::Flag(true), Answer::Flag(false)],
        FieldKind::Choice(values) => values.iter().map(|(id, _)| text(id)).collect(),
        FieldKind::Choices(values) => {
            let all: Vec<&str> = values.iter().map(|(id, _)| id.as_str()).collect();
            let each = all.iter().map(|id| set(&[id]));
            each.chain([set(&[]), set(&all)]).collect()
        }
        FieldKind::Number(_) => {
            let each = FIGURES.iter().map(|n| Answer::Num(*n));
            each.chain([Answer::Range(0.0, 2e9), Answer::Range(1e8, 7e8)])
                .collect()
        }
        FieldKind::NumberByMonth(_) => FIGURES
            .iter()
            .map(|n| {
                Answer::Map(
                    MONTHS
                        .iter()
                        .map(|month| ((*month).to_owned(), *n))
                        .collect(),
                )
            })
            .chain([Answer::Map(BTreeMap::new())])
            .collect(),
        FieldKind::Country => COUNTRIES.iter().map(|code| text(code)).collect(),
        FieldKind::Countries => {
            let each = COUNTRIES.iter().map(|code| set(&[code]));
            each.chain([set(&[]), set(&["US", "DE", "KR"])]).collect()
        }
        FieldKind::Date => ["2019", "2024-06-30", "2024-07-01", "2026-02-03"]
            .map(text)
            .to_vec(),
        FieldKind::Growth(_) => vec![
            Answer::Num(-5.0),
            Answer::Num(8.0),
            Answer::Range(5.0, 10.0),
        ],
        FieldKind::Line => vec![text("Llama-test"), text("Test")],
        FieldKind::Words => vec![set(&[]), set(&["Meta"]), set(&["display.brand_line"])],
    }
}

/// Whether the figures of a scenario can all be true: what contradicts itself
/// proves nothing about a missing answer.
fn is_possible(answers: &BTreeMap<String, Answer>) -> bool {
    let months = |field: &str| match answers.get(field) {
        Some(Answer::Map(months)) => months.clone(),
        _ => BTreeMap::new(),
    };
    let (group, own) = (months("group_mau_at"), months("licensee_mau_at"));
    let peak = match answers.get("group_mau_peak") {
        Some(Answer::Num(n)) => *n,
        Some(Answer::Range(_, high)) => *high,
        _ => f64::INFINITY,
    };
    let formed = match answers.get("group_formed") {
        Some(Answer::Text(date)) => date.as_str(),
        _ => "",
    };
    let all = || group.iter().chain(&own);
    all().all(|(_, users)| *users <= peak)
        && own
            .iter()
            .all(|(month, users)| group.get(month).is_none_or(|all| users <= all))
        && all().all(|(month, users)| {
            *users == 0.0 || formed.get(..7).is_none_or(|first| first <= month.as_str())
        })
}

pub(crate) fn subject(parts: &[&'static License]) -> Subject<'static> {
    Subject {
        components: parts.iter().map(|license| Component::of(license)).collect(),
        ..Subject::default()
    }
}

/// A preset with some answers changed or taken away.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    let changes = prop::collection::vec(
        (any::<Index>(), any::<Index>(), prop::bool::weighted(0.3)),
        0..8,
    );
    (select(world().book.presets()), changes).prop_map(|(mut scenario, changes)| {
        for (field, answer, blank) in changes {
            let field = field.get(world().book.fields());
            let answer = if blank {
                Answer::Unanswered
            } else {
                answer.get(&answers(field)).clone()
            };
            scenario.answers.insert(field.id.clone(), answer);
        }
        scenario
    })
}

pub(crate) fn parts(
    number: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<&'static License>> {
    prop::sample::subsequence(licenses(), number)
}

fn is_permitted(verdict: Verdict) -> bool {
    verdict <= Verdict::PermittedWithObligations
}

/// What an evaluation says, whatever the order of its lists.
fn content(evaluation: &Evaluation) -> (Verdict, Verdict, Option<Verdict>, BTreeSet<String>) {
    let findings = evaluation
        .findings
        .iter()
        .chain(&evaluation.house_findings)
        .map(|finding| format!("{finding:?}"));
    let obligations = evaluation
        .obligations
        .iter()
        .map(|o| format!("{} {} {}", o.duty, o.license, o.assumed));
    let questions = evaluation
        .open_questions
        .iter()
        .map(|q| format!("{} {:?}", q.field, q.worst));
    let all = findings.chain(obligations).chain(questions).collect();
    (evaluation.verdict, evaluation.worst, evaluation.house, all)
}

pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn the_order_of_rules_does_not_matter(
        scenario in scenario(),
        parts in parts(1..4),
        order in prop::collection::vec(any::<Index>(), 40),
    ) {
        let first = evaluate(&world().book, &scenario, &subject(&parts));
        let second = evaluate(&reordered(&order), &scenario, &subject(&parts));
        prop_assert_eq!(first, second);
    }

    #[test]
    fn the_order_of_components_does_not_matter(
        scenario in scenario(),
        (parts, mixed) in parts(2..5).prop_flat_map(|parts| (Just(parts.clone()), Just(parts).prop_shuffle())),
    ) {
        let first = evaluate(&world().book, &scenario, &subject(&parts));
        let second = evaluate(&world().book, &scenario, &subject(&mixed));
        prop_assert_eq!(content(&first), content(&second));
    }

    #[test]
    fn one_more_component_never_lightens(scenario in scenario(), parts in parts(2..5)) {
        let fewer = evaluate(&world().book, &scenario, &subject(&parts[1..]));
        let more = evaluate(&world().book, &scenario, &subject(&parts));
        prop_assert!(more.verdict >= fewer.verdict, "{:?} after {:?}", more.verdict, fewer.verdict);
        prop_assert!(more.worst >= fewer.worst);
        for obligation in &fewer.obligations {
            let still = |o: &license_matrix::scenario::Obligation| o.duty == obligation.duty && o.license == obligation.license;
            prop_assert!(more.obligations.iter().any(still), "{} is no longer owed", obligation.duty);
        }
    }

}

proptest! {
    // Only a part of the cases is permitted at first.
    #![proptest_config(config(512))]

    #[test]
    fn what_is_not_answered_never_permits(
        scenario in scenario(),
        parts in parts(1..3),
        field in select(world().book.fields()),
    ) {
        prop_assume!(field.id != ASKED_LATER);
        let found = permitted_by_silence(&scenario, &subject(&parts), &field);
        prop_assert!(found.is_none(), "{}: {:?}", field.id, found);
    }

    #[test]
    fn an_evaluation_is_never_worse_than_it_could_become(scenario in scenario(), parts in parts(1..3)) {
        let evaluation = evaluate(&world().book, &scenario, &subject(&parts));
        prop_assert!(evaluation.worst >= evaluation.verdict);
        let open = evaluation.verdict == Verdict::Unknown;
        let missing = evaluation.findings.iter().any(|finding| finding.effect == Verdict::Unknown);
        prop_assert!(!open || missing, "unknown, and nothing says why");
    }
}

/// An answer that is not permitted although no answer is.
fn permitted_by_silence(
    scenario: &Scenario,
    subject: &Subject<'_>,
    field: &Field,
) -> Option<(Answer, Verdict)> {
    let mut scenario = scenario.clone();
    let mut judge = |answer: Answer| {
        scenario.answers.insert(field.id.clone(), answer);
        let possible = is_possible(&scenario.answers);
        (
            possible,
            evaluate(&world().book, &scenario, subject).verdict,
        )
    };
    let (possible, blank) = judge(Answer::Unanswered);
    if !possible || !is_permitted(blank) {
        return None;
    }
    answers(field).into_iter().find_map(|answer| {
        let (possible, verdict) = judge(answer.clone());
        (possible && !is_permitted(verdict)).then_some((answer, verdict))
    })
}

/// Every permitted worked case with every one of its answers taken away.
#[test]
fn no_worked_case_is_permitted_by_silence() {
    let World {
        catalog,
        book,
        cases,
    } = world();
    let (mut blanks, mut found) = (0, Vec::new());
    for case in cases.cases.iter().filter(|case| is_permitted(case.expect)) {
        let (scenario, subject) =
            case_question(&|id| catalog.license(id), &cases.baseline, case).unwrap();
        for field in book.fields().iter().filter(|field| field.id != ASKED_LATER) {
            blanks += 1;
            if let Some((answer, verdict)) = permitted_by_silence(&scenario, &subject, field) {
                found.push(format!(
                    "{} {}: {answer:?} gives {verdict:?}",
                    case.id, field.id
                ));
            }
        }
    }
    assert!(blanks > 1000, "only {blanks} blanks");
    assert!(found.is_empty(), "{}", found.join("\n"));
}
