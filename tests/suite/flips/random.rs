//! Flips in random scenarios: presets with other answers, with somebody else
//! who is judged as well, over one to three licenses.

use license_matrix::scenario::{Actor, Answer, Scenario};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::Found;
use crate::properties::{answers, config, parts, scenario, subject, world};

/// A random scenario in which somebody else may differ in a few answers.
fn with_another() -> impl Strategy<Value = Scenario> {
    let differing = prop::collection::vec((any::<Index>(), any::<Index>()), 0..4);
    let another = select(vec![Actor::Client, Actor::Distributor, Actor::Host]);
    (scenario(), another, differing).prop_map(|(mut scenario, actor, differing)| {
        for (field, answer) in differing {
            let field = field.get(world().book.fields());
            let answer: Answer = answer.get(&answers(field)).clone();
            scenario.answers_of(actor).insert(field.id.clone(), answer);
        }
        scenario
    })
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn flips_of_random_scenarios_do_what_is_told(scenario in with_another(), parts in parts(1..4)) {
        let mut found = Found::default();
        found.check(&scenario.id, &scenario, &subject(&parts));
        let licenses: Vec<&str> = parts.iter().map(|license| license.id.as_str()).collect();
        prop_assert!(found.wrong.is_empty(), "{licenses:?}\n{}", found.wrong.join("\n"));
    }
}
