//! The form of the data files, one check for each rule; every file that breaks
//! a rule is named at once.

use std::fs;
use std::path::{Path, PathBuf};

use license_matrix::catalog::{Catalog, Evidence};
use license_matrix::store::{DataFolder, load_data};

fn catalog() -> Catalog {
    load_data(&DataFolder::built_in()).unwrap().0
}

/// All data files with their texts.
fn files() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "ron") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    walk(&root, &mut found);
    found.sort();
    assert!(found.len() > 200, "only {} files", found.len());
    found
}

fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn lines_are_plain_and_the_last_one_ends() {
    let mut found = Vec::new();
    for (path, text) in files() {
        let place = |line: usize| format!("{}:{line}", path.display());
        if !text.ends_with('\n') || text.ends_with("\n\n") {
            found.push(place(text.lines().count()));
        }
        for (number, line) in text.lines().enumerate() {
            let odd = line.contains('\t') || line.contains('\r') || line.ends_with(' ');
            if odd || line.starts_with('\u{feff}') {
                found.push(place(number + 1));
            }
        }
    }
    none("tabs, spaces at the end, or no line end", &found);
}

/// The names of the entries at one depth of a license file, in order.
fn names_at(text: &str, indent: &str) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = vec![Vec::new()];
    for line in text.lines() {
        match line.strip_prefix(indent) {
            Some(rest) if rest.starts_with('"') => {
                let name = rest[1..].split('"').next().unwrap().to_owned();
                groups.last_mut().unwrap().push(name);
            }
            // Something further out ends a group.
            _ if !line.starts_with(indent) => groups.push(Vec::new()),
            _ => {}
        }
    }
    groups
}

#[test]
fn terms_attributes_and_rules_stand_by_name() {
    let mut found = Vec::new();
    for (path, text) in files() {
        if !path
            .parent()
            .is_some_and(|folder| folder.ends_with("licenses"))
        {
            continue;
        }
        // Terms and rules, then the attributes of a term.
        for indent in ["  ", "    "] {
            for group in names_at(&text, indent) {
                if !group.is_sorted() {
                    found.push(format!("{}: {}", path.display(), group.join(", ")));
                }
            }
        }
    }
    none("not in order", &found);
}

#[test]
fn spdx_ids_are_on_the_list_or_say_that_they_are_not() {
    let mut found = Vec::new();
    for license in catalog().licenses() {
        if let Some(id) = &license.spdx_id
            && !id.starts_with("LicenseRef-")
            && spdx::license_id(id).is_none()
        {
            found.push(format!("{}: {id}", license.id));
        }
    }
    none("no id of the SPDX list", &found);
}

#[test]
fn every_cell_has_its_place_or_is_unknown() {
    let catalog = catalog();
    let mut found = Vec::new();
    let terms: Vec<&str> = catalog
        .columns()
        .iter()
        .filter(|column| column.term)
        .map(|column| column.id.as_str())
        .collect();
    for license in catalog.licenses() {
        for term in &terms {
            let cell = license_matrix::matrix::license_term_cell(&catalog, license, term);
            let unknown = cell.ids == ["unknown"];
            // What is derived from terms that nobody read rests on none.
            let derived = *term == "enterprise_ready" && cell.note.is_some();
            if cell.citations.is_empty() && !unknown && !derived {
                found.push(format!(
                    "{} {term}: {} without a place",
                    license.id, cell.text
                ));
            }
            if unknown && cell.note.is_none() {
                found.push(format!("{} {term}: unknown without a reason", license.id));
            }
        }
    }
    none("cells", &found);
}

#[test]
fn nothing_was_read_or_released_after_the_day_of_the_catalog() {
    let catalog = catalog();
    let day = catalog.date().unwrap();
    let mut found = Vec::new();
    for license in catalog.licenses() {
        if license.read > day || license.version_date.is_some_and(|date| date > day) {
            found.push(license.id.clone());
        }
    }
    for (_, model) in catalog.models() {
        if model.release_date.is_some_and(|date| date > day) {
            found.push(model.id.clone());
        }
    }
    for (family, change) in catalog.changes() {
        if change.date > day {
            found.push(format!("{} {}", family.id, change.date));
        }
    }
    none("later than the catalog", &found);
}

#[test]
fn a_text_that_nobody_read_has_no_values() {
    let catalog = catalog();
    let mut found = Vec::new();
    for license in catalog.licenses() {
        for (term, entry) in &license.terms {
            let unread = license.term_evidence(term) == Evidence::Unread;
            for (attribute, fact) in entry.facts.iter() {
                if unread && *fact != license_matrix::catalog::Fact::Unknown {
                    found.push(format!("{} {attribute}: {fact:?}", license.id));
                }
            }
        }
    }
    none("values that nobody read", &found);
}

/// The clause index holds no wording: positions, labels and fingerprints only.
#[test]
fn the_clause_index_holds_no_wording() {
    for index in catalog().clause_index() {
        assert!(!index.clauses.is_empty(), "{}", index.id);
        for clause in &index.clauses {
            let words = clause.label.split_whitespace().count();
            assert!(words <= 8, "{}: {}", index.id, clause.label);
        }
    }
}
