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
    for problem in store_data().err().into_iter().flatten() {
        println!("cargo::error={problem}");
    }
}

/// Writes the checked catalog, and the list of the data files, to where the
/// program embeds them from.
#[cfg(feature = "store")]
fn store_data() -> Result<(), Vec<String>> {
    use std::path::Path;
    let data = folder::DataFolder::read(Path::new("data"));
    let catalog = catalog_files::read_catalog(&data).map_err(|problems| {
        let named = problems.iter().map(|problem| format!("data/{problem}"));
        named.collect::<Vec<_>>()
    })?;
    let bytes = postcard::to_stdvec(&catalog).map_err(|error| vec![error.to_string()])?;
    let root = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let root = Path::new(&root).join("data");
    let listed = data.paths().map(|path| {
        let place = root.join(path).display().to_string();
        format!("({path:?}, include_str!({place:?})),\n")
    });
    let list = format!("&[\n{}]\n", listed.collect::<String>());
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    let write = |name: &str, content: &[u8]| {
        std::fs::write(Path::new(&out).join(name), content)
            .map_err(|error| vec![format!("{name} cannot be stored: {error}")])
    };
    write("catalog.bin", &bytes)?;
    write("data_files.rs", list.as_bytes())
}
