//! The closest permitted substitutes: which models are like one another, in
//! which order they are named, and what is said where something is missing.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use license_matrix::catalog::Catalog;
use license_matrix::model_comparison::{
    Grounds, Shift, Substitutes, needs_substitute, substitutes,
};
use license_matrix::scenario::{Answer, Evaluation, RuleBook, Scenario, Verdict};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::judge_all;

use super::golden::assert_golden;
use super::made::built_in;
use super::texts_cli::cli;

/// Not permitted in the scenario of these tests, permitted, and permitted with
/// obligations.
const BARRED: &str = "qwen-research";
const FREE: &str = "apache-2.0";
const BURDENED: &str = "llama-3.1";

/// A made model; what is left out is not recorded.
#[derive(Clone, Copy)]
struct Model {
    id: &'static str,
    license: &'static str,
    size: Option<&'static str>,
    date: Option<&'static str>,
    evidence: &'static str,
    modality: &'static [&'static str],
}

const fn model(id: &'static str, license: &'static str, size: &'static str) -> Model {
    Model {
        id,
        license,
        size: Some(size),
        date: Some("2025-01-15"),
        evidence: "Primary",
        modality: &["text"],
    }
}

impl Model {
    fn ron(&self) -> String {
        let quoted = |text: Option<&str>| match text {
            Some(text) => format!("Some(\"{text}\")"),
            None => "None".to_owned(),
        };
        format!(
            "(id: \"{0}\", name: \"{0}\", generation: \"Made\", release_date: {1}, \
             modality: {2:?}, multimodal: false, parameters: {3}, availability: Weights, \
             licenses: [(role: Weights, license: \"{4}\")], cite: [(\"{4}\", \"1\")], \
             evidence: {5})",
            self.id,
            quoted(self.date),
            self.modality,
            quoted(self.size),
            self.license,
            self.evidence,
        )
    }
}

struct Made {
    catalog: Catalog,
    book: RuleBook,
    scenario: Scenario,
    evaluations: BTreeMap<String, Arc<Evaluation>>,
}

/// Two made families and nothing else to choose from.
fn made(own: &[Model], others: &[Model]) -> Made {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("models")).unwrap();
    for (id, models) in [("made", own), ("other", others)] {
        let list: Vec<String> = models.iter().map(Model::ron).collect();
        let text = format!(
            "(id: \"{id}\", name: \"{id}\", publisher: \"Publisher\", history: [], models: [{}])",
            list.join(", ")
        );
        fs::write(folder.path().join(format!("models/{id}.ron")), text).unwrap();
    }
    let data = DataFolder::built_in().with_overlay(folder.path());
    let (catalog, book) = load_data(&data).unwrap();
    let scenario = book.preset("startup-due-diligence").unwrap().clone();
    let mut made = Made {
        catalog,
        book,
        scenario,
        evaluations: BTreeMap::new(),
    };
    made.judge();
    made
}

impl Made {
    fn judge(&mut self) {
        let texts = AttachedTexts::default();
        self.evaluations = judge_all(&self.catalog, &self.book, &self.scenario, &texts);
        let made = |id: &String| {
            let family = self.catalog.model(id).map(|(family, _)| family.id.as_str());
            matches!(family, Some("made" | "other"))
        };
        self.evaluations.retain(|id, _| made(id));
    }

    fn of(&self, id: &str) -> Option<Substitutes> {
        let grounds = Grounds {
            catalog: &self.catalog,
            book: &self.book,
            scenario: Some(&self.scenario),
            evaluations: &self.evaluations,
            texts: &AttachedTexts::default(),
        };
        substitutes(&grounds, id)
    }

    fn named(&self, id: &str) -> Vec<String> {
        let found = self.of(id).unwrap();
        assert_eq!(found.list.is_empty(), found.none.is_some(), "{found:?}");
        found.list.into_iter().map(|one| one.id).collect()
    }
}

const REJECTED: Model = model("rejected", BARRED, "7B");

#[test]
fn the_licenses_of_these_tests_are_judged_as_they_are_meant() {
    let made = made(
        &[REJECTED, model("free", FREE, "7B")],
        &[model("burdened", BURDENED, "7B")],
    );
    let verdict = |id: &str| made.evaluations[id].verdict;
    assert_eq!(verdict("free"), Verdict::Permitted);
    assert_eq!(verdict("burdened"), Verdict::PermittedWithObligations);
    assert!(needs_substitute(verdict("rejected")));
    assert_eq!(made.of("free"), None);
    assert_eq!(made.of("burdened"), None);
    assert_eq!(made.of("no-such-model"), None);
}

#[test]
fn permitted_comes_before_obligations_then_family_then_size_then_age() {
    // Each step against the ones below it.
    let made_by = |own: &[Model], others: &[Model]| made(own, others).named("rejected");
    assert_eq!(
        made_by(
            &[REJECTED, model("a", BURDENED, "7B")],
            &[model("z", FREE, "13B")]
        ),
        ["z", "a"]
    );
    assert_eq!(
        made_by(
            &[REJECTED, model("z", FREE, "13B")],
            &[model("a", FREE, "7B")]
        ),
        ["z", "a"]
    );
    let old = Model {
        date: Some("2023-01"),
        ..model("z", FREE, "7B")
    };
    assert_eq!(
        made_by(&[REJECTED, model("a", FREE, "8B"), old], &[]),
        ["z", "a"]
    );
    let undated = Model {
        date: None,
        ..model("a", FREE, "8B")
    };
    let new = Model {
        date: Some("2026-01"),
        ..model("z", FREE, "8B")
    };
    assert_eq!(
        made_by(&[REJECTED, undated, model("b", FREE, "8B"), new], &[]),
        ["z", "b", "a"]
    );
}

#[test]
fn a_license_known_second_hand_is_said_and_comes_later() {
    let heard = Model {
        evidence: "Secondary",
        ..model("a", FREE, "7B")
    };
    let list = made(&[REJECTED, heard], &[model("z", FREE, "13B")]);
    let found = list.of("rejected").unwrap();
    assert_eq!(found.list[0].id, "z");
    let told = &found.list[1].likeness;
    assert!(told.contains(&"Its license assignment: second hand".to_owned()));
}

#[test]
fn ties_are_broken_by_id_and_the_order_of_the_catalog_does_not_matter() {
    let mut models = vec![
        REJECTED,
        model("d", FREE, "7B"),
        model("a", FREE, "7B"),
        model("c", FREE, "7B"),
        model("b", FREE, "7B"),
    ];
    // At most three are named.
    for _ in 0..models.len() {
        models.rotate_left(1);
        assert_eq!(made(&models, &[]).named("rejected"), ["a", "b", "c"]);
    }
}

#[test]
fn half_to_twice_the_parameters_is_like_and_more_is_not() {
    let list = made(
        &[
            REJECTED,
            model("half", FREE, "3.5B"),
            model("twice", FREE, "14B"),
            model("less", FREE, "3.4B"),
            model("more", FREE, "14.1B"),
        ],
        &[],
    );
    assert_eq!(list.named("rejected"), ["half", "twice"]);
    // Of a mixture of experts all parameters count.
    let list = made(&[REJECTED, model("experts", FREE, "30B-A7B")], &[]);
    let none = list.of("rejected").unwrap().none.unwrap();
    assert!(none.contains("between 3.5bn and 14bn parameters"), "{none}");
    assert!(none.contains("is experts (30B-A7B)"), "{none}");
}

#[test]
fn another_modality_is_no_substitute_but_reasoning_is_none() {
    let with = |modality| Model {
        modality,
        ..model("other", FREE, "7B")
    };
    let named = |modality| {
        made(&[REJECTED, with(modality)], &[])
            .of("rejected")
            .unwrap()
    };
    for modality in [&["text", "vision"][..], &["text", "embedding"], &["image"]] {
        let none = named(modality).none.unwrap();
        assert!(none.contains("No other model in the catalog has the same modality (text)"));
    }
    let found = named(&["text", "reasoning"]);
    assert_eq!(found.list.len(), 1);
    let told = &found.list[0].likeness;
    assert!(
        told.contains(&"Listed as made for reasoning".to_owned()),
        "{told:?}"
    );
}

#[test]
fn a_size_that_is_not_recorded_is_said_and_never_guessed() {
    let unsized_ = |id, license| Model {
        size: None,
        ..model(id, license, "")
    };
    // The model itself has none: any size is named, and that is said.
    let list = made(
        &[unsized_("rejected", BARRED), model("large", FREE, "405B")],
        &[],
    );
    let found = list.of("rejected").unwrap();
    assert_eq!(found.list[0].id, "large");
    let said = "The size of rejected is not recorded, so models of any size are named.";
    assert_eq!(found.remarks, [said]);
    assert!(found.list[0].likeness[1].contains("the size of rejected is not recorded"));
    // Only the others have none, or one that names no total.
    let active = Model {
        size: Some("7B active, 16 experts"),
        ..model("active", FREE, "")
    };
    let list = made(&[REJECTED, unsized_("small", FREE), active], &[]);
    let found = list.of("rejected").unwrap();
    assert!(found.list.is_empty());
    assert!(found.none.is_some());
    let said = "2 permitted models of the same modality have no recorded size";
    assert!(found.remarks[0].starts_with(said), "{:?}", found.remarks);
}

#[test]
fn where_there_is_none_it_is_said_why() {
    let none = |own: &[Model]| made(own, &[]).of("rejected").unwrap().none.unwrap();
    let alone = none(&[REJECTED]);
    assert!(
        alone.starts_with("No other model in the catalog"),
        "{alone}"
    );
    let barred = none(&[REJECTED, model("also", BARRED, "7B")]);
    assert!(
        barred.starts_with("Of 1 other model with the same modality (text), none is permitted"),
        "{barred}"
    );
}

#[test]
fn what_was_released_after_the_day_of_the_scenario_is_left_out() {
    let later = Model {
        date: Some("2026-05-01"),
        ..model("later", FREE, "7B")
    };
    let mut list = made(&[REJECTED, later, model("there", FREE, "8B")], &[]);
    let day = |text: &str| Answer::Text(text.to_owned());
    list.scenario.set("as_of", day("2025-06-01"));
    list.judge();
    assert_eq!(list.named("rejected"), ["there"]);
    let remarks = list.of("rejected").unwrap().remarks;
    assert_eq!(
        remarks,
        ["1 permitted model was not yet released on 2025-06-01 and left out."]
    );
    list.scenario.set("as_of", day("2024-06-01"));
    list.judge();
    let none = list.of("rejected").unwrap().none.unwrap();
    assert!(none.contains("was released by the day"), "{none}");
}

#[test]
fn terms_and_obligations_are_told_with_their_clauses() {
    let list = made(&[REJECTED, model("burdened", BURDENED, "8B")], &[]);
    let found = list.of("rejected").unwrap();
    let one = &found.list[0];
    assert_eq!(one.verdict, Verdict::PermittedWithObligations);
    assert_eq!(one.likeness[1], "8B instead of 7B: 14 % more parameters");
    let switch = one.switch.as_ref().unwrap();
    let better = switch
        .terms_that_are(Shift::Better)
        .find(|term| term.term == "commercial_use")
        .unwrap();
    assert!(better.to.citations.iter().all(|at| at.document == BURDENED));
    assert!(better.from.citations.iter().all(|at| at.document == BARRED));
    assert!(!better.to.citations.is_empty() && !better.from.citations.is_empty());
    // Two limits or two places of jurisdiction are not weighed.
    let other = |term: &str| {
        switch
            .terms
            .iter()
            .any(|t| t.term == term && t.shift == Shift::Other)
    };
    assert!(other("governing_law"));
    for owed in switch.added.iter().chain(&switch.dropped) {
        assert!(
            !owed.citations.is_empty() && !owed.words.is_empty(),
            "{owed:?}"
        );
    }
    assert!(
        switch
            .added
            .iter()
            .all(|new| { switch.dropped.iter().all(|gone| gone.duty != new.duty) })
    );
    assert!(!switch.added.is_empty());
}

/// Does something with the verdicts on the built-in catalog in a preset.
fn in_preset<T>(preset: &str, look: impl FnOnce(&Grounds<'_>) -> T) -> T {
    let (catalog, book) = built_in();
    let scenario = book.preset(preset).unwrap();
    let texts = AttachedTexts::default();
    let evaluations = judge_all(&catalog, &book, scenario, &texts);
    look(&Grounds {
        catalog: &catalog,
        book: &book,
        scenario: Some(scenario),
        evaluations: &evaluations,
        texts: &texts,
    })
}

#[test]
fn every_rejected_model_of_the_catalog_has_a_substitute_or_a_reason() {
    for preset in ["consumer-app", "eu-enterprise"] {
        in_preset(preset, |grounds| {
            let mut with = 0;
            for (_, model) in grounds.catalog.models() {
                let verdict = grounds.evaluations[&model.id].verdict;
                let found = substitutes(grounds, &model.id);
                assert_eq!(found.is_some(), needs_substitute(verdict), "{}", model.id);
                let Some(found) = found else { continue };
                assert_eq!(found.list.is_empty(), found.none.is_some(), "{}", model.id);
                assert!(found.list.len() <= 3);
                for one in &found.list {
                    assert!(!needs_substitute(grounds.evaluations[&one.id].verdict));
                    assert_eq!(one.verdict, grounds.evaluations[&one.id].verdict);
                    assert_ne!(one.id, model.id);
                }
                with += usize::from(!found.list.is_empty());
            }
            assert!(with > 50, "{preset}: only {with} have a substitute");
        });
    }
}

/// The model that a German firm asks for, which its license withholds from it.
#[test]
fn a_model_withheld_from_europe_has_substitutes_for_a_firm_there() {
    let found = in_preset("eu-enterprise", |grounds| {
        substitutes(grounds, "llama-3.2-11b-vision").unwrap()
    });
    assert_eq!(found.verdict, Verdict::NotPermitted);
    let first = &found.list[0];
    assert_eq!(first.verdict, Verdict::Permitted);
    // House policy is told beside the verdict.
    assert_eq!(first.house, Some(Verdict::Permitted));
    let territory = first.switch.as_ref().unwrap().terms.iter();
    let territory = territory
        .clone()
        .find(|term| term.term == "territory")
        .unwrap();
    assert_eq!(territory.shift, Shift::Better);
}

#[test]
fn the_command_line_names_them() {
    let run = |ending: &str| {
        let arguments = [
            "substitute",
            "exaone-4.0-32b",
            "--scenario",
            "startup-due-diligence",
            "--format",
            ending,
        ];
        let (code, out, _) = cli(&arguments.map(std::convert::AsRef::as_ref));
        assert_eq!(code, 0);
        out
    };
    assert_golden("cli/substitute.txt", &run("text"));
    let json: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(json["verdict"], "separate_license");
    assert_eq!(json["needed"], true);
    let first = &json["substitutes"][0];
    assert_eq!(first["verdict"], "permitted");
    let term = &first["changes"]["terms"][0];
    assert_eq!(term["shift"], "better");
    assert!(!term["to"]["citations"].as_array().unwrap().is_empty());
    let gone = &first["changes"]["obligations_dropped"][0];
    assert!(!gone["citations"].as_array().unwrap().is_empty());
    let ask = |model: &str, scenario: &str| {
        let arguments = ["substitute", model, "--scenario", scenario];
        cli(&arguments.map(std::convert::AsRef::as_ref))
    };
    let (code, out, _) = ask("qwen3-4b", "startup-due-diligence");
    assert!(
        code == 0 && out.contains("no substitute is needed"),
        "{out}"
    );
    let (code, _, error) = ask("qwen-3-4b", "startup-due-diligence");
    assert!(code == 3 && error.contains("qwen-3-4b"), "{error}");
    // There is none: the exit code is that of the verdict on the model.
    let (code, out, _) = ask("hunyuan3d-2.1", "consumer-app");
    assert!(code == 2 && out.contains("no substitute: Of "), "{out}");
    assert_eq!(ask("exaone-4.0-32b", "no-such-preset").0, 3);
}
