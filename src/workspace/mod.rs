//! A workspace: everything of one matter that the user made and must not lose.
//!
//! It holds scenarios, views, review decisions, notes, what goes on reports, and
//! which license texts were attached. Every part is a record with a key of its
//! own, so that two versions of a workspace can be merged record by record.

mod decision;
mod merge;
mod order;
mod record;
mod reviewed;
mod subject;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use decision::{Decision, Note, Opinion, Progress, Stale};
pub use merge::{Conflict, Merged, merge};
pub use record::{AsideValue, RecordKey, SetAside};
pub use reviewed::{InScenario, reviewed};
pub use subject::{Computed, Subject};
pub use view::{Density, SavedView, ShownColumn};

use crate::report::Branding;
use crate::scenario::Scenario;

/// Everything of one matter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workspace {
    /// The name shown in the window's title.
    pub title: String,
    /// Fingerprint of the catalog that it was last saved with; empty if none.
    pub catalog: String,
    /// The scenarios in the order of their tabs.
    pub scenarios: Vec<OpenScenario>,
    /// The id of the one that is edited and judged. Where somebody was last is
    /// no content: a merge takes it from one side without asking.
    pub active: Option<String>,
    /// The views in the order in which they are listed.
    pub views: Vec<SavedView>,
    /// What reviewers decided, by what they decided on.
    pub decisions: BTreeMap<Subject, Decision>,
    /// Notes. Two on the same subject stand beside each other.
    pub notes: BTreeSet<Note>,
    /// What the house puts on its reports.
    pub branding: Branding,
    /// The license texts that were attached: name -> SHA-256 of the words.
    pub texts: BTreeMap<String, String>,
    /// The other side of records that a merge could not settle, until somebody
    /// decides.
    pub set_aside: BTreeSet<SetAside>,
}

/// A scenario with an id that stays the same whatever its title becomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenScenario {
    /// Unique in the workspace.
    pub id: String,
    /// The scenario.
    pub scenario: Scenario,
}

impl Workspace {
    /// A workspace with a name and nothing in it.
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..Self::default()
        }
    }

    /// A workspace around one scenario, which is the active one.
    pub fn of_scenario(scenario: Scenario) -> Self {
        let mut workspace = Self::new(&scenario.title);
        let id = workspace.add_scenario(scenario);
        workspace.active = Some(id);
        workspace
    }

    /// A scenario by its id.
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        let mut all = self.scenarios.iter();
        all.find(|open| open.id == id).map(|open| &open.scenario)
    }

    /// The scenario that is edited and judged.
    pub fn active_scenario(&self) -> Option<&Scenario> {
        self.scenario(self.active.as_deref()?)
    }

    /// Adds a scenario at the end and gives the id it has from now on: made
    /// from the scenario's own id, with a number if that is taken.
    pub fn add_scenario(&mut self, scenario: Scenario) -> String {
        let id = scenario_id(&scenario, &|id| self.scenario(id).is_some());
        self.scenarios.push(OpenScenario {
            id: id.clone(),
            scenario,
        });
        id
    }

    /// A view by its name.
    pub fn view(&self, name: &str) -> Option<&SavedView> {
        self.views.iter().find(|view| view.name == name)
    }

    /// Keeps a view; one of the same name is replaced where it stands.
    pub fn keep_view(&mut self, view: SavedView) {
        match self.views.iter_mut().find(|known| known.name == view.name) {
            Some(known) => *known = view,
            None => self.views.push(view),
        }
    }
}

/// An id for a scenario that stays the same whatever its title becomes: made from
/// the scenario's own id, with a number if that is taken.
pub fn scenario_id(scenario: &Scenario, is_taken: &dyn Fn(&str) -> bool) -> String {
    free_id(&plain_id(&scenario.id), &|id| !is_taken(id))
}

/// An id as it can stand behind `FILE#`: letters, digits and hyphens.
fn plain_id(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .take(100)
        .collect();
    match plain.trim_matches('-') {
        "" => "scenario".to_owned(),
        id => id.to_owned(),
    }
}

/// The id itself, or with the first number that makes it free.
fn free_id(id: &str, is_free: &dyn Fn(&str) -> bool) -> String {
    let numbered = (2_u64..).map(|number| format!("{id}-{number}"));
    let mut all = std::iter::once(id.to_owned()).chain(numbered);
    all.find(|id| is_free(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;
    use crate::workspace::{Workspace, plain_id};

    #[test]
    fn ids_of_scenarios_are_unique_and_stay() {
        let mut workspace = Workspace::of_scenario(Scenario::empty("One", ""));
        let second = workspace.add_scenario(Scenario::empty("Two", ""));
        assert_eq!(workspace.active.as_deref(), Some("own-scenario"));
        assert_eq!(second, "own-scenario-2");
        workspace.scenarios.remove(0);
        let title = workspace.scenario(&second).map(|one| one.title.as_str());
        assert_eq!(title, Some("Two"));
        assert!(workspace.active_scenario().is_none());
        assert_eq!(plain_id("#/ a b"), "a-b");
        assert_eq!(plain_id("##"), "scenario");
    }
}
