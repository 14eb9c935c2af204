//! Files of the branding and of its logo, read and written on a thread of their
//! own.

use std::path::{Path, PathBuf};

use super::file_dialog::{Chosen, branding_dialog};
use super::text_files::Answers;
use crate::app::{BrandingCommand, Command};
use crate::report::Branding;
use crate::store::{branding_text, load_branding, load_logo, save_atomically};

impl Answers {
    fn branding(&self, command: BrandingCommand) {
        let _ = self.sender.send(Command::Branding(command));
        self.ctx.request_repaint();
    }
}

/// Asks which file is meant: of the logo, or of all of it.
pub fn ask(logo: bool, answers: Answers) {
    std::thread::spawn(move || match branding_dialog(logo) {
        Chosen::Path(path) if logo => read_logo(&path.display().to_string(), &answers),
        Chosen::Path(path) => {
            answers.branding(BrandingCommand::File(path.display().to_string()));
            read(&path, &answers);
        }
        Chosen::Nothing => {}
        Chosen::NoDialog => answers.branding(BrandingCommand::Saved(
            "This system offers no file dialog. Write the path in the field above.".to_owned(),
        )),
    });
}

/// Reads a logo.
pub fn logo(path: String, answers: Answers) {
    std::thread::spawn(move || read_logo(&path, &answers));
}

fn read_logo(path: &str, answers: &Answers) {
    answers.branding(BrandingCommand::LogoRead {
        path: path.to_owned(),
        result: load_logo(Path::new(path.trim())),
    });
}

/// Reads a file.
pub fn open(path: PathBuf, answers: Answers) {
    std::thread::spawn(move || read(&path, &answers));
}

fn read(path: &Path, answers: &Answers) {
    let result = load_branding(path).map(Box::new).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    });
    answers.branding(BrandingCommand::Opened(result));
}

/// Writes a file whole or not at all.
pub fn save(path: PathBuf, branding: Box<Branding>, answers: Answers) {
    std::thread::spawn(move || {
        let written = branding_text(&branding, &path).and_then(|text| {
            save_atomically(&path, text.as_bytes()).map_err(|error| error.to_string())
        });
        answers.branding(BrandingCommand::Saved(match written {
            Ok(()) => format!("Saved {}.", path.display()),
            Err(message) => message,
        }));
    });
}
