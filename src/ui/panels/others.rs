//! Others who hold or run the weights: a client, a distributor, a host. Each
//! is judged with the answers in which it differs.

use egui::Ui;

use super::Outbox;
use super::answer::{Asked, answer_ui};
use crate::app::{Command, ScenarioCommand, State};
use crate::scenario::{Actor, Answer};
use crate::ui::theme::section;

/// The questions on which another one's answer differs from the licensee's in
/// practice; others that a file answers are shown as well.
const USUAL: [&str; 12] = [
    "acts",
    "licensee_kind",
    "domicile",
    "establishments",
    "group_formed",
    "group_mau_peak",
    "group_rev_month",
    "group_rev_year",
    "group_rev_12m_peak",
    "deploy_in",
    "users_in",
    "cannot",
];

/// Draws who else is judged.
pub fn others_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.add_space(10.0);
    ui.label(section("Who else needs a license"));
    ui.weak("Each is judged with its own seat, size and field; the worst verdict counts.");
    for (actor, text) in [
        (Actor::Client, "A client receives the model"),
        (
            Actor::Distributor,
            "A distributor passes the weights on for you",
        ),
        (Actor::Host, "A host runs the weights for you"),
    ] {
        other_ui(ui, state, actor, text, out);
    }
}

fn other_ui(ui: &mut Ui, state: &State, actor: Actor, text: &str, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    let answers = scenario.differing(actor);
    let mut too = answers.is_some();
    if ui.checkbox(&mut too, text).changed() {
        out.push(Command::Scenario(ScenarioCommand::Judge { actor, too }));
    }
    let Some(answers) = answers else {
        return;
    };
    ui.indent(actor.id(), |ui| {
        ui.weak("What differs; all else is as you answered.");
        for field in state.book.fields() {
            let own = answers.get(&field.id);
            if own.is_none() && !USUAL.contains(&field.id.as_str()) {
                continue;
            }
            let label = ui.label(format!("{}{}", field.question, actor.note()));
            match own {
                None => {
                    ui.horizontal(|ui| {
                        ui.weak("As you answered");
                        if ui.small_button("It differs").clicked() {
                            out.push(Command::Scenario(ScenarioCommand::Answer {
                                actor,
                                field: field.id.clone(),
                                answer: Answer::Unanswered,
                            }));
                        }
                    });
                }
                Some(answer) => {
                    let asked = Asked {
                        field,
                        actor,
                        scenario: state.scenarios_taken,
                    };
                    answer_ui(ui, asked, answer, label.id, out);
                }
            }
            ui.add_space(4.0);
        }
    });
}
