//! Workspaces made for tests: any, and edits of one.

use std::collections::{BTreeMap, BTreeSet};

use license_matrix::report::{Branding, DateStyle};
use license_matrix::scenario::{Answer, Money, Part, Role, Scenario};
use license_matrix::workspace::{
    AsideValue, Computed, Decision, Density, Note, OpenScenario, Opinion, RecordKey, SavedView,
    SetAside, ShownColumn, Subject, Workspace,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Words that are hard to write down: quotation marks, line breaks, brackets,
/// comment signs, other scripts, marks of git.
pub const WORDS: [&str; 10] = [
    "",
    "plain",
    "two words",
    "\"quoted\" \\ back",
    "line\nbreak\r\n\ttab",
    "// no comment /* nor this",
    "), ] } (",
    "通义千问 🦙 é",
    "\u{0}\u{7f}\u{2028}\u{feff}",
    "<<<<<<< HEAD",
];

pub fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&WORDS[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    let number = || prop_oneof![Just(0.0), Just(1e24), Just(0.1), -1e9..1e9];
    prop_oneof![
        Just(Answer::Unanswered),
        Just(Answer::NotApplicable),
        any::<bool>().prop_map(Answer::Flag),
        prop::collection::btree_set(words(), 0..3).prop_map(Answer::Set),
        prop::collection::btree_map(words(), number(), 0..3).prop_map(Answer::Map),
        (number(), number()).prop_map(|(low, high)| Answer::Range(low, high)),
        number().prop_map(Answer::Num),
        words().prop_map(Answer::Text),
        (number(), any::<bool>()).prop_map(|(amount, to)| Answer::Money(Money {
            amount,
            to: to.then_some(amount),
            currency: "EUR".to_owned(),
            usd_rate: 1.08,
            rate_date: "2026-11-20".to_owned(),
        })),
    ]
}

prop_compose! {
    fn scenario()(
        title in words(),
        answers in prop::collection::btree_map(select(vec!["acts", "domicile", "product_mau"]), answer(), 0..3),
        client in prop::collection::btree_map(Just("domicile"), answer(), 0..2),
        readings in prop::collection::btree_map(words(), words(), 0..2),
        part in any::<bool>(),
    ) -> Scenario {
        let owned = |map: BTreeMap<&str, Answer>| {
            map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
        };
        let mut scenario = Scenario::empty(&title, "");
        scenario.answers = owned(answers);
        scenario.client = owned(client);
        scenario.readings = readings;
        if part {
            scenario.parts = vec![Part::new("a", Role::Adapter), Part::new("b", Role::Code)];
        }
        scenario
    }
}

fn decision() -> impl Strategy<Value = Decision> {
    let opinion = prop_oneof![
        Just(Opinion::Agree),
        (words(), words()).prop_map(|(value, reason)| Opinion::Differ { value, reason }),
        words().prop_map(Opinion::MoreFacts),
    ];
    (opinion, words(), words()).prop_map(|(opinion, note, value)| Decision {
        opinion,
        reviewer: "A. Counsel".to_owned(),
        date: "2026-11-28".to_owned(),
        note,
        computed: Computed {
            value,
            fingerprint: "0123456789abcdef".to_owned(),
        },
    })
}

fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        Just(Subject::Whole),
        Just(Subject::Model("qwen2.5-7b".to_owned())),
        select(vec!["commercial_use", "license", "odd \"one\""])
            .prop_map(|column| Subject::Cell("qwen2.5-7b".to_owned(), column.to_owned())),
        Just(Subject::Verdict("s1".to_owned(), "gemma-3-27b".to_owned())),
    ]
}

prop_compose! {
    fn view(name: &'static str)(
        filter in words(),
        values in prop::collection::btree_map(words(), prop::collection::btree_set(words(), 0..3), 0..2),
        sort in prop::collection::vec((words(), any::<bool>()), 0..3),
        columns in prop::collection::vec((words(), prop::option::of(any::<u16>())), 0..4),
        pinned in any::<u16>(),
        group in prop::option::of(words()),
        tall in any::<bool>(),
    ) -> SavedView {
        let columns = columns.into_iter().map(|(id, width)| ShownColumn { id, width });
        SavedView {
            filter,
            values,
            sort,
            columns: columns.collect(),
            pinned,
            group,
            density: if tall { Density::Tall } else { Density::Normal },
            ..SavedView::new(name)
        }
    }
}

fn branding() -> impl Strategy<Value = Branding> {
    let text = || prop::option::of(words());
    (text(), text(), any::<bool>()).prop_map(|(client, accent, long)| Branding {
        client,
        accent,
        dates: if long {
            DateStyle::Long
        } else {
            DateStyle::Iso
        },
        ..Branding::default()
    })
}

fn aside() -> impl Strategy<Value = SetAside> {
    prop_oneof![
        words().prop_map(|title| SetAside {
            record: RecordKey::Title,
            value: AsideValue::Words(title),
        }),
        (subject(), decision()).prop_map(|(subject, decision)| SetAside {
            record: RecordKey::Decision(subject),
            value: AsideValue::Decision(decision),
        }),
    ]
}

/// Any workspace. Names are few, so that two of them have records in common.
pub fn any_workspace() -> impl Strategy<Value = Workspace> {
    let ids = subsequence(vec!["s1", "s2", "s3", "s4"], 0..=4).prop_shuffle();
    let scenarios = ids.prop_flat_map(|ids| {
        let each: Vec<_> = ids
            .into_iter()
            .map(|id| {
                scenario().prop_map(move |scenario| OpenScenario {
                    id: id.to_owned(),
                    scenario,
                })
            })
            .collect();
        each
    });
    let names = subsequence(vec!["first", "view \"2\"", "三"], 0..=3).prop_shuffle();
    let views = names.prop_flat_map(|names| names.into_iter().map(view).collect::<Vec<_>>());
    let decisions = prop::collection::btree_map(subject(), decision(), 0..4);
    let note = (subject(), words()).prop_map(|(about, text)| Note {
        about,
        date: "2026-11-28".to_owned(),
        author: "B".to_owned(),
        text,
    });
    let notes = prop::collection::btree_set(note, 0..3);
    let texts = prop::collection::btree_map(words(), words(), 0..3);
    let asides = prop::collection::btree_set(aside(), 0..2);
    let rest = (words(), words(), branding(), texts, asides);
    (scenarios, views, decisions, notes, rest, any::<bool>()).prop_map(
        |(scenarios, views, decisions, notes, rest, active)| {
            let (title, catalog, branding, texts, set_aside) = rest;
            let first = scenarios.first().map(|open: &OpenScenario| open.id.clone());
            Workspace {
                title,
                catalog,
                active: first.filter(|_| active),
                scenarios,
                views,
                decisions,
                notes,
                branding,
                texts,
                set_aside,
            }
        },
    )
}

/// A workspace with two of everything, as people have it.
pub fn sample() -> Workspace {
    let mut workspace = Workspace::new("Matter 2026-118");
    workspace.catalog = "ab".repeat(32);
    for title in ["Support assistant", "On the device"] {
        let mut scenario = Scenario::empty(title, "As the product team says.");
        scenario.set("purpose", Answer::Text("CommercialExternal".to_owned()));
        scenario.set("product_mau", Answer::Range(1e6, 5e6));
        scenario.set(
            "acts",
            Answer::Set(BTreeSet::from([
                "FineTune".to_owned(),
                "SaasFeature".to_owned(),
            ])),
        );
        workspace.add_scenario(scenario);
    }
    workspace.active = Some("own-scenario-2".to_owned());
    let mut view = SavedView::new("Open questions");
    view.filter = "verdict:unknown".to_owned();
    view.columns = ["model", "license"]
        .map(|id| ShownColumn {
            id: id.to_owned(),
            width: (id == "model").then_some(220),
        })
        .to_vec();
    workspace.keep_view(view);
    workspace.keep_view(SavedView::new("All"));
    for (column, opinion) in [
        ("commercial_use", Opinion::Agree),
        (
            "user_threshold",
            Opinion::Differ {
                value: "none for us".to_owned(),
                reason: "the client has an agreement of its own".to_owned(),
            },
        ),
    ] {
        let subject = Subject::Cell("llama-3.1-8b".to_owned(), column.to_owned());
        workspace.decide(
            subject,
            Decision {
                opinion,
                reviewer: "A. Counsel".to_owned(),
                date: "2026-11-28".to_owned(),
                note: String::new(),
                computed: Computed {
                    value: "conditional".to_owned(),
                    fingerprint: "0123456789abcdef".to_owned(),
                },
            },
        );
    }
    for text in [
        "Ask finance for the figures of the group.",
        "Due on Friday.",
    ] {
        workspace.notes.insert(Note {
            about: Subject::Whole,
            date: "2026-11-28".to_owned(),
            author: "B. Clerk".to_owned(),
            text: text.to_owned(),
        });
    }
    workspace.branding.client = Some("Client GmbH".to_owned());
    workspace
        .texts
        .insert("LICENSE.txt".to_owned(), "cd".repeat(32));
    workspace
}
