//! Models side by side: what differs comes first, every value keeps its clause,
//! and what is not known is never told as if it were not there.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use license_matrix::app::{
    Command, Effect, GridCommand, ModelsCommand, Place, Sheet, Spot, State, apply,
};
use license_matrix::matrix::{Matrix, Tone};
use license_matrix::model_comparison::{
    ComparedGroup, Grounds, ModelComparison, NotCompared, compare_models,
};
use license_matrix::scenario::Evaluation;
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::judge_all;

use super::golden::assert_golden;
use super::made::{Data, built_in};
use super::texts_cli::cli;

fn data() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(built_in)
}

fn compare(preset: Option<&str>, ids: &[&str]) -> Result<ModelComparison, NotCompared> {
    let (catalog, book) = data();
    let scenario = preset.map(|id| book.preset(id).unwrap());
    let texts = AttachedTexts::default();
    let evaluations: BTreeMap<String, Arc<Evaluation>> = scenario
        .map(|scenario| judge_all(catalog, book, scenario, &texts))
        .unwrap_or_default();
    let grounds = Grounds {
        catalog,
        book,
        scenario,
        evaluations: &evaluations,
        texts: &texts,
    };
    compare_models(&grounds, ids)
}

const THREE: [&str; 3] = ["qwen2.5-3b", "qwen3-4b", "llama-3.1-8b"];

#[test]
fn differing_rows_come_first_and_no_column_is_lost() {
    let comparison = compare(None, &THREE).unwrap();
    let names: Vec<&str> = comparison
        .models
        .iter()
        .map(|model| model.name.as_str())
        .collect();
    assert_eq!(names, ["Qwen2.5-3B", "Qwen3-4B", "Llama 3.1 8B"]);
    // Without a scenario nothing is judged.
    let groups: Vec<_> = comparison.rows.iter().map(|row| row.group).collect();
    assert!(
        groups
            .iter()
            .all(|group| { matches!(group, ComparedGroup::Differing | ComparedGroup::Alike) })
    );
    assert!(groups.is_sorted());
    for row in &comparison.rows {
        assert_eq!(
            row.differs(),
            row.group == ComparedGroup::Differing,
            "{}",
            row.id
        );
        assert_eq!(row.cells.len(), 3);
    }
    // Each part in the order of the columns, and together all of them.
    let (catalog, _) = data();
    let order = |id: &str| catalog.columns().iter().position(|column| column.id == id);
    for group in [ComparedGroup::Differing, ComparedGroup::Alike] {
        let places: Vec<_> = comparison
            .rows_of(group)
            .map(|row| order(&row.id).unwrap())
            .collect();
        assert!(places.is_sorted(), "{group:?}");
    }
    assert_eq!(comparison.rows.len(), catalog.columns().len() - 2);
}

#[test]
fn the_cells_are_those_of_the_matrix() {
    let (catalog, _) = data();
    let matrix = Matrix::of_texts(catalog, &BTreeMap::new());
    let comparison = compare(None, &THREE).unwrap();
    for row in &comparison.rows {
        let column = matrix.column_index(&row.id).unwrap();
        for (model, cell) in comparison.models.iter().zip(&row.cells) {
            let own = matrix.rows.iter().find(|one| one.id == model.id).unwrap();
            assert_eq!(cell, &*own.cells[column], "{} of {}", row.id, model.id);
        }
    }
}

#[test]
fn verdicts_and_the_rules_that_decide_stand_on_top() {
    let comparison = compare(Some("consumer-app"), &THREE).unwrap();
    let first = &comparison.rows[0];
    assert_eq!(
        (first.group, first.id.as_str()),
        (ComparedGroup::Verdict, "verdict")
    );
    let words: Vec<&str> = first.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(words[0], "Separate license needed");
    assert_eq!(words[1], "Permitted with obligations");
    assert!(first.is_unlike_first(1) && !first.is_unlike_first(0));
    let reason = comparison.rows_of(ComparedGroup::Reasons).next().unwrap();
    assert!(reason.label.starts_with("C03 "), "{}", reason.label);
    assert!(!reason.cells[0].citations.is_empty());
    assert_eq!(reason.cells[0].tone, Tone::Bad);
    assert_eq!(reason.cells[1].text, "Does not apply");
    assert!(
        comparison
            .rows
            .windows(2)
            .all(|pair| pair[0].group <= pair[1].group)
    );
}

#[test]
fn obligations_of_some_are_told_apart_from_those_of_all() {
    let comparison = compare(Some("consumer-app"), &THREE).unwrap();
    let differing: Vec<_> = comparison
        .rows_of(ComparedGroup::ObligationsDiffering)
        .collect();
    assert!(
        differing.iter().any(|row| {
            row.cells[1].text == "Not owed" && row.cells[2].text.starts_with("Owed: ")
        })
    );
    for row in &differing {
        for cell in row
            .cells
            .iter()
            .filter(|cell| cell.text.starts_with("Owed"))
        {
            assert!(!cell.citations.is_empty(), "{}", row.label);
        }
    }
    // All of them have to pass on the license text.
    let all = comparison.rows_of(ComparedGroup::ObligationsAlike);
    for row in all {
        assert!(row.cells.iter().all(|cell| cell.text == row.cells[0].text));
        assert_ne!(row.cells[0].text, "Not owed");
    }
}

#[test]
fn of_a_model_that_nobody_can_judge_nothing_is_told_as_absent() {
    // No weights are published, so no license is on file.
    let ids = ["qwen2.5-3b", "qwen3.7-max"];
    let comparison = compare(Some("consumer-app"), &ids).unwrap();
    for row in &comparison.rows {
        if matches!(
            row.group,
            ComparedGroup::Reasons | ComparedGroup::ObligationsDiffering
        ) {
            let cell = &row.cells[1];
            assert!(
                !matches!(cell.text.as_str(), "Not owed" | "Does not apply"),
                "{}: {}",
                row.label,
                cell.text
            );
            assert_eq!(cell.tone, Tone::Unknown, "{}", row.label);
        }
    }
    assert_eq!(
        comparison.rows_of(ComparedGroup::ObligationsAlike).count(),
        0
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let words = |ids: &[&str]| compare(None, ids).unwrap_err().to_string();
    assert_eq!(
        words(&["mit"]),
        "2 to 6 models can be compared side by side, not 1."
    );
    assert_eq!(compare(None, &["qwen3-4b"; 7]), Err(NotCompared::Count(7)));
    assert_eq!(
        words(&["qwen3-4b", "qwen-9"]),
        "There is no model \"qwen-9\" in the catalog."
    );
    assert_eq!(
        words(&["qwen3-4b", "qwen3-4b"]),
        "Qwen3-4B is named twice. Name each model once."
    );
}

fn state() -> State {
    let (catalog, book) = data().clone();
    State::new(catalog, book, Vec::new(), "2026-11-24".to_owned())
}

fn models(state: &mut State, command: ModelsCommand) -> Vec<Effect> {
    apply(state, Command::Models(command))
}

fn pick(state: &mut State, id: &str) {
    models(state, ModelsCommand::Pick(id.to_owned()));
}

#[test]
fn six_models_are_picked_in_order_and_a_seventh_is_refused() {
    let mut state = state();
    let ids: Vec<String> = state
        .matrix
        .rows
        .iter()
        .rev()
        .take(7)
        .map(|row| row.id.clone())
        .collect();
    for id in &ids {
        pick(&mut state, id);
    }
    assert_eq!(state.picks.models, ids[..6]);
    let refused = state.picks.refused.clone().unwrap();
    assert!(
        refused.starts_with("6 models are picked, which is the most"),
        "{refused}"
    );
    // Picking one twice changes nothing, and the sentence goes.
    pick(&mut state, &ids[0]);
    assert_eq!((state.picks.models.len(), &state.picks.refused), (6, &None));
    models(&mut state, ModelsCommand::Drop(ids[0].clone()));
    pick(&mut state, &ids[6]);
    assert_eq!(state.picks.models, ids[1..]);
    pick(&mut state, "no-such-model");
    assert!(state.picks.refused.is_some());
    models(&mut state, ModelsCommand::Clear);
    assert!(state.picks.models.is_empty() && state.picks.refused.is_none());
}

#[test]
fn one_model_is_not_compared_and_going_elsewhere_leaves_the_comparison() {
    let mut state = state();
    pick(&mut state, "qwen3-4b");
    models(&mut state, ModelsCommand::Compare(true));
    assert!(!state.picks.open && state.picks.refused.is_some());
    pick(&mut state, "qwen2.5-3b");
    models(&mut state, ModelsCommand::Compare(true));
    assert_eq!(state.comparison().unwrap().models.len(), 2);
    for go in [
        Command::ShowSheet(Sheet::Texts),
        Command::ShowSheet(Sheet::Article),
        Command::Go(Place::Model("qwen3-4b".to_owned())),
        Command::Models(ModelsCommand::Drop("qwen3-4b".to_owned())),
    ] {
        let mut there = state_with(&state);
        apply(&mut there, go.clone());
        assert!(!there.picks.open, "{go:?}");
        assert!(there.comparison().is_none());
    }
}

/// The same picks in another window.
fn state_with(other: &State) -> State {
    let mut state = state();
    state.picks = other.picks.clone();
    state
}

#[test]
fn the_models_of_selected_rows_are_compared() {
    let mut state = state();
    apply(
        &mut state,
        Command::SetFilter("model:qwen2.5-3b,qwen2.5-7b,qwen3-4b".to_owned()),
    );
    let rows = state.rows.clone();
    let go = |row, extend| {
        Command::Grid(GridCommand::Go {
            spot: Spot { row, column: 0 },
            extend,
        })
    };
    apply(&mut state, go(rows[0], false));
    apply(&mut state, go(rows[1], true));
    models(&mut state, ModelsCommand::CompareSelected);
    let expected: Vec<&str> = rows[..2]
        .iter()
        .map(|row| state.matrix.rows[*row].id.as_str())
        .collect();
    assert!(state.picks.open);
    assert_eq!(state.picks.models, expected);
    // Too many change nothing and are refused.
    apply(&mut state, Command::ClearFilters);
    apply(&mut state, Command::Models(ModelsCommand::Compare(false)));
    apply(&mut state, Command::Grid(GridCommand::SelectAll));
    let before = state.picks.models.clone();
    models(&mut state, ModelsCommand::CompareSelected);
    assert!(!state.picks.open);
    assert_eq!(state.picks.models, before);
    assert!(state.picks.refused.as_ref().unwrap().ends_with("not 518."));
}

#[test]
fn the_comparison_is_copied_with_its_clauses_as_it_is_shown() {
    let mut state = state();
    let both = vec!["qwen2.5-3b".to_owned(), "qwen3-4b".to_owned()];
    models(&mut state, ModelsCommand::CompareThese(both));
    let copied = |state: &mut State| match models(state, ModelsCommand::Copy).as_slice() {
        [Effect::Copy(copied)] => (**copied).clone(),
        other => panic!("{other:?}"),
    };
    let all = copied(&mut state);
    assert_eq!(all.headings, ["Term", "Differs", "Qwen2.5-3B", "Qwen3-4B"]);
    let row = |name: &str| all.rows.iter().find(|row| row[0] == name).unwrap().clone();
    let commercial = row("Commercial use");
    assert_eq!(commercial[1], "yes");
    assert!(
        commercial[2].starts_with("No [Qwen RESEARCH LICENSE AGREEMENT: § "),
        "{commercial:?}"
    );
    models(&mut state, ModelsCommand::OnlyDiffering(true));
    let differing = copied(&mut state);
    assert!(differing.rows.len() < all.rows.len());
    assert!(differing.rows.iter().all(|row| row[1] == "yes"));
}

#[test]
fn the_command_line_compares_models_in_a_scenario() {
    let run = |format: &str| {
        let mut arguments = vec!["compare"];
        arguments.extend(THREE);
        arguments.extend(["--scenario", "consumer-app", "--format", format]);
        let arguments: Vec<_> = arguments.iter().map(std::convert::AsRef::as_ref).collect();
        let (code, out, error) = cli(&arguments);
        assert_eq!(code, 0, "{error}");
        out
    };
    assert_golden("cli/compare-models.txt", &run("text"));
    let json: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(json["models"][0]["model"], "qwen2.5-3b");
    assert_eq!(json["rows"][0]["group"], "verdict");
    assert_eq!(json["rows"][0]["differs"], true);
    assert_eq!(json["rows"][0]["cells"].as_array().unwrap().len(), 3);
}
