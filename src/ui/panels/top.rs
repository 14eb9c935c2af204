//! The bar at the top: views, scenario, export, theme; and the problems.

use egui::Ui;

use super::Outbox;
use super::workspace_menu::{views_menu_ui, workspace_menu_ui};
use crate::app::{Command, ExportCommand, ScenarioCommand, Sheet, State, WorkspaceCommand};
use crate::ui::theme::heading;
use crate::ui::widgets::primary_button;

/// Draws the bar.
pub fn top_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.add_space(4.0);
    // A narrow window has no room for all in one line.
    let width = ui.available_width();
    if width < THREE_LINES {
        ui.horizontal(|ui| {
            workspace_menu_ui(ui, state, out);
            views_menu_ui(ui, state, out);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                theme_menu(ui);
                export_button(ui, out);
            });
        });
        ui.horizontal(|ui| {
            scenario_menu(ui, state, out);
            problems_button(ui, state, out);
        });
        ui.horizontal_wrapped(|ui| sheets_ui(ui, state, out));
    } else if width < TWO_LINES {
        // The name stands in the window's title as well.
        ui.horizontal(|ui| {
            workspace_menu_ui(ui, state, out);
            views_menu_ui(ui, state, out);
            right_ui(ui, state, out);
        });
        ui.horizontal_wrapped(|ui| sheets_ui(ui, state, out));
    } else if width < ONE_LINE {
        ui.horizontal(|ui| {
            ui.label(heading("License Matrix"));
            workspace_menu_ui(ui, state, out);
            views_menu_ui(ui, state, out);
            right_ui(ui, state, out);
        });
        ui.horizontal_wrapped(|ui| sheets_ui(ui, state, out));
    } else {
        ui.horizontal(|ui| {
            ui.label(heading("License Matrix"));
            workspace_menu_ui(ui, state, out);
            views_menu_ui(ui, state, out);
            ui.add_space(8.0);
            sheets_ui(ui, state, out);
            right_ui(ui, state, out);
        });
    }
    ui.add_space(4.0);
}

/// Width from which title, views and actions stand side by side, in points.
const ONE_LINE: f32 = 1400.0;

/// Width from which all actions stand in one line, in points.
const THREE_LINES: f32 = 640.0;

/// Width from which title and actions stand in one line, in points.
const TWO_LINES: f32 = 860.0;

/// The views to choose from.
fn sheets_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    for sheet in Sheet::ALL {
        // There is nothing to see with fewer than two.
        if sheet == Sheet::Scenarios && state.sheet != sheet && state.scenarios.list.len() < 2 {
            continue;
        }
        if ui
            .selectable_label(state.sheet == sheet, sheet.label())
            .clicked()
        {
            out.push(Command::ShowSheet(sheet));
        }
    }
}

/// Scenario, export and theme, at the right edge.
fn right_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        theme_menu(ui);
        export_button(ui, out);
        scenario_menu(ui, state, out);
        problems_button(ui, state, out);
    });
}

fn export_button(ui: &mut Ui, out: &mut Outbox) {
    if primary_button(ui, "Export...").clicked() {
        out.push(Command::Export(ExportCommand::Ask));
    }
}

fn problems_button(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let count = state.problems.len();
    if count > 0 && ui.button(format!("{count} problems")).clicked() {
        out.push(Command::ToggleProblems);
    }
}

/// Light, dark, or as the system has it.
fn theme_menu(ui: &mut Ui) {
    use egui::ThemePreference::{Dark, Light, System};
    ui.menu_button("Theme", |ui| {
        let now = ui.ctx().options(|options| options.theme_preference);
        for (text, theme) in [("Light", Light), ("Dark", Dark), ("As the system", System)] {
            if ui.selectable_label(now == theme, text).clicked() {
                ui.ctx().set_theme(theme);
                ui.close();
            }
        }
    });
}

fn scenario_menu(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let chosen = state
        .scenario()
        .map_or("Scenario: none", |scenario| scenario.title.as_str());
    let shown = if state.editor_open {
        "Hide questions"
    } else {
        "Show questions"
    };
    if state.scenario().is_some() && ui.button(shown).clicked() {
        out.push(Command::ToggleEditor);
    }
    let combo = egui::ComboBox::from_id_salt("scenario")
        .selected_text(chosen)
        .width(176.0)
        .height(480.0)
        .truncate();
    let mut open_file = false;
    let mut go = |command| out.push(Command::Scenario(command));
    let shown = combo.show_ui(ui, |ui| {
        if ui
            .selectable_label(state.scenario().is_none(), "No scenario")
            .clicked()
        {
            go(ScenarioCommand::Go(None));
        }
        if ui
            .selectable_label(false, "New scenario of your own")
            .on_hover_text("Starts with no answers.")
            .clicked()
        {
            go(ScenarioCommand::New);
        }
        if ui.selectable_label(false, "Open a scenario...").clicked() {
            open_file = true;
        }
        if !state.scenarios.list.is_empty() {
            ui.separator();
            ui.weak("Open");
        }
        for (place, scenario) in state.scenarios.list.iter().enumerate() {
            let edited = state.scenarios.active == Some(place);
            ui.push_id(place, |ui| {
                if ui.selectable_label(edited, &scenario.title).clicked() {
                    go(ScenarioCommand::Go(Some(place)));
                }
            });
        }
        ui.separator();
        ui.weak("Presets, with examples as answers");
        for preset in state.book.presets() {
            if ui
                .selectable_label(false, &preset.title)
                .on_hover_text(&preset.description)
                .clicked()
            {
                go(ScenarioCommand::Preset(preset.id.clone()));
            }
        }
    });
    if open_file {
        out.push(Command::Workspace(WorkspaceCommand::AskOpen));
    }
    // Its text says which one is chosen; its name says what it is.
    let name = || egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Scenario");
    shown.response.widget_info(name);
}

/// Draws the problems of a data folder that could not be used.
pub fn problems_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.strong("The data folder has problems; the built-in catalog is shown.");
        if ui.button("Close").clicked() {
            out.push(Command::ToggleProblems);
        }
    });
    egui::ScrollArea::vertical()
        .max_height(200.0)
        .show(ui, |ui| {
            for problem in &state.problems {
                ui.label(problem.to_string());
            }
        });
}
