//! The looks, drawn for real by the processor, driven by egui_kittest.

use std::cell::RefCell;
use std::rc::Rc;

use egui::{TexturesDelta, Theme, vec2};
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, TestRenderer};
use image::RgbaImage;
use license_matrix::matrix::Tone;
use license_matrix::ui::soft::{Rasterizer, render_to_image};
use license_matrix::ui::theme::{self, Palette};
use license_matrix::ui::widgets::{primary_button, tone_badge};

/// Draws what a harness shows: keeps its textures beside the harness.
#[derive(Clone, Default)]
struct Drawing(Rc<RefCell<Rasterizer>>);

impl TestRenderer for Drawing {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().update_textures(delta);
    }
}

fn show(
    theme: Theme,
    contents: impl FnMut(&mut egui::Ui) + 'static,
) -> (Harness<'static>, RgbaImage) {
    let drawing = Drawing::default();
    let size = vec2(400.0, 200.0);
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        // Fine pixels, so that strokes of letters have their full color.
        .with_pixels_per_point(2.0)
        .with_context_setup(theme::install)
        .renderer(drawing.clone())
        .build_ui(contents);
    harness.run();
    let image = render_to_image(
        &mut drawing.0.borrow_mut(),
        &harness.ctx,
        harness.output(),
        size,
    );
    (harness, image)
}

/// How many pixels are within a step or two of a color.
fn near(image: &RgbaImage, color: egui::Color32) -> usize {
    let [r, g, b, _] = color.to_array();
    let close = |a: u8, b: u8| a.abs_diff(b) <= 2;
    image
        .pixels()
        .filter(|pixel| close(pixel[0], r) && close(pixel[1], g) && close(pixel[2], b))
        .count()
}

#[test]
fn badges_show_sign_word_and_color_in_both_themes() {
    for (theme, dark) in [(Theme::Light, false), (Theme::Dark, true)] {
        for tone in Tone::ALL {
            let (harness, image) = show(theme, move |ui| {
                tone_badge(ui, tone, "Allowed with notice");
            });
            // A screen reader hears the meaning too.
            let spoken = format!("Allowed with notice ({})", tone.word());
            harness.get_by_label(&spoken);
            let colors = Palette::of(dark).tone(tone);
            assert!(near(&image, colors.background) > 500, "{theme:?} {tone:?}");
            assert!(near(&image, colors.border) > 100, "{theme:?} {tone:?}");
            assert!(near(&image, colors.text) > 20, "{theme:?} {tone:?}");
        }
    }
}

#[test]
fn every_sign_and_ordinary_foreign_name_has_a_glyph() {
    // The harness panics if a character has no glyph.
    let (harness, _) = show(Theme::Light, |ui| {
        for tone in Tone::ALL {
            ui.label(tone.sign());
        }
        for family in [theme::bold(13.0), theme::italic(13.0)] {
            ui.label(egui::RichText::new("Müller ✓ 阿里巴巴 Привет").font(family));
        }
        ui.label("→ ≥ 100 000 €, “quoted” – 智谱");
    });
    drop(harness);
}

#[test]
fn the_main_button_stands_out_and_answers() {
    let (_, image) = show(Theme::Light, |ui| {
        primary_button(ui, "Check all models");
    });
    assert!(near(&image, Palette::of(false).accent_fill) > 1000);

    let mut harness = Harness::builder()
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, clicks: &mut u32| {
                *clicks += u32::from(primary_button(ui, "Check all models").clicked());
            },
            0,
        );
    harness.get_by_label("Check all models").click();
    harness.run();
    assert_eq!(*harness.state(), 1);
}

#[test]
fn an_idle_window_asks_for_no_frames() {
    for theme in [Theme::Light, Theme::Dark] {
        let (mut harness, _) = show(theme, |ui| {
            ui.label(theme::section("Scenario"));
            primary_button(ui, "Check all models");
            egui::ScrollArea::vertical().show(ui, |ui| {
                for row in 0..50 {
                    ui.label(row.to_string());
                }
            });
        });
        harness.step();
        let delay = harness
            .output()
            .viewport_output
            .get(&egui::ViewportId::ROOT)
            .map(|viewport| viewport.repaint_delay);
        assert_eq!(delay, Some(std::time::Duration::MAX));
    }
}
