//! A frame of the table while it scrolls: the grid of the program beside
//! egui_table, over the same 1 000 000 made rows of 20 columns, in the same
//! run and in turn.
//!
//! `cargo bench --features frame-bench --bench frame` draws into no window, at
//! 1600 x 1000 points. It tells the processor time of this thread for a frame,
//! without the triangles that are made of it afterwards, in the middle and
//! where 95 of 100 are below. Cells of egui_table are painted the way its users
//! do it where it has to be fast: no widget but one to click. Last comes the
//! whole window of the program, with as many rows and on its own data.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod data;
mod own;
mod table_crate;
mod timed;

use egui::{Context, Ui};
use license_matrix::app::{Command, GridCommand, State, apply};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::ui::panels::window_ui;
use license_matrix::ui::theme;

use data::Rows;
use timed::{Speed, Window};

const ROWS: usize = 1_000_000;

fn main() {
    // `cargo test --benches` only sees whether it runs.
    let count = if std::env::args().any(|argument| argument == "--bench") {
        ROWS
    } else {
        1_000
    };
    let rows = Rows::new(count);
    println!("{count} rows, ms for a frame: middle (95 of 100 below)");
    for speed in [Speed::Rows, Speed::Pages] {
        for listens in [false, true] {
            compare(&rows, speed, listens);
        }
    }
    whole_window(count);
}

/// Draws both in turn.
fn compare(rows: &Rows, speed: Speed, listens: bool) {
    let mut own = Window::new(listens);
    let mut other = Window::new(listens);
    let mut draw_own = |ui: &mut Ui| own::draw(ui, rows);
    let mut draw_other = |ui: &mut Ui| table_crate::draw(ui, rows);
    for _ in 0..timed::ROUNDS {
        own.scroll(speed, &mut draw_own);
        other.scroll(speed, &mut draw_other);
    }
    let (own, other) = (own.times(), other.times());
    println!(
        "{speed}{}: ours {own}, egui_table {other}: {:.2} times ours",
        if listens { ", with AccessKit" } else { "" },
        other.middle / own.middle
    );
}

/// The window of the program, whose table has so many rows: those of the
/// catalog again and again.
fn whole_window(count: usize) {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let mut state = State::new(catalog, book, Vec::new(), "2026-11-28".to_owned());
    apply(&mut state, Command::Grid(GridCommand::SelectAll));
    let models = state.rows.len();
    state.rows = (0..count).map(|row| row % models).collect();
    for listens in [false, true] {
        let mut window = Window::new(listens);
        let mut draw = |ui: &mut Ui| window_ui(ui, &state, &mut Vec::new());
        for _ in 0..timed::ROUNDS {
            window.scroll(Speed::Rows, &mut draw);
        }
        println!(
            "the whole window{}: {}",
            if listens { ", with AccessKit" } else { "" },
            window.times()
        );
    }
}

/// A context with the looks of the program.
fn context(listens: bool) -> Context {
    let ctx = Context::default();
    theme::install(&ctx);
    if listens {
        ctx.enable_accesskit();
    }
    ctx
}
