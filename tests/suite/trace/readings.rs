//! Open wording: for each reading that has several choices a scenario in which
//! they lead to different verdicts.

use std::collections::BTreeSet;

use license_matrix::scenario::{
    Answer, Part, Role, Scenario, Subject, Verdict, evaluate, under_readings,
};

use super::{World, everything, set, text, world};

use Verdict::{
    NeedsReview as NR, NotPermitted as NP, Permitted as P, PermittedWithObligations as PO,
    SeparateLicense as SL, Unknown as U,
};

/// A worked case with other answers, judged under one license.
struct Example {
    reading: &'static str,
    /// The worked case that it starts from.
    case: &'static str,
    /// The license, if another than that of the case.
    license: Option<&'static str>,
    /// Answers that differ from those of the case.
    answers: Vec<(&'static str, Answer)>,
    /// Other readings that have to be chosen first.
    chosen: &'static [(&'static str, &'static str)],
    /// Each choice with its verdict, the default first.
    verdicts: &'static [(&'static str, Verdict)],
}

impl Example {
    fn new(
        reading: &'static str,
        case: &'static str,
        answers: &[(&'static str, Answer)],
        verdicts: &'static [(&'static str, Verdict)],
    ) -> Self {
        Self {
            reading,
            case,
            license: None,
            answers: answers.to_vec(),
            chosen: &[],
            verdicts,
        }
    }

    fn under(self, license: &'static str) -> Self {
        Self {
            license: Some(license),
            ..self
        }
    }

    fn given(self, chosen: &'static [(&'static str, &'static str)]) -> Self {
        Self { chosen, ..self }
    }

    fn question<'a>(&self, world: &'a World) -> (Scenario, Subject<'a>) {
        let (mut scenario, mut subject) = world.case(self.case);
        if let Some(license) = self.license {
            subject = world.alone(world.license(license));
        }
        for (field, answer) in &self.answers {
            scenario.set(field, answer.clone());
        }
        let chosen = self.chosen.iter();
        let chosen = chosen.map(|(id, choice)| ((*id).to_owned(), (*choice).to_owned()));
        scenario.readings.extend(chosen);
        (scenario, subject)
    }
}

fn yes(field: &'static str) -> (&'static str, Answer) {
    (field, Answer::Flag(true))
}

fn size_place_and_seat() -> Vec<Example> {
    vec![
        Example::new(
            "mau.snapshot",
            "L3",
            &[],
            &[("Textual", PO), ("Continuing", SL)],
        ),
        Example::new(
            "mau.acquirer",
            "L8",
            &[],
            &[("Review", NR), ("IgnoreLater", PO), ("CountLater", U)],
        ),
        Example::new(
            "qwen.product_scope",
            "Q5",
            &[
                ("product_mau", Answer::Num(10e6)),
                ("group_mau_peak", Answer::Num(200e6)),
            ],
            &[("ProductThatUsesIt", PO), ("AllProducts", SL)],
        ),
        Example::new(
            "maas.definition",
            "K5",
            &[
                ("maas_business", Answer::Flag(false)),
                yes("maas_business_qwen_def"),
            ],
            &[("Literal", P), ("Broad", SL)],
        ),
        Example::new(
            "ppb.subsidiary",
            "E4",
            &[],
            &[("Review", NR), ("ParentSeat", PO), ("EachCompany", NP)],
        ),
        Example::new(
            "territory.outputs",
            "H3",
            &[("users_in", set(&["JP", "DE"]))],
            &[("Literal", NP), ("UseOnly", PO)],
        ),
        Example::new(
            "saas.contains",
            "L10",
            &[],
            &[("ServiceContainsModel", NP), ("OnlyCopies", PO)],
        ),
        Example::new(
            "deliverable.assignment",
            "X7",
            &[],
            &[("ClientTakesOwnLicense", PO), ("Review", NR)],
        ),
        Example::new(
            "grant.hosting_inferred",
            "G2",
            &[],
            &[("Inferred", P), ("Review", NR)],
        ),
        Example::new(
            "nvidia.derivative_copy",
            "Y18",
            &[
                ("acts", set(&["FineTune", "RedistributeDerivative"])),
                ("removes_safeguards", Answer::Flag(false)),
                ("cannot", set(&["give.license_copy", "include.notice_file"])),
            ],
            &[("Cautious", NP), ("CopiesOnly", PO)],
        ),
    ]
}

fn purpose_and_field() -> Vec<Example> {
    let hiring = [
        ("automation", text("HumanInLoop")),
        ("sectors", set(&["Insurance"])),
    ];
    vec![
        Example::new(
            "automation.human_in_loop",
            "H3",
            &hiring,
            &[("Review", NR), ("Allowed", PO)],
        ),
        Example::new(
            "gemma.pup_automated",
            "G3",
            &[],
            &[("ListedUseBarred", NP), ("OnlyIfMisleading", NR)],
        ),
        Example::new(
            "cc.nc.internal_business",
            "N2",
            &[],
            &[("Excluded", NP), ("Review", NR)],
        ),
        Example::new(
            // What the addendum says on outputs has not been read.
            "cc.nc.internal_business",
            "N1",
            &[],
            &[("Excluded", SL), ("Review", U)],
        ),
        Example::new(
            "cc.nc.evaluation",
            "N2",
            &[
                ("acts", set(&["InternalEvaluation"])),
                ("purpose", text("Evaluation")),
            ],
            &[("Review", NR), ("Allowed", P)],
        ),
        Example::new(
            "nc.personal_use",
            "Y14",
            &[],
            &[("Review", NR), ("Allowed", PO)],
        ),
        Example::new(
            "mrl.company_evaluation",
            "M1",
            &[],
            &[("Excluded", SL), ("Review", NR)],
        ),
    ]
}

fn training() -> Vec<Example> {
    vec![
        Example::new(
            "llama.faq_llm_or_otherwise",
            "L14",
            &[],
            &[("Review", NR), ("TextOnly", PO), ("FaqBinds", NP)],
        )
        .given(&[("llm.scope", "TextOnly")]),
        Example::new("llm.scope", "L14", &[], &[("Review", NR), ("TextOnly", PO)])
            .given(&[("llama.faq_llm_or_otherwise", "TextOnly")]),
        Example::new(
            "distil.intent",
            "G5",
            &[("mimic_intent", Answer::Flag(false))],
            &[("Review", NR), ("IntentDecides", PO)],
        ),
        Example::new(
            "distil.intent",
            "G5",
            &[("mimic_intent", Answer::Flag(false))],
            &[("Review", NR), ("IntentDecides", PO)],
        )
        .under("bigscience-openrail-m"),
        Example::new(
            "stability.derivative_circle",
            "S4",
            &[],
            &[("Cautious", NP), ("TextOnly", NR)],
        ),
    ]
}

fn examples() -> Vec<Example> {
    let mut all = size_place_and_seat();
    all.extend(purpose_and_field());
    all.extend(training());
    all
}

#[test]
fn each_reading_leads_where_its_choices_say() {
    let world = world();
    let mut wrong = Vec::new();
    for example in examples() {
        let (scenario, subject) = example.question(world);
        let found = under_readings(&world.book, &scenario, &subject);
        let at = format!("{} in {}", example.reading, example.case);
        let Some(one) = found.iter().find(|one| one.reading == example.reading) else {
            wrong.push(format!("{at} is not told: {found:?}"));
            continue;
        };
        let verdicts: Vec<(&str, Verdict)> = one
            .verdicts
            .iter()
            .map(|(choice, verdict)| (choice.as_str(), *verdict))
            .collect();
        if verdicts != example.verdicts {
            wrong.push(format!("{at}: {verdicts:?}"));
        }
        assert!(one.differs && one.default, "{at}");
        assert_eq!(one.used, example.verdicts[0].0, "{at}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The verdict under a choice is the one that the choice brings when it is made.
#[test]
fn a_choice_made_gives_the_verdict_that_was_told_for_it() {
    let world = world();
    for example in examples() {
        let (mut scenario, subject) = example.question(world);
        let id = example.reading;
        let base = evaluate(&world.book, &scenario, &subject);
        for (choice, verdict) in example.verdicts {
            scenario
                .readings
                .insert(id.to_owned(), (*choice).to_owned());
            let chosen = evaluate(&world.book, &scenario, &subject);
            assert_eq!(chosen.verdict, *verdict, "{id} {choice}");
            let told = under_readings(&world.book, &scenario, &subject);
            let one = told.iter().find(|one| one.reading == id).unwrap();
            let is_default = *choice == example.verdicts[0].0;
            assert_eq!((one.used.as_str(), one.default), (*choice, is_default));
            let all: Vec<_> = one.verdicts.iter().map(|(c, v)| (c.as_str(), *v)).collect();
            assert_eq!(all, example.verdicts, "{id}: the same whatever is chosen");
            if is_default {
                // To choose the default is to choose nothing.
                assert_eq!(chosen.findings, base.findings, "{id}");
            }
            // The finding says on which choice it rests.
            for used in chosen.findings.iter().filter_map(|f| f.reading.as_ref()) {
                if used.id == id {
                    assert_eq!((used.choice.as_str(), used.default), (*choice, is_default));
                }
            }
        }
    }
}

#[test]
fn whether_data_binds_weights_is_a_reading_too() {
    let world = world();
    let (mut scenario, _) = world.case("Q1");
    scenario.parts = vec![Part {
        license: Some("cc-by-nc-4.0".to_owned()),
        ..Part::new("corpus", Role::DataSet)
    }];
    let (_, model) = world.catalog.model("qwen2.5-7b").unwrap();
    let subject = Subject::of_model(&world.catalog, model);
    let subject = subject.with_parts(&world.catalog, &scenario);
    let found = under_readings(&world.book, &scenario, &subject);
    let one = found.iter().find(|one| one.reading == "dataset.taint");
    let verdicts: Vec<_> = one.unwrap().verdicts.iter().map(|(_, v)| *v).collect();
    assert_eq!(verdicts, [NR, NP, PO]);
    assert!(one.unwrap().differs);
}

#[test]
fn every_reading_with_a_choice_has_an_example() {
    let shown: BTreeSet<&str> = examples().iter().map(|example| example.reading).collect();
    let missing: Vec<&str> = world()
        .book
        .readings()
        .filter(|reading| reading.choices.len() > 1)
        .map(|reading| reading.id.as_str())
        .filter(|id| !shown.contains(id) && *id != "dataset.taint")
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// Readings that are not chosen have their default: to choose every default
/// changes no verdict and no finding anywhere.
#[test]
fn all_defaults_are_no_choice() {
    let world = world();
    let defaults = world.book.readings().map(|reading| {
        let default = reading.default_choice().unwrap();
        (reading.id.clone(), default.id.clone())
    });
    let defaults: Vec<(String, String)> = defaults.collect();
    for preset in world.book.presets() {
        assert!(preset.readings.is_empty(), "{}", preset.id);
        let mut chosen = preset.clone();
        chosen.readings.extend(defaults.clone());
        for license in world.catalog.licenses() {
            let subject = world.alone(license);
            let (a, b) = (
                evaluate(&world.book, preset, &subject),
                evaluate(&world.book, &chosen, &subject),
            );
            assert_eq!(a, b, "{} {}", preset.id, license.id);
        }
    }
}

/// A reading is told if and only if some rule rests on it or would.
#[test]
fn only_readings_that_matter_are_told() {
    let world = world();
    for (preset, license) in everything().step_by(5) {
        let subject = world.alone(license);
        let now = evaluate(&world.book, preset, &subject);
        let told = under_readings(&world.book, preset, &subject);
        let ids: BTreeSet<&str> = told.iter().map(|one| one.reading.as_str()).collect();
        assert_eq!(ids.len(), told.len());
        for finding in now.findings.iter().chain(&now.house_findings) {
            if let Some(used) = &finding.reading {
                assert!(ids.contains(used.id.as_str()), "{} {}", preset.id, used.id);
            }
        }
        for one in &told {
            let reading = world.book.reading(&one.reading).unwrap();
            let choices: Vec<&str> = one.verdicts.iter().map(|(id, _)| id.as_str()).collect();
            let all: Vec<&str> = reading.choices.iter().map(|c| c.id.as_str()).collect();
            assert_eq!(choices, all);
            let used = one.verdicts.iter().find(|(id, _)| *id == one.used).unwrap();
            assert_eq!(used.1, now.verdict);
            let differs = one.verdicts.iter().any(|(_, v)| *v != now.verdict);
            assert_eq!(one.differs, differs);
        }
    }
}
