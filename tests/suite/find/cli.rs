//! The query language on the command line.

use crate::evaluate_cli::run;

#[test]
fn a_mistake_is_pointed_at_as_the_readme_shows() {
    let filter = "family:qwen user_treshold<1M";
    let (code, out, err) = run(&["matrix", "--filter", filter]);
    assert_eq!((code, out.as_str()), (3, ""));
    assert_eq!(
        err,
        "The filter cannot be read: there is no column \"user_treshold\" (at character 13); \
         did you mean user_threshold?\n    family:qwen user_treshold<1M\n                \
         ^^^^^^^^^^^^^\n"
    );
    let readme = std::fs::read_to_string("README.md").unwrap();
    assert!(readme.contains(&format!("--filter \"{filter}\"\n{err}")));
}

#[test]
fn names_in_whose_place_others_are_shown_are_told() {
    let (code, out, err) = run(&["matrix", "--filter", "mistrl", "--columns", "model"]);
    assert_eq!(code, 0);
    assert!(out.contains("Mistral"), "{out}");
    assert_eq!(
        err,
        "Note: the filter: nothing says \"mistrl\"; names like it are shown.\n"
    );
}

#[test]
fn every_example_of_the_readme_can_be_read() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let block = readme
        .split("### The filter")
        .nth(1)
        .and_then(|rest| rest.split("```").nth(1))
        .unwrap();
    let lines: Vec<&str> = block
        .lines()
        .skip(1)
        .filter(|l| !l.contains("..."))
        .collect();
    assert!(lines.len() > 10);
    for line in lines {
        let filter = line.split("  ").next().unwrap();
        let (code, _, err) = run(&["matrix", "--filter", filter]);
        assert_eq!(code, 0, "{filter}: {err}");
    }
}
