//! The trace as a tree: actor, part, license, findings.

use super::{Actor, Evaluation, Finding};

/// What was found for one actor.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorTrace<'a> {
    /// Who is judged.
    pub actor: Actor,
    /// By part of the deployment.
    pub parts: Vec<PartTrace<'a>>,
}

/// What was found for one part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartTrace<'a> {
    /// The part; `None` where the scenario names no parts.
    pub part: Option<&'a str>,
    /// By license.
    pub licenses: Vec<LicenseTrace<'a>>,
}

/// What was found under one license.
#[derive(Debug, Clone, PartialEq)]
pub struct LicenseTrace<'a> {
    /// The license; empty where there is none.
    pub license: &'a str,
    /// The findings on the license, heaviest first.
    pub findings: Vec<&'a Finding>,
    /// The findings of house policy.
    pub house_findings: Vec<&'a Finding>,
}

/// Puts the findings of an evaluation into a tree. Actors stand in their own
/// order; parts and licenses in the order of their heaviest finding.
pub fn trace(evaluation: &Evaluation) -> Vec<ActorTrace<'_>> {
    let mut tree: Vec<ActorTrace<'_>> = Vec::new();
    let house = evaluation.house.is_some();
    for finding in &evaluation.findings {
        leaf(&mut tree, finding).findings.push(finding);
    }
    for finding in evaluation.house_findings.iter().filter(|_| house) {
        leaf(&mut tree, finding).house_findings.push(finding);
    }
    tree.sort_by_key(|actor| actor.actor);
    tree
}

/// The place of a finding in the tree, made if it is not there.
fn leaf<'t, 'a>(
    tree: &'t mut Vec<ActorTrace<'a>>,
    finding: &'a Finding,
) -> &'t mut LicenseTrace<'a> {
    let actor = find_or_add(
        tree,
        |known| known.actor == finding.actor,
        || ActorTrace {
            actor: finding.actor,
            parts: Vec::new(),
        },
    );
    let name = finding.part.as_deref();
    let part = find_or_add(
        &mut actor.parts,
        |known| known.part == name,
        || PartTrace {
            part: name,
            licenses: Vec::new(),
        },
    );
    find_or_add(
        &mut part.licenses,
        |known| known.license == finding.license,
        || LicenseTrace {
            license: &finding.license,
            findings: Vec::new(),
            house_findings: Vec::new(),
        },
    )
}

fn find_or_add<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> &mut T {
    let index = list.iter().position(is).unwrap_or_else(|| {
        list.push(make());
        list.len() - 1
    });
    &mut list[index]
}
