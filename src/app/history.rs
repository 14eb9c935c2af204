//! Undo and redo: a label and the whole value before each change.

/// What can be undone and redone, unlimited within a session.
#[derive(Debug, Clone)]
pub struct History<T> {
    past: Vec<Step<T>>,
    future: Vec<Step<T>>,
    held: bool,
}

#[derive(Debug, Clone)]
struct Step<T> {
    label: String,
    /// Changes of one key that follow each other, such as letters typed into
    /// one field, are undone together.
    key: Option<String>,
    value: T,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self {
            past: Vec::new(),
            future: Vec::new(),
            held: false,
        }
    }
}

impl<T> History<T> {
    /// Whether a change is being made; what it is made of is no change of its own.
    pub(super) fn is_held(&self) -> bool {
        self.held
    }

    pub(super) fn hold(&mut self, held: bool) {
        self.held = held;
    }

    /// Notes a change by the value before it. What was undone is gone then.
    pub fn record(&mut self, label: impl Into<String>, key: Option<String>, before: T) {
        let joins = self.future.is_empty()
            && key.is_some()
            && self.past.last().is_some_and(|step| step.key == key);
        self.future.clear();
        if !joins {
            self.past.push(Step {
                label: label.into(),
                key,
                value: before,
            });
        }
    }

    /// Takes the last change back: gives the value before it.
    pub fn undo(&mut self, now: T) -> Option<T> {
        Self::shift(&mut self.past, &mut self.future, now)
    }

    /// Does again what was undone last.
    pub fn redo(&mut self, now: T) -> Option<T> {
        Self::shift(&mut self.future, &mut self.past, now)
    }

    fn shift(from: &mut Vec<Step<T>>, to: &mut Vec<Step<T>>, now: T) -> Option<T> {
        let step = from.pop()?;
        to.push(Step {
            label: step.label,
            key: None,
            value: now,
        });
        Some(step.value)
    }

    /// What would be undone.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What would be done again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_undone_and_done_again_by_name() {
        let mut history = History::default();
        history.record("one", None, 0);
        history.record("two", None, 1);
        assert_eq!(history.undo_label(), Some("two"));
        assert_eq!(history.undo(2), Some(1));
        assert_eq!(history.undo(1), Some(0));
        assert_eq!(history.undo(0), None);
        assert_eq!(history.redo_label(), Some("one"));
        assert_eq!(history.redo(0), Some(1));
        history.record("other", None, 1);
        assert_eq!(history.redo(5), None, "another change ends redo");
    }

    #[test]
    fn letters_typed_into_one_field_are_one_change() {
        let mut history = History::default();
        for (now, key) in [(0, "a"), (1, "a"), (2, "b")] {
            history.record("typed", Some(key.to_owned()), now);
        }
        assert_eq!(history.undo(3), Some(2));
        assert_eq!(history.undo(2), Some(0));
        // What was undone and done again is not joined with what follows.
        assert_eq!(history.redo(0), Some(2));
        history.record("typed", Some("a".to_owned()), 2);
        assert_eq!(history.undo(9), Some(2));
    }
}
