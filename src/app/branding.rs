//! What the house puts on its reports, as it is edited in the window.

use std::path::PathBuf;

use super::export::look_again;
use super::{Effect, State};
use crate::report::{Branding, Logo};

/// The file that branding is kept in, and what there is to tell about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BrandingDesk {
    /// The path of the file, as typed.
    pub file: String,
    /// What became of it, or what is wrong; empty if there is nothing to tell.
    pub message: String,
}

/// Something a user did with what the house puts on its reports.
#[derive(Debug, Clone, PartialEq)]
pub enum BrandingCommand {
    /// It is changed; the logo stays as it is.
    Set(Box<Branding>),
    /// Another file for the logo; an empty path: no logo.
    Logo(String),
    /// Ask with a dialog which file the logo is in.
    AskLogo,
    /// The file of the logo was read.
    LogoRead {
        /// Its path, as typed.
        path: String,
        /// The logo, or why there is none.
        result: Result<Logo, String>,
    },
    /// The path of the file so far.
    File(String),
    /// Ask with a dialog which file to open.
    AskFile,
    /// Open the file.
    Open,
    /// Save the file.
    Save,
    /// The file was read, or why it was not.
    Opened(Result<Box<(Branding, Option<Logo>)>, String>),
    /// What became of saving it.
    Saved(String),
}

/// Carries out a command about the branding.
pub(super) fn apply_branding(state: &mut State, command: BrandingCommand) -> Vec<Effect> {
    let mut message = String::new();
    match command {
        BrandingCommand::Set(branding) => {
            let logo = state.branding.logo.take();
            state.branding = Branding { logo, ..*branding };
            message = state.branding.problems().join(" ");
        }
        BrandingCommand::Logo(path) if path.trim().is_empty() => {
            (state.branding.logo, state.logo) = (None, None);
        }
        BrandingCommand::Logo(path) => return vec![Effect::ReadLogo(path)],
        BrandingCommand::AskLogo => return vec![Effect::AskBranding { logo: true }],
        BrandingCommand::AskFile => return vec![Effect::AskBranding { logo: false }],
        BrandingCommand::LogoRead { path, result } => match result {
            Ok(logo) => {
                (state.branding.logo, state.logo) = (Some(path), Some(logo));
            }
            // The logo that was there before stays.
            Err(why) => {
                state.branding_desk.message = why;
                return Vec::new();
            }
        },
        BrandingCommand::File(path) => {
            state.branding_desk.file = path;
            return Vec::new();
        }
        BrandingCommand::Open => return file(state, Effect::OpenBranding),
        BrandingCommand::Save => {
            let branding = Box::new(state.branding.clone());
            return file(state, |path| Effect::SaveBranding(path, branding));
        }
        BrandingCommand::Opened(Ok(opened)) => {
            (state.branding, state.logo) = *opened;
            message = "Opened.".to_owned();
        }
        BrandingCommand::Opened(Err(words)) | BrandingCommand::Saved(words) => {
            state.branding_desk.message = words;
            return Vec::new();
        }
    }
    state.branding_desk.message = message;
    look_again(state)
}

/// Does something with the file that is named, if one is.
fn file(state: &mut State, effect: impl FnOnce(PathBuf) -> Effect) -> Vec<Effect> {
    let path = state.branding_desk.file.trim();
    if path.is_empty() {
        state.branding_desk.message = "Name a file first, such as house.ron.".to_owned();
        return Vec::new();
    }
    vec![effect(PathBuf::from(path))]
}
