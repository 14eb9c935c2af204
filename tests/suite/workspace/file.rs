//! Workspace files: what is written, read, refused, and never written over.

use std::fs;
use std::path::Path;

use license_matrix::scenario::Answer;
use license_matrix::store::{
    DataFolder, SaveOutcome, load_data, open_workspace, read_workspace, replace_workspace,
    save_workspace, workspace_problems, workspace_text,
};
use license_matrix::workspace::{Opinion, Subject, Workspace, merge};
use proptest::prelude::*;

use super::made::{any_workspace, sample};
use crate::golden::assert_golden;

fn read(text: &str) -> Workspace {
    let read = read_workspace("a.lmx", text).unwrap();
    assert_eq!((read.older, read.read_only), (None, None));
    read.workspace
}

fn refused(text: &str) -> String {
    let problems = read_workspace("a.lmx", text).unwrap_err();
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_again(workspace in any_workspace()) {
        let text = workspace_text(&workspace).unwrap();
        let again = read_workspace("a.lmx", &text).unwrap().workspace;
        prop_assert_eq!(&again, &workspace);
        prop_assert_eq!(workspace_text(&again).unwrap(), text);
    }
}

#[test]
fn a_workspace_file_reads_well() {
    let text = workspace_text(&sample()).unwrap();
    assert_golden("workspace.lmx", &text);
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let problems = workspace_problems("a.lmx", &text, &read(&text), &catalog, &book);
    assert_eq!(problems, []);
}

/// The example that README gives.
#[test]
fn the_example_of_the_readme_is_a_workspace() {
    let readme = include_str!("../../../README.md");
    let start = readme.find("(\n kind: \"workspace\"").unwrap();
    let text = readme[start..].split("```").next().unwrap();
    let workspace = read(text);
    assert_eq!(
        (workspace.decisions.len(), workspace.set_aside.len()),
        (3, 1)
    );
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let problems = workspace_problems("a.lmx", text, &workspace, &catalog, &book);
    assert_eq!(problems, []);
}

/// One change is one line, so that git shows and merges it well.
#[test]
fn a_change_is_a_line() {
    let before = sample();
    let changed = |change: &dyn Fn(&mut Workspace)| {
        let mut after = before.clone();
        change(&mut after);
        let (old, new) = (
            workspace_text(&before).unwrap(),
            workspace_text(&after).unwrap(),
        );
        let diff = similar::TextDiff::from_lines(&old, &new);
        let count = |tag| diff.iter_all_changes().filter(|c| c.tag() == tag).count();
        let (gone, added) = (similar::ChangeTag::Delete, similar::ChangeTag::Insert);
        (count(gone), count(added))
    };
    let cell = |column: &str| Subject::Cell("llama-3.1-8b".to_owned(), column.to_owned());
    let one: [&dyn Fn(&mut Workspace); 6] = [
        &|w| w.title = "Other".to_owned(),
        &|w| {
            let scenario = &mut w.scenarios[1].scenario;
            scenario.set("product_mau", Answer::Num(7.0));
        },
        &|w| {
            let decision = w.decisions.get_mut(&cell("commercial_use")).unwrap();
            decision.opinion = Opinion::MoreFacts("the contract".to_owned());
        },
        &|w| w.views[0].filter = "family:qwen".to_owned(),
        &|w| w.branding.client = Some("Other".to_owned()),
        &|w| w.active = None,
    ];
    for (place, change) in one.into_iter().enumerate() {
        assert_eq!(changed(change), (1, 1), "change {place}");
    }
    let added = changed(&|w| {
        let scenario = &mut w.scenarios[0].scenario;
        scenario.set("domicile", Answer::Text("DE".to_owned()));
    });
    assert_eq!(added, (0, 1));
    let withdrawn = changed(&|w| {
        w.withdraw(&cell("commercial_use"));
    });
    assert_eq!(withdrawn, (1, 0));
}

#[test]
fn mistakes_are_told_with_their_line() {
    let text = workspace_text(&sample()).unwrap();
    let line = |words: &str| text.lines().position(|line| line.contains(words)).unwrap() + 1;
    let told = |from: &str, to: &str, what: &str, number: usize| {
        assert!(text.contains(from), "{from}");
        let problem = refused(&text.replacen(from, to, 1));
        assert!(problem.contains(what), "{problem}");
        assert!(
            problem.starts_with(&format!("a.lmx:{number}: ")),
            "{problem}"
        );
    };
    let unknown = "there is no field \"color\" here";
    told(
        " active:",
        " color: 1,\n active:",
        unknown,
        line(" active:"),
    );
    told(
        "opinion: Agree",
        "opinion: Maybe",
        "\"Maybe\" is not allowed here",
        line("opinion: Agree"),
    );
    told(
        "id: \"own-scenario-2\", scen",
        "id: \"own-scenario\", scen",
        "is there twice",
        line("\"own-scenario-2\", scen"),
    );
    told(
        "\"user_threshold\"",
        "\"commercial_use\"",
        "is there twice",
        line("\"user_threshold\""),
    );
    told(
        "\"All\"",
        "\"Open questions\"",
        "is there twice",
        line("\"All\"") - 1,
    );
    told(
        "schema: 1,\n title",
        "schema: 0,\n title",
        "which version",
        4,
    );
    let marks = text.replacen(" title:", "<<<<<<< mine\n title:", 1);
    assert!(refused(&marks).starts_with("a.lmx:5: two versions of the file stand in it"));
    assert!(refused("").contains("the file is empty"));
    assert!(refused("hello").contains("neither a workspace nor a scenario"));
}

#[test]
fn what_does_not_fit_the_catalog_is_told_with_its_line() {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let text = workspace_text(&sample()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = |lines: &[String], words: &str, nth: usize| {
        let all = lines.iter().enumerate();
        let mut found = all.filter(|(_, line)| line.contains(words));
        found.nth(nth).unwrap().0
    };
    // In the second scenario, where the first one has the same question.
    let answer = place(&lines, "\"product_mau\"", 1);
    lines[answer] = lines[answer].replace("Range(1000000.0, 5000000.0)", "Range(9.0, 5.0)");
    let decision = place(&lines, "\"commercial_use\"", 0);
    lines[decision] = lines[decision].replace("llama-3.1-8b", "llama-9");
    let zoom = place(&lines, "zoom: 100", 1);
    lines[zoom] = lines[zoom].replace("100", "5000");
    let text = lines.join("\n");
    let told = workspace_problems("a.lmx", &text, &read(&text), &catalog, &book);
    let told: Vec<(usize, &str)> = told.iter().map(|p| (p.line, p.what.as_str())).collect();
    let view = place(&lines, "name: \"All\"", 0);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].0, answer + 1, "{told:?}");
    assert!(
        told[0]
            .1
            .contains("\"product_mau\" has its bounds the wrong way round")
    );
    assert!(
        (told[1].0 == view + 1 || told[1].0 == view) && told[1].1.contains("zoom"),
        "{told:?}"
    );
    assert_eq!(told[2].0, decision + 1);
    assert!(told[2].1.contains("the catalog has no model \"llama-9\""));
}

#[test]
fn a_newer_file_is_shown_as_far_as_it_is_understood_and_never_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.lmx");
    let text = workspace_text(&sample()).unwrap();
    let text = text
        .replacen("schema: 1,\n title", "schema: 2,\n title", 1)
        .replacen(" active:", " clocks: [(a: 1)],\n active:", 1)
        .replacen("opinion: Agree", "opinion: Perhaps(\"no\")", 1);
    fs::write(&path, &text).unwrap();
    let opened = open_workspace(&path).unwrap();
    let why = opened.read.read_only.clone().unwrap();
    assert!(why.contains("written by a newer version"), "{why}");
    let workspace = &opened.read.workspace;
    assert_eq!(workspace.scenarios, sample().scenarios);
    assert_eq!(workspace.decisions.len(), 1);
    assert_eq!(workspace.notes, sample().notes);
    let left: Vec<&str> = opened
        .read
        .left_out
        .iter()
        .map(|p| p.what.as_str())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(
        left[0].contains("\"clocks\"") && left[1].contains("\"Perhaps\""),
        "{left:?}"
    );
    let saved = save_workspace(&path, workspace, Some(&opened.stamp)).unwrap();
    assert_eq!(saved, SaveOutcome::ReadOnly(why));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    // Under another name it is this program's.
    let copy = folder.path().join("copy.lmx");
    let saved = save_workspace(&copy, workspace, None).unwrap();
    assert!(matches!(saved, SaveOutcome::Saved(_)));
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_scenario_opens_as_a_workspace_and_is_kept_when_it_becomes_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    let text = include_str!("../../../data/presets/consumer-app.ron");
    fs::write(&path, text).unwrap();
    let opened = open_workspace(&path).unwrap();
    assert_eq!(opened.read.older, Some(0));
    let mut workspace = opened.read.workspace;
    assert_eq!(workspace.active.as_deref(), Some("consumer-app"));
    assert_eq!(workspace.title, workspace.scenarios[0].scenario.title);
    let SaveOutcome::Saved(stamp) = save_workspace(&path, &workspace, Some(&opened.stamp)).unwrap()
    else {
        panic!("not saved");
    };
    assert_eq!(names(folder.path()), ["mine.ron", "mine.ron.v0.bak"]);
    let kept = fs::read_to_string(folder.path().join("mine.ron.v0.bak"));
    assert_eq!(kept.unwrap(), text);
    let again = open_workspace(&path).unwrap();
    assert_eq!(
        (again.read.older, &again.read.workspace),
        (None, &workspace)
    );
    // Only the first time.
    workspace.title = "Other".to_owned();
    save_workspace(&path, &workspace, Some(&stamp)).unwrap();
    assert_eq!(names(folder.path()).len(), 2);
    // Another original does not take the place of the first.
    fs::write(&path, format!("// again\n{text}")).unwrap();
    let opened = open_workspace(&path).unwrap();
    save_workspace(&path, &opened.read.workspace, Some(&opened.stamp)).unwrap();
    assert_eq!(
        names(folder.path()),
        ["mine.ron", "mine.ron.v0-2.bak", "mine.ron.v0.bak"]
    );
}

#[test]
fn a_file_that_somebody_else_changed_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.lmx");
    let base = sample();
    let SaveOutcome::Saved(first) = save_workspace(&path, &base, None).unwrap() else {
        panic!("not saved");
    };
    let window = open_workspace(&path).unwrap();
    assert_eq!(window.stamp, first);
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.title = "Mine".to_owned();
    theirs.branding.client = Some("Theirs".to_owned());
    let saved = save_workspace(&path, &theirs, Some(&window.stamp)).unwrap();
    assert!(matches!(saved, SaveOutcome::Saved(_)));
    let text = fs::read(&path).unwrap();
    let SaveOutcome::ChangedMeanwhile(meanwhile) =
        save_workspace(&path, &mine, Some(&first)).unwrap()
    else {
        panic!("written over");
    };
    assert_eq!(fs::read(&path).unwrap(), text);
    // Merge them, and save on what is there now.
    let other = meanwhile.theirs.unwrap();
    let merged = merge(&meanwhile.base, &mine, &other.read.workspace);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.workspace.title, "Mine");
    assert_eq!(merged.workspace.branding, theirs.branding);
    let saved = save_workspace(&path, &merged.workspace, Some(&other.stamp)).unwrap();
    assert!(matches!(saved, SaveOutcome::Saved(_)));
    // Or replace it; whatever is there is kept, also what is no workspace.
    for (number, bytes) in [(1, &b"not \xff one"[..]), (2, b"another")] {
        fs::write(&path, bytes).unwrap();
        let SaveOutcome::ChangedMeanwhile(meanwhile) =
            save_workspace(&path, &mine, Some(&first)).unwrap()
        else {
            panic!("written over");
        };
        assert!(meanwhile.theirs.is_err());
        let (_, kept) = replace_workspace(&path, &mine).unwrap();
        let kept = kept.unwrap();
        assert_eq!(
            kept,
            folder
                .path()
                .canonicalize()
                .unwrap()
                .join(format!("a.other-{number}.lmx"))
        );
        assert_eq!(fs::read(kept).unwrap(), bytes);
        assert_eq!(open_workspace(&path).unwrap().read.workspace, mine);
    }
    // A new file does not take the place of another without a question.
    let taken = save_workspace(&path, &base, None).unwrap();
    assert!(matches!(taken, SaveOutcome::ChangedMeanwhile(_)));
    // One that is gone is written again.
    fs::remove_file(&path).unwrap();
    let saved = save_workspace(&path, &mine, Some(&first)).unwrap();
    assert!(matches!(saved, SaveOutcome::Saved(_)));
}

#[test]
fn places_that_cannot_be_written_to_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.lmx");
    save_workspace(&path, &sample(), None).unwrap();
    let stamp = open_workspace(&path).unwrap().stamp;
    let before = fs::read(&path).unwrap();
    let mut rights = fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).unwrap();
    let error = save_workspace(&path, &Workspace::new("x"), Some(&stamp));
    let error = error.unwrap_err().to_string();
    assert!(error.contains("you may not write there"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
    let nowhere = folder.path().join("none/a.lmx");
    let error = save_workspace(&nowhere, &sample(), None).unwrap_err();
    assert!(error.to_string().contains("the folder does not exist"));
    let problems = open_workspace(folder.path()).unwrap_err();
    assert!(problems[0].what.contains("this is a folder"));
    let problems = open_workspace(&nowhere).unwrap_err();
    assert!(problems[0].what.contains("cannot be read"));
    fs::write(folder.path().join("b"), b"(\n\xff").unwrap();
    let problems = open_workspace(&folder.path().join("b")).unwrap_err();
    assert_eq!((problems[0].line, problems.len()), (2, 1));
}

/// Where the name is a link, the file behind it is written.
#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("a.lmx"), folder.path().join("link.lmx"));
    save_workspace(&file, &sample(), None).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let opened = open_workspace(&link).unwrap();
    let other = Workspace::new("Other");
    save_workspace(&link, &other, Some(&opened.stamp)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(open_workspace(&file).unwrap().read.workspace, other);
}
