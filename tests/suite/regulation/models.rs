//! Notes on models: territory and age.

use super::*;

fn of_model(scenario: &Scenario, model: &str, today: &str) -> Vec<RegulationNote> {
    let (catalog, book) = data();
    let (_, model) = catalog.model(model).unwrap();
    let facts = ModelFacts::of(catalog, model);
    regulation_of_model(book, scenario, &facts, Some(day(today)))
}

/// Z9: the license shuts the Union out; the integrator would be the provider.
#[test]
fn whoever_integrates_a_model_that_leaves_the_union_out_is_its_provider() {
    let union = german(&[("users_in", set(&["EU"]))]);
    let hunyuan = of_model(&union, "hunyuan3d-2.0", "2026-11-24");
    assert_eq!(status(&hunyuan, "E04"), Some(NoteStatus::Applies));
    // A license that leaves nothing out is silent, one not read is not known.
    assert_eq!(
        status(&of_model(&union, "qwen2.5-7b", "2026-11-24"), "E04"),
        None
    );
    let unread = of_model(&union, "hunyuan-large", "2026-11-24");
    assert_eq!(status(&unread, "E04"), Some(unknown(&[])));
    // No users and no servers in the Union: the license may say what it will.
    let abroad = german(&[("users_in", set(&["US"])), ("deploy_in", set(&["US"]))]);
    assert_eq!(
        status(&of_model(&abroad, "hunyuan3d-2.0", "2026-11-24"), "E04"),
        None
    );
    // Nothing of this is said where the Union does not matter at all.
    let away = scenario(&[
        ("domicile", text("US")),
        ("establishments", set(&[])),
        ("users_in", set(&["US"])),
        ("deploy_in", set(&["US"])),
    ]);
    assert_eq!(of_model(&away, "hunyuan3d-2.0", "2026-11-24"), Vec::new());
}

#[test]
fn an_older_model_has_until_august_2027() {
    let union = german(&[]);
    let old = of_model(&union, "llama-3.1-8b", "2026-11-24");
    let later = NoteStatus::AppliesFrom(day("2027-08-02"));
    assert_eq!(status(&old, "E07"), Some(later));
    assert_eq!(
        status(&of_model(&union, "llama-3.1-8b", "2027-08-02"), "E07"),
        Some(NoteStatus::Applies)
    );
    // By its release only: the same model with other days.
    let (catalog, book) = data();
    let (_, model) = catalog.model("llama-3.1-8b").unwrap();
    for (released, expected) in [
        (
            Some("2025-08-01"),
            Some(NoteStatus::AppliesFrom(day("2027-08-02"))),
        ),
        (Some("2025-08-02"), None),
        (
            Some("2025-07"),
            Some(NoteStatus::AppliesFrom(day("2027-08-02"))),
        ),
        (Some("2025-08"), Some(unknown(&[]))),
        (Some("2025"), Some(unknown(&[]))),
        (None, Some(unknown(&[]))),
    ] {
        let facts = ModelFacts {
            released: released.map(day),
            ..ModelFacts::of(catalog, model)
        };
        let found = regulation_of_model(book, &union, &facts, Some(day("2026-11-24")));
        assert_eq!(status(&found, "E07"), expected, "{released:?}");
    }
}
