//! What is done with a model: which grants an act needs, what reaches others.

/// A right that a license has to grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    /// Use.
    Use,
    /// Change.
    Modify,
    /// Pass on.
    Distribute,
    /// Let others use on one's own servers.
    Host,
}

impl Grant {
    /// The attribute of a license that records the grant.
    pub fn attribute(self) -> &'static str {
        match self {
            Grant::Use => "grant_use",
            Grant::Modify => "grant_modify",
            Grant::Distribute => "grant_distribute",
            Grant::Host => "grant_host",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Grant::Use => "use",
            Grant::Modify => "change",
            Grant::Distribute => "pass on",
            Grant::Host => "host for others",
        }
    }
}

/// What others receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Exposure {
    /// The weights, changed or not.
    Weights,
    /// The use of the model on somebody's servers.
    Hosted,
    /// What the model produced.
    Outputs,
}

/// One act of a scenario.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// Id in scenarios.
    pub id: &'static str,
    /// The words shown to people.
    pub label: &'static str,
    /// Grants it needs.
    pub needs: &'static [Grant],
    /// What others receive by it.
    pub exposes: Option<Exposure>,
    /// Whether the weights are changed.
    pub modifies: bool,
}

macro_rules! acts {
    ($($id:literal, $label:literal, [$($need:ident),*], $exposes:expr, $modifies:literal;)*) => {
        /// All acts, in the order in which they are asked.
        pub const ACTS: &[Act] = &[$(Act {
            id: $id, label: $label, needs: &[$(Grant::$need),*],
            exposes: $exposes, modifies: $modifies,
        },)*];
    };
}

acts! {
    "InternalEvaluation", "Evaluate inside the company", [Use], None, false;
    "InternalProductive", "Use inside the company", [Use], None, false;
    "Rag", "Answer from own documents (retrieval)", [Use], None, false;
    "EmbedIndex", "Build a search index", [Use], None, false;
    "SaasFeature", "Offer as a feature of an online product", [Use, Host], Some(Exposure::Hosted), false;
    "HostedApi", "Offer as an interface for others' programs", [Use, Host], Some(Exposure::Hosted), false;
    "OnDevice", "Ship inside an app or a device", [Use, Distribute], Some(Exposure::Weights), false;
    "RedistributeWeights", "Pass on the weights unchanged", [Distribute], Some(Exposure::Weights), false;
    "RedistributeDerivative", "Pass on changed weights", [Modify, Distribute], Some(Exposure::Weights), true;
    "ClientDeliverable", "Deliver to a client", [Use, Distribute], Some(Exposure::Weights), false;
    "FineTune", "Fine-tune", [Modify], None, true;
    "Quantise", "Quantize", [Modify], None, true;
    "Merge", "Merge with another model", [Modify], None, true;
    "TrainOtherModel", "Train another model on the outputs", [Use], None, false;
    "SyntheticDataForTraining", "Make training data for others", [Use], Some(Exposure::Outputs), false;
    "PublishOutputs", "Publish outputs", [Use], Some(Exposure::Outputs), false;
}

/// One act by its id.
pub fn act(id: &str) -> Option<&'static Act> {
    ACTS.iter().find(|act| act.id == id)
}
