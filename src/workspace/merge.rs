//! Merging two versions of a workspace record by record.
//!
//! A record that one side changed is taken from that side. A record that both
//! changed in different ways is a conflict: my version stands, and the other is
//! kept beside it. A record that one side changed and the other took away stays.

use std::collections::{BTreeMap, BTreeSet};

use super::order::merged_order;
use super::record::{branding_fields, branding_of};
use super::{AsideValue, OpenScenario, RecordKey, SavedView, SetAside, Workspace, free_id};

/// Letters of a title that are kept where " (other version)" is added.
const LONGEST_TITLE: usize = 180;

/// A merged workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The workspace.
    pub workspace: Workspace,
    /// What could not be settled, in a fixed order.
    pub conflicts: Vec<Conflict>,
}

/// A record that both sides changed in different ways.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// Which record.
    pub record: RecordKey,
    /// My version in words; `None`: I took it away.
    pub mine: Option<String>,
    /// The other version in words; `None`: it was taken away there.
    pub theirs: Option<String>,
    /// Where the versions are now.
    pub kept: String,
}

/// Merges what became of `base` on two sides. Nothing that either side added or
/// changed is missing from the result.
pub fn merge(base: &Workspace, mine: &Workspace, theirs: &Workspace) -> Merged {
    let mut merge = Merge::default();
    let title = |w: &Workspace| Some(w.title.clone());
    let title = merge.words(RecordKey::Title, &[title(base), title(mine), title(theirs)]);
    let catalog = |w: &Workspace| Some(w.catalog.clone());
    let catalog = merge.words(
        RecordKey::Catalog,
        &[catalog(base), catalog(mine), catalog(theirs)],
    );
    let scenarios = merge.scenarios(base, mine, theirs);
    let views = merge.views(base, mine, theirs);
    let decisions = merge.decisions(base, mine, theirs);
    let branding = merge.branding(base, mine, theirs);
    let texts = merge.texts(base, mine, theirs);
    let mut set_aside = together(&base.set_aside, &mine.set_aside, &theirs.set_aside);
    set_aside.extend(merge.aside);
    // Where somebody was last is no content; it follows who moved.
    let active = match three(&base.active, &mine.active, &theirs.active) {
        Three::One(active) => active,
        Three::Both => &mine.active,
    };
    let is_there = |id: &&String| scenarios.iter().any(|open| open.id == **id);
    let active = active.as_ref().filter(is_there).cloned();
    merge.conflicts.sort();
    Merged {
        workspace: Workspace {
            title: title.unwrap_or_default(),
            catalog: catalog.unwrap_or_default(),
            scenarios,
            active,
            views,
            decisions,
            notes: together(&base.notes, &mine.notes, &theirs.notes),
            branding,
            texts,
            set_aside,
        },
        conflicts: merge.conflicts,
    }
}

/// What became of a value on two sides.
enum Three<'a, T> {
    /// At most one side changed it, or both in the same way.
    One(&'a T),
    /// Both changed it in different ways.
    Both,
}

fn three<'a, T: PartialEq>(base: &'a T, mine: &'a T, theirs: &'a T) -> Three<'a, T> {
    if mine == theirs || theirs == base {
        Three::One(mine)
    } else if mine == base {
        Three::One(theirs)
    } else {
        Three::Both
    }
}

/// Sets have no conflicts: what a side added is there, what a side took away is
/// not.
fn together<T: Ord + Clone>(
    base: &BTreeSet<T>,
    mine: &BTreeSet<T>,
    theirs: &BTreeSet<T>,
) -> BTreeSet<T> {
    let all = mine.union(theirs);
    all.filter(|one| !base.contains(one) || (mine.contains(one) && theirs.contains(one)))
        .cloned()
        .collect()
}

fn keys<K: Ord, V>(maps: [&BTreeMap<K, V>; 3]) -> BTreeSet<&K> {
    maps.into_iter().flat_map(BTreeMap::keys).collect()
}

#[derive(Default)]
struct Merge {
    conflicts: Vec<Conflict>,
    aside: BTreeSet<SetAside>,
}

impl Merge {
    fn conflict(&mut self, record: RecordKey, sides: [Option<String>; 2], kept: &str) {
        let [mine, theirs] = sides;
        self.conflicts.push(Conflict {
            record,
            mine,
            theirs,
            kept: kept.to_owned(),
        });
    }

    /// A record that is put aside where both sides changed it.
    fn record<T: Clone + PartialEq>(
        &mut self,
        record: RecordKey,
        [base, mine, theirs]: &[Option<T>; 3],
        aside: impl Fn(&T) -> AsideValue,
    ) -> Option<T> {
        if let Three::One(one) = three(base, mine, theirs) {
            return one.clone();
        }
        let words = |side: &Option<T>| side.as_ref().map(|value| aside(value).words());
        let kept = match (mine, theirs) {
            (Some(_), Some(other)) => {
                self.aside.insert(SetAside {
                    record: record.clone(),
                    value: aside(other),
                });
                "mine stands, the other is set aside in the workspace"
            }
            _ => "what was changed stays, though the other side took it away",
        };
        self.conflict(record, [words(mine), words(theirs)], kept);
        mine.clone().or_else(|| theirs.clone())
    }

    fn words(&mut self, record: RecordKey, sides: &[Option<String>; 3]) -> Option<String> {
        self.record(record, sides, |words| AsideValue::Words(words.clone()))
    }

    fn decisions(
        &mut self,
        base: &Workspace,
        mine: &Workspace,
        theirs: &Workspace,
    ) -> BTreeMap<super::Subject, super::Decision> {
        let sides = [&base.decisions, &mine.decisions, &theirs.decisions];
        let mut merged = BTreeMap::new();
        for subject in keys(sides) {
            let values = sides.map(|side| side.get(subject).cloned());
            let record = RecordKey::Decision(subject.clone());
            let aside = |decision: &super::Decision| AsideValue::Decision(decision.clone());
            if let Some(decision) = self.record(record, &values, aside) {
                merged.insert(subject.clone(), decision);
            }
        }
        merged
    }

    fn texts(
        &mut self,
        base: &Workspace,
        mine: &Workspace,
        theirs: &Workspace,
    ) -> BTreeMap<String, String> {
        let sides = [&base.texts, &mine.texts, &theirs.texts];
        let mut merged = BTreeMap::new();
        for name in keys(sides) {
            let values = sides.map(|side| side.get(name).cloned());
            if let Some(sha256) = self.words(RecordKey::Text(name.clone()), &values) {
                merged.insert(name.clone(), sha256);
            }
        }
        merged
    }

    fn branding(
        &mut self,
        base: &Workspace,
        mine: &Workspace,
        theirs: &Workspace,
    ) -> crate::report::Branding {
        let sides = [base, mine, theirs].map(|side| branding_fields(&side.branding));
        let mut merged = sides[1].clone();
        for (field, value) in &mut merged {
            // What is left out is null; everything else is words.
            let words = |side: &serde_json::Map<String, serde_json::Value>| {
                side.get(field)?.as_str().map(str::to_owned)
            };
            let values = [words(&sides[0]), words(&sides[1]), words(&sides[2])];
            let record = RecordKey::Branding(field.clone());
            *value = self.words(record, &values).into();
        }
        branding_of(merged).unwrap_or_else(|| mine.branding.clone())
    }

    fn scenarios(
        &mut self,
        base: &Workspace,
        mine: &Workspace,
        theirs: &Workspace,
    ) -> Vec<OpenScenario> {
        let sides = [base, mine, theirs];
        let ids = sides.map(|side| -> Vec<String> {
            side.scenarios.iter().map(|open| open.id.clone()).collect()
        });
        let taken: BTreeSet<&String> = ids.iter().flatten().collect();
        let mut others: Vec<String> = Vec::new();
        let listed = self.list(
            RecordKey::ScenarioOrder,
            &ids,
            |id| RecordKey::Scenario(id.to_owned()),
            |side, id| sides[side].scenario(id).cloned(),
            |scenario| scenario.title.clone(),
            |id, scenario| {
                let free = |id: &str| {
                    !taken.contains(&id.to_owned()) && !others.iter().any(|other| other == id)
                };
                let id = free_id(&format!("{id}-other"), &free);
                others.push(id.clone());
                // A title is one short line.
                let title: String = scenario.title.chars().take(LONGEST_TITLE).collect();
                scenario.title = format!("{title} (other version)");
                id
            },
        );
        let open = listed.into_iter();
        open.map(|(id, scenario)| OpenScenario { id, scenario })
            .collect()
    }

    fn views(&mut self, base: &Workspace, mine: &Workspace, theirs: &Workspace) -> Vec<SavedView> {
        let sides = [base, mine, theirs];
        let names = sides.map(|side| -> Vec<String> {
            side.views.iter().map(|view| view.name.clone()).collect()
        });
        let taken: BTreeSet<&String> = names.iter().flatten().collect();
        let mut others: Vec<String> = Vec::new();
        let listed = self.list(
            RecordKey::ViewOrder,
            &names,
            |name| RecordKey::View(name.to_owned()),
            |side, name| sides[side].view(name).cloned(),
            |view| view.name.clone(),
            |name, view| {
                let free = |name: &str| {
                    !taken.contains(&name.to_owned()) && !others.iter().any(|other| other == name)
                };
                view.name = free_id(&format!("{name} (other version)"), &free);
                others.push(view.name.clone());
                view.name.clone()
            },
        );
        listed.into_iter().map(|(_, view)| view).collect()
    }

    /// A list of records in which both versions of one can stand: `rename` makes
    /// the other one of its own.
    fn list<T: Clone + PartialEq>(
        &mut self,
        order_key: RecordKey,
        [base, mine, theirs]: &[Vec<String>; 3],
        key: impl Fn(&str) -> RecordKey,
        get: impl Fn(usize, &str) -> Option<T>,
        words: impl Fn(&T) -> String,
        mut rename: impl FnMut(&str, &mut T) -> String,
    ) -> Vec<(String, T)> {
        let mut left: BTreeMap<&str, T> = BTreeMap::new();
        let mut beside: BTreeMap<&str, (String, T)> = BTreeMap::new();
        let ids: BTreeSet<&String> = [base, mine, theirs].into_iter().flatten().collect();
        for id in ids {
            let values = [get(0, id), get(1, id), get(2, id)];
            let [before, here, there] = &values;
            let kept = match three(before, here, there) {
                Three::One(one) => one.clone(),
                Three::Both => {
                    let mut kept = "what was changed stays, though the other side took it away";
                    if let (Some(_), Some(mut other)) = (here, there.clone()) {
                        beside.insert(id, (rename(id, &mut other), other));
                        kept = "both are kept, the other as \"... (other version)\"";
                    }
                    let sides = [here.as_ref().map(&words), there.as_ref().map(&words)];
                    self.conflict(key(id), sides, kept);
                    here.clone().or_else(|| there.clone())
                }
            };
            if let Some(value) = kept {
                left.insert(id, value);
            }
        }
        let (order, both) = merged_order(base, mine, theirs, &|id| left.contains_key(id));
        if both {
            let sides = [Some(mine.join(", ")), Some(theirs.join(", "))];
            self.conflict(order_key, sides, "my order stands");
        }
        let mut listed = Vec::new();
        for id in order {
            let other = beside.remove(id.as_str());
            if let Some(value) = left.remove(id.as_str()) {
                listed.push((id, value));
            }
            listed.extend(other);
        }
        listed
    }
}
