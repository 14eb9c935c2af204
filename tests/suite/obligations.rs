//! The plan of obligations: each once for its license, with what raised it,
//! the words to use, and the checks of name and license.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use license_matrix::catalog::{Catalog, Fact};
use license_matrix::matrix::{Matrix, View};
use license_matrix::plan::{Outcome, PlanItem, name_outcome, plan, to_paste};
use license_matrix::report::{Input, Kind, build};
use license_matrix::scenario::{
    Actor, Answer, Due, Evaluation, Part, Respondent, Role, RuleBook, Scenario,
};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::{judge_all, verdict_cells};

use super::texts_cli::cli;

struct Made {
    catalog: Catalog,
    book: RuleBook,
    scenario: Scenario,
    evaluations: BTreeMap<String, Arc<Evaluation>>,
}

/// A preset with other answers, judged.
fn made(preset: &str, answers: &[(&str, Answer)]) -> Made {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let mut scenario = book.preset(preset).unwrap().clone();
    for (field, answer) in answers {
        scenario.set(field, answer.clone());
    }
    let evaluations = judge_all(&catalog, &book, &scenario, &AttachedTexts::default());
    Made {
        catalog,
        book,
        scenario,
        evaluations,
    }
}

impl Made {
    fn plan(&self, models: &[&str]) -> Vec<PlanItem> {
        plan(
            &self.catalog,
            &self.book,
            &self.scenario,
            &self.evaluations,
            models,
        )
    }
}

fn acts(ids: &[&str]) -> (&'static str, Answer) {
    (
        "acts",
        Answer::Set(ids.iter().map(|id| (*id).to_owned()).collect()),
    )
}

fn said(field: &'static str, words: &str) -> (&'static str, Answer) {
    (field, Answer::Text(words.to_owned()))
}

fn item<'a>(items: &'a [PlanItem], duty: &str, license: &str) -> &'a PlanItem {
    let found = items
        .iter()
        .find(|item| item.duty == duty && item.license == license);
    found.unwrap_or_else(|| panic!("no {duty} of {license}"))
}

#[test]
fn an_obligation_of_a_license_is_one_line_over_its_models() {
    let made = made("client-deliverable", &[]);
    let models = ["llama-3.1-8b", "llama-3-8b", "llama-3.1-70b", "qwen2.5-3b"];
    let items = made.plan(&models);
    let notice = item(&items, "include.notice_file", "llama-3.1");
    assert_eq!(notice.models, ["llama-3.1-8b", "llama-3.1-70b"]);
    assert_eq!(notice.due, Due::AtRelease);
    assert_eq!(notice.owner, Respondent::Engineering);
    assert_eq!(
        notice.actors,
        BTreeSet::from([Actor::Licensee, Actor::Client])
    );
    assert_eq!(notice.citations[0].section, "1.b.iii");
    let [trigger] = notice.triggers.as_slice() else {
        panic!("{:?}", notice.triggers);
    };
    assert_eq!(trigger.rule, "D02");
    // Fine-tuning raises no Notice file; only the act that does is named.
    assert!(
        trigger.because.contains(&"Deliver to a client".to_owned()),
        "{trigger:?}"
    );
    // The same obligation of another license is a line of its own.
    assert_eq!(
        item(&items, "include.notice_file", "llama-3").models,
        ["llama-3-8b"]
    );
    // The order is by due date, notes last.
    let order: Vec<(bool, Due)> = items.iter().map(|item| (item.note, item.due)).collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn nothing_owed_is_missing_and_nothing_else_is_listed() {
    for preset in ["client-deliverable", "inference-host", "train-on-outputs"] {
        let made = made(preset, &[]);
        for (model, evaluation) in &made.evaluations {
            let listed: BTreeSet<_> = made
                .plan(&[model])
                .into_iter()
                .map(|item| (item.duty, item.license, item.words, item.assumed, item.note))
                .collect();
            let owed: BTreeSet<_> = evaluation
                .obligations
                .iter()
                .cloned()
                .map(|one| (one.duty, one.license, one.words, one.assumed, one.note))
                .collect();
            assert_eq!(listed, owed, "{preset} {model}");
        }
    }
}

#[test]
fn every_notice_file_has_its_line_and_no_other_license_has_one_by_mistake() {
    let (catalog, _) = load_data(&DataFolder::built_in()).unwrap();
    let mut lines = 0;
    for license in catalog.licenses() {
        let (file, line) = (license.fact("notice_file"), license.fact("notice_line"));
        let fits = match file {
            Fact::Flag(true) => line.text().is_some(),
            Fact::Unknown => *line == Fact::Unknown,
            // A line that goes with copies without a file of its own.
            _ => *line == Fact::Absent || license.fact("retain").flag() == Some(true),
        };
        assert!(fits, "{}: {file:?} {line:?}", license.id);
        lines += usize::from(line.text().is_some());
    }
    assert!(lines > 30, "{lines}");
}

#[test]
fn two_prescribed_lines_of_one_license_stay_two() {
    // A user's license with a display line and a credit for multimodal models.
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("licenses")).unwrap();
    let text = std::fs::read_to_string("data/licenses/nvidia-oml-2025-10.ron").unwrap();
    let text = text
        .replace("\"brand\": Absent", "\"brand\": Text(\"Runs on a sample\")")
        .replace("\"brand_on\": Absent", "\"brand_on\": Text(\"Uses\")");
    std::fs::write(folder.path().join("licenses/nvidia-oml-2025-10.ron"), text).unwrap();
    let data = DataFolder::built_in().with_overlay(folder.path());
    let (catalog, book) = load_data(&data).unwrap();
    let scenario = book.preset("client-deliverable").unwrap().clone();
    let evaluations = judge_all(&catalog, &book, &scenario, &AttachedTexts::default());
    let (_, model) = catalog
        .models()
        .find(|(_, model)| {
            model.multimodal && model.weights_license() == Some("nvidia-oml-2025-10")
        })
        .unwrap();
    let items = plan(&catalog, &book, &scenario, &evaluations, &[&model.id]);
    let shown: Vec<&str> = items
        .iter()
        .filter(|item| item.duty == "display.brand_line")
        .flat_map(|item| &item.notice.as_ref().unwrap().texts)
        .map(String::as_str)
        .collect();
    assert_eq!(shown, ["Runs on a sample", "Built on NVIDIA Cosmos"]);
}

#[test]
fn notices_are_filled_in_with_what_is_known() {
    let share = acts(&["FineTune", "RedistributeDerivative"]);
    let unnamed = made("client-deliverable", std::slice::from_ref(&share));
    let falcon = ["falcon-2-11b"];
    let items = unnamed.plan(&falcon);
    let notice = |items: &[PlanItem], duty: &str, license: &str| {
        item(items, duty, license).notice.clone().unwrap()
    };
    let sentence = notice(&items, "credit.public_statement", "falcon-2-tii");
    assert!(sentence.texts[0].contains("[name of the derivative]"));
    assert!(sentence.missing.is_some());
    let named = made(
        "client-deliverable",
        &[share, said("derivative_name", "Kestrel")],
    );
    let sentence = notice(
        &named.plan(&falcon),
        "credit.public_statement",
        "falcon-2-tii",
    );
    assert!(
        sentence.texts[0].starts_with("Kestrel is built using Falcon"),
        "{sentence:?}"
    );
    assert_eq!(sentence.missing, None);
    let items = named.plan(&["llama-3.1-8b", "qwen2.5-72b"]);
    assert_eq!(
        notice(&items, "name.prefix", "llama-3.1").texts,
        ["Llama Kestrel"]
    );
    let credit = notice(&items, "credit.docs_statement", "qwen-2024");
    assert!(credit.any_one);
    assert_eq!(credit.texts, ["Built with Qwen", "Improved using Qwen"]);
    // Where the display is the model's name, it is the name of the model.
    let big = made("consumer-app", &[("product_mau", Answer::Num(5e8))]);
    let model = "kimi-k2-instruct";
    let items = big.plan(&[model]);
    let shown = items
        .iter()
        .find(|item| item.duty == "display.model_name_ui");
    assert_eq!(
        shown.expect("it is owed").notice.as_ref().unwrap().texts,
        ["Kimi K2"]
    );
}

#[test]
fn words_that_nobody_read_are_missing_and_not_nothing() {
    let made = made("client-deliverable", &[]);
    let (_, model) = made
        .catalog
        .models()
        .find(|(_, model)| model.weights_license() == Some("minimax-h3"))
        .unwrap();
    let items = made.plan(&[&model.id]);
    let file = item(&items, "include.notice_file", "minimax-h3");
    let notice = file.notice.as_ref().unwrap();
    assert!(file.assumed && notice.texts.is_empty());
    assert!(notice.missing.as_ref().unwrap().contains("Nobody has read"));
    let paste = to_paste(&items);
    assert!(
        paste.iter().any(|paste| paste.texts.is_empty()),
        "{paste:?}"
    );
}

#[test]
fn one_text_for_one_place_is_pasted_once() {
    let made = made("client-deliverable", &[]);
    let items = made.plan(&["cosmos-predict2", "cosmos-predict2.5", "llama-3.1-8b"]);
    let lines = to_paste(&items);
    let same: Vec<_> = lines
        .iter()
        .filter(|paste| {
            let mut texts = paste.texts.iter();
            texts.any(|text| text.starts_with("Licensed by NVIDIA"))
        })
        .collect();
    assert_eq!(same.len(), 1, "{same:?}");
    assert_eq!(same[0].licenses.len(), 2);
    assert_eq!(same[0].models, ["cosmos-predict2", "cosmos-predict2.5"]);
}

/// The memo's sections on obligations, as text.
#[test]
fn the_memo_has_the_plan_and_the_notices() {
    let made = made("client-deliverable", &[]);
    let matrix = Matrix::of_texts(&made.catalog, &verdict_cells(&made.evaluations));
    let told = |filter: &str| {
        let view = View::new(&matrix, filter, "", None, &|_| true).unwrap();
        let report = build(&Input {
            catalog: &made.catalog,
            book: &made.book,
            scenario: &made.scenario,
            view: &view,
            evaluations: &made.evaluations,
            texts: &AttachedTexts::default(),
            filter,
            kind: Kind::Memo,
            date: "2026-11-25",
            version: "0",
            without: &[],
            beside: &[],
            reviewed: &[],
        });
        let sections = report.sections.into_iter();
        let wanted = ["Obligations", "Notices to paste"];
        let found: BTreeMap<String, String> = sections
            .filter(|section| wanted.contains(&section.heading.as_str()))
            .map(|section| (section.heading.clone(), format!("{:?}", section.blocks)))
            .collect();
        found
    };
    let llama = told("model:llama-3.1-8b");
    for words in [
        "Notice file with the prescribed sentence (Deliver to a client)",
        "you, the client: engineering",
        "Llama 3.1 8B",
        "at release",
        "Not said",
    ] {
        assert!(llama["Obligations"].contains(words), "{words}");
    }
    assert!(llama["Notices to paste"].contains("Llama 3.1 is licensed under"));
    // Nothing is to be pasted for a license that prescribes no words.
    let apache = told("model:qwen2.5-7b");
    assert_eq!(apache.keys().collect::<Vec<_>>(), ["Obligations"]);
}

#[test]
fn a_name_fits_if_the_word_comes_first_and_whole() {
    for (name, word, expected) in [
        ("Llama Kestrel", "Llama", Outcome::Ok),
        ("Llama-3.1-Kestrel", "Llama", Outcome::Ok),
        ("Llama", "Llama", Outcome::Ok),
        ("llama-kestrel", "Llama", Outcome::NotOk),
        ("Llamas of Peru", "Llama", Outcome::NotOk),
        ("Llama3-Kestrel", "Llama", Outcome::NotOk),
        ("Kestrel-Llama", "Llama", Outcome::NotOk),
        ("Kestrel", "Llama", Outcome::NotOk),
        ("Llama 3 Kestrel", "Llama 3", Outcome::Ok),
        ("Llama-3-Kestrel", "Llama 3", Outcome::Review),
        ("llama-3-kestrel", "Llama 3", Outcome::NotOk),
        ("Llama 3.1 Kestrel", "Llama 3", Outcome::NotOk),
        ("Llama 3. Kestrel", "Llama 3", Outcome::Ok),
        ("HyperCLOVA X Kestrel", "HyperCLOVA X", Outcome::Ok),
        ("", "Llama", Outcome::NotOk),
    ] {
        assert_eq!(name_outcome(name, word), expected, "{name} for {word}");
    }
}

#[test]
fn the_name_is_checked_for_each_license() {
    let share = acts(&["FineTune", "RedistributeDerivative"]);
    let models = ["llama-3.1-8b", "exaone-3.5-7.8b"];
    let check = |made: &Made, license: &str| {
        let items = made.plan(&models);
        item(&items, "name.prefix", license).check.clone().unwrap()
    };
    let silent = made("client-deliverable", std::slice::from_ref(&share));
    assert_eq!(check(&silent, "llama-3.1").outcome, Outcome::NotSaid);
    let named = made(
        "client-deliverable",
        &[share, said("derivative_name", "Llama Kestrel")],
    );
    let fits = check(&named, "llama-3.1");
    assert_eq!(fits.outcome, Outcome::Ok);
    assert_eq!(fits.given.as_deref(), Some("Llama Kestrel"));
    assert!(fits.words.contains("EXAONE"), "{fits:?}");
    assert_eq!(check(&named, "exaone-1.1-nc").outcome, Outcome::NotOk);
    // The verdicts are the same whatever the name.
    for (model, evaluation) in &silent.evaluations {
        assert_eq!(
            evaluation.verdict, named.evaluations[model].verdict,
            "{model}"
        );
    }
}

#[test]
fn a_part_shows_its_own_name_and_not_that_of_the_model() {
    let figures = [("product_mau", Answer::Num(5e8))];
    let mut made = made("consumer-app", &figures);
    let (_, model) = made
        .catalog
        .models()
        .find(|(_, model)| model.weights_license() == Some("qwen-community-1.0"))
        .unwrap();
    let id = model.id.clone();
    made.scenario.parts = vec![Part {
        model: Some(id.clone()),
        ..Part::new("second", Role::Base)
    }];
    made.evaluations = judge_all(
        &made.catalog,
        &made.book,
        &made.scenario,
        &AttachedTexts::default(),
    );
    let name = made.catalog.model(&id).unwrap().1.name.clone();
    let items = made.plan(&["qwen2.5-7b"]);
    let shown = item(&items, "display.model_name_ui", "qwen-community-1.0");
    assert_eq!(shown.notice.as_ref().unwrap().texts, [name]);
}

/// A part beside the model demands another first word: no name fits both.
#[test]
fn two_first_words_for_one_deployment_are_told() {
    let share = acts(&["FineTune", "RedistributeDerivative"]);
    let mut made = made(
        "client-deliverable",
        &[share, said("derivative_name", "Llama Kestrel")],
    );
    made.scenario.parts = vec![Part {
        license: Some("exaone-1.1-nc".to_owned()),
        ..Part::new("second", Role::MergeParent)
    }];
    made.evaluations = judge_all(
        &made.catalog,
        &made.book,
        &made.scenario,
        &AttachedTexts::default(),
    );
    let items = made.plan(&["llama-3.1-8b"]);
    let own = item(&items, "name.prefix", "llama-3.1");
    let check = own.check.as_ref().unwrap();
    assert_eq!(check.outcome, Outcome::NotOk, "{check:?}");
    assert!(
        check.words.contains("no name can begin with both"),
        "{check:?}"
    );
    assert!(own.of_model && own.parts.is_empty());
    let second = item(&items, "name.prefix", "exaone-1.1-nc");
    assert!(!second.of_model);
    assert!(
        second.statement().ends_with("(for merge parent second)"),
        "{}",
        second.statement()
    );
    // Without the part the name fits.
    made.scenario.parts.clear();
    made.evaluations = judge_all(
        &made.catalog,
        &made.book,
        &made.scenario,
        &AttachedTexts::default(),
    );
    let items = made.plan(&["llama-3.1-8b"]);
    let check = item(&items, "name.prefix", "llama-3.1")
        .check
        .clone()
        .unwrap();
    assert_eq!(check.outcome, Outcome::Ok);
}

#[test]
fn a_license_that_frees_every_use_cannot_carry_limits() {
    let share = acts(&["FineTune", "RedistributeDerivative"]);
    let outcome = |license: Option<&str>, model: &str, duty: &str, of: &str| {
        let mut answers = vec![share.clone()];
        answers.extend(license.map(|license| said("derivative_license", license)));
        let made = made("client-deliverable", &answers);
        let items = made.plan(&[model]);
        item(&items, duty, of).check.clone().unwrap()
    };
    let gemma = |license| {
        outcome(
            license,
            "gemma-3-27b",
            "flowdown.use_restrictions",
            "gemma-tou-2026-04-01",
        )
    };
    assert_eq!(gemma(None).outcome, Outcome::NotSaid);
    for free in ["Apache-2.0", "apache 2.0", "MIT"] {
        let check = gemma(Some(free));
        assert_eq!(check.outcome, Outcome::Review, "{check:?}");
        assert!(check.words.contains("cannot carry"), "{check:?}");
    }
    assert_eq!(gemma(Some("Our own terms")).outcome, Outcome::Review);
    assert_eq!(gemma(Some("gemma-tou-2026-04-01")).outcome, Outcome::Ok);
}

#[test]
fn what_cannot_be_met_is_said_to_be_so() {
    let cannot = Answer::Set(["display.brand_line".to_owned()].into());
    let made = made("client-deliverable", &[("cannot", cannot)]);
    let items = made.plan(&["llama-3.1-8b"]);
    let line = item(&items, "display.brand_line", "llama-3.1");
    assert!(line.cannot);
    assert_eq!(line.state(), "Cannot be met");
    assert_eq!(
        item(&items, "give.license_copy", "llama-3.1").state(),
        "Open"
    );
}

/// Which entries are notes stands in the data, whatever their names.
#[test]
fn promises_are_no_notes() {
    let (_, book) = load_data(&DataFolder::built_in()).unwrap();
    for (key, note) in [
        ("note.indemnity", false),
        ("note.output_destroy", false),
        ("note.hosting_inferred", true),
        ("watch.threshold", true),
        ("display.brand_line", false),
    ] {
        assert_eq!(book.duty(key).unwrap().note, note, "{key}");
    }
}

fn ask(arguments: &[&str]) -> (i32, String, String) {
    let arguments: Vec<&std::ffi::OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    cli(&arguments)
}

#[test]
fn the_command_line_lists_them_as_text_and_json() {
    let asked = [
        "obligations",
        "--scenario",
        "client-deliverable",
        "--filter",
        "model:llama-3.1-8b,llama-3.1-70b",
    ];
    let (code, out, err) = ask(&asked);
    assert_eq!((code, err.as_str()), (0, ""));
    let line = "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright \u{a9} Meta \
                Platforms, Inc. All Rights Reserved.";
    // Alone on its line, so that it can be pasted.
    assert!(out.lines().any(|have| have == line), "{out}");
    assert!(out.contains("check: Not said: Say what the model is called"));
    let json: Vec<&str> = asked.into_iter().chain(["--format", "json"]).collect();
    let (code, out, _) = ask(&json);
    assert_eq!(code, 0);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let items = value["obligations"].as_array().unwrap();
    let file = items
        .iter()
        .find(|item| item["duty"] == "include.notice_file")
        .unwrap();
    assert_eq!(file["due"], "at_release");
    assert_eq!(file["models"].as_array().unwrap().len(), 2);
    assert_eq!(file["notice"]["texts"][0], line);
    let (code, out, err) = ask(&[
        "obligations",
        "--scenario",
        "client-deliverable",
        "--filter",
        "model:none",
    ]);
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("No model fits"), "{err}");
}
