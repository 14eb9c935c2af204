//! License texts that the user has: making them comparable, telling which
//! document they are, finding clauses in them, comparing two of them.
//!
//! The catalog stores no wording. It stores fingerprints, and these are held
//! against the user's own copy.

mod attached;
mod canonical;
mod compare;
mod fingerprint;
mod identify;

pub use attached::{AttachedText, AttachedTexts, Support};
pub use canonical::Canonical;
pub use compare::{Change, ChangeKind, Redline, Tag, compare};
pub use fingerprint::{rolling_hash, sha256_hex};
pub use identify::{Identified, Sameness, TOO_LONG, identify};
