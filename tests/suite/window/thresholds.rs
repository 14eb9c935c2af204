//! The limits of a model in its details: sentences and charts.

use super::*;

fn charts(window: &Window) -> Vec<String> {
    window
        .query_all_by_role(Role::Image)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.starts_with("Chart."))
        .collect()
}

fn open(window: &mut Window, model: &str) {
    field(window, "Filter:", &format!("model:{model}"));
    let row = state(window).catalog.model(model).unwrap().1.name.clone();
    click(window, &format!("{row}, Model"));
}

#[test]
fn limits_are_told_in_words_and_drawn() {
    let mut window = window();
    open(&mut window, "qwen2.5-72b");
    assert!(!sees(&window, "Thresholds"), "there is no scenario yet");
    choose(&mut window, "Scenario", "Consumer app at scale");
    click(&mut window, "Hide questions");
    assert!(sees(&window, "Thresholds"));
    assert!(sees(&window, "It crosses the limit in month 7 (June 2027)"));
    assert!(sees(
        &window,
        "the verdict becomes: Separate license needed"
    ));
    // Who does not see the chart is told what it shows.
    let found = charts(&window);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("in month 7 (June 2027)"), "{found:?}");
    // Neither its figure nor its growth matters to a license without limits.
    open(&mut window, "qwen2.5-7b");
    assert!(!sees(&window, "Thresholds"));
    assert_eq!(charts(&window), Vec::<String>::new());
}

#[test]
fn a_fixed_month_has_words_and_no_chart() {
    let mut window = window();
    open(&mut window, "llama-3.1-8b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    click(&mut window, "Hide questions");
    assert!(sees(&window, "It is tested once, for June 2024"));
    assert_eq!(charts(&window), Vec::<String>::new());
}

#[test]
fn growth_can_be_typed() {
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    let question = "How do the product's monthly users grow, in % a month?";
    let growth = |window: &Window| {
        let scenario = state(window).scenario().unwrap();
        scenario.answer("product_mau_growth").clone()
    };
    assert_eq!(growth(&window), Answer::Num(8.0));
    assert!(!sees(&window, "Not read yet"));
    field(&mut window, question, "5-10");
    assert_eq!(growth(&window), Answer::Range(5.0, 10.0));
    field(&mut window, question, "-150");
    assert_eq!(growth(&window), Answer::Range(5.0, 10.0));
    assert!(sees(&window, "Not read yet"));
}
