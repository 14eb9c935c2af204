//! The scenarios of the catalog, projected.

use super::*;

/// The projections of a model under a preset, by what is counted.
fn preset(id: &str, model: &str) -> BTreeMap<&'static str, Projection> {
    let (catalog, book) = world();
    let (_, model) = catalog.model(model).unwrap();
    let subject = Subject::of_model(catalog, model);
    projections(book, book.preset(id).unwrap(), &subject, today())
        .into_iter()
        .map(|projection| (projection.limit.metric.id(), projection))
        .collect()
}

#[test]
fn the_consumer_app_crosses_when_the_texts_say() {
    let qwen = &preset("consumer-app", "qwen2.5-72b")["monthly_active_users"];
    assert_eq!(short(qwen), "7-7");
    assert_eq!(qwen.calendar(7).unwrap().to_string(), "2027-06");
    let change = qwen.change.as_ref().unwrap();
    assert_eq!(change.rules, ["T02"]);
    assert_eq!(
        (change.today, change.then),
        (Verdict::PermittedWithObligations, Verdict::SeparateLicense)
    );
    let kimi = preset("consumer-app", "kimi-k2-instruct");
    let (users, revenue) = (&kimi["monthly_active_users"], &kimi["revenue_usd"]);
    assert_eq!(
        (short(revenue), short(users)),
        ("6-6".to_owned(), "7-7".to_owned())
    );
    for projection in [users, revenue] {
        let change = projection.change.as_ref().unwrap();
        assert_eq!(change.rules, ["T08"]);
        assert_eq!(change.obligations[0].duty, "display.model_name_ui");
        assert_eq!(change.then, Verdict::PermittedWithObligations);
    }
    let mistral = &preset("consumer-app", "mistral-medium-3.5-26.04")["revenue_usd"];
    assert_eq!(short(mistral), "over");
    let llama = &preset("consumer-app", "llama-3.1-8b")["monthly_active_users"];
    assert_eq!(short(llama), "once 2024-06");
}

#[test]
fn the_start_up_crosses_after_the_horizon() {
    let qwen = &preset("startup-due-diligence", "qwen2.5-72b")["monthly_active_users"];
    assert_eq!(short(qwen), "50-50");
    assert!(qwen.after_horizon() && qwen.horizon == 36);
    assert!(
        qwen.outcome_words(book())
            .contains("after the horizon of 36 months")
    );
    let stability = &preset("startup-due-diligence", "stable-diffusion-3.5-large")["revenue_usd"];
    assert!(short(stability).starts_with("over"), "{}", short(stability));
}

/// Who is judged as well has projections of its own where its answers matter.
#[test]
fn a_client_is_projected_where_it_differs() {
    let mut scenario = scenario(&[
        ("group_rev_month", Answer::Num(1e6)),
        ("group_rev_growth", Answer::Num(5.0)),
    ]);
    scenario
        .client
        .insert("domicile".to_owned(), Answer::Text("DE".to_owned()));
    let mistral = subject(license("mistral-modified-mit"));
    assert_eq!(projections(book(), &scenario, &mistral, today()).len(), 1);
    scenario
        .client
        .insert("group_rev_month".to_owned(), Answer::Num(90e6));
    let found: Vec<String> = projections(book(), &scenario, &mistral, today())
        .iter()
        .map(short)
        .collect();
    assert_eq!(found, ["62-62", "over"]);
}

/// Parts that the scenario names have limits of their own; where nothing that
/// is done concerns a part, that is said.
#[test]
fn parts_are_projected_as_they_are_used() {
    let (catalog, book) = world();
    let mut scenario = book.preset("consumer-app").unwrap().clone();
    for (id, role) in [("filter", Role::SafetyFilter), ("teacher", Role::Teacher)] {
        scenario.parts.push(Part {
            id: id.to_owned(),
            role,
            license: Some("qwen-2024".to_owned()),
            model: None,
            declared: None,
            made_from: Vec::new(),
            acts: None,
            multimodal: None,
        });
    }
    let (_, model) = catalog.model("qwen2.5-7b").unwrap();
    let subject = Subject::of_model(catalog, model).with_parts(catalog, &scenario);
    let found: Vec<(String, String)> = projections(book, &scenario, &subject, today())
        .iter()
        .map(|one| (one.whom_words(), short(one)))
        .collect();
    // Nobody is taught here.
    let teacher = "not: nothing that is done concerns this part";
    let expected = [(" (safety filter filter)", "7-7"), (" (teacher)", teacher)];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}
