//! Tests of the parts together: a license declared wider than what it rests
//! on, restricted training data, names that collide, terms that exclude each
//! other.

use std::collections::BTreeMap;

use super::Role;
use super::lineage::{Lineage, Node};
use crate::catalog::{Citation, Fact, License, TermValue, term_value};

/// A test of composition that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The test, as rules name it: `TermsConflict`.
    pub test: String,
    /// The parts it holds for, in words; `None`: the model that is judged.
    pub part: Option<String>,
    /// The license it rests on; `None`: that of the model.
    pub license: Option<String>,
    /// Where it stands.
    pub citations: Vec<Citation>,
    /// It holds only for those whom all of these licenses ask for this
    /// obligation: key, ids of licenses.
    pub owed: Option<(String, Vec<String>)>,
}

impl Composed {
    /// A test that holds for the model that is judged.
    pub fn of(test: &str) -> Self {
        Self {
            test: test.to_owned(),
            part: None,
            license: None,
            citations: Vec::new(),
            owed: None,
        }
    }
}

/// Whether a license leaves use, change and passing on free.
pub(super) fn is_open(license: &License) -> bool {
    matches!(
        term_value(license, "license_class"),
        TermValue::Id("osi_approved" | "permissive")
    )
}

/// How narrow the class of a license is.
fn narrowness(license: &License) -> u8 {
    match term_value(license, "license_class") {
        TermValue::Id("osi_approved" | "permissive") => 0,
        TermValue::Id("responsible_ai" | "custom_commercial") => 1,
        TermValue::Id("non_commercial") => 3,
        TermValue::Id("research_only") => 4,
        // What nobody has read may be anything between.
        _ => 2,
    }
}

/// Whether a license leaves out a burden of another on which it rests.
pub(super) fn is_wider(published: &License, upstream: &License) -> bool {
    const BURDENS: [&str; 7] = [
        "share_alike",
        "flowdown",
        "users_bound",
        "aup",
        "excluded",
        "domicile_excluded",
        "prefix",
    ];
    let bears = |license: &License, burden: &str| match license.fact(burden) {
        Fact::Absent | Fact::Unknown => false,
        Fact::Flag(flag) => *flag,
        Fact::Text(_) => true,
        Fact::Set(set) => !set.is_empty(),
    };
    published.id != upstream.id
        && (narrowness(published) < narrowness(upstream)
            || (published.thresholds.is_empty() && !upstream.thresholds.is_empty())
            || BURDENS
                .iter()
                .any(|burden| bears(upstream, burden) && !bears(published, burden)))
}

/// Every test that holds in a lineage.
pub(super) fn compose(lineage: &Lineage<'_>) -> Vec<Composed> {
    let mut found = declared_wider(lineage);
    found.extend(restricted_data(lineage));
    found.extend(pairs(lineage));
    found
}

/// Parts declared under wider terms than what they are or are made from.
fn declared_wider(lineage: &Lineage<'_>) -> Vec<Composed> {
    let mut found = Vec::new();
    for (index, node) in lineage.nodes.iter().enumerate().skip(1) {
        let inherited = lineage.ancestors(index).into_iter();
        let upstream = inherited.flat_map(|from| &lineage.nodes[from].licenses);
        let mut seen: Vec<&str> = Vec::new();
        // What is only declared is nothing that the part rests on.
        for license in node.licenses[..node.held].iter().chain(upstream) {
            let wider = node.published.iter().any(|one| is_wider(one, license));
            if wider && !seen.contains(&license.id.as_str()) {
                seen.push(&license.id);
                found.push(Composed {
                    part: Some(node.label.clone()),
                    license: Some(license.id.clone()),
                    citations: license.bottom_line_cite.clone(),
                    ..Composed::of("DeclaredWider")
                });
            }
        }
    }
    found
}

/// Data sets whose license is not open.
fn restricted_data(lineage: &Lineage<'_>) -> Vec<Composed> {
    let sets = lineage.nodes.iter().filter(|n| n.role == Role::DataSet);
    sets.flat_map(|node| {
        let closed = node.licenses.iter().filter(|license| !is_open(license));
        closed.map(|license| Composed {
            part: Some(node.label.clone()),
            license: Some(license.id.clone()),
            citations: license.bottom_line_cite.clone(),
            ..Composed::of("DatasetRestricted")
        })
    })
    .collect()
}

/// How surely two parts are in one work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// One teaches the other: they share a name, and no weights.
    Name,
    /// They work together; whether they are one work is open.
    Near,
    /// They are merged, or one is made from the other.
    Work,
}

/// Tests of two licenses in one work.
fn pairs(lineage: &Lineage<'_>) -> Vec<Composed> {
    let mut found: BTreeMap<(String, Vec<String>, String), Composed> = BTreeMap::new();
    for ((a, b), bond) in bonds(lineage) {
        let (a, b) = (&lineage.nodes[a], &lineage.nodes[b]);
        for (one, own) in with_licenses(a) {
            for (other, theirs) in with_licenses(b) {
                if own.id == theirs.id {
                    continue;
                }
                let tests = [name_test(own, theirs), terms_test(own, theirs, bond)];
                for composed in tests.into_iter().flatten() {
                    let mut labels = [one.label.as_str(), other.label.as_str()];
                    labels.sort_unstable();
                    let part = labels.join(" and ");
                    let mut ids = vec![own.id.clone(), theirs.id.clone()];
                    ids.sort();
                    found
                        .entry((composed.test.clone(), ids, part.clone()))
                        .or_insert(Composed {
                            part: Some(part),
                            ..composed
                        });
                }
            }
        }
    }
    found.into_values().collect()
}

fn with_licenses<'n, 'a>(
    node: &'n Node<'a>,
) -> impl Iterator<Item = (&'n Node<'a>, &'a License)> + 'n {
    node.licenses.iter().map(move |license| (node, *license))
}

/// Which parts are in one work. The model and its merge parents are one work,
/// and so is a part with what it is made from. Adapters and encoders work with
/// the model, but may be passed on beside it. A base, a draft model, a filter
/// and code stand by themselves, unless something is made from them.
fn bonds(lineage: &Lineage<'_>) -> BTreeMap<(usize, usize), Bond> {
    let mut bonds: BTreeMap<(usize, usize), Bond> = BTreeMap::new();
    let mut bind = |group: &[(usize, Bond)]| {
        for (place, &(a, one)) in group.iter().enumerate() {
            for &(b, other) in &group[place + 1..] {
                if a != b {
                    let bond = one.min(other);
                    let known = bonds.entry((a.min(b), a.max(b))).or_insert(bond);
                    *known = bond.max(*known);
                }
            }
        }
    };
    let with = |index: usize, bond: Bond| -> Vec<(usize, Bond)> {
        let from = lineage.ancestors(index).into_iter();
        let from = from.map(|from| (from, bond));
        [(index, bond)].into_iter().chain(from).collect()
    };
    let mut derived: Vec<(usize, Bond)> = vec![(0, Bond::Work)];
    for (index, node) in lineage.nodes.iter().enumerate().skip(1) {
        match node.role {
            Role::MergeParent => derived.extend(with(index, Bond::Work)),
            Role::Adapter | Role::Encoder => derived.extend(with(index, Bond::Near)),
            Role::Teacher => derived.push((index, Bond::Name)),
            _ => {}
        }
        if matches!(node.role, Role::DataSet | Role::Code) {
            continue;
        }
        let mut lineage_of = with(index, Bond::Work);
        lineage_of.extend(node.teachers(lineage).map(|teacher| (teacher, Bond::Name)));
        bind(&lineage_of);
    }
    bind(&derived);
    bonds
}

/// Both want the first place in the name of what is derived from them.
fn name_test(one: &License, other: &License) -> Option<Composed> {
    let first = |license: &License| license.fact("prefix").text().map(str::to_lowercase);
    let (a, b) = (first(one)?, first(other)?);
    let begins = |name: &str, prefix: &str| {
        name.strip_prefix(prefix)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    // "Llama 3" satisfies who asks for "Llama".
    if begins(&a, &b) || begins(&b, &a) {
        return None;
    }
    let (one, other) = in_order(one, other);
    Some(Composed {
        license: Some(one.id.clone()),
        citations: cited(&[(one, "prefix"), (other, "prefix")]),
        owed: Some((
            "name.prefix".to_owned(),
            vec![one.id.clone(), other.id.clone()],
        )),
        ..Composed::of("PrefixCollision")
    })
}

/// Terms that cannot both be met, or of which that is open. Two licenses that
/// each want the changed work under themselves exclude each other, and so do
/// one that does and another whose limits have to be passed on. Other limits
/// beside the former are left to review; limits alone add up.
fn terms_test(one: &License, other: &License, bond: Bond) -> Option<Composed> {
    let (one, other) = in_order(one, other);
    let says = |license: &License, fact: &str| license.fact(fact).flag() == Some(true);
    let (keeper, second) = if says(one, "share_alike") {
        (one, other)
    } else {
        (other, one)
    };
    if !says(keeper, "share_alike") || bond == Bond::Name {
        return None;
    }
    let against = ["share_alike", "flowdown"]
        .into_iter()
        .find(|fact| says(second, fact));
    let (test, fact) = match against {
        Some(fact) if bond == Bond::Work => ("TermsConflict", fact),
        Some(fact) => ("TermsMayConflict", fact),
        None if !is_open(second) => ("TermsMayConflict", "commercial"),
        None => return None,
    };
    Some(Composed {
        license: Some(keeper.id.clone()),
        citations: cited(&[(keeper, "share_alike"), (second, fact)]),
        ..Composed::of(test)
    })
}

fn in_order<'a>(one: &'a License, other: &'a License) -> (&'a License, &'a License) {
    if one.id <= other.id {
        (one, other)
    } else {
        (other, one)
    }
}

/// Where facts stand.
fn cited(facts: &[(&License, &str)]) -> Vec<Citation> {
    let mut list: Vec<Citation> = Vec::new();
    for (license, fact) in facts {
        let entry = license
            .terms
            .values()
            .find(|entry| entry.facts.contains_key(fact));
        for citation in entry.iter().flat_map(|entry| &entry.cite) {
            if !list.contains(citation) {
                list.push(citation.clone());
            }
        }
    }
    list
}
