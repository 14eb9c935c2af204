//! Data folders: the built-in one, or one on disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::bounded::text_at_most;
use super::parse::parse_file_without;
use super::rules::load_rules;
use crate::assets;
use crate::catalog::{Catalog, Parsed, Problem, RawCatalog, RawOverlay, SourceText, validate};
use crate::scenario::{NOT_IN_OWN_RULES, RuleBook, RulesFile};

/// A single data file is never larger; a larger one is somebody's mistake.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// The texts of a data folder, by path inside it (`licenses/mit.ron`).
#[derive(Debug, Clone, Default)]
pub struct DataFolder {
    files: BTreeMap<String, Cow<'static, str>>,
    problems: Vec<Problem>,
    /// Where it lies, if it is laid over another one; named before its files.
    place: Option<String>,
    over: Vec<DataFolder>,
    /// Rule files of the user's own that were named one by one.
    rules: Vec<SourceText>,
}

impl DataFolder {
    /// The folder compiled into the program.
    pub fn built_in() -> Self {
        let mut folder = Self::default();
        for (path, bytes) in assets::data_files() {
            folder.add(path, bytes);
        }
        folder
    }

    /// A folder on disk. Files that cannot be read become problems.
    pub fn read(root: &Path) -> Self {
        let mut folder = Self::default();
        if !root.is_dir() {
            folder.problems.push(Problem {
                file: root.display().to_string(),
                line: 0,
                what: "there is no such folder".to_owned(),
                advice: "Name a data folder; it holds columns.ron and licenses/".to_owned(),
            });
            return folder;
        }
        folder.read_level(root, "", 0);
        folder
    }

    /// Lays a folder on disk over this one: what it holds is added to or takes
    /// the place of what is here.
    #[must_use]
    pub fn with_overlay(mut self, root: &Path) -> Self {
        let mut over = Self::read(root);
        let place = root.display().to_string();
        for problem in &mut over.problems {
            if problem.file != place {
                problem.file = format!("{place}/{}", problem.file);
            }
        }
        over.place = Some(place);
        self.over.push(over);
        self
    }

    /// Adds a rule file of the user's own. One that cannot be read becomes a
    /// problem.
    #[must_use]
    pub fn with_rules(mut self, path: &Path) -> Self {
        let name = path.display().to_string();
        match text_at_most(path, MAX_FILE, "16 MB") {
            Ok(text) => self.rules.push(SourceText {
                path: name,
                text: text.into(),
            }),
            Err(why) => self.problems.push(Problem {
                file: name,
                line: 0,
                what: format!("the rules cannot be read: {why}"),
                advice: "Name a rule file; data/README.md shows the shape".to_owned(),
            }),
        }
        self
    }

    /// The rule files of the user's own: those of the folders laid over this
    /// one, then those named one by one.
    pub(super) fn own_rules(&self, problems: &mut Vec<Problem>) -> Vec<Parsed<RulesFile>> {
        let mut own = Vec::new();
        let mut read = |path: &str, text: &Cow<'static, str>| match parse_file_without(
            path,
            text.clone(),
            NOT_IN_OWN_RULES,
        ) {
            Ok(parsed) => own.push(parsed),
            Err(problem) => problems.push(problem),
        };
        for over in &self.over {
            for (path, text) in over.texts_in("rules") {
                read(&over.shown(path), text);
            }
        }
        for file in &self.rules {
            read(&file.path, &file.text);
        }
        own
    }

    /// A file's name in problems.
    fn shown(&self, path: &str) -> String {
        match &self.place {
            Some(place) => format!("{place}/{path}"),
            None => path.to_owned(),
        }
    }

    fn read_level(&mut self, directory: &Path, prefix: &str, depth: usize) {
        let entries = match std::fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) => {
                self.unreadable(prefix, &error.to_string());
                return;
            }
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let place = entry.path();
            if place.is_dir() {
                // Two levels are all a data folder has.
                if depth < 2 {
                    self.read_level(&place, &format!("{path}/"), depth + 1);
                }
            } else if name.ends_with(".ron") {
                let size = place.metadata().map(|m| m.len()).unwrap_or(0);
                if size > MAX_FILE {
                    self.unreadable(&path, "it is larger than 16 MB");
                    continue;
                }
                match std::fs::read(&place) {
                    Ok(bytes) => self.add(path, Cow::Owned(bytes)),
                    Err(error) => self.unreadable(&path, &error.to_string()),
                }
            }
        }
    }

    fn add(&mut self, path: String, bytes: Cow<'static, [u8]>) {
        let text = match bytes {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes)
                .map(Cow::Owned)
                .map_err(|error| error.utf8_error()),
        };
        match text {
            Ok(text) => {
                self.files.insert(path, text);
            }
            Err(_) => self.unreadable(&path, "it is not UTF-8 text"),
        }
    }

    fn unreadable(&mut self, path: &str, why: &str) {
        self.problems.push(Problem {
            file: path.to_owned(),
            line: 0,
            what: format!("the file cannot be read: {why}"),
            advice: "Save it as UTF-8 text, or remove it".to_owned(),
        });
    }

    /// Whether there is nothing to read, which is told already.
    pub(super) fn is_missing(&self) -> bool {
        self.files.is_empty() && !self.problems.is_empty()
    }

    /// Hash over all paths and texts: the same data, the same fingerprint.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let files = self.over.iter().fold(self.files.iter().collect(), layered);
        let own = self.rules.iter().map(|file| ("own rules", &file.text));
        for (path, text) in files
            .into_iter()
            .map(|(path, text)| (path.as_str(), text))
            .chain(own)
        {
            for part in [path, text.as_ref()] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part.as_bytes());
            }
        }
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// One file that has to be there.
    pub fn file<T: DeserializeOwned>(
        &self,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Parsed<T>> {
        let Some(text) = self.files.get(path) else {
            problems.push(Problem {
                file: path.to_owned(),
                line: 0,
                what: "the file is missing".to_owned(),
                advice: "Every data folder needs it; copy the built-in one".to_owned(),
            });
            return None;
        };
        parse_file_without(&self.shown(path), text.clone(), &[])
            .map_err(|problem| problems.push(problem))
            .ok()
    }

    /// The text of a file, for naming its lines; of several laid over each
    /// other, the uppermost.
    pub fn source(&self, path: &str) -> SourceText {
        let holds = |folder: &&Self| folder.files.contains_key(path);
        let folder = self.over.iter().rev().find(holds).unwrap_or(self);
        SourceText {
            path: folder.shown(path),
            text: folder.files.get(path).cloned().unwrap_or_default(),
        }
    }

    /// All files of a subfolder, also of the folders laid over this one.
    /// Those that cannot be read are left out.
    pub(super) fn readable<T: DeserializeOwned>(&self, directory: &str) -> Vec<Parsed<T>> {
        let mut parsed = self.files_in(directory, &mut Vec::new());
        for over in &self.over {
            parsed.extend(over.files_in(directory, &mut Vec::new()));
        }
        parsed
    }

    /// The texts of the files of a subfolder, by path.
    fn texts_in(&self, directory: &str) -> impl Iterator<Item = (&String, &Cow<'static, str>)> {
        let prefix = format!("{directory}/");
        let files = self.files.iter();
        files.filter(move |(path, _)| path.starts_with(&prefix))
    }

    /// All files of a subfolder, by name.
    pub fn files_in<T: DeserializeOwned>(
        &self,
        directory: &str,
        problems: &mut Vec<Problem>,
    ) -> Vec<Parsed<T>> {
        let mut parsed = Vec::new();
        for (path, text) in self.texts_in(directory) {
            match parse_file_without(&self.shown(path), text.clone(), &[]) {
                Ok(file) => parsed.push(file),
                Err(problem) => problems.push(problem),
            }
        }
        parsed
    }
}

/// The files of folders laid over each other, for the fingerprint.
fn layered<'a>(
    mut files: Vec<(&'a String, &'a Cow<'static, str>)>,
    over: &'a DataFolder,
) -> Vec<(&'a String, &'a Cow<'static, str>)> {
    files.extend(&over.files);
    files
}

/// Reads and checks everything in a folder.
///
/// # Errors
/// Every problem found, also in the rules of a folder whose catalog has some.
pub fn load_data(folder: &DataFolder) -> Result<(Catalog, RuleBook), Vec<Problem>> {
    match load_catalog(folder) {
        Ok(catalog) => {
            let book = load_rules(folder, Some(&catalog))?;
            Ok((catalog, book))
        }
        Err(problems) if folder.is_missing() => Err(problems),
        Err(mut problems) => {
            if let Err(more) = load_rules(folder, None) {
                problems.extend(more);
            }
            problems.sort();
            problems.dedup();
            Err(problems)
        }
    }
}

/// Reads and checks a folder's catalog.
///
/// # Errors
/// Every problem found. When files cannot be read, the checks across files
/// still run over the others, so that all problems come at once.
pub fn load_catalog(folder: &DataFolder) -> Result<Catalog, Vec<Problem>> {
    let mut problems = folder.problems.clone();
    if folder.is_missing() {
        return Err(problems);
    }
    let mut overlays = Vec::new();
    for over in &folder.over {
        problems.extend(over.problems.clone());
        let sources = over
            .files
            .contains_key("sources.ron")
            .then(|| over.file("sources.ron", &mut problems))
            .flatten();
        overlays.push(RawOverlay {
            sources,
            licenses: over.files_in("licenses", &mut problems),
            families: over.files_in("models", &mut problems),
            clauses: over.files_in("clauses", &mut problems),
            claims: over.files_in("claims", &mut problems),
        });
    }
    let columns = folder.file("columns.ron", &mut problems);
    let readiness = folder.file("readiness.ron", &mut problems);
    let sources = folder.file("sources.ron", &mut problems);
    let licenses = folder.files_in("licenses", &mut problems);
    let families = folder.files_in("models", &mut problems);
    let clauses = folder.files_in("clauses", &mut problems);
    let claims = folder.files_in("claims", &mut problems);
    let (Some(columns), Some(readiness), Some(sources)) = (columns, readiness, sources) else {
        return Err(problems);
    };
    let unread = problems
        .iter()
        .map(|problem| problem.file.clone())
        .collect();
    let mut raw = RawCatalog {
        columns,
        readiness,
        sources: vec![sources],
        licenses,
        families,
        clauses,
        claims,
        unread,
        fingerprint: folder.fingerprint(),
        overlaid: Vec::new(),
    };
    for over in overlays {
        raw.lay_over(over);
    }
    match validate(raw) {
        Ok(catalog) if problems.is_empty() => Ok(catalog),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            problems.sort();
            Err(problems)
        }
    }
}
