//! Everything that can be done, by name: the palette and the list of keys are
//! made from it, and keys are bound by it.

mod compare;
mod find;
mod review;
mod scenario;
mod table;
mod window;
mod workspace;

use super::{Command, State};

/// The keys that do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Keys {
    /// Whether Ctrl (Command on a Mac) is held.
    pub command: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// The key by its name.
    pub key: &'static str,
    /// Whether the key is left to a field while something is typed in it.
    pub yields: bool,
}

/// Something that can be done.
#[derive(Debug, Clone, Copy)]
pub struct Action {
    /// Its name.
    pub label: &'static str,
    /// Where it belongs in the list of keys.
    pub group: &'static str,
    /// The keys that do it, if there are some.
    pub keys: Option<Keys>,
    /// The command; none while it cannot be done.
    pub command: fn(&State) -> Option<Command>,
}

const fn ctrl(key: &'static str) -> Option<Keys> {
    Some(Keys {
        command: true,
        shift: false,
        key,
        yields: false,
    })
}

const fn ctrl_shift(key: &'static str) -> Option<Keys> {
    Some(Keys {
        command: true,
        shift: true,
        key,
        yields: false,
    })
}

/// Keys that a field needs for itself while something is typed in it.
const fn yielding(keys: Option<Keys>) -> Option<Keys> {
    match keys {
        Some(keys) => Some(Keys {
            yields: true,
            ..keys
        }),
        None => None,
    }
}

const fn plain(key: &'static str) -> Option<Keys> {
    Some(Keys {
        command: false,
        shift: false,
        key,
        yields: false,
    })
}

const fn action(
    group: &'static str,
    label: &'static str,
    keys: Option<Keys>,
    command: fn(&State) -> Option<Command>,
) -> Action {
    Action {
        label,
        group,
        keys,
        command,
    }
}

/// All that can be done, in the order of the list of keys.
pub fn actions() -> impl Iterator<Item = &'static Action> {
    let lists = [
        find::LIST,
        table::LIST,
        compare::LIST,
        workspace::LIST,
        review::LIST,
        scenario::LIST,
        window::LIST,
    ];
    lists.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_actions_share_keys_or_a_name() {
        let mut keys = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for action in actions() {
            assert!(labels.insert(action.label), "{}", action.label);
            if let Some(one) = action.keys {
                let pressed = (one.command, one.shift, one.key);
                assert!(keys.insert(pressed), "{}", action.label);
            }
        }
    }
}
