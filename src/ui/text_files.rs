//! License texts from files, folders and pastes, read and recognized on a
//! thread of their own.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::time::Instant;

use super::file_dialog::NO_DIALOG;
use crate::app::{Command, TextCommand};
use crate::catalog::IndexedDocument;
use crate::store::{read_text_file, text_files_in};
use crate::text::AttachedText;

/// Name of a text that came from no file.
const PASTED: &str = "pasted text";

/// Where answers go.
#[derive(Clone)]
pub struct Answers {
    /// To the window.
    pub sender: Sender<Command>,
    /// To wake it.
    pub ctx: egui::Context,
}

impl Answers {
    /// Gives an answer to the window and wakes it.
    pub fn give(&self, command: Command) {
        let _ = self.sender.send(command);
        self.ctx.request_repaint();
    }

    fn texts(&self, command: TextCommand) {
        self.give(Command::Texts(command));
    }
}

/// Asks for files, or for a folder of them.
pub fn ask(folder: bool, answers: Answers) {
    std::thread::spawn(move || {
        let asked = Instant::now();
        let dialog = rfd::FileDialog::new().set_title("Your license texts");
        let chosen = if folder {
            dialog.pick_folder().map(|folder| vec![folder])
        } else {
            dialog
                .add_filter("Texts", &["txt", "md", "html", "htm", "text"])
                .add_filter("All files", &["*"])
                .pick_files()
        };
        match chosen {
            Some(paths) => answers.texts(TextCommand::Read(paths)),
            // Where no dialog service answers, nothing was asked.
            None if asked.elapsed() < NO_DIALOG => {
                let here = std::env::current_dir().unwrap_or_default();
                answers.texts(TextCommand::TypePath(Some(here.display().to_string())));
            }
            None => {}
        }
    });
}

/// Reads and recognizes files, and the texts in folders.
pub fn read(paths: Vec<PathBuf>, index: Vec<IndexedDocument>, answers: Answers) {
    std::thread::spawn(move || {
        let (mut texts, mut problems) = (Vec::new(), Vec::new());
        for path in paths {
            let files = if path.is_dir() {
                match text_files_in(&path) {
                    Ok(files) => files,
                    Err(problem) => {
                        problems.push(problem);
                        continue;
                    }
                }
            } else {
                vec![path]
            };
            for file in files {
                match read_text_file(&file) {
                    Ok(file) => texts.push(AttachedText::new(
                        file.name,
                        &file.text,
                        Some(&file.raw_sha256),
                        index.iter(),
                    )),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        answers.texts(TextCommand::Arrived { texts, problems });
    });
}

/// Recognizes a pasted text.
pub fn recognize(text: String, index: Vec<IndexedDocument>, answers: Answers) {
    std::thread::spawn(move || {
        let text = AttachedText::new(PASTED, &text, None, index.iter());
        answers.texts(TextCommand::Arrived {
            texts: vec![text],
            problems: Vec::new(),
        });
    });
}

/// Compares two texts.
pub fn compare(ids: (String, String), texts: (AttachedText, AttachedText), answers: Answers) {
    std::thread::spawn(move || {
        let redline = Box::new(crate::text::compare(&texts.0, &texts.1));
        answers.texts(TextCommand::Compared { ids, redline });
    });
}
