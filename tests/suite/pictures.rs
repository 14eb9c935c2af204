//! Pictures of the window, drawn by the processor, beside the ones that are kept
//! in `tests/golden/pictures`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test suite pictures` draws the kept ones anew;
//! look at them before they are committed. Where one differs, the picture that
//! was drawn lies in `target/pictures`.

use std::path::Path;

use egui::{Context, ThemePreference, vec2};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, RgbaImage};
use license_matrix::app::{
    Command, Effect, Insight, PaletteCommand, ScenarioCommand, State, apply,
};
use license_matrix::ui::panels::window_ui;
use license_matrix::ui::soft::{PictureOptions, picture};
use license_matrix::ui::theme;

/// How far a part of a color may be off: edges are rounded a little otherwise
/// by other processors.
const LEVELS: u8 = 24;

/// How many pixels of a million may be off by more: fewer than a short word has.
const OF_A_MILLION: usize = 100;

/// Carries out commands, with what another thread would find out for them.
fn state_after(commands: impl IntoIterator<Item = Command>) -> State {
    let (catalog, book) = crate::made::built_in();
    let mut state = State::new(catalog, book, Vec::new(), "2026-11-24".to_owned());
    for command in commands {
        for effect in apply(&mut state, command) {
            if let Effect::LookInto(asked) = effect {
                let insight = Insight::of(&state.catalog, &state.book, &asked).unwrap();
                apply(&mut state, Command::Insight(Box::new((*asked, insight))));
            }
        }
    }
    state
}

fn drawn(state: &State, theme: ThemePreference) -> RgbaImage {
    let ctx = Context::default();
    theme::install(&ctx);
    ctx.set_theme(theme);
    let options = PictureOptions {
        size: vec2(940.0, 520.0),
        ..PictureOptions::default()
    };
    picture(&ctx, options, |ui| window_ui(ui, state, &mut Vec::new()))
}

/// How many pixels differ by more than rounding.
fn different(one: &RgbaImage, other: &RgbaImage) -> usize {
    let far = |a: &image::Rgba<u8>, b: &image::Rgba<u8>| {
        let mut parts = a.0.iter().zip(b.0);
        parts.any(|(a, b)| a.abs_diff(b) > LEVELS)
    };
    let pairs = one.pixels().zip(other.pixels());
    pairs.filter(|(a, b)| far(a, b)).count()
}

fn save(image: &RgbaImage, path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = std::fs::File::create(path).unwrap();
    let encoder = PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::Adaptive);
    let image = DynamicImage::from(image.clone()).into_rgb8();
    image.write_with_encoder(encoder).unwrap();
}

fn check(name: &str, image: &RgbaImage) {
    let kept_at = Path::new("tests/golden/pictures").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        save(image, &kept_at);
    }
    let kept = image::open(&kept_at)
        .unwrap_or_else(|error| panic!("{}: {error}", kept_at.display()))
        .into_rgba8();
    let off = match kept.dimensions() == image.dimensions() {
        true => different(&kept, image),
        false => usize::MAX,
    };
    let most = image.pixels().len() * OF_A_MILLION / 1_000_000;
    if off > most {
        let drawn_at = Path::new("target/pictures").join(format!("{name}.png"));
        save(image, &drawn_at);
        panic!(
            "{off} pixels of {name} differ, {most} may: compare {} with {}. If it should look so now, run `UPDATE_GOLDEN=1 cargo test --test suite pictures`",
            drawn_at.display(),
            kept_at.display()
        );
    }
}

fn judged(model: &str) -> State {
    state_after([
        Command::Scenario(ScenarioCommand::Preset("consumer-app".to_owned())),
        Command::Select(Some(model.to_owned())),
    ])
}

#[test]
fn the_matrix_in_light() {
    check(
        "matrix-light",
        &drawn(&state_after([]), ThemePreference::Light),
    );
}

#[test]
fn the_matrix_in_dark() {
    check(
        "matrix-dark",
        &drawn(&state_after([]), ThemePreference::Dark),
    );
}

#[test]
fn a_model_in_a_scenario() {
    let state = judged("llama-3.1-8b");
    check("details-light", &drawn(&state, ThemePreference::Light));
}

#[test]
fn anything_found_by_name() {
    let state = state_after([
        Command::Palette(PaletteCommand::Open),
        Command::Palette(PaletteCommand::Type("qwen".to_owned())),
    ]);
    check("palette-dark", &drawn(&state, ThemePreference::Dark));
}

#[test]
fn a_word_that_changes_is_seen_and_rounding_is_not() {
    let plain = drawn(&state_after([]), ThemePreference::Light);
    let most = plain.pixels().len() * OF_A_MILLION / 1_000_000;
    let filtered = state_after([Command::SetFilter("qwen".to_owned())]);
    assert!(different(&plain, &drawn(&filtered, ThemePreference::Light)) > most);
    let mut rounded = plain.clone();
    for pixel in rounded.pixels_mut() {
        pixel.0[0] = pixel.0[0].saturating_add(3);
    }
    assert_eq!(different(&plain, &rounded), 0);
}
