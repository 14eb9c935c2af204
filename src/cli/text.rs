//! `text`: license texts that the user has, held against the catalog.

use std::fmt::Write;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Format, Stop, catalog, exit, pretty, print};
use crate::catalog::{Catalog, IndexedDocument};
use crate::store::{DataFolder, read_text_file, text_files_in};
use crate::text::{
    AttachedText, AttachedTexts, Canonical, Change, Sameness, Tag, compare, rolling_hash,
};
use crate::verdicts::touched_terms;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Say which known document a text is, and whether it is the same text.
    Identify {
        /// Text files, or folders of them.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Print a clause from your own copy of a license, if its words are the
    /// ones that were read.
    Clause {
        /// Id of a license or of a document, such as llama-3.1.
        license: String,
        /// The section, such as 1.b.i.
        section: String,
        /// Your copy.
        #[arg(long, value_name = "FILE")]
        text: PathBuf,
    },
    /// Compare two texts, paragraph by paragraph.
    Compare {
        /// The first text.
        old: PathBuf,
        /// The second text.
        new: PathBuf,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Make a line of the clause index for a passage of a text.
    Locate {
        /// The text.
        file: PathBuf,
        /// The section's label.
        #[arg(long)]
        label: String,
        /// The words it begins with.
        #[arg(long)]
        from: String,
        /// The words it ends with.
        #[arg(long)]
        to: String,
        /// Whether the text is Markdown.
        #[arg(long)]
        markdown: bool,
    },
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    match &args.command {
        Command::Identify { files, format } => identify(&catalog, files, *format),
        Command::Clause {
            license,
            section,
            text,
        } => clause(&catalog, license, section, text),
        Command::Compare { old, new, format } => compare_files(&catalog, [old, new], *format),
        Command::Locate {
            file,
            label,
            from,
            to,
            markdown,
        } => locate(file, label, [from, to], *markdown),
    }
}

/// The user's texts named by `--texts`: files, or folders of them.
pub(super) fn attached(catalog: &Catalog, places: &[PathBuf]) -> Result<AttachedTexts, Stop> {
    let mut texts = AttachedTexts::default();
    let files = files_of(places)?;
    for file in files {
        match read(catalog, &file) {
            Ok(text) => {
                let _ = texts.attach(text);
            }
            // A file that was named must be readable; what lies in a folder
            // beside the others is told and left out.
            Err(stop) if places.contains(&file) => return Err(stop),
            Err(stop) => eprintln!("{}", stop.message),
        }
    }
    // What is not used is told, or a reader would think that it was.
    for text in texts.iter() {
        let Some(why) = text.set_aside() else {
            continue;
        };
        let _ = writeln!(
            std::io::stderr(),
            "\"{}\" is not held against the catalog: {why}.",
            text.name
        );
    }
    Ok(texts)
}

fn files_of(places: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    for place in places {
        if place.is_dir() {
            files.extend(text_files_in(place).map_err(Stop::invalid)?);
        } else {
            files.push(place.clone());
        }
    }
    if files.is_empty() && !places.is_empty() {
        return Err(Stop::invalid(
            "There are no texts in what was named; name files, or a folder of them.",
        ));
    }
    Ok(files)
}

fn read(catalog: &Catalog, file: &Path) -> Result<AttachedText, Stop> {
    let read = read_text_file(file).map_err(Stop::invalid)?;
    Ok(AttachedText::new(
        &read.name,
        &read.text,
        Some(&read.raw_sha256),
        catalog.clause_index(),
    ))
}

fn identify(catalog: &Catalog, places: &[PathBuf], format: Format) -> Result<u8, Stop> {
    let mut out = String::new();
    let mut values = Vec::new();
    let mut code = exit::OK;
    let mut failed = None;
    for file in files_of(places)? {
        match read(catalog, &file) {
            Ok(text) => {
                if !text.is_verified() {
                    code = exit::REVIEW;
                }
                let _ = write!(out, "{}", identity_text(catalog, &file, &text));
                values.push(identity_json(catalog, &file, &text));
            }
            // One bad file does not keep the others from an answer.
            Err(stop) => failed = Some(super::report_stop(stop)),
        }
    }
    match format {
        Format::Text => print(&out)?,
        Format::Json if values.len() == 1 => print(&pretty(&values[0]))?,
        Format::Json => print(&pretty(&Value::Array(values)))?,
    }
    Ok(failed.unwrap_or(code))
}

fn identity_text(catalog: &Catalog, file: &Path, text: &AttachedText) -> String {
    let mut out = String::new();
    let name = file.display();
    let Some(known) = &text.identified else {
        let _ = writeln!(out, "{name}: unknown text\n    {}", text.in_words());
        return out;
    };
    let title = catalog
        .source(&known.document)
        .map_or(known.document.as_str(), |source| source.title.as_str());
    let _ = writeln!(out, "{name}: {} ({title})", known.document);
    let _ = writeln!(out, "    {}", text.in_words());
    if let Some(caveat) = catalog
        .indexed(&known.document)
        .and_then(|index| index.caveat.as_ref())
    {
        let _ = writeln!(out, "    About the copy that was read: {caveat}.");
    }
    out
}

fn identity_json(catalog: &Catalog, file: &Path, text: &AttachedText) -> Value {
    let file = file.display().to_string();
    let Some(known) = &text.identified else {
        return json!({ "file": file, "status": "unknown", "document": null });
    };
    let index = catalog.indexed(&known.document);
    let licenses: Vec<&str> = catalog
        .licenses()
        .filter(|license| license.documents.contains(&known.document))
        .map(|license| license.id.as_str())
        .collect();
    json!({
        "file": file,
        "status": if text.is_verified() { "verified" } else { "near" },
        "same_bytes": known.sameness == Sameness::Bytes,
        "document": known.document,
        "title": catalog.source(&known.document).map(|source| &source.title),
        "licenses": licenses,
        "sections": index.map_or(0, |index| index.clauses.len()),
        "sections_found": known.found.len(),
        "missing": known.missing,
        "also": known.also,
    })
}

fn clause(catalog: &Catalog, license: &str, section: &str, file: &Path) -> Result<u8, Stop> {
    let documents = match catalog.license(license) {
        Some(license) => license.documents.clone(),
        None => vec![license.to_owned()],
    };
    let indexed: Vec<&IndexedDocument> = documents
        .iter()
        .filter_map(|id| catalog.indexed(id))
        .collect();
    if indexed.is_empty() {
        return Err(Stop::invalid(format!(
            "There is no clause index for \"{license}\". `show` lists the documents of a license."
        )));
    }
    let Some(index) = indexed.iter().find(|index| index.has(section)) else {
        return Err(Stop::invalid(format!(
            "\"{license}\" has no section \"{section}\". Its sections are {}.",
            indexed
                .iter()
                .flat_map(|index| &index.clauses)
                .map(|clause| clause.label.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        )));
    };
    let read = read_text_file(file).map_err(Stop::invalid)?;
    let text = AttachedText::new(
        &read.name,
        &read.text,
        Some(&read.raw_sha256),
        std::iter::once(*index),
    );
    let Some(place) = text.clause(section) else {
        let mut message = format!(
            "\"{}\" does not have section {section} of {} in the words that were read.",
            file.display(),
            index.id
        );
        if let Some(place) = text.expected_place(index, section) {
            let _ = write!(
                message,
                " In its place, between sections that agree, stands:\n{}",
                &text.canonical.shown[place]
            );
        }
        return Err(Stop::invalid(message));
    };
    print(&format!("{}\n", &text.canonical.shown[place]))?;
    Ok(exit::OK)
}

fn compare_files(catalog: &Catalog, files: [&PathBuf; 2], format: Format) -> Result<u8, Stop> {
    let [old, new] = [read(catalog, files[0])?, read(catalog, files[1])?];
    let redline = compare(&old, &new);
    let document = old
        .identified
        .as_ref()
        .or(new.identified.as_ref())
        .map(|known| known.document.clone());
    let terms = |change: &Change| -> Vec<String> {
        change
            .document
            .as_deref()
            .or(document.as_deref())
            .map(|document| touched_terms(catalog, document, &change.sections))
            .unwrap_or_default()
    };
    let out = match format {
        Format::Json => {
            let changes: Vec<Value> = redline
                .differences()
                .map(|change| change_json(change, &terms(change)))
                .collect();
            pretty(&json!({
                "old": identity_json(catalog, files[0], &old),
                "new": identity_json(catalog, files[1], &new),
                "changes": changes,
            }))
        }
        Format::Text => {
            let mut out = identity_text(catalog, files[0], &old);
            out.push_str(&identity_text(catalog, files[1], &new));
            let count = redline.differences().count();
            let _ = match count {
                0 => writeln!(
                    out,
                    "\nNo differences but white space, quotation marks and dashes."
                ),
                1 => writeln!(out, "\n1 paragraph differs:"),
                _ => writeln!(out, "\n{count} paragraphs differ:"),
            };
            for change in redline.differences() {
                out.push_str(&change_text(change, &terms(change)));
            }
            out
        }
    };
    print(&out)?;
    Ok(exit::OK)
}

fn change_text(change: &Change, terms: &[String]) -> String {
    let section = change
        .sections
        .first()
        .map_or("(no number)", String::as_str);
    let mut out = format!("\n{section}: {}", change.kind.label());
    if !terms.is_empty() {
        let _ = write!(out, "; touches {}", terms.join(", "));
    }
    out.push_str("\n    ");
    for (tag, words) in &change.words {
        match tag {
            Tag::Same => out.push_str(words),
            Tag::Removed => {
                let _ = write!(out, "[-{words}-]");
            }
            Tag::Added => {
                let _ = write!(out, "{{+{words}+}}");
            }
        }
    }
    out.push('\n');
    out
}

fn change_json(change: &Change, terms: &[String]) -> Value {
    let words: Vec<Value> = change
        .words
        .iter()
        .map(|(tag, words)| {
            let tag = match tag {
                Tag::Same => "same",
                Tag::Removed => "removed",
                Tag::Added => "added",
            };
            json!({ "tag": tag, "words": words })
        })
        .collect();
    json!({
        "section": change.sections.first(),
        "kind": change.kind.label(),
        "terms": terms,
        "words": words,
    })
}

fn locate(file: &Path, label: &str, [from, to]: [&str; 2], markdown: bool) -> Result<u8, Stop> {
    let read = read_text_file(file).map_err(Stop::invalid)?;
    let text = Canonical::new(&read.text, markdown);
    let words = |words: &str| Canonical::new(words, markdown).letters;
    let (from, to) = (words(from), words(to));
    let find = |words: &[char], after: usize| {
        text.letters
            .get(after..)
            .filter(|_| !words.is_empty())
            .and_then(|rest| rest.windows(words.len()).position(|part| part == words))
            .map(|at| at + after)
    };
    let missing = |what: &str| {
        Stop::invalid(format!(
            "\"{}\" does not contain the words that the section {what} with.",
            file.display()
        ))
    };
    let start = find(&from, 0).ok_or_else(|| missing("begins"))?;
    let last = find(&to, start).ok_or_else(|| missing("ends"))?;
    let end = last + to.len();
    let passage: String = text.letters[start..end].iter().collect();
    print(&format!(
        "  (label: {label:?}, start: {start}, end: {end}, sha256: \"{}\", rolling: {}),\n",
        text.part_sha256(start..end),
        rolling_hash(&passage)
    ))?;
    Ok(exit::OK)
}
