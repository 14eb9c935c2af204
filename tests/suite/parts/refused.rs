//! Parts that are wrong, told with file, line and a way out.

use license_matrix::catalog::Problem;

use super::*;

/// The problems of a scenario file with these parts.
fn problems(world: &(Catalog, RuleBook), parts: &str) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    let text = format!(
        "(\n schema: 1,\n id: \"mine\",\n title: \"a\",\n description: \"b\",\n answers: {{}},\n parts: [\n{parts}\n ],\n)\n"
    );
    std::fs::write(&path, text).unwrap();
    load_scenario(&path, &world.0, &world.1)
        .err()
        .unwrap_or_default()
}

#[test]
fn wrong_parts_are_told_with_file_line_and_a_way_out() {
    let world = built_in();
    let told = |parts: &str| -> Vec<(usize, String)> {
        let problems = problems(&world, parts);
        let each = problems.into_iter();
        each.map(|problem| {
            assert!(problem.file.ends_with("mine.ron"));
            assert!(!problem.advice.is_empty());
            (problem.line, problem.what)
        })
        .collect()
    };
    let one = |parts: &str, line: usize, what: &str| {
        assert_eq!(told(parts), [(line, what.to_owned())], "{parts}");
    };
    let mit = "role: Base, license: Some(\"mit\")";
    assert_eq!(told(&format!("(id: \"a\", {mit}),")), []);
    one(
        &format!("(id: \"a\", {mit}),\n(id: \"a\", {mit}),"),
        9,
        "two parts have the id \"a\"",
    );
    one(
        "(id: \"a\", role: Base),",
        8,
        "the part \"a\" names neither a license nor a model",
    );
    one(
        "(id: \"a\",\n role: Base, license: Some(\"mit\"),\n model: Some(\"qwen2.5-7b\")),",
        10,
        "the part \"a\" names both a license and a model",
    );
    one(
        "(id: \"a\", role: Base,\n license: Some(\"mti\")),",
        9,
        "the part \"a\" names the license \"mti\", which is not in the catalog",
    );
    one(
        "(id: \"a\", role: Base, license: Some(\"mit\"),\n declared: Some(\"mti\")),",
        9,
        "the part \"a\" names the license \"mti\", which is not in the catalog",
    );
    one(
        "(id: \"a\", role: Base, model: Some(\"qwen\")),",
        8,
        "the part \"a\" names the model \"qwen\", which is not in the catalog",
    );
    one(
        &format!("(id: \"a\", {mit},\n made_from: [\"model\", \"b\"]),"),
        9,
        "the part \"a\" is made from \"b\", which is no part",
    );
    one(
        &format!("(id: \"a\", {mit},\n acts: Some([\"Fly\"])),"),
        9,
        "the part \"a\" names the act \"Fly\", which does not exist",
    );
    one(
        &format!("(id: \"model\", {mit}),"),
        8,
        "a part has the id \"model\", which is the model that is judged",
    );
    one(
        &format!("(id: \" \", {mit}),"),
        8,
        "\" \" is no name for a part",
    );
    one(
        &format!("(id: \"a\", {mit}, made_from: [\"a\"]),"),
        8,
        "parts are made from each other: a -> a",
    );
    one(
        &format!(
            "(id: \"c\", {mit}, made_from: [\"a\"]),\n(id: \"a\", {mit}, made_from: [\"model\", \"b\"]),\n(id: \"b\", {mit}, made_from: [\"a\"]),"
        ),
        9,
        "parts are made from each other: a -> b -> a",
    );
    // A diamond is no cycle.
    assert_eq!(
        told(&format!(
            "(id: \"d\", {mit}, made_from: [\"b\", \"c\"]),\n(id: \"b\", {mit}, made_from: [\"a\"]),\n(id: \"c\", {mit}, made_from: [\"a\"]),\n(id: \"a\", {mit}),"
        )),
        []
    );
    let role = told("(id: \"a\", role: Engine, license: Some(\"mit\")),");
    assert_eq!(role.len(), 1);
    assert!(role[0].1.contains("SafetyFilter"), "{role:?}");
    // A long way is walked without a deep stack.
    let many: Vec<String> = (0..3000)
        .map(|at| {
            format!(
                "(id: \"p{at}\", {mit}, made_from: [\"p{}\"]),",
                (at + 1) % 3000
            )
        })
        .collect();
    let long = told(&many.join("\n"));
    assert_eq!(long.len(), 1);
    assert!(long[0].1.contains("p0 -> p1 -> "), "{}", long[0].1);
}

#[test]
fn presets_with_wrong_parts_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("data");
    std::fs::create_dir(&target).unwrap();
    crate::broken_data::copy(&crate::broken_data::root().join("data"), &target);
    let preset = target.join("presets/consumer-app.ron");
    let text = std::fs::read_to_string(&preset).unwrap();
    let end = text.rfind(')').unwrap();
    let parts = " parts: [(id: \"a\", role: Base, license: Some(\"none\"))],\n";
    std::fs::write(&preset, format!("{}{parts})\n", &text[..end])).unwrap();
    let problems = load_data(&DataFolder::read(&target)).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].what.contains("the license \"none\""));
    assert!(problems[0].file.ends_with("consumer-app.ron"));
    assert!(problems[0].line > 1);
}
