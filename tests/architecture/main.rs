//! What the structure of the code promises, checked by reading the code. Uses
//! the standard library only and takes milliseconds.
#![allow(clippy::expect_used)]

mod rules;
mod source;

use std::sync::OnceLock;

use rules::{
    colors, embedding, first_line, layers, pdf_library, pure_layers, sizes, views, window_library,
};
use source::{Source, read_all};

/// The code, read once.
fn sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(read_all)
}

/// Nothing in the code breaks the rule.
fn kept(rule: impl Fn(&Source) -> Vec<String>) {
    let sources = sources();
    assert!(sources.len() > 50, "the code was not found");
    let found: Vec<String> = sources.iter().flat_map(rule).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The rule finds exactly this in a file made for it.
fn finds(rule: impl Fn(&Source) -> Vec<String>, path: &str, text: &str, expected: &[&str]) {
    let found = rule(&Source::new(path, text));
    assert_eq!(found, expected, "{path}: {text}");
}

#[test]
fn pure_layers_know_no_screen_disk_clock_or_thread() {
    kept(pure_layers);
    let one = |text: &str, word: &str| {
        let expected = format!("report/build.rs:1: a pure layer names {word}");
        finds(pure_layers, "report/build.rs", text, &[&expected]);
    };
    one("use egui::Ui;", "egui");
    one("use std::fs;", "fs");
    one("let x = std::fs::read(path);", "fs");
    one("use std::{collections::BTreeMap, fs::File};", "fs");
    one("let now = Instant::now();", "Instant");
    one("let x: ron::Value = y;", "ron");
    one("println!(\"{x}\");", "println");
    one("use std::collections::HashMap;", "HashMap");
    let thread = "app/mod.rs:2: a pure layer names thread";
    finds(
        pure_layers,
        "app/mod.rs",
        "\nuse std::thread;",
        &[thread, thread],
    );
    finds(
        pure_layers,
        "verdicts.rs",
        "use clap::X;",
        &["verdicts.rs:1: a pure layer names clap"],
    );
    // Words in comments and strings, and files of other layers, are free.
    let words = "// egui\n/* std::fs */ let x = \"printpdf\"; let y = r#\"a \" thread\"#;";
    finds(pure_layers, "app/mod.rs", words, &[]);
    finds(pure_layers, "store/save.rs", "use std::fs;", &[]);
    finds(
        pure_layers,
        "app/mod.rs",
        "let v = env!(\"X\"); let egui_like = 1;",
        &[],
    );
}

#[test]
fn layers_use_only_those_below_them() {
    kept(layers);
    let case = |path: &str, text: &str, expected: &[&str]| finds(layers, path, text, expected);
    case(
        "catalog/a.rs",
        "use crate::matrix::Cell;",
        &["catalog/a.rs:1: catalog uses matrix"],
    );
    case(
        "matrix/a.rs",
        "let x = crate::scenario::act(1);",
        &["matrix/a.rs:1: matrix uses scenario"],
    );
    case(
        "report/a.rs",
        "use crate::{\n    catalog::Date,\n    store::today,\n};",
        &["report/a.rs:3: report uses store"],
    );
    case(
        "export/pdf/a.rs",
        "use super::super::super::app::State;",
        &["export/pdf/a.rs:1: export uses app"],
    );
    case(
        "cli/a.rs",
        "use crate::ui::window;",
        &["cli/a.rs:1: cli uses ui"],
    );
    case(
        "ui/a.rs",
        "use crate::cli::run;",
        &["ui/a.rs:1: ui uses cli"],
    );
    case(
        "verdicts.rs",
        "use crate::app::State;",
        &["verdicts.rs:1: verdicts uses app"],
    );
    case(
        "cloud/a.rs",
        "",
        &["cloud/a.rs:1: the layer is not in the list of layers"],
    );
    case(
        "matrix/a.rs",
        "use crate::catalog::Date; use super::cell::Cell; use crate::matrix::x;",
        &[],
    );
    case("main.rs", "use license_matrix::ui;", &[]);
}

#[test]
fn only_the_window_names_the_window_library() {
    kept(window_library);
    finds(
        window_library,
        "export/text.rs",
        "fn x(c: egui::Color32) {}",
        &["export/text.rs:1: names egui"],
    );
    finds(window_library, "ui/window.rs", "use egui::Ui;", &[]);
}

#[test]
fn two_files_at_most_name_the_pdf_library() {
    let found = pdf_library(sources());
    assert!(found.is_empty(), "{}", found.join("\n"));
    let file = |path: &str| Source::new(path, "use printpdf::Op;");
    let paths = ["export/pdf/a.rs", "export/pdf/b.rs"].map(file);
    assert_eq!(pdf_library(&paths), Vec::<String>::new());
    let paths = ["export/pdf/a.rs", "export/pdf/b.rs", "ui/c.rs"].map(file);
    assert_eq!(
        pdf_library(&paths),
        ["ui/c.rs:1: names printpdf", "3 files name printpdf"]
    );
}

#[test]
fn only_assets_embeds_files() {
    kept(embedding);
    let text = "const X: &[u8] = include_bytes!(\"x\");";
    finds(
        embedding,
        "export/pdf/text.rs",
        text,
        &["export/pdf/text.rs:1: embeds a file"],
    );
    finds(
        embedding,
        "store/a.rs",
        "const X: &str = include!(\"x\");",
        &["store/a.rs:1: embeds a file"],
    );
    finds(embedding, "assets.rs", text, &[]);
}

#[test]
fn colors_are_chosen_in_two_files() {
    kept(colors);
    for text in [
        "let c = Color32::from_rgb(1, 2, 3);",
        "let c = egui::Color32::from_gray(3);",
        "let c = Color32::RED;",
        "let c = hex_color!(\"112233\");",
        "let c = Color::rgb(0x1c, 0x21, 0x2b);",
        "let c = printpdf::Rgb::new(0.5, 0.5, 0.5, None);",
        "let c = \"#1b365d\";",
    ] {
        finds(
            colors,
            "ui/panels/top.rs",
            text,
            &["ui/panels/top.rs:1: makes a color"],
        );
        finds(colors, "ui/theme/tokens.rs", text, &[]);
        finds(colors, "export/pdf/style.rs", text, &[]);
    }
    let uses = "fn x(c: egui::Color32) { Rgb::new(part(c.r)); let n = \"#12\"; }";
    finds(colors, "ui/panels/top.rs", uses, &[]);
    finds(
        colors,
        "ui/soft/pixel.rs",
        "Color32::from_rgba_premultiplied(r, g, b, a)",
        &[],
    );
}

#[test]
fn every_file_says_first_what_it_is_for() {
    kept(first_line);
    for text in [
        "use std::fs;",
        "",
        "//!\n",
        "/// X\nfn x() {}",
        "// x\n//! y",
    ] {
        finds(
            first_line,
            "a.rs",
            text,
            &["a.rs:1: does not begin with //!"],
        );
    }
    finds(first_line, "a.rs", "//! What it is.\n", &[]);
}

#[test]
fn no_file_and_no_function_is_too_long() {
    kept(sizes);
    finds(sizes, "a.rs", &"\n".repeat(401), &["a.rs:1: has 401 lines"]);
    finds(sizes, "a.rs", &"\n".repeat(400), &[]);
    let function = |lines: usize| {
        format!(
            "fn short() {{}}\ntrait T {{ fn bare(x: [u8; 2]); }}\nfn long(c: char) -> bool {{\n{}c == '}}' || c == '\\'' // }}\n}}\n",
            "f(\"{\");\n".repeat(lines - 3)
        )
    };
    finds(sizes, "a.rs", &function(81), &["a.rs:3: long has 81 lines"]);
    finds(sizes, "a.rs", &function(80), &[]);
}

#[test]
fn views_cannot_change_the_state() {
    kept(views);
    let case = |path: &str, text: &str| {
        finds(
            views,
            path,
            text,
            &[&format!("{path}:1: can change the state")],
        );
    };
    case(
        "ui/panels/top.rs",
        "pub fn top_ui(ui: &mut Ui, state: &mut State) {}",
    );
    case("ui/panels/top.rs", "fn x(s: &RefCell<u8>) {}");
    case("ui/panels/top.rs", "fn x() { apply(s, c); }");
    case(
        "ui/window.rs",
        "fn x(&mut self) { clear(&mut self.state); }",
    );
    finds(
        views,
        "ui/panels/top.rs",
        "pub fn top_ui(ui: &mut Ui, state: &State) {}",
        &[],
    );
    finds(
        views,
        "ui/window.rs",
        "for e in apply(&mut self.state, c) {}",
        &[],
    );
    finds(
        views,
        "app/apply.rs",
        "pub fn apply(state: &mut State) {}",
        &[],
    );
}
