//! What a user can do.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Asked, BrandingCommand, CompletionCommand, FacetsCommand, GridCommand, Insight, LayoutCommand,
    ModelsCommand, PaletteCommand, ReportRequest, ReviewCommand, Sheet, TourCommand, ViewCommand,
    WorkspaceCommand,
};
use crate::catalog::Citation;
use crate::report::{Format, Kind, Report, Topic};
use crate::scenario::{Actor, Answer, Part, Scenario};
use crate::text::{AttachedText, Redline};

/// Something a user did.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show another view of the matrix.
    ShowSheet(Sheet),
    /// Filter the rows.
    SetFilter(String),
    /// Something in the filter's field.
    Completion(CompletionCommand),
    /// Something with the panel of values to choose from.
    Facets(FacetsCommand),
    /// Show the rows that nearly fit, or no longer.
    ToggleNear,
    /// Let only rows with this value through, or no longer.
    ToggleValue {
        /// Column id.
        column: String,
        /// The cell's words.
        value: String,
    },
    /// No filters.
    ClearFilters,
    /// Sort by a column; again: the other way; again: not.
    SortBy(String),
    /// Sort by a column alone, downwards or not.
    Sort {
        /// Column id.
        column: String,
        /// Whether downwards.
        descending: bool,
    },
    /// Sort by one column more; again: the other way; again: not.
    SortAlsoBy(String),
    /// Something with the cursor of the table.
    Grid(GridCommand),
    /// Something with the list that finds anything by name.
    Palette(PaletteCommand),
    /// Show or hide the list of keys.
    ToggleKeys,
    /// Go somewhere.
    Go(Place),
    /// Light or dark.
    Theme(Theme),
    /// Show everything larger or smaller.
    Zoom(Zoom),
    /// Something with the layout of the table.
    Layout(LayoutCommand),
    /// Open, change or close what lies over the table.
    TablePopup(Option<TablePopup>),
    /// Show the details of a model, or of none.
    Select(Option<String>),
    /// Something with the scenarios that are open.
    Scenario(ScenarioCommand),
    /// Take back the last change.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Show or hide the scenario editor.
    ToggleEditor,
    /// Show all questions, or those that some model on screen needs.
    ToggleAllQuestions,
    /// Show the editor at this question.
    GoToQuestion(String),
    /// A closer look at a model was taken.
    Insight(Box<(Asked, Insight)>),
    /// Something with the workspace.
    Workspace(WorkspaceCommand),
    /// Something with the review.
    Review(ReviewCommand),
    /// Something with the views that are kept by name.
    View(ViewCommand),
    /// A pane has this width or height now, in points.
    Pane(&'static str, u16),
    /// Things appear at once, without moving, or no longer.
    ToggleMotion,
    /// Show or hide the start page.
    ToggleStart,
    /// Explain the cell under the cursor, or no longer.
    ToggleExplain,
    /// Something with the tour.
    Tour(TourCommand),
    /// Everything is shown in this size now, in percent.
    Zoomed(u16),
    /// Something with the user's own license texts.
    Texts(TextCommand),
    /// Show a citation's clause, or none.
    ShowClause(Option<Citation>),
    /// Something with the file of a scenario.
    File(FileCommand),
    /// Something with the models picked for comparison.
    Models(ModelsCommand),
    /// Compare the terms of two licenses by their ids, or of none.
    CompareLicenses(Option<(String, String)>),
    /// Show this secondary source in the views of its matrix.
    ChooseSource(String),
    /// Something with the export of what is shown.
    Export(ExportCommand),
    /// Something with what the house puts on its reports.
    Branding(BrandingCommand),
    /// Show or hide the list of problems.
    ToggleProblems,
}

/// What lies over the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TablePopup {
    /// The menu of a column.
    Column {
        /// Column id.
        id: String,
        /// What is looked for among its values.
        find: String,
    },
    /// The choice of columns.
    Columns {
        /// What is looked for.
        find: String,
    },
}

impl TablePopup {
    /// The menu of a column as it is opened.
    pub fn of_column(id: String) -> Self {
        TablePopup::Column {
            id,
            find: String::new(),
        }
    }

    /// The choice of columns as it is opened.
    pub fn of_columns() -> Self {
        TablePopup::Columns {
            find: String::new(),
        }
    }
}

/// Somewhere to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The filter: keys are typed into it.
    Filter,
    /// The table: keys go from cell to cell.
    Table,
    /// A column by its id, which is shown.
    Column(String),
    /// A model by its id: its row and its details.
    Model(String),
    /// The models under a license by its id.
    License(String),
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// As the system has it.
    System,
}

/// How large everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoom {
    /// A step larger.
    Larger,
    /// A step smaller.
    Smaller,
    /// As usual.
    Usual,
}

/// Something a user did with the scenarios that are open.
#[derive(Debug, Clone, PartialEq)]
pub enum ScenarioCommand {
    /// Open a preset.
    Preset(String),
    /// Open one of the user's own, with no answers yet.
    New,
    /// Open one that was read from a file.
    Take(Box<Scenario>),
    /// Go to an open one by its place, or to none.
    Go(Option<usize>),
    /// Copy the one in hand.
    Duplicate,
    /// Close an open one by its place.
    Remove(usize),
    /// Give the one in hand another name.
    Rename(String),
    /// Answer a question of the one in hand.
    Answer {
        /// Whose answer it is.
        actor: Actor,
        /// Field id.
        field: String,
        /// The answer.
        answer: Answer,
    },
    /// Choose how open wording is read; `None`: as by default.
    Read {
        /// Reading id.
        reading: String,
        /// Choice id.
        choice: Option<String>,
    },
    /// Judge somebody else too, or no longer.
    Judge {
        /// Who.
        actor: Actor,
        /// Whether it is judged.
        too: bool,
    },
    /// Add a part beside the model.
    AddPart(Box<Part>),
    /// Take a part away by its id; others are no longer made from it.
    RemovePart(String),
}

/// Something a user did to export what is shown, or an answer to it.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportCommand {
    /// Make a report of what is shown and look at it.
    Ask,
    /// A report was made.
    Made {
        /// From what.
        request: Arc<ReportRequest>,
        /// The report.
        report: Arc<Report>,
    },
    /// Another kind of report.
    Kind(Kind),
    /// Another format.
    Format(Format),
    /// Leave a part out, or no longer.
    LeaveOut(Topic),
    /// Make fields of boxes and lines, or no longer.
    Fillable(bool),
    /// The note of the reviewer so far.
    Note(String),
    /// Ask where to save it.
    Save,
    /// The place is chosen.
    To(PathBuf),
    /// No file dialog answers, or another place is wanted: ask for the path in
    /// the window, proposing one.
    AskPath(String),
    /// The path typed so far.
    TypePath(String),
    /// The file dialog was closed without a choice.
    DialogClosed,
    /// How far the export is, 0 to 1.
    Progress {
        /// Which export.
        id: u64,
        /// The share.
        done: f32,
    },
    /// The export ended: a message, or why it failed.
    Written {
        /// Which export.
        id: u64,
        /// How it ended.
        result: Result<String, String>,
    },
    /// Stop the export, or close its message.
    Close,
}

/// Something a user did with the file of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum FileCommand {
    /// Save the scenario, or open another.
    Ask {
        /// Whether it is saved.
        save: bool,
    },
    /// No file dialog answers: the path typed so far.
    Type {
        /// Whether it is saved.
        save: bool,
        /// The path.
        path: String,
    },
    /// The place is chosen.
    Chosen {
        /// Whether it is saved.
        save: bool,
        /// The place.
        path: PathBuf,
    },
    /// A scenario was read.
    Opened(Box<Scenario>),
    /// It ended: a message for the user.
    Ended(String),
    /// Close the message, or type no path.
    Close,
}

/// Something a user did with license texts of their own.
#[derive(Debug, Clone, PartialEq)]
pub enum TextCommand {
    /// Choose files, or a folder of them.
    Ask {
        /// Whether a folder is chosen.
        folder: bool,
    },
    /// No file dialog answers: a path is typed in the window.
    TypePath(Option<String>),
    /// Read these files and folders.
    Read(Vec<PathBuf>),
    /// A text is pasted; `None` closes the field.
    Paste(Option<String>),
    /// Recognize the pasted text.
    TakePasted,
    /// They were read.
    Arrived {
        /// The texts.
        texts: Vec<AttachedText>,
        /// What could not be read, and why.
        problems: Vec<String>,
    },
    /// Put a text away.
    Remove(String),
    /// Read a text, or none.
    Open(Option<String>),
    /// Compare the open text with another one, or with none.
    Against(Option<String>),
    /// Two texts were compared.
    Compared {
        /// Their ids.
        ids: (String, String),
        /// What differs.
        redline: Box<Redline>,
    },
}
