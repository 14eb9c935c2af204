//! Finding models at the window: the list under the filter, values beside the
//! table, and the whole way from a question to the models, by keys alone.

use super::*;

fn press(window: &mut Window, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run();
}

/// Types letters where keys go.
fn write(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.event(egui::Event::Text(letter.to_string()));
        window.run();
    }
}

fn to_the_filter(window: &mut Window) {
    press(window, Modifiers::COMMAND, Key::F);
}

/// Does what the list of everything has under this name.
fn find_anything(window: &mut Window, text: &str) {
    press(window, Modifiers::COMMAND, Key::K);
    write(window, text);
    press(window, Modifiers::NONE, Key::Enter);
}

fn is_in_the_filter(window: &Window) -> bool {
    let field = window.get_by_role_and_label(Role::TextInput, "Filter:");
    field.is_focused()
}

/// Names of what can be written, as they are told.
fn offered(window: &Window) -> Vec<String> {
    let lines = window.query_all_by_role(Role::ListBoxOption);
    lines
        .filter_map(|line| line.accesskit_node().label())
        .collect()
}

fn wide() -> Window {
    let mut window = window();
    window.set_size(vec2(1600.0, 900.0));
    window.run();
    window
}

#[test]
fn a_list_under_the_filter_completes_it_with_keys() {
    let mut window = window();
    to_the_filter(&mut window);
    assert!(offered(&window).is_empty());
    write(&mut window, "comm");
    assert_eq!(offered(&window)[0], "commercial_use:, Commercial use");
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(state(&window).filter, "commercial_use:");
    assert!(is_in_the_filter(&window));
    let yes = offered(&window)[0].clone();
    assert!(yes.starts_with("yes, ") && yes.ends_with(" rows"), "{yes}");
    // It is only being written; nothing is wrong yet.
    assert!(!sees(&window, "cannot be read"));
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).filter, "commercial_use:conditional");
    assert!(offered(&window).is_empty());
    // The cursor stands behind it: typing goes on.
    write(&mut window, ",no qwen");
    assert_eq!(state(&window).filter, "commercial_use:conditional,no qwen");
    // Escape closes the list first, then leaves the field.
    write(&mut window, " fam");
    assert!(!offered(&window).is_empty());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(offered(&window).is_empty() && is_in_the_filter(&window));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!is_in_the_filter(&window));
    assert_eq!(
        state(&window).filter,
        "commercial_use:conditional,no qwen fam"
    );
}

#[test]
fn a_line_of_the_list_is_clicked_and_typing_goes_on() {
    let mut window = window();
    to_the_filter(&mut window);
    write(&mut window, "lic");
    click(&mut window, "license:, License");
    assert_eq!(state(&window).filter, "license:");
    assert!(is_in_the_filter(&window));
    write(&mut window, "mit");
    assert_eq!(state(&window).filter, "license:mit");
}

#[test]
fn words_and_enter_go_to_the_rows() {
    let mut window = window();
    to_the_filter(&mut window);
    write(&mut window, "qwen mit");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).filter, "qwen mit");
    assert!(!is_in_the_filter(&window));
    assert_eq!(state(&window).cursor_place(), Some((0, 0)));
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(state(&window).cursor_place(), Some((1, 0)));
    // With Tab from the field the words stay too.
    to_the_filter(&mut window);
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert!(!is_in_the_filter(&window));
    assert_eq!(state(&window).filter, "qwen mit");
    press(&mut window, Modifiers::SHIFT, Key::Tab);
    assert!(is_in_the_filter(&window));
}

#[test]
fn what_cannot_be_read_stands_under_the_field_and_is_told() {
    let mut window = window();
    let filter = format!("Größe 모델 {}nonsens:1 qwen", "license:mit ".repeat(12));
    field(&mut window, "Filter:", &filter);
    let error = window.get_by_label_contains("The filter cannot be read");
    let node = error.accesskit_node();
    assert_eq!(node.live(), egui::accesskit::Live::Polite);
    let input = window.get_by_role_and_label(Role::TextInput, "Filter:");
    assert!(error.rect().top() >= input.rect().bottom());
    assert!((error.rect().left() - input.rect().left()).abs() < 2.0);
    assert!(error.rect().top() - input.rect().bottom() < 20.0);
    click(&mut window, "Select it in the field");
    assert!(is_in_the_filter(&window));
    // What is typed now takes its place.
    write(&mut window, "model");
    assert!(state(&window).filter.contains("model:1 qwen"));
    assert!(state(&window).filter_error.is_none());
}

#[test]
fn values_beside_the_table_are_chosen_with_counts() {
    let mut window = wide();
    assert!(state(&window).shows_facets(), "there is room");
    let yes = |window: &Window| {
        let boxes = window.query_all_by_role(Role::CheckBox);
        let names = boxes.filter_map(|node| node.accesskit_node().label());
        let mut yes = names.filter(|name| name.starts_with("Commercial use: Yes, "));
        yes.next().unwrap()
    };
    let name = yes(&window);
    click(&mut window, &name);
    let rows = state(&window).rows.len();
    assert_eq!(name, format!("Commercial use: Yes, {rows} models"));
    // The count of a chosen value is not changed by choosing it, but by others.
    assert_eq!(yes(&window), name);
    field(&mut window, "Filter:", "qwen");
    assert_ne!(yes(&window), name);
    click(&mut window, "Remove filter \"qwen\"");
    assert_eq!(state(&window).filter, "");
    click(&mut window, "Remove filter Commercial use: Yes");
    assert!(state(&window).values.is_empty());
}

#[test]
fn values_are_found_and_chosen_with_keys() {
    let mut window = window();
    assert!(!state(&window).shows_facets(), "the table needs the room");
    press(&mut window, Modifiers::NONE, Key::F3);
    assert!(state(&window).shows_facets());
    let find = window.get_by_role_and_label(Role::TextInput, "Find a value");
    assert!(find.is_focused());
    write(&mut window, "california");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Space);
    let chosen: Vec<&String> = state(&window).values.values().flatten().collect();
    assert_eq!(chosen.len(), 1, "{chosen:?}");
    assert!(chosen[0].contains("California"), "{chosen:?}");
    press(&mut window, Modifiers::NONE, Key::F3);
    assert!(!state(&window).shows_facets());
}

#[test]
fn the_panel_gives_way_to_the_editor_and_comes_back() {
    let mut window = wide();
    choose(&mut window, "Scenario", "Consumer app at scale");
    assert!(!state(&window).shows_facets());
    click(&mut window, "Hide questions");
    assert!(state(&window).shows_facets());
    click(&mut window, "Show questions");
    // Whoever asks for it has it, beside the editor and the details.
    press(&mut window, Modifiers::NONE, Key::F3);
    window.set_size(vec2(1360.0, 860.0));
    to_the_filter(&mut window);
    write(&mut window, "qwen2.5");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(state(&window).selected.is_some() && state(&window).shows_facets());
    let field = window.get_by_role_and_label(Role::TextInput, "Filter:");
    assert!(field.rect().width() >= 120.0, "{:?}", field.rect());
    assert!(!models_on_screen(&window).is_empty());
}

#[test]
fn examples_of_filters_are_shown_and_taken() {
    let mut window = window();
    click(&mut window, "How to filter");
    assert!(sees(&window, "Take an example:"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!sees(&window, "Take an example:"));
    press(&mut window, Modifiers::NONE, Key::F4);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).filter, "commercial_use:yes");
    assert!(is_in_the_filter(&window));
    assert!(!sees(&window, "Take an example:"));
}

#[test]
fn rows_that_nearly_fit_are_counted_apart() {
    let mut window = window();
    field(&mut window, "Filter:", "family:qwen");
    assert!(!sees(&window, "Show rows that nearly fit"));
    field(&mut window, "Filter:", "family:qwen license:mit");
    click(&mut window, "Show rows that nearly fit");
    let (rows, near) = (state(&window).rows.len(), state(&window).near.len());
    assert!(near > 0);
    let all = state(&window).matrix.rows.len();
    let words = format!("{rows} of {all} models, {near} nearly fit");
    assert!(sees(&window, &words), "{words}");
}

/// What a new user wants: all models that an app with 50 million users in the
/// European Union may use, of which the outputs may train other models freely.
#[test]
fn models_for_a_deployment_are_found_by_keys_alone() {
    let mut window = window();
    find_anything(&mut window, "consumer app");
    assert_eq!(state(&window).scenario().unwrap().id, "consumer-app");
    for (question, answer) in [
        ("users has the product", "50M"),
        ("users the group ever", "50M"),
        ("countries are the users", "EU"),
        ("weights stored or run", "EU"),
        ("principal place", "Germany"),
    ] {
        find_anything(&mut window, question);
        // Keys go to the answer, and what is typed takes its place.
        write(&mut window, answer);
    }
    let scenario = state(&window).scenario().unwrap();
    let millions = Answer::Num(50e6);
    assert_eq!(*scenario.answer("product_mau"), millions);
    assert_eq!(*scenario.answer("group_mau_peak"), millions);
    let union = Answer::Set(["EU".to_owned()].into());
    assert_eq!(*scenario.answer("users_in"), union);
    assert_eq!(*scenario.answer("deploy_in"), union);
    assert_eq!(*scenario.answer("domicile"), Answer::Text("DE".to_owned()));

    to_the_filter(&mut window);
    write(&mut window, "output");
    press(&mut window, Modifiers::NONE, Key::Tab);
    write(&mut window, "free verd");
    press(&mut window, Modifiers::NONE, Key::Tab);
    write(&mut window, "permitted*");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let here = state(&window);
    assert_eq!(here.filter, "output_training:free verdict:permitted*");
    let usable: Vec<&str> = here
        .rows
        .iter()
        .map(|row| here.matrix.rows[*row].id.as_str())
        .collect();
    assert!(usable.len() > 100, "{}", usable.len());
    for (id, evaluation) in &here.evaluations {
        let permitted = matches!(
            evaluation.verdict,
            Verdict::Permitted | Verdict::PermittedWithObligations
        );
        let row = here.matrix.rows.iter().find(|row| row.id == *id).unwrap();
        let column = here.matrix.column_index("output_training").unwrap();
        let free = row.cells[column].text == "Free";
        assert_eq!(usable.contains(&id.as_str()), permitted && free, "{id}");
    }
    let count = usable.len();
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.lines().count()),
        _ => None,
    });
    assert_eq!(copied, Some(count));
}

#[test]
fn rows_that_nearly_fit_are_shown_where_no_row_fits() {
    let mut window = window();
    // Its license is another one.
    field(&mut window, "Filter:", "model:qwen2.5-3b license:mit");
    assert!(models_on_screen(&window).is_empty());
    click(&mut window, "Show rows that nearly fit");
    assert!(state(&window).rows.is_empty());
    assert!(sees(&window, "These miss one condition each"));
    // Whoever hears the window is told too.
    let near = state(&window).near[0];
    let name = &state(&window).matrix.rows[near].cells[0].text;
    let spoken = format!("{name}, Model, does not match the filter");
    assert!(sees(&window, &spoken), "{spoken}");
    assert_eq!(state(&window).missed(near).unwrap().get(..4), Some("Not "));
}
