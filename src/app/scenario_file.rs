//! Scenarios as files: saving the one on screen, opening another.

use super::scenarios::apply_scenario;
use super::{Effect, FileCommand, ScenarioCommand, State};

/// What is being done with a scenario's file.
#[derive(Debug, Clone, PartialEq)]
pub enum FilePrompt {
    /// Nothing.
    Idle,
    /// The path is typed, since no file dialog answers.
    Typing {
        /// Whether the scenario is saved there, or opened from there.
        save: bool,
        /// The path so far.
        path: String,
    },
    /// It ended; what to tell.
    Ended(String),
}

/// Carries out a command about a scenario's file.
pub(super) fn apply_file(state: &mut State, command: FileCommand) -> Vec<Effect> {
    match command {
        FileCommand::Ask { save } => {
            state.scenario_file = FilePrompt::Idle;
            let name = match state.scenario() {
                Some(scenario) => file_name(&scenario.title),
                None if save => return Vec::new(),
                None => String::new(),
            };
            return vec![Effect::AskScenarioFile { save, name }];
        }
        FileCommand::Type { save, path } => {
            state.scenario_file = FilePrompt::Typing { save, path };
        }
        FileCommand::Chosen { save, path } => {
            state.scenario_file = FilePrompt::Idle;
            return match (state.scenario(), save) {
                (Some(scenario), true) => {
                    vec![Effect::SaveScenario(path, Box::new(scenario.clone()))]
                }
                (None, true) => Vec::new(),
                (_, false) => vec![Effect::OpenScenario(path)],
            };
        }
        FileCommand::Opened(scenario) => {
            state.scenario_file = FilePrompt::Idle;
            apply_scenario(state, ScenarioCommand::Take(scenario));
        }
        FileCommand::Ended(message) => state.scenario_file = FilePrompt::Ended(message),
        FileCommand::Close => state.scenario_file = FilePrompt::Idle,
    }
    Vec::new()
}

/// A file's name made from a title.
fn file_name(title: &str) -> String {
    let plain: String = title
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    match parts.join("-") {
        name if name.is_empty() => "scenario.ron".to_owned(),
        name => format!("{name}.ron"),
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn titles_become_file_names() {
        assert_eq!(
            file_name("Consumer app (changed)"),
            "consumer-app-changed.ron"
        );
        assert_eq!(file_name("../.."), "scenario.ron");
    }
}
