//! The catalog: licenses, models, sources and claims, each fact with the
//! clause behind it.
//!
//! [`validate`] is the only maker of a [`Catalog`]; it takes the files as they
//! were read and reports every problem at once. That of the built-in data runs
//! when the program is built.

#[expect(
    clippy::module_inception,
    reason = "the checked catalog is the concept of this file"
)]
mod catalog;
mod citation;
mod claim;
mod clause;
mod column;
mod date;
mod fact;
mod facts;
mod license;
mod model;
mod overlay;
mod problem;
mod raw;
mod readiness;
mod source;
mod term;
mod term_value;
mod threshold;
mod validate;
mod validate_clauses;
mod validate_license;
mod validate_models;
mod vocabulary;

pub use catalog::{Catalog, matches_pattern};
pub use citation::{Citation, Evidence};
pub use claim::{Claim, ClaimCell, ClaimColumn, ClaimMatrix, ClaimRow, ClaimSource, ClaimVerdict};
pub use clause::{CANONICALIZATION, Clause, IndexedDocument, WHOLE_TEXT};
pub use column::Column;
pub use date::Date;
pub use fact::Fact;
pub use facts::Facts;
pub use license::{License, Status, TermEntry};
pub use model::{Availability, Change, Direction, Family, LicenseRole, Model, Role};
pub use overlay::{Overlaid, RawOverlay};
pub use problem::{Problem, SourceText};
pub use raw::{ColumnsFile, Parsed, RawCatalog, ReadinessFile, SourcesFile};
pub use readiness::{Readiness, ReadinessCondition};
pub use source::{Source, SourceKind};
pub use term::term_value;
pub use term_value::{NONE, SILENT, TermValue, Territory, UNKNOWN};
pub use threshold::{
    Comparator, Condition, Effect, Exemption, Metric, Moment, OtherUse, Scope, Threshold,
};
pub use validate::validate;
pub use vocabulary::{FIELDS_OF_USE, FactType, fact_type};
