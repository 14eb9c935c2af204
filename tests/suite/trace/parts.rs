//! Parts and actors in the trace.

use super::*;

/// Tests of the set of parts are findings or reasons, never both, and a reason
/// is the part of the rule that fails.
#[test]
fn tests_of_the_set_of_parts_are_not_contradicted() {
    let world = world();
    let (_, distilled) = world
        .catalog
        .model("deepseek-r1-distill-llama-70b")
        .unwrap();
    let subject = Subject::of_model(&world.catalog, distilled);
    let scenario = world.book.preset("consumer-app").unwrap();
    let evaluation = world.evaluate(scenario, &subject);
    assert!(evaluation.findings.iter().any(|one| one.rule == "K01"));
    let list = world.considered(scenario, &subject);
    assert!(list.iter().all(|one| one.rule != "K01"));

    // Terms that exclude each other bar what is passed on, and nothing else.
    let clash = |acts: &[&str]| {
        let (mut scenario, _) = world.with_parts("x9", "qwen2.5-7b");
        scenario.client.clear();
        scenario.set("acts", set(acts));
        let mut parent = license_matrix::scenario::Part::new(
            "other",
            license_matrix::scenario::Role::MergeParent,
        );
        parent.license = Some("cc-by-sa-4.0".to_owned());
        scenario.parts = vec![parent];
        let (_, model) = world.catalog.model("gemma-3-27b").unwrap();
        let subject = Subject::of_model(&world.catalog, model);
        let subject = subject.with_parts(&world.catalog, &scenario);
        let evaluation = world.evaluate(&scenario, &subject);
        let spoke = evaluation.findings.iter().any(|one| one.rule == "K03");
        let list = world.considered(&scenario, &subject);
        let reason = list.into_iter().find(|one| one.rule == "K03");
        (spoke, reason)
    };
    assert_eq!(clash(&["Merge", "RedistributeDerivative"]), (true, None));
    let (spoke, reason) = clash(&["Merge", "InternalProductive"]);
    let reason = reason.unwrap();
    assert!(!spoke);
    assert_eq!(reason.why, "nobody else receives the weights");
    assert_eq!(reason.facts[0].field, "acts");
}

#[test]
fn a_part_that_nothing_concerns_is_told_as_such() {
    let world = world();
    let (mut scenario, _) = world.with_parts("l15", "qwen2.5-7b");
    scenario.set("acts", set(&["InternalProductive"]));
    scenario.set("train_target", text("NotTraining"));
    let (_, model) = world.catalog.model("qwen2.5-7b").unwrap();
    let subject = Subject::of_model(&world.catalog, model);
    let subject = subject.with_parts(&world.catalog, &scenario);
    let evaluation = world.evaluate(&scenario, &subject);
    let list = world.considered(&scenario, &subject);
    let all: Looked<'_> = found(&evaluation)
        .union(&looked_at(&list))
        .copied()
        .collect();
    let label = "teacher";
    for rule in world.book.rules() {
        if !matches!(rule.each, Each::Post | Each::Composition) {
            let one = (rule.id.as_str(), Actor::Licensee, Some(label));
            assert!(all.contains(&one), "{one:?} is lost");
        }
    }
    let told = list
        .iter()
        .filter(|one| one.part.as_deref() == Some(label))
        .filter(|one| one.why == "nothing that is done concerns this part");
    assert!(told.count() > 50);
}

#[test]
fn parts_and_actors_are_all_in_the_trace() {
    let world = world();
    for (name, model) in [
        ("l15", "qwen2.5-7b"),
        ("e7", "qwen2.5-7b"),
        ("x8", "llama-4-scout-17b-16e"),
        ("x9", "llama-4-scout-17b-16e"),
        ("x10", "llama-4-scout-17b-16e"),
        ("host", "llama-3.1-8b"),
        ("distributor", "llama-3.1-8b"),
    ] {
        let (scenario, subject) = world.with_parts(name, model);
        let evaluation = world.evaluate(&scenario, &subject);
        let tree = trace(&evaluation);
        let listed: Vec<_> = tree
            .iter()
            .flat_map(|actor| actor.parts.iter().map(move |part| (actor.actor, part)))
            .flat_map(|(actor, part)| part.licenses.iter().map(move |one| (actor, part, one)))
            .flat_map(|(actor, part, one)| {
                let findings = one.findings.iter();
                findings.map(move |finding| (actor, part.part, one.license, *finding))
            })
            .collect();
        assert_eq!(listed.len(), evaluation.findings.len(), "{name}");
        for (actor, part, license, finding) in &listed {
            assert_eq!(
                (*actor, *part, *license),
                (
                    finding.actor,
                    finding.part.as_deref(),
                    finding.license.as_str()
                )
            );
        }
        let actors: Vec<Actor> = tree.iter().map(|one| one.actor).collect();
        assert!(actors.is_sorted(), "{name}");
        let list = world.considered(&scenario, &subject);
        let (spoke, looked) = (found(&evaluation), looked_at(&list));
        for actor in scenario.actors() {
            for component in &subject.components {
                let one = ("C01", actor, component.part.as_deref());
                let is_there = spoke.contains(&one) || looked.contains(&one);
                assert!(is_there, "{name} {one:?} is lost");
            }
        }
    }
}
