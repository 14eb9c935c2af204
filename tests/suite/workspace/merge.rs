//! What holds for any three versions of a workspace that are merged.

use license_matrix::scenario::{Answer, Scenario};
use license_matrix::workspace::{
    AsideValue, Merged, RecordKey, SetAside, Subject, Workspace, merge,
};
use proptest::prelude::*;

use super::made::{any_workspace, sample};

/// Whether everything that a side has and the base has not is in the result.
fn holds(merged: &Workspace, base: &Workspace, side: &Workspace) -> Result<(), TestCaseError> {
    let plain = |scenario: &Scenario| Scenario {
        title: String::new(),
        ..scenario.clone()
    };
    for open in &side.scenarios {
        if base.scenario(&open.id) == Some(&open.scenario) {
            continue;
        }
        let title = &open.scenario.title;
        let cut: String = title.chars().take(180).collect();
        let there = merged.scenarios.iter().any(|other| {
            let other = &other.scenario;
            plain(other) == plain(&open.scenario)
                && (other.title == *title || other.title == format!("{cut} (other version)"))
        });
        prop_assert!(there, "scenario {}", open.id);
    }
    for view in side
        .views
        .iter()
        .filter(|view| base.view(&view.name) != Some(view))
    {
        let there = merged.views.iter().any(|other| {
            let mut same = other.clone();
            same.name.clone_from(&view.name);
            same == *view && other.name.starts_with(&view.name)
        });
        prop_assert!(there, "view {}", view.name);
    }
    for (subject, decision) in &side.decisions {
        let aside = SetAside {
            record: RecordKey::Decision(subject.clone()),
            value: AsideValue::Decision(decision.clone()),
        };
        let there = base.decisions.get(subject) == Some(decision)
            || merged.decisions.get(subject) == Some(decision)
            || merged.set_aside.contains(&aside);
        prop_assert!(there, "decision on {subject}");
    }
    let words = |record, words: &str| SetAside {
        record,
        value: AsideValue::Words(words.to_owned()),
    };
    let title = words(RecordKey::Title, &side.title);
    prop_assert!(
        side.title == base.title || merged.title == side.title || merged.set_aside.contains(&title)
    );
    for (name, print) in &side.texts {
        let aside = words(RecordKey::Text(name.clone()), print);
        let there = base.texts.get(name) == Some(print)
            || merged.texts.get(name) == Some(print)
            || merged.set_aside.contains(&aside);
        prop_assert!(there, "text {name}");
    }
    if let Some(client) = &side.branding.client {
        let aside = words(RecordKey::Branding("client".to_owned()), client);
        let there = base.branding.client.as_ref() == Some(client)
            || merged.branding.client.as_ref() == Some(client)
            || merged.set_aside.contains(&aside);
        prop_assert!(there, "client {client}");
    }
    for note in side.notes.difference(&base.notes) {
        prop_assert!(merged.notes.contains(note));
    }
    for aside in side.set_aside.difference(&base.set_aside) {
        prop_assert!(merged.set_aside.contains(aside));
    }
    Ok(())
}

fn records(merged: &Merged) -> Vec<(RecordKey, Option<String>, Option<String>)> {
    let conflicts = merged.conflicts.iter().cloned();
    conflicts
        .map(|one| (one.record, one.mine, one.theirs))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_side_that_changed_nothing_changes_nothing(base in any_workspace(), x in any_workspace()) {
        for merged in [merge(&base, &x, &base), merge(&base, &base, &x), merge(&base, &x, &x)] {
            prop_assert_eq!(&merged.workspace, &x);
            prop_assert!(merged.conflicts.is_empty());
        }
    }

    #[test]
    fn nothing_of_either_side_is_lost_and_conflicts_are_the_same_from_both(
        base in any_workspace(), mine in any_workspace(), theirs in any_workspace(),
    ) {
        let merged = merge(&base, &mine, &theirs);
        holds(&merged.workspace, &base, &mine)?;
        holds(&merged.workspace, &base, &theirs)?;
        let turned = merge(&base, &theirs, &mine);
        let mut back: Vec<_> = records(&turned)
            .into_iter()
            .map(|(record, mine, theirs)| (record, theirs, mine))
            .collect();
        back.sort();
        prop_assert_eq!(records(&merged), back);
        // Keys stay keys.
        let workspace = &merged.workspace;
        for (place, open) in workspace.scenarios.iter().enumerate() {
            prop_assert!(workspace.scenarios[..place].iter().all(|other| other.id != open.id));
        }
        for (place, view) in workspace.views.iter().enumerate() {
            prop_assert!(workspace.views[..place].iter().all(|other| other.name != view.name));
        }
    }
}

#[test]
fn what_both_changed_is_told_and_kept_twice() {
    let base = sample();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    let answer = |workspace: &mut Workspace, place: usize, number: f64| {
        let scenario = &mut workspace.scenarios[place].scenario;
        scenario.set("product_mau", Answer::Num(number));
    };
    answer(&mut mine, 0, 1.0);
    answer(&mut theirs, 0, 2.0);
    answer(&mut theirs, 1, 3.0);
    let subject = Subject::Cell("llama-3.1-8b".to_owned(), "commercial_use".to_owned());
    mine.decisions.get_mut(&subject).unwrap().note = "mine".to_owned();
    theirs.decisions.get_mut(&subject).unwrap().note = "theirs".to_owned();
    mine.branding.client = None;
    theirs.branding.client = Some("Other GmbH".to_owned());
    mine.views.remove(1);
    let merged = merge(&base, &mine, &theirs);
    let told: Vec<String> = merged
        .conflicts
        .iter()
        .map(|one| one.record.to_string())
        .collect();
    assert_eq!(
        told,
        [
            "scenario own-scenario",
            "decision on llama-3.1-8b, commercial_use",
            "branding, client",
        ]
    );
    let mut workspace = merged.workspace;
    let titles: Vec<&str> = workspace
        .scenarios
        .iter()
        .map(|open| open.scenario.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Support assistant",
            "Support assistant (other version)",
            "On the device"
        ]
    );
    let answers: Vec<&Answer> = workspace
        .scenarios
        .iter()
        .map(|open| open.scenario.answer("product_mau"))
        .collect();
    assert_eq!(
        answers,
        [&Answer::Num(1.0), &Answer::Num(2.0), &Answer::Num(3.0)]
    );
    assert_eq!(workspace.views.len(), 1, "what I took away stays away");
    assert_eq!(workspace.branding.client.as_deref(), Some("Other GmbH"));
    assert_eq!(workspace.decisions[&subject].note, "mine");
    // The reviewer takes the other one.
    assert_eq!(workspace.set_aside.len(), 1);
    let aside = workspace.set_aside.first().unwrap().clone();
    assert!(workspace.settle(&aside, true));
    assert_eq!(workspace.decisions[&subject].note, "theirs");
    assert!(workspace.set_aside.is_empty());
    assert!(!workspace.settle(&aside, false), "it is settled");
}
