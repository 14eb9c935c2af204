//! The window program.

use std::process::ExitCode;

use license_matrix::ui::shell::{ShellOptions, WindowApp, run_to_exit_code};

/// Holds the place of the app until its panels are there.
struct Placeholder;

impl WindowApp for Placeholder {
    fn setup(&mut self, _: &egui::Context) {}

    fn ui(&mut self, ui: &mut egui::Ui) {
        egui::CentralPanel::default().show(ui, |_| {});
    }
}

fn main() -> ExitCode {
    run_to_exit_code(Box::new(Placeholder), ShellOptions::from_process())
}
