//! Everything that is compiled into the program. No other file embeds files.

use std::borrow::Cow;

/// The built-in data folder.
#[derive(rust_embed::Embed)]
#[folder = "data/"]
struct Data;

/// The built-in data files: path inside the folder and content, by path.
pub fn data_files() -> Vec<(String, Cow<'static, [u8]>)> {
    let mut files: Vec<_> = Data::iter()
        .filter(|path| path.ends_with(".ron"))
        .filter_map(|path| Data::get(&path).map(|file| (path.into_owned(), file.data)))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}
