//! The answers as they are for one actor and one part: what the licensee says,
//! what the actor says itself, and what follows from the part.

use std::collections::BTreeMap;

use super::answer::Answer;

/// Answers in layers, nothing of which is copied: the upper one counts.
#[derive(Debug, Clone)]
pub struct Answers<'a> {
    /// Of the licensee.
    given: &'a BTreeMap<String, Answer>,
    /// Of the actor itself.
    own: Option<&'a BTreeMap<String, Answer>>,
    /// What holds for the actor and the part, whatever the others say.
    derived: Vec<(&'static str, Answer)>,
}

impl<'a> Answers<'a> {
    /// The answers of the licensee.
    pub fn of(given: &'a BTreeMap<String, Answer>) -> Self {
        Self {
            given,
            own: None,
            derived: Vec::new(),
        }
    }

    /// The same with those that an actor gives itself.
    pub(super) fn with_own(mut self, own: &'a BTreeMap<String, Answer>) -> Self {
        self.own = Some(own);
        self
    }

    /// Puts an answer above all others.
    pub(super) fn set(&mut self, field: &'static str, answer: Answer) {
        self.derived.retain(|(known, _)| *known != field);
        self.derived.push((field, answer));
    }

    /// The answer to a field, if there is one.
    pub fn get(&self, field: &str) -> Option<&Answer> {
        let derived = self.derived.iter().find(|(known, _)| *known == field);
        derived
            .map(|(_, answer)| answer)
            .or_else(|| self.own?.get(field))
            .or_else(|| self.given.get(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_upper_layer_counts() {
        let map = |number: f64| BTreeMap::from([("product_mau".to_owned(), Answer::Num(number))]);
        let (given, own) = (map(1.0), map(2.0));
        let mut answers = Answers::of(&given);
        assert_eq!(answers.get("product_mau"), Some(&Answer::Num(1.0)));
        answers = answers.with_own(&own);
        assert_eq!(answers.get("product_mau"), Some(&Answer::Num(2.0)));
        answers.set("product_mau", Answer::Num(3.0));
        answers.set("product_mau", Answer::Num(4.0));
        assert_eq!(answers.get("product_mau"), Some(&Answer::Num(4.0)));
        assert_eq!(answers.get("acts"), None);
    }
}
