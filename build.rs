//! Checks the catalog of the built-in data and stores it for the program, which
//! so opens at once. A problem in the data ends the build and is named by file
//! and line. The checks and the types are the program's own modules.

// Each module is here for the few things that a catalog needs of it.
#![allow(dead_code, unused_imports)]

#[cfg(feature = "store")]
#[path = "src/store/bounded.rs"]
mod bounded;
#[cfg(feature = "store")]
#[path = "src/catalog/mod.rs"]
mod catalog;
#[cfg(feature = "store")]
#[path = "src/store/catalog_files.rs"]
mod catalog_files;
#[cfg(feature = "store")]
#[path = "src/text/fingerprint.rs"]
mod fingerprint;
#[cfg(feature = "store")]
#[path = "src/store/folder.rs"]
mod folder;
#[cfg(feature = "store")]
#[path = "src/store/parse.rs"]
mod parse;
#[cfg(feature = "store")]
#[path = "src/store/ron_text.rs"]
mod ron_text;

/// Where `catalog` looks for it.
#[cfg(feature = "store")]
mod text {
    pub use crate::fingerprint::rolling_hash;
}

fn main() {
    println!("cargo::rerun-if-changed=data");
    #[cfg(feature = "store")]
    for problem in store_catalog().err().into_iter().flatten() {
        println!("cargo::error={problem}");
    }
}

/// Writes the checked catalog to where the program embeds it from.
#[cfg(feature = "store")]
fn store_catalog() -> Result<(), Vec<String>> {
    use std::path::Path;
    let data = folder::DataFolder::read(Path::new("data"));
    let catalog = catalog_files::read_catalog(&data).map_err(|problems| {
        let named = problems.iter().map(|problem| format!("data/{problem}"));
        named.collect::<Vec<_>>()
    })?;
    let bytes = postcard::to_stdvec(&catalog).map_err(|error| vec![error.to_string()])?;
    let place = std::env::var_os("OUT_DIR").unwrap_or_default();
    std::fs::write(Path::new(&place).join("catalog.bin"), bytes)
        .map_err(|error| vec![format!("the catalog cannot be stored: {error}")])
}
