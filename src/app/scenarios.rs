//! The scenarios that are open: choosing, editing, duplicating, undoing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::needed::is_typed;
use super::{ScenarioCommand, State};
use crate::scenario::{Actor, Answer, Evaluation, OWN_ID, Scenario};
use crate::verdicts::judge_all;
use crate::workspace::{OpenScenario, scenario_id};

/// The scenarios that are open, and which of them is edited.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scenarios {
    /// In the order in which they were opened.
    pub list: Vec<Scenario>,
    /// The id of each, which stays whatever becomes of its title.
    ids: Vec<String>,
    /// The place of the one that is edited and judged; none: no scenario.
    pub active: Option<usize>,
}

impl Scenarios {
    /// The scenario that is edited and judged.
    pub fn current(&self) -> Option<&Scenario> {
        self.active.and_then(|place| self.list.get(place))
    }

    fn current_mut(&mut self) -> Option<&mut Scenario> {
        self.active.and_then(|place| self.list.get_mut(place))
    }

    /// Opens a scenario and goes to it. A preset that is open as it is, is not
    /// opened twice.
    fn open(&mut self, scenario: Scenario) {
        let known = self.list.iter().position(|open| *open == scenario);
        self.active = known.or_else(|| {
            self.insert(self.list.len(), scenario);
            Some(self.list.len() - 1)
        });
    }

    fn insert(&mut self, place: usize, scenario: Scenario) {
        let taken = |id: &str| self.ids.iter().any(|known| known == id);
        self.ids.insert(place, scenario_id(&scenario, &taken));
        self.list.insert(place, scenario);
    }

    /// The id of the one that is edited and judged.
    pub fn current_id(&self) -> Option<&str> {
        self.active
            .and_then(|place| self.ids.get(place))
            .map(String::as_str)
    }

    /// The scenarios as a workspace has them.
    pub(super) fn kept(&self) -> Vec<OpenScenario> {
        let pairs = self.ids.iter().zip(&self.list);
        let kept = pairs.map(|(id, scenario)| OpenScenario {
            id: id.clone(),
            scenario: scenario.clone(),
        });
        kept.collect()
    }

    /// Those of a workspace, and the one that is active in it.
    pub(super) fn of(kept: Vec<OpenScenario>, active: Option<&str>) -> Self {
        let (ids, list): (Vec<String>, Vec<Scenario>) =
            kept.into_iter().map(|one| (one.id, one.scenario)).unzip();
        Self {
            active: active.and_then(|active| ids.iter().position(|id| id == active)),
            list,
            ids,
        }
    }
}

/// A scenario with the verdicts it leads to.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The scenario.
    pub scenario: Scenario,
    /// Verdicts by model id.
    pub evaluations: BTreeMap<String, Arc<Evaluation>>,
}

/// Carries out a command about scenarios.
pub(super) fn apply_scenario(state: &mut State, command: ScenarioCommand) {
    let before = state.scenarios.clone();
    match command {
        ScenarioCommand::Preset(id) => {
            if let Some(preset) = state.book.preset(&id).cloned() {
                state.scenarios.open(preset);
            }
        }
        ScenarioCommand::New => state.scenarios.open(new_scenario()),
        ScenarioCommand::Take(scenario) => state.scenarios.open(*scenario),
        ScenarioCommand::Go(place) => state.scenarios.active = place,
        ScenarioCommand::Duplicate => duplicate(state),
        ScenarioCommand::Remove(place) => remove(&mut state.scenarios, place),
        ScenarioCommand::Rename(title) => edit(state, |scenario| scenario.title = title),
        ScenarioCommand::Answer {
            actor,
            field,
            answer,
        } => edit(state, |scenario| match actor {
            Actor::Licensee => scenario.set(&field, answer),
            other => {
                scenario.answers_of(other).insert(field, answer);
            }
        }),
        ScenarioCommand::Read { reading, choice } => edit(state, |scenario| match choice {
            Some(choice) => {
                scenario.readings.insert(reading, choice);
            }
            None => {
                scenario.readings.remove(&reading);
            }
        }),
        ScenarioCommand::AddPart(part) => edit(state, |scenario| scenario.parts.push(*part)),
        ScenarioCommand::RemovePart(id) => edit(state, |scenario| {
            scenario.parts.retain(|part| part.id != id);
            for part in &mut scenario.parts {
                part.made_from.retain(|from| *from != id);
            }
        }),
        ScenarioCommand::Judge { actor, too } => edit(state, |scenario| {
            let answers = scenario.answers_of(actor);
            if too {
                // Nothing is assumed of them: where they sit is open.
                answers.insert("domicile".to_owned(), Answer::Unanswered);
            } else {
                answers.clear();
            }
        }),
    }
    if state.scenarios == before {
        return;
    }
    if state.scenarios.active != before.active {
        arrived(state);
    }
    state.remake();
}

/// Another scenario is in hand, or none: half-typed answers belong to the one
/// before, and the verdicts come and go with it.
pub(super) fn arrived(state: &mut State) {
    state.scenarios_taken += 1;
    let is_there = state.scenario().is_some();
    state.start_open &= !is_there;
    state.editor_open = is_there;
    if is_there {
        let catalog = state.catalog.clone();
        state.layout.show("verdict", &catalog);
    } else {
        state.layout.hide("verdict");
        state.values.remove("verdict");
    }
}

/// Changes the scenario in hand. A preset that is edited is a preset no longer,
/// and says so wherever it is named, also in reports.
fn edit(state: &mut State, change: impl FnOnce(&mut Scenario)) {
    let is_preset = state
        .scenario()
        .is_some_and(|scenario| state.book.preset(&scenario.id).is_some());
    let Some(scenario) = state.scenarios.current_mut() else {
        return;
    };
    if is_preset {
        scenario.description = format!("Your own, made from the preset \"{}\".", scenario.title);
        scenario.title.push_str(" (changed)");
        scenario.id = OWN_ID.to_owned();
    }
    change(scenario);
}

fn duplicate(state: &mut State) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    let mut copy = scenario.clone();
    copy.description = format!("Your own, a copy of \"{}\".", scenario.title);
    copy.title = format!("{} (copy)", scenario.title);
    copy.id = OWN_ID.to_owned();
    let place = state.scenarios.active.map_or(0, |place| place + 1);
    state.scenarios.insert(place, copy);
    state.scenarios.active = Some(place);
}

fn remove(scenarios: &mut Scenarios, place: usize) {
    if place >= scenarios.list.len() {
        return;
    }
    scenarios.list.remove(place);
    scenarios.ids.remove(place);
    scenarios.active = match scenarios.active {
        Some(active) if active > place => Some(active - 1),
        Some(active) if active < scenarios.list.len() => Some(active),
        Some(_) => scenarios.list.len().checked_sub(1),
        None => None,
    };
}

fn new_scenario() -> Scenario {
    let words = "Your own. Answer what you know; what is not answered stays open.";
    Scenario::empty("New scenario", words)
}

/// What a command does, for undo.
pub(super) fn label(state: &State, command: &ScenarioCommand) -> String {
    let question = |field: &str| {
        let asked = state.book.field(field);
        asked.map_or(field.to_owned(), |field| field.question.clone())
    };
    match command {
        ScenarioCommand::Answer { field, .. } => format!("answer to: {}", question(field)),
        ScenarioCommand::Read { reading, .. } => {
            let asked = state.book.reading(reading);
            let words = asked.map_or(reading.as_str(), |reading| &reading.question);
            format!("reading: {words}")
        }
        ScenarioCommand::Rename(_) => "name of the scenario".to_owned(),
        ScenarioCommand::Judge { actor, too: true } => format!("judging {} too", actor.label()),
        ScenarioCommand::Judge { actor, .. } => format!("leaving out {}", actor.label()),
        ScenarioCommand::AddPart(_) => "adding a part".to_owned(),
        ScenarioCommand::RemovePart(_) => "removing a part".to_owned(),
        ScenarioCommand::Remove(_) => "closing a scenario".to_owned(),
        ScenarioCommand::Duplicate => "copy of a scenario".to_owned(),
        _ => "opening a scenario".to_owned(),
    }
}

/// What is typed letter by letter is undone as a whole.
pub(super) fn typed_key(state: &State, command: &ScenarioCommand) -> Option<String> {
    let place = state.scenarios.active?;
    match command {
        ScenarioCommand::Rename(_) => Some(format!("{place} title")),
        ScenarioCommand::Answer { actor, field, .. } => {
            let typed = is_typed(&state.book.field(field)?.kind);
            typed.then(|| format!("{place} {} {field}", actor.id()))
        }
        _ => None,
    }
}

/// Judges the scenarios that are open; what was judged before and is the same
/// is taken over.
pub(super) fn judge_open(state: &State) -> Vec<Judged> {
    let judge = |scenario: &Scenario| {
        let known = state.judged.iter().find(|j| j.scenario == *scenario);
        known.cloned().unwrap_or_else(|| Judged {
            scenario: scenario.clone(),
            evaluations: judge_all(&state.catalog, &state.book, scenario, &state.texts),
        })
    };
    state.scenarios.list.iter().map(judge).collect()
}
