//! The invariants, each as a check that gives what breaks it.

use crate::source::{Source, Token};

/// Layers that know no screen, no disk, no clock and no thread.
const PURE: [&str; 12] = [
    "app",
    "catalog",
    "matrix",
    "model_comparison",
    "plan",
    "record",
    "report",
    "scenario",
    "text",
    "verdicts.rs",
    "side_by_side.rs",
    "workspace",
];

/// Words that have no place in a pure layer: other layers' crates, clocks,
/// threads, output, and maps without an order.
const IMPURE: [&str; 32] = [
    "HashMap",
    "HashSet",
    "Instant",
    "SystemTime",
    "clap",
    "csv",
    "dbg",
    "eframe",
    "egui",
    "egui_table",
    "egui_winit",
    "eprint",
    "eprintln",
    "harfrust",
    "image",
    "include_bytes",
    "include_str",
    "lopdf",
    "print",
    "printpdf",
    "println",
    "rfd",
    "ron",
    "skrifa",
    "softbuffer",
    "subsetter",
    "tempfile",
    "thread",
    "thread_local",
    "unicode_linebreak",
    "winit",
    "OnceLock",
];

/// Parts of the standard library that reach outside.
const OUTSIDE: [&str; 7] = ["env", "fs", "io", "net", "process", "thread", "time"];

/// The layers, and what each may use besides itself.
const LAYERS: [(&str, &[&str]); 16] = [
    ("assets", &[]),
    ("catalog", &[]),
    ("text", &["catalog"]),
    ("matrix", &["catalog", "text"]),
    // A verdict has a tone, as cells have.
    ("scenario", &["catalog", "matrix", "text"]),
    // Verdicts on a whole catalog, as a column of the matrix: above both.
    ("verdicts", &["catalog", "matrix", "scenario", "text"]),
    // What is owed over many models.
    ("plan", &["catalog", "matrix", "scenario"]),
    (
        "side_by_side",
        &["catalog", "matrix", "scenario", "text", "verdicts"],
    ),
    // Models side by side, and which one could stand in for another.
    (
        "model_comparison",
        &["catalog", "matrix", "scenario", "text", "verdicts"],
    ),
    (
        "report",
        &[
            "catalog",
            "matrix",
            "model_comparison",
            "plan",
            "scenario",
            "text",
            "verdicts",
        ],
    ),
    // What a report rests on, to be checked later.
    (
        "record",
        &[
            "catalog", "matrix", "report", "scenario", "text", "verdicts",
        ],
    ),
    // JSON writes out licenses and models, which are the catalog's.
    ("export", &["assets", "catalog", "matrix", "report"]),
    // What the user made in one matter: what is decided on are cells, rows and
    // verdicts, what goes on reports is the report's.
    (
        "workspace",
        &["catalog", "matrix", "report", "scenario", "text"],
    ),
    (
        "store",
        &[
            "assets",
            "catalog",
            "report",
            "scenario",
            "text",
            "workspace",
        ],
    ),
    (
        "app",
        &[
            "catalog",
            "matrix",
            "model_comparison",
            "plan",
            "record",
            "report",
            "scenario",
            "side_by_side",
            "text",
            "verdicts",
            "workspace",
        ],
    ),
    (
        "ui",
        &[
            "app",
            "assets",
            "catalog",
            "export",
            "matrix",
            "model_comparison",
            "plan",
            "report",
            "scenario",
            "side_by_side",
            "store",
            "text",
            "verdicts",
            "workspace",
        ],
    ),
];

/// The command line uses all but the window and what is behind it.
const CLI: [&str; 13] = [
    "catalog",
    "export",
    "matrix",
    "model_comparison",
    "plan",
    "record",
    "report",
    "scenario",
    "side_by_side",
    "store",
    "text",
    "verdicts",
    "workspace",
];

/// Where colors are chosen; below `ui/soft/` pixels are mixed, not chosen.
const COLORS: [&str; 3] = ["ui/theme/tokens.rs", "export/pdf/style.rs", "ui/soft/"];

/// Longest file and longest function, in lines.
const FILE: usize = 400;
const FUNCTION: usize = 80;

/// Functions that are longer, each with the reason.
const LONGER: [(&str, &str); 3] = [
    // A table: one line for each attribute.
    ("catalog/vocabulary.rs", "fact_type"),
    // The words for each attribute that is yes or no.
    ("scenario/fact_words.rs", "flag_words"),
    // The words for each test that a rule can name.
    ("scenario/predicate_words.rs", "test_words"),
];

fn at(source: &Source, line: usize, what: &str) -> String {
    format!("{}:{line}: {what}", source.path)
}

/// Pure layers name no screen, disk, clock or thread.
pub fn pure_layers(source: &Source) -> Vec<String> {
    if !PURE.contains(&source.layer()) {
        return Vec::new();
    }
    let words = source
        .tokens
        .iter()
        .filter(|token| IMPURE.contains(&token.text.as_str()));
    let parts = source.members("std");
    let parts = parts
        .iter()
        .filter(|token| OUTSIDE.contains(&token.text.as_str()));
    words
        .chain(parts)
        .map(|token| {
            at(
                source,
                token.line,
                &format!("a pure layer names {}", token.text),
            )
        })
        .collect()
}

/// Layers use only those below them.
pub fn layers(source: &Source) -> Vec<String> {
    let own = source.layer().trim_end_matches(".rs");
    let allowed: &[&str] = match own {
        "lib" | "main" | "bin" => return Vec::new(),
        "cli" => &CLI,
        _ => match LAYERS.iter().find(|(layer, _)| *layer == own) {
            Some((_, allowed)) => allowed,
            None => return vec![at(source, 1, "the layer is not in the list of layers")],
        },
    };
    let mut used: Vec<Token> = source.members("crate");
    used.extend(source.above_all());
    used.iter()
        .filter(|token| token.text != own && !allowed.contains(&token.text.as_str()))
        .map(|token| at(source, token.line, &format!("{own} uses {}", token.text)))
        .collect()
}

/// Only the window names the window library.
pub fn window_library(source: &Source) -> Vec<String> {
    if source.path.starts_with("ui/") || source.path == "main.rs" {
        return Vec::new();
    }
    let words = [
        "egui",
        "eframe",
        "egui_table",
        "egui_winit",
        "winit",
        "softbuffer",
        "rfd",
    ];
    words
        .iter()
        .filter(|word| source.names(word))
        .map(|word| at(source, source.places(&[word])[0], &format!("names {word}")))
        .collect()
}

/// At most two files name printpdf, and they are of the PDF export.
pub fn pdf_library(sources: &[Source]) -> Vec<String> {
    let naming: Vec<&Source> = sources
        .iter()
        .filter(|source| source.names("printpdf"))
        .collect();
    let mut found: Vec<String> = naming
        .iter()
        .filter(|source| !source.path.starts_with("export/pdf/"))
        .map(|source| at(source, source.places(&["printpdf"])[0], "names printpdf"))
        .collect();
    if naming.len() > 2 {
        found.push(format!("{} files name printpdf", naming.len()));
    }
    found
}

/// Only `assets.rs` embeds files.
pub fn embedding(source: &Source) -> Vec<String> {
    if source.path == "assets.rs" {
        return Vec::new();
    }
    ["include_bytes", "include_str", "include"]
        .iter()
        .flat_map(|word| source.places(&[word]))
        .map(|line| at(source, line, "embeds a file"))
        .collect()
}

/// Colors are chosen in two files.
pub fn colors(source: &Source) -> Vec<String> {
    if COLORS.iter().any(|place| source.path.starts_with(place)) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for (index, pair) in source.tokens.windows(3).enumerate() {
        let [kind, sign, name] = pair else { continue };
        let made = match kind.text.as_str() {
            "Color32" | "Rgba" | "Hsva" => sign.text == "::" && name.text != "{",
            // Our own color, where it is defined or converted, is no choice.
            "Color" | "Rgb" => {
                sign.text == "::" && matches!(name.text.as_str(), "rgb" | "new") && {
                    let first = source.tokens.get(index + 4);
                    first.is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()))
                }
            }
            "hex_color" => true,
            _ => false,
        };
        if made {
            lines.push(kind.line);
        }
    }
    lines.extend(
        source
            .strings
            .iter()
            .filter(|s| is_hex_color(&s.text))
            .map(|s| s.line),
    );
    lines
        .into_iter()
        .map(|line| at(source, line, "makes a color"))
        .collect()
}

fn is_hex_color(literal: &str) -> bool {
    let text = literal.trim_matches('"');
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// Every file says first what it is for.
pub fn first_line(source: &Source) -> Vec<String> {
    let says = source
        .text
        .strip_prefix("//! ")
        .is_some_and(|rest| !rest.trim().is_empty());
    if says {
        Vec::new()
    } else {
        vec![at(source, 1, "does not begin with //!")]
    }
}

/// No file and no function is longer than can be read at once.
pub fn sizes(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let lines = source.text.lines().count();
    if lines > FILE {
        found.push(at(source, 1, &format!("has {lines} lines")));
    }
    for (name, line, length) in source.functions() {
        let longer = LONGER.contains(&(source.path.as_str(), name.as_str()));
        if length > FUNCTION && !longer {
            found.push(at(source, line, &format!("{name} has {length} lines")));
        }
    }
    found
}

/// Views cannot change the state: only `app::apply` takes it to change it.
pub fn views(source: &Source) -> Vec<String> {
    if source.layer() == "app" {
        return Vec::new();
    }
    let mut lines = source.places(&["mut", "State"]);
    let whole = ["&", "mut", "self", ".", "state"];
    let handed = ["apply", "(", "&", "mut", "self", ".", "state"];
    let handed = source.places(&handed);
    lines.extend(
        source
            .places(&whole)
            .into_iter()
            .filter(|line| !handed.contains(line)),
    );
    if source.path.starts_with("ui/panels/") {
        lines.extend(source.places(&["apply", "("]));
        for word in ["RefCell", "Mutex", "RwLock"] {
            lines.extend(source.places(&[word]));
        }
    }
    lines
        .into_iter()
        .map(|line| at(source, line, "can change the state"))
        .collect()
}
