//! A data folder: the texts of its files, with what is laid over them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::bounded::text_at_most;
use super::parse::parse_file_without;
use crate::catalog::{Parsed, Problem, SourceText};

/// A single data file is never larger; a larger one is somebody's mistake.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// The texts of a data folder, by path inside it (`licenses/mit.ron`).
#[derive(Debug, Clone, Default)]
pub struct DataFolder {
    files: BTreeMap<String, Cow<'static, str>>,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
    /// Where it lies, if it is laid over another one; named before its files.
    place: Option<String>,
    /// The folders laid over this one.
    pub(super) over: Vec<DataFolder>,
    /// Rule files of the user's own that were named one by one.
    rules: Vec<SourceText>,
    /// Whether its files are the ones compiled into the program.
    pub(super) built_in: bool,
}

impl DataFolder {
    /// A folder of these files: path and text.
    pub(super) fn of(files: &[(&str, &'static str)]) -> Self {
        let files = files.iter();
        Self {
            files: files
                .map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(*text)))
                .collect(),
            ..Self::default()
        }
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

    /// The rule files of the user's own, by name: those of the folders laid over
    /// this one, then those named one by one.
    pub(super) fn own_rule_texts(&self) -> Vec<(String, &Cow<'static, str>)> {
        let laid_over = self.over.iter().flat_map(|over| {
            let texts = over.texts_in("rules");
            texts.map(|(path, text)| (over.shown(path), text))
        });
        let named = self.rules.iter();
        laid_over
            .chain(named.map(|file| (file.path.clone(), &file.text)))
            .collect()
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
                    Ok(bytes) => self.add(path, bytes),
                    Err(error) => self.unreadable(&path, &error.to_string()),
                }
            }
        }
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) {
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.files.insert(path, text.into());
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

    /// Whether it is the folder compiled into the program and nothing else,
    /// not even something that could not be read.
    pub(super) fn is_built_in(&self) -> bool {
        let alone = self.over.is_empty() && self.rules.is_empty();
        self.built_in && alone && self.problems.is_empty()
    }

    /// The paths of its files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
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

    /// Whether it holds a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
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
