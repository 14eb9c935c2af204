//! The parts beside the model that is judged: what each is, whose it is, and
//! adding another one by the name of a model or license.

use egui::{Id, Ui};

use super::Outbox;
use crate::app::{Command, ScenarioCommand, State};
use crate::report::part_words;
use crate::scenario::{MODEL_ID, Part, Role};
use crate::ui::theme::section;

/// The most models and licenses offered for what is typed.
const OFFERED: usize = 8;

/// What is being added.
#[derive(Debug, Clone)]
struct Draft {
    role: Role,
    typed: String,
    from_model: bool,
}

/// Draws the parts of the scenario in hand.
pub fn parts_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    ui.add_space(10.0);
    ui.label(section("What else is inside"));
    ui.weak(
        "Adapters, teachers, data sets, filters and code have licenses of their own; the worst verdict counts.",
    );
    for part in &scenario.parts {
        ui.horizontal_wrapped(|ui| {
            let words = part_words(&state.catalog, scenario, part);
            ui.label(format!("{}: {words}", part.label()));
            let name = format!("Remove {}", part.label());
            let remove = ui.small_button("Remove");
            remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if remove.clicked() {
                let id = part.id.clone();
                out.push(Command::Scenario(ScenarioCommand::RemovePart(id)));
            }
        });
    }
    let id = Id::unique(("part draft", state.scenarios_taken));
    let draft: Option<Draft> = ui.data(|data| data.get_temp(id));
    let Some(mut draft) = draft else {
        if ui.button("Add a part...").clicked() {
            let draft = Draft {
                role: Role::Adapter,
                typed: String::new(),
                from_model: true,
            };
            ui.data_mut(|data| data.insert_temp(id, draft));
        }
        return;
    };
    let done = draft_ui(ui, state, &mut draft, out);
    ui.data_mut(|data| {
        if done {
            data.remove::<Draft>(id);
        } else {
            data.insert_temp(id, draft);
        }
    });
}

/// The part being added; whether it is done.
fn draft_ui(ui: &mut Ui, state: &State, draft: &mut Draft, out: &mut Outbox) -> bool {
    let mut done = false;
    let label = ui.label("What is it?");
    egui::ComboBox::from_id_salt("role of a part")
        .selected_text(draft.role.label())
        .show_ui(ui, |ui| {
            for role in Role::ALL {
                ui.selectable_value(&mut draft.role, role, role.label());
            }
        })
        .response
        .labelled_by(label.id);
    ui.checkbox(&mut draft.from_model, "Made from the model that is judged");
    let label = ui.label("Which model or license?");
    let edit =
        egui::TextEdit::singleline(&mut draft.typed).hint_text("a name, such as Llama Guard");
    ui.add(edit).labelled_by(label.id);
    let word = draft.typed.trim().to_lowercase();
    let mut offered = 0;
    if !word.is_empty() {
        let models = state.catalog.models().map(|(_, model)| {
            let licenses = state.catalog.license_names(model);
            (true, &model.id, format!("{} ({licenses})", model.name))
        });
        let licenses = state.catalog.licenses().map(|license| {
            let name = format!("Only its license: {}", license.title);
            (false, &license.id, name)
        });
        for (is_model, id, name) in models.chain(licenses) {
            if !name.to_lowercase().contains(&word) && *id != word {
                continue;
            }
            offered += 1;
            if offered > OFFERED {
                ui.weak("More fit; type more of the name.");
                break;
            }
            if ui.button(name).clicked() {
                let part = part(state, draft, is_model, id);
                out.push(Command::Scenario(ScenarioCommand::AddPart(Box::new(part))));
                done = true;
            }
        }
        if offered == 0 {
            ui.weak("No model and no license has this name.");
        }
    }
    done | ui.button("Cancel").clicked()
}

/// The part with an id of its own.
fn part(state: &State, draft: &Draft, is_model: bool, id: &str) -> Part {
    let taken = |id: &str| {
        let scenario = state.scenario();
        scenario.is_some_and(|scenario| scenario.part(id).is_some())
    };
    let base = draft.role.id();
    let own = (1..)
        .map(|n| {
            if n == 1 {
                base.to_owned()
            } else {
                format!("{base}{n}")
            }
        })
        .find(|id| !taken(id))
        .unwrap_or_default();
    Part {
        id: own,
        role: draft.role,
        license: (!is_model).then(|| id.to_owned()),
        model: is_model.then(|| id.to_owned()),
        declared: None,
        made_from: if draft.from_model {
            vec![MODEL_ID.to_owned()]
        } else {
            Vec::new()
        },
        acts: None,
        multimodal: None,
    }
}
