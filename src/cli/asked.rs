//! What several commands ask alike: which scenario, which models, which day.

use super::{Format, Stop};
use crate::catalog::Date;

/// Options of a command that looks at models in a scenario.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A preset's id (see `scenario list`), a scenario file, or a workspace:
    /// its active scenario, or FILE.lmx#ID.
    #[arg(long, value_name = "PRESET|FILE")]
    pub scenario: String,
    /// Look only at models that fit, for example "family:qwen".
    #[arg(
        long,
        default_value = "",
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    pub filter: String,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// The day that `--as-of` names.
pub(super) fn day(text: &str) -> Result<Date, Stop> {
    let day = Date::parse(text).filter(|date| date.is_day());
    day.ok_or_else(|| {
        Stop::invalid(format!(
            "--as-of: \"{text}\" is not a day; write YYYY-MM-DD."
        ))
    })
}
