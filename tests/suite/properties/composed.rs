//! Parts and actors: one more never lightens, their order does not matter, and
//! a scenario goes through its file unchanged.

use super::*;

use license_matrix::catalog::Model;
use license_matrix::scenario::{Actor, Money, Part, Role, Source};
use license_matrix::store::scenario_text;

fn models() -> Vec<&'static Model> {
    world().catalog.models().map(|(_, model)| model).collect()
}

/// Parts `p0`, `p1` ..., each made from earlier ones or the model.
fn some_parts(number: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Part>> {
    let one = (
        (select(Role::ALL.to_vec()), any::<bool>()),
        (select(licenses()), select(models())),
        prop::option::weighted(0.3, select(licenses())),
        prop::collection::vec(any::<Index>(), 0..3),
        prop::option::weighted(0.2, prop::sample::subsequence(acts(), 0..4)),
        prop::option::of(any::<bool>()),
    );
    prop::collection::vec(one, number).prop_map(|parts| {
        let each = parts.into_iter().enumerate();
        each.map(
            |(at, ((role, by_model), terms, declared, from, acts, multimodal))| {
                let mut made_from: Vec<String> = from
                    .iter()
                    .map(|index| match index.index(at + 1) {
                        0 => "model".to_owned(),
                        earlier => format!("p{}", earlier - 1),
                    })
                    .collect();
                made_from.dedup();
                Part {
                    license: (!by_model).then(|| terms.0.id.clone()),
                    model: by_model.then(|| terms.1.id.clone()),
                    declared: declared.map(|license| license.id.clone()),
                    made_from,
                    acts: acts.map(|acts| acts.into_iter().collect()),
                    multimodal: multimodal.filter(|_| !by_model),
                    ..Part::new(&format!("p{at}"), role)
                }
            },
        )
        .collect()
    })
}

fn acts() -> Vec<String> {
    let all = license_matrix::scenario::ACTS.iter();
    all.map(|act| act.id.to_owned()).collect()
}

/// Answers in which somebody differs.
fn differing() -> impl Strategy<Value = BTreeMap<String, Answer>> {
    let one = (select(world().book.fields()), any::<Index>());
    prop::collection::vec(one, 1..5).prop_map(|changes| {
        let each = changes.into_iter();
        each.map(|(field, answer)| (field.id.clone(), answer.get(&answers(&field)).clone()))
            .collect()
    })
}

fn judged(scenario: &Scenario, model: &Model) -> Evaluation {
    let catalog = &world().catalog;
    let subject = Subject::of_model(catalog, model).with_parts(catalog, scenario);
    evaluate(&world().book, scenario, &subject)
}

/// What is heavier or owed in one evaluation and not in another.
fn lightened(fewer: &Evaluation, more: &Evaluation) -> Option<String> {
    if more.verdict < fewer.verdict || more.worst < fewer.worst || more.house < fewer.house {
        return Some(format!(
            "{:?} (at worst {:?}, house {:?}) after {:?} (at worst {:?}, house {:?})",
            more.verdict, more.worst, more.house, fewer.verdict, fewer.worst, fewer.house
        ));
    }
    let missing = fewer.obligations.iter().find(|obligation| {
        let still = |o: &&license_matrix::scenario::Obligation| {
            o.duty == obligation.duty && o.license == obligation.license
        };
        !more.obligations.iter().any(|o| still(&o))
    });
    missing.map(|obligation| format!("{} is no longer owed", obligation.duty))
}

/// Actors of a scenario, to be filled.
fn answers_of(scenario: &mut Scenario, actor: Actor) -> &mut BTreeMap<String, Answer> {
    match actor {
        Actor::Licensee => &mut scenario.answers,
        Actor::Client => &mut scenario.client,
        Actor::Distributor => &mut scenario.distributor,
        Actor::Host => &mut scenario.host,
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn one_more_part_never_lightens(
        mut scenario in scenario(),
        parts in some_parts(1..5),
        model in select(models()),
    ) {
        let (last, rest) = parts.split_last().unwrap();
        scenario.parts = rest.to_vec();
        let fewer = judged(&scenario, model);
        scenario.add_part(last.clone());
        let more = judged(&scenario, model);
        let found = lightened(&fewer, &more);
        prop_assert!(found.is_none(), "{:?}", found);
    }

    #[test]
    fn one_more_actor_never_lightens(
        mut scenario in scenario(),
        parts in some_parts(0..3),
        answers in differing(),
        actor in select(Actor::ALL[1..].to_vec()),
        model in select(models()),
    ) {
        scenario.parts = parts;
        answers_of(&mut scenario, actor).clear();
        let fewer = judged(&scenario, model);
        *answers_of(&mut scenario, actor) = answers;
        let more = judged(&scenario, model);
        let found = lightened(&fewer, &more);
        prop_assert!(found.is_none(), "{:?}", found);
    }

    #[test]
    fn a_license_that_is_declared_never_lightens(
        mut scenario in scenario(),
        mut parts in some_parts(1..4),
        declared in select(licenses()),
        model in select(models()),
    ) {
        parts[0].declared = None;
        scenario.parts.clone_from(&parts);
        let plain = judged(&scenario, model);
        parts[0].declared = Some(declared.id.clone());
        scenario.parts = parts;
        let found = lightened(&plain, &judged(&scenario, model));
        prop_assert!(found.is_none(), "{:?}", found);
    }

    #[test]
    fn the_order_of_parts_does_not_matter(
        mut scenario in scenario(),
        (parts, mixed) in some_parts(2..6).prop_flat_map(|parts| (Just(parts.clone()), Just(parts).prop_shuffle())),
        client in differing(),
        model in select(models()),
    ) {
        scenario.client = client;
        scenario.parts = parts;
        let first = judged(&scenario, model);
        scenario.parts = mixed;
        prop_assert_eq!(content(&first), content(&judged(&scenario, model)));
    }

    #[test]
    fn what_is_not_answered_never_permits_with_parts_and_actors(
        mut scenario in scenario(),
        parts in some_parts(0..3),
        host in prop::option::of(differing()),
        model in select(models()),
        field in select(world().book.fields()),
    ) {
        prop_assume!(field.id != ASKED_LATER);
        scenario.parts = parts;
        scenario.host = host.unwrap_or_default();
        let catalog = &world().catalog;
        let mut judge = |answer: Answer| {
            scenario.answers.insert(field.id.clone(), answer);
            let seats = [Actor::Licensee, Actor::Client, Actor::Host].map(|actor| {
                let mut answers = scenario.answers.clone();
                answers.extend(scenario.differing(actor).cloned().unwrap_or_default());
                answers
            });
            let subject = Subject::of_model(catalog, model).with_parts(catalog, &scenario);
            (seats.iter().all(is_possible), evaluate(&world().book, &scenario, &subject).verdict)
        };
        let (possible, blank) = judge(Answer::Unanswered);
        if possible && is_permitted(blank) {
            for answer in answers(&field) {
                let (possible, verdict) = judge(answer.clone());
                prop_assert!(!possible || is_permitted(verdict), "{}: {answer:?} gives {verdict:?}", field.id);
            }
        }
    }

    #[test]
    fn a_scenario_goes_through_its_file_unchanged(
        mut scenario in scenario(),
        parts in some_parts(0..4),
        client in differing(),
        host in differing(),
        choice in any::<Index>(),
        (amount, rate) in (0.0..1e12_f64, 0.001..1000.0_f64),
        title in "\\PC{0,40}",
        model in select(models()),
    ) {
        let readings: Vec<_> = world().book.readings().collect();
        let reading = choice.get(&readings);
        let made = choice.get(&reading.choices).id.clone();
        scenario.readings.insert(reading.id.clone(), made);
        scenario.set("group_rev_year", Answer::Money(Money {
            amount,
            to: None,
            currency: "EUR".to_owned(),
            usd_rate: rate,
            rate_date: "2026-11-20".to_owned(),
        }));
        scenario.sources.insert("acts".to_owned(), Source::Baseline);
        scenario.title = title;
        scenario.parts = parts;
        scenario.client = client;
        scenario.host = host;
        let text = scenario_text(&scenario).unwrap();
        let read = parse_file::<Scenario>("a.ron", &text).unwrap().value;
        prop_assert_eq!(&read, &scenario);
        prop_assert_eq!(scenario_text(&read).unwrap(), text);
        prop_assert_eq!(judged(&read, model), judged(&scenario, model));
    }
}
