//! Reading one RON file, with errors that say where and what to do.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::ron_text::{Twice, walk};
use crate::catalog::{Parsed, Problem, SourceText};

/// Reads a file's text.
///
/// # Errors
/// A problem with the line at which reading stopped.
pub fn parse_file<T: DeserializeOwned>(path: &str, text: &str) -> Result<Parsed<T>, Problem> {
    parse_file_without(path, Cow::Owned(text.to_owned()), &[])
}

/// The same of a text that need not be copied; of the words that may stand at
/// a place, some are not offered.
///
/// # Errors
/// A problem with the line at which reading stopped.
pub(super) fn parse_file_without<T: DeserializeOwned>(
    path: &str,
    text: Cow<'static, str>,
    not_offered: &[&str],
) -> Result<Parsed<T>, Problem> {
    match ron::from_str(&text) {
        Ok(value) => match key_twice(&text) {
            None => Ok(Parsed {
                source: SourceText {
                    path: path.to_owned(),
                    text,
                },
                value,
            }),
            Some(twice) => Err(Problem {
                file: path.to_owned(),
                line: twice.again,
                what: format!(
                    "\"{}\" is there twice; it stands in line {} already",
                    twice.key, twice.first
                ),
                advice: "Take one of them away".to_owned(),
            }),
        },
        Err(error) => Err(Problem {
            file: path.to_owned(),
            line: error.span.start.line,
            what: format!(
                "the file cannot be read: {}",
                in_words(&error.code, not_offered)
            ),
            advice: "Correct it at this line; data/README.md shows the shape".to_owned(),
        }),
    }
}

/// A key that stands twice in a map. Most files have no map.
fn key_twice(text: &str) -> Option<Twice> {
    if !text.contains('{') {
        return None;
    }
    walk(text).twice.into_iter().next()
}

fn in_words(error: &ron::Error, not_offered: &[&str]) -> String {
    match error {
        ron::Error::NoSuchStructField {
            expected, found, ..
        } => format!(
            "there is no field \"{found}\" here; the fields are {}",
            expected.join(", ")
        ),
        ron::Error::MissingStructField { field, .. } => {
            format!("the field \"{field}\" is missing")
        }
        ron::Error::DuplicateStructField { field, .. } => {
            format!("the field \"{field}\" is there twice")
        }
        ron::Error::NoSuchEnumVariant {
            expected, found, ..
        } => {
            let offered: Vec<&str> = expected
                .iter()
                .copied()
                .filter(|word| !not_offered.contains(word))
                .collect();
            format!(
                "\"{found}\" is not allowed here; use one of {}",
                offered.join(", ")
            )
        }
        other => {
            let words = other.to_string();
            words.trim_end_matches('.').to_owned()
        }
    }
}
