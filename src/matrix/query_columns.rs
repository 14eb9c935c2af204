//! Which column a name in a query means, and what was probably meant.

use super::fold::{distance, fold_value};
use super::table::{Matrix, MatrixColumn};

/// Names in a query that are not columns, with what they ask.
pub const QUERY_WORDS: [(&str, &str); 3] = [
    ("evidence", "How well the license is known"),
    ("changed", "When the licensing last changed"),
    ("differs", "Where a source differs from the texts"),
];

/// Why a name means no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoColumn {
    pub message: String,
    pub hint: Option<String>,
}

/// A column by its id or its heading, or by the beginning of its id if only
/// one begins so.
///
/// # Errors
/// No column or several are meant, in words.
pub fn find_column(matrix: &Matrix, name: &str) -> Result<usize, String> {
    column_named(&matrix.columns, name).map_err(|none| match none.hint {
        Some(hint) => format!("{}; {hint}", none.message),
        None => none.message,
    })
}

pub(super) fn column_named(columns: &[MatrixColumn], name: &str) -> Result<usize, NoColumn> {
    let wanted = fold_value(name);
    let with = |fits: &dyn Fn(&MatrixColumn) -> bool| -> Vec<usize> {
        (0..columns.len()).filter(|&i| fits(&columns[i])).collect()
    };
    let exact = with(&|column| fold_value(&column.id) == wanted);
    let headed = with(&|column| fold_value(&column.label) == wanted);
    let begins = with(&|column| !wanted.is_empty() && fold_value(&column.id).starts_with(&wanted));
    let ids =
        |list: &[usize]| -> Vec<&str> { list.iter().map(|&i| columns[i].id.as_str()).collect() };
    match (exact.as_slice(), headed.as_slice(), begins.as_slice()) {
        ([one, ..], _, _) | ([], [one], _) | ([], [], [one]) => Ok(*one),
        ([], [], []) => Err(unknown(columns, name)),
        (_, [], several) | (_, several, _) => Err(NoColumn {
            message: format!("\"{name}\" may mean {}", ids(several).join(" or ")),
            hint: None,
        }),
    }
}

fn unknown(columns: &[MatrixColumn], name: &str) -> NoColumn {
    let ids: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
    let meant = meant(&ids, name);
    match meant {
        Some(meant) => NoColumn {
            message: format!("there is no column \"{name}\""),
            hint: Some(format!("did you mean {meant}?")),
        },
        None => NoColumn {
            message: format!("there is no column \"{name}\""),
            hint: Some(format!("the columns are {}", ids.join(", "))),
        },
    }
}

/// The id that was probably meant: the nearest, if it is near.
fn meant<'a>(ids: &[&'a str], name: &str) -> Option<&'a str> {
    let name = fold_value(name);
    let length = name.chars().count();
    let most = match length {
        0..=2 => return None,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    let words = QUERY_WORDS.iter().map(|(word, _)| *word);
    let near = |id: &'a str| -> Option<(usize, &'a str)> {
        let folded = fold_value(id);
        let whole = distance(&name, &folded, most);
        // As much of it as was typed: "comercial" for commercial_use.
        let begun = (length.saturating_sub(1)..=length + 1).filter_map(|count| {
            let start: String = folded.chars().take(count).collect();
            distance(&name, &start, most.min(2)).map(|d| d + 1)
        });
        let best = whole.into_iter().chain(begun).min()?;
        Some((best, id))
    };
    // The first of those that are equally near.
    let found = ids.iter().copied().chain(words).filter_map(near);
    found.min_by_key(|(far, _)| *far).map(|(_, id)| id)
}
