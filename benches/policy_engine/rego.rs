//! The rules of the catalog in the words of a general policy engine: one Rego
//! rule for each of ours, so that its engine decides what ours decides.

use license_matrix::scenario::{
    ChoiceEffect, Each, IfUnknown, Lane, Pred, Rule, RuleBook, Verdict,
};

/// What the predicates mean, written once by hand.
const LIBRARY: &str = include_str!("library.rego");

/// The place of a verdict in the order of joining.
pub fn rank(verdict: Verdict) -> usize {
    Verdict::ALL.iter().position(|one| *one == verdict).unwrap()
}

/// The policy: what the predicates mean, and the rules of the license lane.
pub fn policy(book: &RuleBook) -> String {
    for reading in book.readings() {
        let default = reading.default_choice().unwrap();
        assert_eq!(
            default.does,
            ChoiceEffect::AsWritten,
            "{}: the translation knows default readings that leave rules as they are written",
            reading.id
        );
    }
    let mut policy = LIBRARY.to_owned();
    for rule in book.rules().iter().filter(|rule| is_translated(rule)) {
        policy.push_str(&translated(rule));
    }
    policy
}

/// Whether a rule can speak on a model under one license: those on a set of
/// parts cannot, and the closing ones are in the library.
fn is_translated(rule: &Rule) -> bool {
    rule.lane == Lane::License && !matches!(rule.each, Each::Composition | Each::Post)
}

fn translated(rule: &Rule) -> String {
    let over = match rule.each {
        Each::Threshold => "\tsome limit in input.license.limits\n",
        Each::Grant => "\tsome grant in grants\n",
        _ => "",
    };
    // One condition a line: the engine stops at the first that does not hold.
    let conditions = match &rule.when {
        Pred::All(parts) => parts.iter().map(truth).collect(),
        other => vec![truth(other)],
    };
    let least = match (rule.then, rule.if_unknown) {
        (Verdict::Permitted, IfUnknown::Ignore) => "1.5",
        _ => "0",
    };
    let mut lines = String::new();
    let mut names = Vec::new();
    for (index, condition) in conditions.iter().enumerate() {
        lines.push_str(&format!(
            "\tt{index} := {condition}\n\tt{index} > {least}\n"
        ));
        names.push(format!("t{index}"));
    }
    format!(
        "\n# {title}\nsays contains {{\"rule\": {id:?}, \"effect\": effect({then}, min([{names}])), \"duties\": {duties:?}}} if {{\n{over}{lines}}}\n",
        title = rule.title,
        id = rule.id,
        then = rank(rule.then),
        names = names.join(", "),
        duties = rule.duties,
    )
}

/// A predicate as an expression with the value 0, 1 or 2.
fn truth(pred: &Pred) -> String {
    let joined = |name: &str, parts: &[Pred]| {
        let parts: Vec<String> = parts.iter().map(truth).collect();
        format!("{name}([{}])", parts.join(", "))
    };
    match pred {
        Pred::All(parts) => joined("min", parts),
        Pred::Any(parts) => joined("max", parts),
        Pred::Not(part) => format!("(2 - {})", truth(part)),
        Pred::Lic(attribute, values) if attribute == "status" => {
            format!("lic_status({})", set(values))
        }
        Pred::Lic(attribute, values) => format!("lic({attribute:?}, {})", set(values)),
        Pred::LicHas(attribute, field) => format!("meets({attribute:?}, {field:?})"),
        Pred::Is(field, values) | Pred::Has(field, values) => {
            format!("is_one({field:?}, {})", set(values))
        }
        Pred::Yes(field) => format!("yes({field:?})"),
        Pred::Th(key, values) => format!("th(limit, {key:?}, {})", set(values)),
        Pred::Exposes(what) => format!("exposes(\"{what:?}\")"),
        Pred::GrantIs(state) => format!("grant_is(grant, \"{state:?}\")"),
        Pred::Touches(fields, places) => {
            let touched = fields
                .iter()
                .map(|field| format!("touches({field:?}, {})", set(places)));
            format!("max([{}])", touched.collect::<Vec<_>>().join(", "))
        }
        Pred::TouchesExcluded(fields) => {
            let touched = fields
                .iter()
                .map(|field| format!("meets(\"excluded\", {field:?})"));
            format!("max([{}])", touched.collect::<Vec<_>>().join(", "))
        }
        Pred::Modifies => "modifies".to_owned(),
        Pred::NoActs => "no_acts".to_owned(),
        Pred::Exceeds => "exceeds(limit)".to_owned(),
        Pred::AtCap => "at_cap(limit)".to_owned(),
        Pred::Near => "near(limit)".to_owned(),
        Pred::CondHolds => "condition(limit)".to_owned(),
        Pred::Exempt => "exempt(limit)".to_owned(),
        Pred::HasThreshold => "has_threshold".to_owned(),
        Pred::DomicileExcluded => "meets(\"domicile_excluded\", \"domicile\")".to_owned(),
        Pred::EstablishedInExcluded => {
            "meets(\"domicile_excluded\", \"establishments\")".to_owned()
        }
        Pred::UsersInDomicileExcluded => "meets(\"domicile_excluded\", \"users_in\")".to_owned(),
        Pred::LawOutside => "outside(\"law\")".to_owned(),
        Pred::VenueOutside => "outside(\"venue\")".to_owned(),
        // No text of the user's own is held against the catalog here.
        Pred::ClauseBroken => "0".to_owned(),
        other => panic!("no translation of {other:?}"),
    }
}

fn set(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
    format!("{{{}}}", values.join(", "))
}
