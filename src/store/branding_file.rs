//! The file with what a house puts on its reports.

use std::path::Path;

use super::bounded::text_at_most;
use super::logo_file::load_logo;
use super::parse::parse_file;
use crate::catalog::Problem;
use crate::report::{Branding, Logo};

/// The size of the file, in bytes, above which it is none.
const LARGEST: u64 = 1 << 16;

/// Reads and checks the file, and the logo that it names.
///
/// # Errors
/// Every problem, with what to do.
pub fn load_branding(path: &Path) -> Result<(Branding, Option<Logo>), Vec<Problem>> {
    let name = path.display().to_string();
    let problem = |what: String, advice: &str| {
        vec![Problem {
            file: name.clone(),
            line: 0,
            // The sentence goes on with what to do.
            what: what.trim_end_matches('.').to_owned(),
            advice: advice.to_owned(),
        }]
    };
    let text = text_at_most(path, LARGEST, "64 KB").map_err(|why| {
        problem(
            format!("the branding cannot be read: {why}"),
            "Name a file as README shows it",
        )
    })?;
    let parsed = parse_file::<Branding>(&name, &text).map_err(|problem| vec![problem])?;
    let wrong = parsed.value.problems();
    if !wrong.is_empty() {
        return Err(wrong
            .into_iter()
            .flat_map(|what| problem(what, "Change it in the file"))
            .collect());
    }
    let mut branding = parsed.value;
    let Some(named) = &branding.logo else {
        return Ok((branding, None));
    };
    // A name without a folder is of a file beside this one.
    let file = path.parent().unwrap_or(Path::new("")).join(named);
    let logo = load_logo(&file).map_err(|what| problem(what, "Name another file under `logo`"))?;
    branding.logo = Some(file.display().to_string());
    Ok((branding, Some(logo)))
}

/// Branding as the text of the file at `path`, which [`load_branding`] reads.
///
/// # Errors
/// A value that RON cannot write.
pub fn branding_text(branding: &Branding, path: &Path) -> Result<String, String> {
    let folder = path.parent().unwrap_or(Path::new(""));
    // A logo beside the file is named without the folder, so that both can be
    // moved together. Any other is named in full.
    let logo = branding.logo.as_deref().map(|logo| {
        let logo = Path::new(logo.trim());
        let beside = logo.strip_prefix(folder).ok();
        let named = beside
            .map(Path::to_owned)
            .or_else(|| std::path::absolute(logo).ok());
        named
            .unwrap_or_else(|| logo.to_owned())
            .display()
            .to_string()
    });
    let branding = Branding {
        logo,
        ..branding.clone()
    };
    let pretty = ron::ser::PrettyConfig::new().indentor(" ").new_line("\n");
    let body = ron::ser::to_string_pretty(&branding, pretty).map_err(|error| error.to_string())?;
    Ok(format!(
        "// What a house puts on the reports of License Matrix.\n{body}\n"
    ))
}
