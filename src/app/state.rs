//! The state of the window.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::needed::Needed;
use super::scenarios::judge_open;
use super::{
    BrandingDesk, Completing, Edited, Export, Facets, FilePrompt, Grid, History, Judged, Layout,
    Lines, Look, Palette, Picks, Review, Scenarios, ShownStates, Sifted, TablePopup, TextDesk,
    UNTITLED, WorkspaceDesk,
};
use crate::catalog::{Catalog, Citation, ClaimSource, Problem};
pub use crate::matrix::Sheet;
use crate::matrix::{Cell, Matrix};
use crate::report::{Branding, Format, Kind, Logo, Topic};
use crate::scenario::{Evaluation, RuleBook, Scenario};
use crate::side_by_side::scenarios_matrix;
use crate::text::AttachedTexts;
use crate::verdicts::{judge_all, verdict_cells};
use crate::workspace::Workspace;

/// Everything the window shows.
#[derive(Debug)]
pub struct State {
    /// The catalog.
    pub catalog: Arc<Catalog>,
    /// The rules.
    pub book: Arc<RuleBook>,
    /// Problems of a data folder that could not be used.
    pub problems: Vec<Problem>,
    /// Whether they are shown.
    pub problems_open: bool,
    /// The view of the matrix.
    pub sheet: Sheet,
    /// The filter as typed.
    pub filter: String,
    /// What is wrong with it.
    pub filter_error: Option<String>,
    /// Where it is wrong, in bytes.
    pub filter_fault: Option<(usize, usize)>,
    /// What is typed in its field, and what can be written there.
    pub completing: Completing,
    /// Values the filter asks for that no model has, each in words.
    pub filter_nowhere: Vec<String>,
    /// Values that rows must have, by column.
    pub values: BTreeMap<String, BTreeSet<String>>,
    /// Whether the panel of values to choose from is wanted.
    pub facets_open: bool,
    /// The panel of values.
    pub facets: Facets,
    /// Columns to sort by, first one first: id and whether downwards.
    pub sort: Vec<(String, bool)>,
    /// How the table is laid out.
    pub layout: Layout,
    /// What lies over the table.
    pub table_popup: Option<TablePopup>,
    /// The cursor of the table.
    pub grid: Grid,
    /// The list that finds anything by name, while it is open.
    pub palette: Option<Palette>,
    /// Whether the list of keys is shown.
    pub keys_open: bool,
    /// How often the filter was gone to; each time keys go there.
    pub filter_asked: u64,
    /// The same of the table.
    pub table_asked: u64,
    /// The model whose details are shown.
    pub selected: Option<String>,
    /// The models picked for comparison.
    pub picks: Picks,
    /// License texts of the user's own.
    pub texts: AttachedTexts,
    /// What is done with them.
    pub desk: TextDesk,
    /// The citation whose clause is shown.
    pub clause: Option<Citation>,
    /// Two licenses whose terms are compared.
    pub compared: Option<(String, String)>,
    /// Id of the secondary source whose matrix is shown; the first if none.
    pub source: Option<String>,
    /// The scenarios that are open.
    pub scenarios: Scenarios,
    /// What was edited.
    pub history: History<Edited>,
    /// What was taken back or done again just now, in words.
    pub undone: Option<String>,
    /// What else the workspace holds: title, views, decisions, notes.
    pub kept: Arc<Workspace>,
    /// What is being done with its file.
    pub workspace_desk: WorkspaceDesk,
    /// How far the review is, and what is being decided.
    pub review: Review,
    /// Which rows are shown by the state of their review.
    pub states: ShownStates,
    /// How the sheets that are not shown are looked at.
    pub elsewhere: BTreeMap<Sheet, Sifted>,
    /// Whether the start page is shown.
    pub start_open: bool,
    /// Whether the cell under the cursor is explained.
    pub explain_open: bool,
    /// Whether the start page is wanted at the next start.
    pub start_wanted: bool,
    /// Whether things appear at once, without moving.
    pub reduced_motion: bool,
    /// Widths or heights of the panes, in points, by name.
    pub panes: BTreeMap<String, u16>,
    /// The step of the tour, while it is taken.
    pub tour: Option<usize>,
    /// The size of everything, in percent.
    pub zoom: u16,
    /// The scenarios with their verdicts, while they are shown side by side.
    pub judged: Vec<Judged>,
    /// Whether all questions are shown, not only those that matter for some
    /// model on screen.
    pub all_questions: bool,
    /// What the models on screen need to know.
    pub needed: Needed,
    /// A closer look at the model that is selected.
    pub look: Look,
    /// The question to go to.
    pub question: Option<String>,
    /// How often a question was gone to; each time it is scrolled to.
    pub questions_asked: u64,
    /// What is being done with its file.
    pub scenario_file: FilePrompt,
    /// Whether the editor is shown.
    pub editor_open: bool,
    /// Verdicts by model id.
    pub evaluations: BTreeMap<String, Arc<Evaluation>>,
    /// The matrix of the sheet.
    pub matrix: Matrix,
    /// Indices of the rows shown, in order.
    pub rows: Vec<usize>,
    /// Whether the rows that nearly fit are shown.
    pub show_near: bool,
    /// Indices of the rows that miss exactly one condition of the filters, in
    /// order, while they are shown. They do not count and are not exported.
    pub near: Vec<usize>,
    /// What each of them misses.
    pub(super) near_missed: BTreeMap<usize, String>,
    /// Where rows and the headings of groups stand.
    pub lines: Lines,
    /// How often rows, groups or cells changed; what is made from them is kept
    /// until they do.
    pub arranged: u64,
    /// Indices of the rows that the typed filter lets through.
    pub(super) filtered: Vec<usize>,
    /// How many scenarios were chosen so far; tells one's half-typed answers
    /// from another's.
    pub scenarios_taken: u64,
    /// How often a clause was opened; each time it is scrolled to.
    pub clauses_opened: u64,
    /// The kind of report that is exported where verdicts are shown.
    pub report_kind: Kind,
    /// The format of a report, where its file's name does not say another.
    pub report_format: Format,
    /// The note of the reviewer, for the decision record.
    pub report_note: String,
    /// The parts that reports leave out.
    pub report_without: Vec<Topic>,
    /// Whether a report has fields to fill in.
    pub report_fillable: bool,
    /// What the house puts on its reports.
    pub branding: Branding,
    /// The picture at the head of reports; the branding names its file.
    pub logo: Option<Logo>,
    /// What is being done with its file.
    pub branding_desk: BrandingDesk,
    /// Where an export is.
    pub export: Export,
    /// How many exports were begun; tells a late answer from a present one.
    pub exports: u64,
    /// The day, for reports.
    pub date: String,
}

impl State {
    /// The first state: all models, no scenario.
    pub fn new(catalog: Catalog, book: RuleBook, problems: Vec<Problem>, date: String) -> Self {
        let catalog = Arc::new(catalog);
        let matrix = Matrix::of_texts(&catalog, &BTreeMap::new());
        let mut state = Self {
            problems_open: !problems.is_empty(),
            catalog: catalog.clone(),
            book: Arc::new(book),
            problems,
            sheet: Sheet::Texts,
            filter: String::new(),
            filter_error: None,
            filter_fault: None,
            completing: Completing::default(),
            filter_nowhere: Vec::new(),
            values: BTreeMap::new(),
            facets_open: true,
            facets: Facets::default(),
            sort: Vec::new(),
            layout: Layout::usual(&catalog),
            table_popup: None,
            grid: Grid::default(),
            palette: None,
            keys_open: false,
            filter_asked: 0,
            table_asked: 0,
            selected: None,
            picks: Picks::default(),
            texts: AttachedTexts::default(),
            desk: TextDesk::default(),
            clause: None,
            compared: None,
            source: None,
            scenarios: Scenarios::default(),
            history: History::default(),
            undone: None,
            kept: Arc::new(Workspace::new(UNTITLED)),
            workspace_desk: WorkspaceDesk::default(),
            review: Review::default(),
            states: ShownStates::All,
            elsewhere: BTreeMap::new(),
            start_open: false,
            start_wanted: true,
            reduced_motion: false,
            panes: BTreeMap::new(),
            explain_open: false,
            tour: None,
            zoom: 100,
            judged: Vec::new(),
            all_questions: false,
            needed: Needed::default(),
            look: Look::default(),
            question: None,
            questions_asked: 0,
            scenario_file: FilePrompt::Idle,
            editor_open: false,
            evaluations: BTreeMap::new(),
            matrix,
            rows: Vec::new(),
            show_near: false,
            near: Vec::new(),
            near_missed: BTreeMap::new(),
            lines: Lines::default(),
            arranged: 0,
            filtered: Vec::new(),
            scenarios_taken: 0,
            clauses_opened: 0,
            report_kind: Kind::Memo,
            report_format: Format::Pdf,
            report_note: String::new(),
            report_without: Vec::new(),
            report_fillable: false,
            branding: Branding::default(),
            logo: None,
            branding_desk: BrandingDesk::default(),
            export: Export::Idle,
            exports: 0,
            date,
        };
        state.facets.read(&state.matrix);
        state.arrange();
        state.begin_workspace();
        state
    }

    /// The scenario that is edited and judged.
    pub fn scenario(&self) -> Option<&Scenario> {
        self.scenarios.current()
    }

    /// The secondary source whose matrix is shown.
    pub fn claim_source(&self) -> Option<&ClaimSource> {
        let claims = self.catalog.claims();
        claims
            .iter()
            .find(|source| Some(&source.id) == self.source.as_ref())
            .or(claims.first())
    }

    /// Indices of the columns shown, in order.
    pub fn columns(&self) -> Vec<usize> {
        if self.sheet != Sheet::Texts {
            return (0..self.matrix.columns.len()).collect();
        }
        let places = |layout: &Layout| -> Vec<usize> {
            let shown = layout.columns.iter();
            shown
                .filter_map(|column| self.matrix.column_index(&column.id))
                .collect()
        };
        let shown = places(&self.layout);
        if shown.is_empty() {
            return places(&Layout::usual(&self.catalog));
        }
        shown
    }

    /// Makes the matrix of the sheet anew, with the verdicts of the scenario.
    pub(super) fn remake(&mut self) {
        self.evaluations = match self.scenario() {
            Some(scenario) => judge_all(&self.catalog, &self.book, scenario, &self.texts),
            None => BTreeMap::new(),
        };
        let article = self.claim_source();
        self.matrix = match (self.sheet, article) {
            (Sheet::Article, Some(article)) => Matrix::of_article(article),
            (Sheet::Differences, Some(article)) => Matrix::of_differences(&self.catalog, article),
            (Sheet::Changes, _) => Matrix::of_changes(&self.catalog),
            (Sheet::Scenarios, _) => {
                self.judged = judge_open(self);
                let judged: Vec<_> = self.judged.iter().collect();
                let pairs: Vec<_> = judged
                    .iter()
                    .map(|j| (&j.scenario, &j.evaluations))
                    .collect();
                scenarios_matrix(&self.catalog, &pairs)
            }
            _ => {
                let cells: BTreeMap<String, Cell> = verdict_cells(&self.evaluations);
                Matrix::of_texts(&self.catalog, &cells).held_against(&self.texts)
            }
        };
        self.facets.read(&self.matrix);
        self.arrange();
    }
}
