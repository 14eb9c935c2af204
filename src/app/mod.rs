//! How the program behaves, without a window: a state, commands that change
//! it, and effects that the shell carries out.

mod actions;
mod apply;
mod arrange;
mod branding;
mod command;
mod completion;
mod edited;
mod effect;
mod examples;
mod export;
mod facets;
mod grid;
mod history;
mod insight;
mod layout;
mod lines;
mod near;
mod needed;
mod palette;
mod picks;
mod places;
mod report;
mod review;
mod review_marks;
mod scenario_file;
mod scenarios;
mod settings;
mod state;
mod texts;
mod tour;
mod views;
mod workspace;
mod workspace_desk;

pub use actions::{Action, Keys, actions};
pub use apply::apply;
pub use branding::{BrandingCommand, BrandingDesk};
pub use command::{
    Command, ExportCommand, FileCommand, Place, ScenarioCommand, TablePopup, TextCommand, Theme,
    Zoom,
};
pub use completion::{Completing, CompletionCommand};
pub use edited::{Edited, Sifted};
pub use effect::Effect;
pub use examples::Example;
pub use export::Export;
pub use facets::{Facet, FacetValue, Facets, FacetsCommand};
pub use grid::{Copied, Grid, GridCommand, Spot};
pub use history::History;
pub use insight::{Asked, Insight, Look};
pub use layout::{Layout, LayoutCommand, MAX_WIDTH, MIN_WIDTH};
pub use lines::{Line, LineGroup, Lines};
pub use needed::Needed;
pub use palette::{Hit, Palette, PaletteCommand};
pub use picks::{ModelsCommand, Picks};
pub use report::ReportRequest;
pub use review::{Draft, DraftKind, ReviewCommand, ShownStates};
pub use review_marks::{Mark, Review};
pub use scenario_file::FilePrompt;
pub use scenarios::{Judged, Scenarios};
pub use settings::{Settings, ZOOM};
pub use state::{Sheet, State};
pub use texts::TextDesk;
pub use tour::{TOUR, TourCommand, TourStep};
pub use views::ViewCommand;
pub use workspace::UNTITLED;
pub use workspace_desk::{
    ArrivedWorkspace, ChangedFile, FileOf, Leave, LostWorkspace, SaveHow, WorkspaceCommand,
    WorkspaceDesk, WorkspacePrompt,
};
