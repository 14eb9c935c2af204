//! The catalog: licenses, models, sources and claims, each fact with the
//! clause behind it.
//!
//! [`validate`] is the only maker of a [`Catalog`]; it takes the files as they
//! were read and reports every problem at once.

mod citation;
mod claim;
mod column;
mod date;
mod fact;
mod license;
mod model;
mod readiness;
mod source;
mod threshold;

pub use citation::{Citation, Evidence};
pub use claim::{Claim, ClaimCell, ClaimColumn, ClaimMatrix, ClaimRow, ClaimSource, ClaimVerdict};
pub use column::Column;
pub use date::Date;
pub use fact::Fact;
pub use license::{License, Status, TermEntry};
pub use model::{Availability, Change, Direction, Family, LicenseRole, Model, Role};
pub use readiness::{Readiness, ReadinessCondition};
pub use source::{Source, SourceKind};
pub use threshold::{
    Comparator, Condition, Effect, Exemption, Metric, Moment, OtherUse, Scope, Threshold,
};
