//! A folder of the user's own over the built-in catalog: what it adds, what it
//! replaces, and where its mistakes are.

use std::fs;

use license_matrix::store::{DataFolder, load_data};

use super::sample::{overlay, with_overlay};
use super::texts_cli::on_overlay;

#[test]
fn an_overlay_adds_without_touching_what_is_there() {
    let (_folder, catalog, _) = with_overlay();
    let (built_in, _) = load_data(&DataFolder::built_in()).unwrap();
    assert!(catalog.model("sample-1b").is_some());
    assert_eq!(catalog.licenses().count(), built_in.licenses().count() + 1);
    assert_eq!(catalog.license("mit"), built_in.license("mit"));
    assert_ne!(catalog.fingerprint(), built_in.fingerprint());
    assert_eq!(catalog.overlaid().len(), 4);
    assert!(catalog.overlaid().iter().all(|one| !one.replaces));
}

#[test]
fn an_overlay_that_replaces_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("licenses")).unwrap();
    let mit = fs::read_to_string("data/licenses/mit.ron").unwrap();
    let text = mit.replace("title: \"", "title: \"Our reading of ");
    fs::write(folder.path().join("licenses/mit.ron"), text).unwrap();
    let data = DataFolder::built_in().with_overlay(folder.path());
    let (catalog, _) = load_data(&data).unwrap();
    assert!(
        catalog
            .license("mit")
            .unwrap()
            .title
            .starts_with("Our reading")
    );
    let [one] = catalog.overlaid() else {
        panic!("{:?}", catalog.overlaid());
    };
    assert!(
        one.replaces
            && one
                .to_string()
                .contains("replaces the built-in license \"mit\"")
    );
}

#[test]
fn a_mistake_in_an_overlay_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    overlay(folder.path());
    let path = folder.path().join("licenses/sample.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replacen("(\"sample\", \"1\")", "(\"sample\", \"9\")", 1),
    )
    .unwrap();
    let data = DataFolder::built_in().with_overlay(folder.path());
    let problems = load_data(&data).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].file.ends_with("licenses/sample.ron"));
    assert!(
        problems[0]
            .file
            .starts_with(&folder.path().display().to_string())
    );
    assert!(problems[0].line > 0 && problems[0].what.contains("\"9\""));
}

#[test]
fn the_version_names_the_catalog_in_use() {
    let (folder, catalog, _) = with_overlay();
    let (code, out, _) = on_overlay(folder.path(), &["--version"]);
    assert_eq!(code, 0);
    assert!(out.contains(catalog.short_fingerprint()), "{out}");
}
