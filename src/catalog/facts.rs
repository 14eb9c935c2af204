//! The attributes that a term of a license records, with their values.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Fact;

/// Attributes with their values, in the order of the attributes' names; in
/// files a map.
///
/// A catalog has thousands of these with one to a dozen attributes each, for
/// which a list takes a fifth of the room of a tree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts(Box<[(String, Fact)]>);

impl Facts {
    /// The value of an attribute; `None` if it is not recorded here.
    pub fn get(&self, attribute: &str) -> Option<&Fact> {
        let place = self
            .0
            .binary_search_by(|(name, _)| name.as_str().cmp(attribute));
        place.ok().map(|place| &self.0[place].1)
    }

    /// Whether an attribute is recorded here.
    pub fn contains_key(&self, attribute: &str) -> bool {
        self.get(attribute).is_some()
    }

    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Fact)> {
        self.0.iter().map(|(name, fact)| (name, fact))
    }

    /// The names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.iter().map(|(name, _)| name)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &Fact> {
        self.iter().map(|(_, fact)| fact)
    }
}

impl From<BTreeMap<String, Fact>> for Facts {
    fn from(facts: BTreeMap<String, Fact>) -> Self {
        Self(facts.into_iter().collect())
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_wherever_they_stand() {
        let names = ["law", "brand", "venue", "aup"];
        let fact = |name: &str| Fact::Text(name.to_uppercase());
        let pairs = names.iter().map(|name| ((*name).to_owned(), fact(name)));
        let facts = Facts::from(pairs.collect::<BTreeMap<_, _>>());
        for name in names {
            assert_eq!(facts.get(name), Some(&fact(name)));
        }
        assert!(!facts.contains_key("forum"));
        let in_order: Vec<&String> = facts.keys().collect();
        assert_eq!(in_order, ["aup", "brand", "law", "venue"]);
        assert_eq!(Facts::default().get("law"), None);
    }
}
