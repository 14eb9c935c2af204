//! `matrix`: the licensing matrix, filtered, sorted, in several formats.

use std::collections::BTreeMap;

use clap::ValueEnum;

use super::{Stop, catalog, exit, pretty, print, warn_of_values};
use crate::catalog::{Catalog, ClaimSource};
use crate::export::{csv::write_csv, json::view_json, text};
use crate::matrix::{Matrix, View};
use crate::store::DataFolder;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Whose matrix: the license texts', the article's, or where they differ.
    #[arg(long, value_enum, default_value = "texts")]
    view: Which,
    /// Show only rows that fit, for example "family:qwen commercial_use:yes".
    #[arg(
        long,
        default_value = "",
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    filter: String,
    /// Sort by columns; a minus before a column sorts downwards.
    #[arg(
        long,
        default_value = "",
        value_name = "COLUMN[,-COLUMN]",
        allow_hyphen_values = true
    )]
    sort: String,
    /// Show these columns, in this order.
    #[arg(long, value_name = "A,B,C")]
    columns: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Which {
    Texts,
    Article,
    Differences,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
    Markdown,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let matrix = match args.view {
        Which::Texts => Matrix::of_texts(&catalog, &BTreeMap::new()),
        Which::Article => Matrix::of_article(article(&catalog)?),
        Which::Differences => Matrix::of_differences(&catalog, article(&catalog)?),
    };
    let shown = |id: &str| {
        // Without a scenario the verdict column says nothing.
        id != "verdict" && catalog.column(id).is_none_or(|column| column.shown)
            || !matches!(args.view, Which::Texts)
    };
    let view = View::new(
        &matrix,
        &args.filter,
        &args.sort,
        args.columns.as_deref(),
        &shown,
    )
    .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    if view.rows.is_empty() {
        eprintln!("Note: no row fits the filter.");
    }
    let out = match args.format {
        Format::Table => text::write_table(&view),
        Format::Markdown => text::write_markdown(&view),
        Format::Csv => write_csv(&view).map_err(|error| Stop::failure(error.to_string()))?,
        Format::Json => pretty(&view_json(&view)),
    };
    print(&out)?;
    Ok(exit::OK)
}

/// The first secondary source with a matrix.
fn article(catalog: &Catalog) -> Result<&ClaimSource, Stop> {
    catalog
        .claims()
        .first()
        .ok_or_else(|| Stop::failure("The data folder has no secondary source (claims/)."))
}
