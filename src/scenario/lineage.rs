//! From the parts of a scenario to the components that are judged: what each
//! part is under, and what it is made from.

use super::Scenario;
use super::answer::Answer;
use super::composition::compose;
use super::part::{MODEL_ID, Part, Role};
use super::subject::{Component, Subject};
use crate::catalog::{self, Catalog, Citation, Evidence, License, Model};

/// The model that is judged and the parts, with what they are made from.
pub(super) struct Lineage<'a> {
    /// The model first, then the parts in the order of the scenario.
    pub nodes: Vec<Node<'a>>,
}

/// The model that is judged, or a part.
pub(super) struct Node<'a> {
    /// What it is to the deployment.
    pub role: Role,
    /// The words shown to people.
    pub label: String,
    /// Every license it is under, each once.
    pub licenses: Vec<&'a License>,
    /// The licenses under which its publisher puts it: its own, and the one
    /// declared if that is another.
    pub published: Vec<&'a License>,
    /// How many of the first licenses it is under by itself; one more is there
    /// only because its publisher declares it.
    pub held: usize,
    /// What it is made from: places in the list of nodes.
    parents: Vec<usize>,
    multimodal: Option<Answer>,
    assignment: Option<(Evidence, Vec<Citation>)>,
}

impl Node<'_> {
    /// The teachers it is made from.
    pub fn teachers<'n>(&'n self, lineage: &'n Lineage<'_>) -> impl Iterator<Item = usize> + 'n {
        let parents = self.parents.iter().copied();
        parents.filter(|&from| lineage.nodes[from].role == Role::Teacher)
    }
}

impl Lineage<'_> {
    /// Everything whose terms go on in a node. Made for any list of parts: one
    /// that is made from itself ends all the same.
    pub fn ancestors(&self, index: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut next = vec![index];
        while let Some(at) = next.pop() {
            for &from in &self.nodes[at].parents {
                let carried = self.nodes[at].role.carries(self.nodes[from].role);
                if carried && from != index && !found.contains(&from) {
                    found.push(from);
                    next.push(from);
                }
            }
        }
        // In an order that does not rest on that of the parts.
        found.sort_by_key(|&at| &self.nodes[at].label);
        found
    }
}

/// The licenses of the code published with a model.
pub(super) fn code_licenses<'a>(catalog: &'a Catalog, model: &Model) -> Vec<&'a License> {
    let code = model.licenses.iter();
    code.filter(|role| role.role == catalog::Role::Code)
        .filter_map(|role| catalog.license(&role.license))
        .collect()
}

impl<'a> Subject<'a> {
    /// The same with the parts of a scenario: each is judged under all its
    /// licenses and under those of what it is made from. A part whose license
    /// cannot be found is noted as such and never permits.
    #[must_use]
    pub fn with_parts(mut self, catalog: &'a Catalog, scenario: &Scenario) -> Self {
        if scenario.parts.is_empty() {
            return self;
        }
        let own: Vec<&License> = self.components.iter().map(|c| c.license).collect();
        let mut lineage = Lineage {
            nodes: vec![Node {
                role: Role::Base,
                label: "the model".to_owned(),
                published: own.first().copied().into_iter().collect(),
                held: own.len(),
                licenses: own,
                parents: Vec::new(),
                multimodal: None,
                assignment: None,
            }],
        };
        for part in &scenario.parts {
            let (node, whole) = node(catalog, scenario, part);
            if !whole {
                self.unlicensed.push(node.label.clone());
            }
            lineage.nodes.push(node);
        }
        for (index, part) in scenario.parts.iter().enumerate() {
            self.components
                .extend(components(&lineage, scenario, index + 1, part));
        }
        self.composition.extend(compose(&lineage));
        self
    }
}

/// A part with its licenses; whether all of them were found.
fn node<'a>(catalog: &'a Catalog, scenario: &Scenario, part: &Part) -> (Node<'a>, bool) {
    let model = part.model.as_deref().and_then(|id| catalog.model(id));
    let model = model.map(|(_, model)| model);
    let mut licenses: Vec<&License> = match model {
        Some(model) if part.role == Role::Code => code_licenses(catalog, model),
        Some(model) => catalog.weights_licenses(model),
        None => Vec::new(),
    };
    let brought = licenses.len();
    let named = part.license.as_deref().map(|id| catalog.license(id));
    let declared = part.declared.as_deref().map(|id| catalog.license(id));
    let mut add = |license: Option<&'a License>| {
        let new = license.filter(|one| !licenses.iter().any(|known| known.id == one.id));
        licenses.extend(new);
        licenses.len()
    };
    let held = add(named.flatten());
    add(declared.flatten());
    let place = |id: &String| {
        if id == MODEL_ID {
            return Some(0);
        }
        let at = scenario.parts.iter().position(|known| known.id == *id);
        at.map(|at| at + 1)
    };
    let parents: Vec<usize> = part.made_from.iter().filter_map(place).collect();
    let whole = named != Some(None)
        && declared != Some(None)
        && (part.model.is_none() || model.is_some())
        && parents.len() == part.made_from.len()
        // The declared license alone does not say what the part is under.
        && (named.is_some() || brought > 0);
    let told = match (model, part.multimodal, scenario.answer("model_multimodal")) {
        (Some(model), ..) => Answer::Flag(model.multimodal),
        (None, Some(multimodal), _) => Answer::Flag(multimodal),
        (None, None, Answer::Flag(true)) => Answer::Flag(true),
        // A "no" was said of the model, and not of this part.
        _ => Answer::Unanswered,
    };
    let node = Node {
        role: part.role,
        label: part.label(),
        published: licenses
            .first()
            .copied()
            .into_iter()
            .chain(declared.flatten())
            .collect(),
        licenses,
        held,
        parents,
        multimodal: Some(told),
        assignment: model.map(|model| (model.evidence, model.cite.clone())),
    };
    (node, whole)
}

/// What is judged of a part: its own licenses, and those of what it is made
/// from as far as the acts that concern it are not judged there already.
fn components<'a>(
    lineage: &Lineage<'a>,
    scenario: &Scenario,
    index: usize,
    part: &Part,
) -> Vec<Component<'a>> {
    let node = &lineage.nodes[index];
    let of = |license: &'a License, node: &Node<'a>, label: String| Component {
        acts: part.acts.clone(),
        role: Some(part.role),
        part: Some(label),
        multimodal: node.multimodal.clone(),
        ..Component::of(license)
    };
    let mut list: Vec<Component<'a>> = Vec::new();
    for (place, license) in node.licenses.iter().enumerate() {
        let assignment = node.assignment.clone().filter(|_| place == 0);
        list.push(Component {
            assignment,
            ..of(license, node, node.label.clone())
        });
    }
    for from in lineage.ancestors(index) {
        let upstream = &lineage.nodes[from];
        let acts = from
            .checked_sub(1)
            .and_then(|at| scenario.parts[at].acts.as_ref());
        let as_wide = upstream.role.takes_all_acts() || upstream.role == part.role;
        if acts.is_none() && part.acts.is_none() && as_wide {
            continue;
        }
        let label = format!("{}, made from {}", node.label, upstream.label);
        for license in &upstream.licenses {
            let inherited = of(license, upstream, label.clone());
            let known = |one: &Component<'_>| {
                one.license.id == license.id && one.multimodal == inherited.multimodal
            };
            if !list.iter().any(known) {
                list.push(inherited);
            }
        }
    }
    list
}
