//! How far the review is: which cells and verdicts on screen have a decision on
//! the value of now.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Sheet, State};
use crate::workspace::{Computed, Decision, Opinion, Progress, Subject};

/// What a decision says to a value of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is right.
    Agreed,
    /// It should be another one.
    Differs,
    /// It waits for facts.
    Waiting,
    /// It was decided on a value that has changed since.
    Stale,
}

impl Mark {
    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            Mark::Agreed => "agreed",
            Mark::Differs => "decided otherwise",
            Mark::Waiting => "more facts needed",
            Mark::Stale => "to review again, the value changed",
        }
    }

    /// The sign shown in a cell.
    pub fn sign(self) -> &'static str {
        match self {
            Mark::Agreed => "\u{2714}",
            Mark::Differs => "\u{2260}",
            Mark::Waiting => "?",
            Mark::Stale => "\u{21bb}",
        }
    }

    fn of(decision: &Decision, now: &Computed) -> Self {
        if decision.computed.fingerprint != now.fingerprint {
            return Mark::Stale;
        }
        match decision.opinion {
            Opinion::Agree => Mark::Agreed,
            Opinion::Differ { .. } => Mark::Differs,
            Opinion::MoreFacts(_) => Mark::Waiting,
        }
    }
}

/// The review on screen.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// Whether its panel is shown.
    pub open: bool,
    /// Who decides.
    pub reviewer: String,
    /// Whether all that the matrix says of a model is decided on, not one cell.
    pub whole: bool,
    /// What is being written on a subject.
    pub draft: Option<(Subject, Draft)>,
    /// How far it is, among the cells shown.
    pub progress: Progress,
    /// How often the name was asked for; each time keys go to its field.
    pub name_asked: u64,
    /// What is to be told, such as that a name is missing.
    pub message: String,
    /// By row and column of the matrix.
    cells: BTreeMap<(usize, usize), Mark>,
    /// By row of the matrix.
    models: BTreeMap<usize, Mark>,
}

impl Review {
    /// The decision on a cell or a verdict, by row and column of the matrix.
    pub fn mark(&self, row: usize, column: usize) -> Option<Mark> {
        self.cells.get(&(row, column)).copied()
    }

    /// The decision on a whole model, by its row of the matrix.
    pub fn model_mark(&self, row: usize) -> Option<Mark> {
        self.models.get(&row).copied()
    }

    fn is_reviewed(&self, row: usize, column: usize) -> bool {
        !matches!(self.mark(row, column), None | Some(Mark::Stale))
    }

    /// Whether every one of the columns has a decision on its value of now.
    pub(super) fn row_is_reviewed(&self, row: usize, columns: &[usize]) -> bool {
        columns.iter().all(|&column| self.is_reviewed(row, column))
    }

    /// Whether a row has this mark on a cell or as a whole.
    pub(super) fn row_has(&self, row: usize, columns: &[usize], mark: Mark) -> bool {
        self.model_mark(row) == Some(mark)
            || columns
                .iter()
                .any(|&column| self.mark(row, column) == Some(mark))
    }
}

impl State {
    /// The columns that are reviewed: those shown, but for the name of the model.
    pub(super) fn reviewable(&self) -> Vec<usize> {
        if self.sheet != Sheet::Texts {
            return Vec::new();
        }
        let is_name = |column: &usize| self.matrix.columns[*column].id == "model";
        let shown = self.columns().into_iter();
        shown.filter(|column| !is_name(column)).collect()
    }

    /// Marks what has a decision. Needed when the matrix, the scenario or a
    /// decision is another one.
    pub(super) fn mark_reviewed(&mut self) {
        self.review.cells.clear();
        self.review.models.clear();
        if self.sheet != Sheet::Texts || self.kept.decisions.is_empty() {
            return;
        }
        let ids = self.matrix.rows.iter().enumerate();
        let rows: BTreeMap<&str, usize> = ids.map(|(row, one)| (one.id.as_str(), row)).collect();
        for (subject, decision) in &self.kept.decisions {
            let model = match subject {
                Subject::Whole => continue,
                Subject::Model(model) | Subject::Cell(model, _) | Subject::Verdict(_, model) => {
                    model
                }
            };
            let Some(&row) = rows.get(model.as_str()) else {
                continue;
            };
            let Some(now) = self.computed_at(subject, row) else {
                continue;
            };
            let mark = Mark::of(decision, &now);
            match self.column_of(subject) {
                Some(column) => {
                    self.review.cells.insert((row, column), mark);
                }
                None => {
                    self.review.models.insert(row, mark);
                }
            }
        }
    }

    fn column_of(&self, subject: &Subject) -> Option<usize> {
        match subject {
            Subject::Cell(_, column) => self.matrix.column_index(column),
            Subject::Verdict(..) => self.matrix.column_index("verdict"),
            Subject::Whole | Subject::Model(_) => None,
        }
    }

    /// What is computed now of a subject, whose model is in this row.
    fn computed_at(&self, subject: &Subject, row: usize) -> Option<Computed> {
        let line = self.matrix.rows.get(row)?;
        match subject {
            Subject::Whole => None,
            Subject::Model(_) => Some(Computed::of_row(&self.matrix, line)),
            Subject::Cell(_, column) => {
                let column = self.matrix.column_index(column)?;
                Some(Computed::of_cell(line.cells.get(column)?))
            }
            Subject::Verdict(scenario, model) => {
                let is_current = self.scenarios.current_id() == Some(scenario);
                let evaluation = is_current.then(|| self.evaluations.get(model))??;
                Some(Computed::of_evaluation(evaluation))
            }
        }
    }

    /// What a cell is as a subject of the review; the cell of a verdict is the
    /// verdict. None for what is not reviewed.
    pub fn subject_at(&self, row: usize, column: usize) -> Option<Subject> {
        let model = &self.matrix.rows.get(row)?.id;
        let column = &self.matrix.columns.get(column)?.id;
        if self.sheet != Sheet::Texts {
            return None;
        }
        Some(match column.as_str() {
            "verdict" => {
                let scenario = self.scenarios.current_id()?;
                Subject::Verdict(scenario.to_owned(), model.clone())
            }
            "model" => Subject::Model(model.clone()),
            _ => Subject::Cell(model.clone(), column.clone()),
        })
    }

    /// What is decided on: what the cursor is on, or its model as a whole; with
    /// the value of now.
    pub fn review_subject(&self) -> Option<(Subject, Computed)> {
        let spot = self.grid.cursor?;
        let subject = match self.subject_at(spot.row, spot.column)? {
            Subject::Cell(model, _) | Subject::Verdict(_, model) if self.review.whole => {
                Subject::Model(model)
            }
            subject => subject,
        };
        let now = self.computed_at(&subject, spot.row)?;
        Some((subject, now))
    }

    /// Counts what is reviewed, where that is on screen.
    pub(super) fn count_reviewed(&mut self) {
        if !self.review.open {
            return;
        }
        let columns = self.reviewable();
        let shown: BTreeSet<usize> = self.rows.iter().copied().collect();
        let mut progress = Progress {
            total: shown.len() * columns.len(),
            ..Progress::default()
        };
        for ((row, column), mark) in &self.review.cells {
            if !shown.contains(row) || !columns.contains(column) {
                continue;
            }
            match mark {
                Mark::Stale => progress.stale += 1,
                Mark::Waiting => {
                    progress.reviewed += 1;
                    progress.waiting += 1;
                }
                Mark::Agreed | Mark::Differs => progress.reviewed += 1,
            }
        }
        self.review.progress = progress;
    }

    /// The next cell without a decision on its value of now, in reading order
    /// behind the cursor, then from the top.
    pub(super) fn next_unreviewed(&self) -> Option<(usize, usize)> {
        let columns = self.reviewable();
        let width = columns.len();
        let cells = self.rows.len() * width;
        let after = self.cursor_place().map_or(0, |(row, _)| {
            let at = self.grid.cursor.map(|spot| spot.column);
            let column = columns.iter().position(|column| Some(*column) == at);
            row * width + column.map_or(0, |column| column + 1)
        });
        let mut places = (after..cells).chain(0..after.min(cells));
        let place = places.find(|place| {
            let (row, column) = (self.rows[place / width], columns[place % width]);
            !self.review.is_reviewed(row, column)
        })?;
        Some((self.rows[place / width], columns[place % width]))
    }
}
