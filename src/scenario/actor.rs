//! Who holds or runs the weights. Each is judged with its own seat, size and
//! field; the worst verdict wins.

use serde::{Deserialize, Serialize};

use super::act::{Act, Exposure, Grant};

/// Somebody who needs a license in a deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Actor {
    /// Who asks: takes the license and signs for the group.
    Licensee,
    /// A client who receives the model.
    Client,
    /// Who passes the weights on for the licensee.
    Distributor,
    /// Who runs the weights for the licensee.
    Host,
}

impl Actor {
    /// All of them, the licensee first.
    pub const ALL: [Actor; 4] = [
        Actor::Licensee,
        Actor::Client,
        Actor::Distributor,
        Actor::Host,
    ];

    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Actor::Licensee => "licensee",
            Actor::Client => "client",
            Actor::Distributor => "distributor",
            Actor::Host => "host",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Actor::Licensee => "you",
            Actor::Client => "the client",
            Actor::Distributor => "the distributor",
            Actor::Host => "the host",
        }
    }

    /// Whether an act is one by which this actor holds or runs the weights,
    /// as long as its own answers do not say what it does.
    pub(super) fn takes_part(self, act: &Act) -> bool {
        let passes_on = act.exposes == Some(Exposure::Weights);
        match self {
            Actor::Licensee | Actor::Client => true,
            Actor::Distributor => passes_on,
            Actor::Host => !passes_on && act.needs.contains(&Grant::Use),
        }
    }

    /// " (for the client)"; nothing for the licensee, whose verdict it is.
    pub fn note(self) -> String {
        match self {
            Actor::Licensee => String::new(),
            other => format!(" (for {})", other.label()),
        }
    }
}
