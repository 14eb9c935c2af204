//! The arguments of the window program. They are few: the command line of its
//! own does the rest.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the window program was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// `--data DIR`: this data folder instead of the built-in one.
    pub data: Option<PathBuf>,
    /// `--overlay DIR`: folders to lay over it.
    pub overlays: Vec<PathBuf>,
    /// `--rules FILE`: rule files of the user's own.
    pub rules: Vec<PathBuf>,
    /// `--branding FILE`: what the house puts on its reports.
    pub branding: Option<PathBuf>,
    /// `--settings DIR`: keep settings and what is unsaved there.
    pub settings: Option<PathBuf>,
    /// A workspace or scenarios to open, and license texts of the user's: files,
    /// or folders of them.
    pub texts: Vec<PathBuf>,
    /// `--software`: draw without OpenGL.
    pub software: bool,
    /// `--help`: say how it is called and end.
    pub help: bool,
    /// `--version`: say which version it is and end.
    pub version: bool,
}

/// How the window program is called.
pub const USAGE: &str = "\
License Matrix: which open-weight AI models may we use, and what do we owe for it?

Usage: license-matrix [OPTIONS] [FILE]...

Arguments:
  [FILE]...        A workspace (.lmx) or scenarios (.ron) to open, and license
                   texts of your own: files, or folders of them

Options:
  --data DIR       Use this data folder instead of the built-in one
  --overlay DIR    Lay a folder of your own over the data; may be repeated
  --rules FILE     Judge by rules of your own as well; may be repeated
  --branding FILE  What your house puts on its reports
  --settings DIR   Keep settings and what is not saved yet in this folder
  --software       Draw without OpenGL
  --help           Print this help
  --version        Print the version

The same on the command line, and more: license-matrix-cli --help
";

impl Arguments {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// In words: an option that does not exist, or one without its value.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut read = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let name = argument.to_string_lossy().into_owned();
            let mut value = |what: &str| {
                arguments
                    .next()
                    .map(PathBuf::from)
                    .ok_or_else(|| format!("\"{name}\" needs a {what}. See --help."))
            };
            match name.as_str() {
                "--data" => read.data = Some(value("folder")?),
                "--overlay" => read.overlays.push(value("folder")?),
                "--rules" => read.rules.push(value("file")?),
                "--branding" => read.branding = Some(value("file")?),
                "--settings" => read.settings = Some(value("folder")?),
                "--software" => read.software = true,
                "--help" | "-h" => read.help = true,
                "--version" | "-V" => read.version = true,
                _ if name.starts_with('-') => {
                    return Err(format!("There is no option \"{name}\". See --help."));
                }
                _ => read.texts.push(PathBuf::from(argument)),
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(arguments: &[&str]) -> Result<Arguments, String> {
        Arguments::read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn options_take_their_folders_and_the_rest_are_texts() {
        let read = read(&[
            "--data",
            "d",
            "a.txt",
            "--overlay",
            "o",
            "--overlay",
            "p",
            "--rules",
            "r.ron",
            "--branding",
            "b.ron",
        ])
        .unwrap();
        assert_eq!(read.branding, Some("b.ron".into()));
        assert_eq!(read.rules, [PathBuf::from("r.ron")]);
        assert_eq!(read.data, Some("d".into()));
        assert_eq!(read.overlays, [PathBuf::from("o"), "p".into()]);
        assert_eq!(read.texts, [PathBuf::from("a.txt")]);
    }

    #[test]
    fn a_wrong_call_is_told() {
        assert!(read(&["--dta", "d"]).unwrap_err().contains("--dta"));
        assert!(read(&["--data"]).unwrap_err().contains("needs a folder"));
        assert!(read(&["--rules"]).unwrap_err().contains("needs a file"));
    }
}
