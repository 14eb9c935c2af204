//! The client, the distributor and the host of a scenario.

use license_matrix::scenario::Actor;

use super::*;

#[test]
fn a_client_is_judged_with_its_own_size_seat_and_abilities() {
    let world = built_in();
    let judged = |name: &str, model: &str| judge(&world, &scenario(&world, name), model);
    let alone = |name: &str, model: &str| {
        let mut scenario = scenario(&world, name);
        scenario.client.clear();
        judge(&world, &scenario, model).verdict
    };
    // The client earns more than the license allows.
    let large = judged("x8", "devstral-2-25.12");
    assert_eq!(large.verdict, Verdict::SeparateLicense);
    assert_eq!(finding(&large, "T04").actor, Actor::Client);
    assert!(alone("x8", "devstral-2-25.12") < Verdict::Unknown);
    // Its seat is where the license is withheld.
    let paris = judged("x9", "llama-4-scout-17b-16e");
    assert_eq!(paris.verdict, Verdict::NotPermitted);
    assert_eq!(finding(&paris, "R01").concerns(), " (for the client)");
    assert!(alone("x9", "llama-4-scout-17b-16e") < Verdict::Unknown);
    // What the client cannot do is a bar for the client.
    let unable = judged("x10", "qwen2.5-7b");
    assert_eq!(unable.verdict, Verdict::NotPermitted);
    assert_eq!(finding(&unable, "M01").actor, Actor::Client);
    assert!(alone("x10", "qwen2.5-7b") < Verdict::Unknown);
}

#[test]
fn distributor_and_host_are_judged_for_what_they_do() {
    let world = built_in();
    for (name, actor, act, other) in [
        ("distributor", Actor::Distributor, "OnDevice", "SaasFeature"),
        ("host", Actor::Host, "SaasFeature", "OnDevice"),
    ] {
        let mut scenario = scenario(&world, name);
        let judged = judge(&world, &scenario, "llama-4-scout-17b-16e");
        assert_eq!(judged.verdict, Verdict::NotPermitted, "{name}");
        assert_eq!(finding(&judged, "R01").actor, actor);
        let acts = |evaluation: &Evaluation| -> BTreeSet<String> {
            let findings = evaluation.findings.iter().filter(|f| f.actor == actor);
            let facts = findings.flat_map(|finding| &finding.facts);
            facts
                .filter(|fact| fact.field == "acts")
                .map(|fact| format!("{:?} {}", fact.answer, fact.source.id()))
                .collect()
        };
        let derived = BTreeSet::from([format!("{:?} derived", set(&[act]))]);
        assert_eq!(acts(&judged), derived);
        // Its own answer goes before.
        let answers = if actor == Actor::Host {
            &mut scenario.host
        } else {
            &mut scenario.distributor
        };
        answers.insert("acts".to_owned(), set(&[other]));
        let own = BTreeSet::from([format!("{:?} user", set(&[other]))]);
        assert_eq!(
            acts(&judge(&world, &scenario, "llama-4-scout-17b-16e")),
            own
        );
        // Where no act is one of its own, all of them count.
        let answers = if actor == Actor::Host {
            &mut scenario.host
        } else {
            &mut scenario.distributor
        };
        answers.remove("acts");
        scenario.set("acts", set(&["FineTune"]));
        let judged = judge(&world, &scenario, "llama-4-scout-17b-16e");
        assert_eq!(finding(&judged, "R01").actor, actor);
    }
}

#[test]
fn each_actor_has_its_own_separate_licenses() {
    let world = built_in();
    let mut scenario = scenario(&world, "x8");
    let on_file = "separate_licenses".to_owned();
    scenario.client.insert(on_file, set(&["Mistral AI"]));
    let judged = judge(&world, &scenario, "devstral-2-25.12");
    assert_eq!(judged.verdict, Verdict::NeedsReview);
    assert_eq!(finding(&judged, "M02").actor, Actor::Client);
    // A license of the licensee's is taken to be the client's, unless it says.
    scenario.client.remove("separate_licenses");
    scenario.set("separate_licenses", set(&["Mistral AI"]));
    let on_file = "separate_licenses".to_owned();
    scenario.client.insert(on_file, set(&[]));
    let judged = judge(&world, &scenario, "devstral-2-25.12");
    assert_eq!(judged.verdict, Verdict::SeparateLicense);
}
