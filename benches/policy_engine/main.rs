//! The same rules in a general policy engine, beside ours, on the same
//! licenses and scenarios. Before anything is timed both have to find the same
//! rules with the same effects. Passes alternate, so that both see the same
//! machine; the ratio of the medians is what counts.
//!
//! Ours also writes the reasons, citations, obligations and open questions of
//! each verdict; of the other engine only the effects are asked.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod facts;
mod rego;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use license_matrix::catalog::License;
use license_matrix::scenario::{
    Component, Evaluation, RuleBook, Scenario, Subject, Verdict, evaluate,
};
use license_matrix::store::{DataFolder, load_data};
use regorus::{CompiledPolicy, Engine, Value};

const PASSES: usize = 7;

/// One license in one scenario.
struct Pair<'a> {
    scenario: &'a Scenario,
    subject: Subject<'a>,
    input: Value,
}

fn main() {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let scenarios = scenarios(&book);
    let licenses: Vec<&License> = catalog.licenses().collect();
    let mut pairs = Vec::new();
    for scenario in &scenarios {
        for &license in &licenses {
            for multimodal in [false, true] {
                let input = facts::input(license, scenario, multimodal);
                pairs.push(Pair {
                    scenario,
                    subject: Subject {
                        components: vec![Component::of(license)],
                        multimodal: Some(multimodal),
                        ..Subject::default()
                    },
                    input: Value::from_json_str(&input.to_string()).unwrap(),
                });
            }
        }
    }
    let policy = policy(&book);
    println!(
        "{} judgments: {} licenses, text only and multimodal, in {} scenarios",
        pairs.len(),
        licenses.len(),
        scenarios.len()
    );
    let verdicts = verify(&book, &policy, &pairs);
    println!("the same rules with the same effects in all of them; verdicts: {verdicts}");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..PASSES {
        ours.push(timed(|| {
            for pair in &pairs {
                black_box(evaluate(&book, pair.scenario, &pair.subject));
            }
        }));
        theirs.push(timed(|| {
            for pair in &pairs {
                black_box(policy.eval_with_input(pair.input.clone()).unwrap());
            }
        }));
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "rules engine of License Matrix  {}",
        each(ours, pairs.len())
    );
    println!(
        "regorus, the same rules in Rego {}",
        each(theirs, pairs.len())
    );
    println!(
        "ratio: the general engine takes {:.1} times as long",
        theirs.as_secs_f64() / ours.as_secs_f64()
    );
}

/// The presets without their clients, each also with a separate license from
/// everybody and with an obligation that cannot be met, and one scenario
/// without answers.
fn scenarios(book: &RuleBook) -> Vec<Scenario> {
    let mut all = vec![Scenario::empty("No answers", "")];
    for preset in book.presets() {
        let alone = Scenario {
            client: Default::default(),
            distributor: Default::default(),
            host: Default::default(),
            ..preset.clone()
        };
        let mut bound = alone.clone();
        let words = |words: &[&str]| {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            license_matrix::scenario::Answer::Set(words)
        };
        bound.set("separate_licenses", words(&["Meta", "Alibaba Cloud"]));
        bound.set(
            "cannot",
            words(&["comply.aup", "credit.docs_statement", "bind.users"]),
        );
        all.extend([alone, bound]);
    }
    all
}

fn policy(book: &RuleBook) -> CompiledPolicy {
    let mut engine = Engine::new();
    engine
        .add_policy("license_matrix.rego".to_owned(), rego::policy(book))
        .unwrap();
    let tables = facts::tables(book).to_string();
    engine
        .add_data(Value::from_json_str(&tables).unwrap())
        .unwrap();
    engine
        .compile_with_entrypoint(&"data.license_matrix.judged".into())
        .unwrap()
}

/// Panics unless both engines find the same; the verdicts and how many of each.
fn verify(book: &RuleBook, policy: &CompiledPolicy, pairs: &[Pair<'_>]) -> String {
    let mut count = [0; Verdict::ALL.len()];
    for pair in pairs {
        let ours = evaluate(book, pair.scenario, &pair.subject);
        let theirs = policy.eval_with_input(pair.input.clone()).unwrap();
        let theirs: serde_json::Value =
            serde_json::from_str(&theirs.to_json_str().unwrap()).unwrap();
        let found: BTreeSet<(String, usize)> = theirs["found"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let effect = one[1].as_u64().unwrap() as usize;
                (one[0].as_str().unwrap().to_owned(), effect)
            })
            .collect();
        let license = &pair.subject.components[0].license.id;
        assert_eq!(found_by(&ours), found, "{license} in {}", pair.scenario.id);
        assert_eq!(theirs["verdict"], rego::rank(ours.verdict));
        count[rego::rank(ours.verdict)] += 1;
    }
    let told = Verdict::ALL.iter().zip(count);
    let told: Vec<String> = told
        .map(|(verdict, count)| format!("{count} {}", verdict.label()))
        .collect();
    told.join(", ")
}

fn found_by(evaluation: &Evaluation) -> BTreeSet<(String, usize)> {
    evaluation
        .findings
        .iter()
        .map(|finding| (finding.rule.clone(), rego::rank(finding.effect)))
        .collect()
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn each(time: Duration, judgments: usize) -> String {
    let micros = time.as_secs_f64() * 1e6 / judgments as f64;
    format!(
        "{micros:9.1} microseconds a judgment, {:8.1} ms in all",
        time.as_secs_f64() * 1e3
    )
}
