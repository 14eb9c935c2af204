//! What a user can do, and what the program asks the shell to do.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Asked, BrandingCommand, Copied, GridCommand, Insight, LayoutCommand, PaletteCommand,
    ReportRequest, Sheet,
};
use crate::catalog::Citation;
use crate::report::{Branding, Format, Kind, Report, Topic};
use crate::scenario::{Actor, Answer, Part, Scenario};
use crate::text::{AttachedText, Redline};

/// Something a user did.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show another view of the matrix.
    ShowSheet(Sheet),
    /// Filter the rows.
    SetFilter(String),
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
    /// Show or hide the scenario editor.
    ToggleEditor,
    /// Show all questions, or those that some model on screen needs.
    ToggleAllQuestions,
    /// Show the editor at this question.
    GoToQuestion(String),
    /// A closer look at a model was taken.
    Insight(Box<(Asked, Insight)>),
    /// Something with the user's own license texts.
    Texts(TextCommand),
    /// Show a citation's clause, or none.
    ShowClause(Option<Citation>),
    /// Something with the file of a scenario.
    File(FileCommand),
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Take back the last change.
    Undo,
    /// Do again what was taken back.
    Redo,
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

/// Something the shell is asked to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask where to save, proposing a file name.
    AskWhere(String),
    /// Make a report and lay it out on another thread, so that its pages can be
    /// seen.
    MakeReport(Arc<ReportRequest>),
    /// Write the report on another thread.
    WriteReport {
        /// Which export it is; comes back with the answer.
        id: u64,
        /// Where to.
        path: PathBuf,
        /// In which format.
        format: Format,
        /// What.
        request: Arc<ReportRequest>,
    },
    /// Put cells on the clipboard.
    Copy(Box<Copied>),
    /// Change the looks.
    SetTheme(Theme),
    /// Change the size.
    Zoom(Zoom),
    /// Stop writing.
    CancelReport,
    /// Ask which file the logo is in, or all of the branding.
    AskBranding {
        /// Whether it is the logo's.
        logo: bool,
    },
    /// Read a logo from a path as it was typed.
    ReadLogo(String),
    /// Read the branding.
    OpenBranding(PathBuf),
    /// Write the branding.
    SaveBranding(PathBuf, Box<Branding>),
    /// Look closer at a model, on another thread.
    LookInto(Box<Asked>),
    /// Ask where a scenario's file is, or is to be, proposing a name.
    AskScenarioFile {
        /// Whether it is saved.
        save: bool,
        /// The name proposed.
        name: String,
    },
    /// Write a scenario.
    SaveScenario(PathBuf, Box<Scenario>),
    /// Read a scenario.
    OpenScenario(PathBuf),
    /// Ask for license texts: files, or a folder of them.
    AskTexts {
        /// Whether a folder is chosen.
        folder: bool,
    },
    /// Read and recognize these files and folders on another thread.
    ReadTexts(Vec<PathBuf>),
    /// Recognize a pasted text on another thread.
    RecognizeText(String),
    /// Compare two texts on another thread; the ids say which.
    CompareTexts {
        /// Ids of the texts.
        ids: (String, String),
        /// The texts.
        texts: Box<(AttachedText, AttachedText)>,
    },
}
