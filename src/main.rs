//! The window program.

use std::process::ExitCode;

use license_matrix::ui::shell::{ShellOptions, WindowApp, run_to_exit_code};
use license_matrix::ui::theme;

/// Holds the place of the app until its panels are there.
struct Placeholder;

impl WindowApp for Placeholder {
    fn setup(&mut self, ctx: &egui::Context) {
        theme::install(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        egui::CentralPanel::default().show(ui, |ui| {
            ui.label(theme::heading("License Matrix"));
        });
    }
}

fn main() -> ExitCode {
    run_to_exit_code(Box::new(Placeholder), ShellOptions::from_process())
}
