//! The report of what is on screen: what it is made from, taken when it is asked
//! for, so that it can be made on another thread.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{Sheet, State};
use crate::catalog::{Catalog, ClaimSource};
use crate::matrix::{Matrix, SortKey, View};
use crate::record::report_with_record;
use crate::report::{
    Branding, Input, Kind, Logo, Report, Reviewed, TableInput, Topic, build_table,
};
use crate::scenario::{Evaluation, RuleBook, Scenario};
use crate::text::AttachedTexts;
use crate::verdicts::{judge_all, verdict_cells};
use crate::workspace::reviewed;

/// Everything a report is made from, as it was on screen. Two of them are the
/// same only if they are one.
pub struct ReportRequest {
    catalog: Arc<Catalog>,
    book: Arc<RuleBook>,
    view: Reported,
    texts: AttachedTexts,
    date: String,
    branding: Branding,
    logo: Option<Logo>,
    fillable: bool,
    what: What,
}

/// The cells that a report is of.
struct Reported {
    matrix: Matrix,
    rows: Vec<usize>,
    columns: Vec<usize>,
    order: Vec<SortKey>,
    nowhere: Vec<String>,
    filter: String,
}

/// What the report is of.
enum What {
    /// Of verdicts.
    Verdicts(Box<Verdicts>),
    /// Of a view that judges nothing.
    View {
        title: &'static str,
        source: Option<Box<ClaimSource>>,
    },
}

/// What only a report of verdicts is made from.
struct Verdicts {
    scenario: Scenario,
    evaluations: BTreeMap<String, Arc<Evaluation>>,
    kind: Kind,
    without: Vec<Topic>,
    /// Other scenarios that are told beside it.
    others: Vec<Scenario>,
    notes: Vec<String>,
    /// What reviewers decided on what is shown.
    reviewed: Vec<Reviewed>,
}

/// A catalog and a matrix are no lines for a log.
impl fmt::Debug for ReportRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReportRequest").finish_non_exhaustive()
    }
}

impl PartialEq for ReportRequest {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl ReportRequest {
    /// Makes the report. With many models this takes its time.
    pub fn make(&self) -> Report {
        let view = View {
            matrix: &self.view.matrix,
            nowhere: self.view.nowhere.clone(),
            rows: self.view.rows.clone(),
            columns: self.view.columns.clone(),
            order: self.view.order.clone(),
        };
        let report = match &self.what {
            What::Verdicts(of) => self.judged(of, &view),
            What::View { title, source } => build_table(&TableInput {
                catalog: &self.catalog,
                view: &view,
                title,
                source: source.as_deref(),
                texts: &self.texts,
                filter: &self.view.filter,
                date: &self.date,
                version: env!("CARGO_PKG_VERSION"),
            }),
        };
        Report {
            fillable: self.fillable,
            ..report.branded(&self.branding).with_logo(self.logo.as_ref())
        }
    }

    fn judged(&self, of: &Verdicts, view: &View<'_>) -> Report {
        let judge = |scenario| judge_all(&self.catalog, &self.book, scenario, &self.texts);
        let verdicts: Vec<_> = of.others.iter().map(judge).collect();
        let beside: Vec<_> = of.others.iter().zip(&verdicts).collect();
        report_with_record(
            &Input {
                catalog: &self.catalog,
                book: &self.book,
                scenario: &of.scenario,
                view,
                evaluations: &of.evaluations,
                texts: &self.texts,
                filter: &self.view.filter,
                kind: of.kind,
                date: &self.date,
                version: env!("CARGO_PKG_VERSION"),
                without: &of.without,
                beside: &beside,
                reviewed: &of.reviewed,
            },
            &of.notes,
        )
    }
}

impl State {
    /// Whether verdicts are on screen, so that a report has kinds.
    pub fn judges(&self) -> bool {
        self.scenario().is_some() && self.reported_sheet() == Sheet::Texts
    }

    /// Why there is no report of the chosen kind, in a sentence.
    pub(super) fn kind_refused(&self) -> Option<String> {
        let kinds = self.judges();
        let shown = match self.picks.open {
            true => self.picks.models.len(),
            false => self.rows.len(),
        };
        kinds.then(|| self.report_kind.refuses(shown))?
    }

    /// What a report of what is shown is made from: these rows, these columns,
    /// this scenario. None for a view that is no matrix.
    pub(super) fn report_request(&self) -> Option<ReportRequest> {
        let sheet = self.reported_sheet();
        if sheet == Sheet::Yours {
            return None;
        }
        let view = self.reported_view();
        let note = self.report_note.trim().to_owned();
        let what = match self.scenario() {
            Some(scenario) if sheet == Sheet::Texts => What::Verdicts(Box::new(Verdicts {
                scenario: scenario.clone(),
                evaluations: self.evaluations.clone(),
                kind: self.report_kind,
                without: self.report_without.clone(),
                others: self.others(),
                reviewed: self.reviewed(&view),
                notes: Some(note)
                    .filter(|one| !one.is_empty())
                    .into_iter()
                    .collect(),
            })),
            _ => What::View {
                title: sheet.caption(),
                source: match sheet {
                    Sheet::Article | Sheet::Differences => {
                        self.claim_source().cloned().map(Box::new)
                    }
                    _ => None,
                },
            },
        };
        Some(ReportRequest {
            catalog: self.catalog.clone(),
            book: self.book.clone(),
            view,
            texts: self.texts.clone(),
            date: self.date.clone(),
            branding: self.branding.clone(),
            logo: self.logo.clone(),
            fillable: self.report_fillable,
            what,
        })
    }

    /// What reviewers decided on the models shown.
    fn reviewed(&self, view: &Reported) -> Vec<Reviewed> {
        let current = self.scenarios.current_id();
        let scenario = current.map(|id| (id, &self.evaluations));
        let shown = (&view.matrix, view.rows.as_slice());
        reviewed(&self.kept, &self.catalog, shown, scenario)
    }

    /// The view a report is of: models side by side are of the license texts,
    /// whatever view they take the place of.
    pub(super) fn reported_sheet(&self) -> Sheet {
        if self.picks.open {
            Sheet::Texts
        } else {
            self.sheet
        }
    }

    /// The cells a report is of: those of the view, or the models side by side
    /// with all their terms.
    fn reported_view(&self) -> Reported {
        if !self.picks.open {
            return Reported {
                matrix: self.matrix.clone(),
                rows: self.rows.clone(),
                columns: self.columns(),
                order: self.sort_keys(),
                nowhere: self.filter_nowhere.clone(),
                filter: self.filter_words(),
            };
        }
        let verdicts = verdict_cells(&self.evaluations);
        let matrix = Matrix::of_texts(&self.catalog, &verdicts).held_against(&self.texts);
        let row = |id: &String| matrix.rows.iter().position(|row| row.id == *id);
        Reported {
            rows: self.picks.models.iter().filter_map(row).collect(),
            columns: (0..matrix.columns.len())
                .filter(|&index| self.scenario().is_some() || matrix.columns[index].id != "verdict")
                .collect(),
            matrix,
            order: Vec::new(),
            nowhere: Vec::new(),
            filter: "models picked for comparison".to_owned(),
        }
    }

    /// Models side by side are reported as a comparison, as long as no other
    /// kind is chosen; the kind that was chosen before comes back after it.
    pub(super) fn choose_kind_at_first(&mut self) {
        let judged = self.scenario().is_some();
        match (self.picks.open && judged, self.picks.kind_before) {
            (true, None) => {
                self.picks.kind_before = Some(self.report_kind);
                self.report_kind = Kind::Comparison;
            }
            (false, Some(kind)) => {
                self.picks.kind_before = None;
                self.report_kind = kind;
            }
            _ => {}
        }
    }

    /// The other scenarios that are open, for a report that tells them.
    fn others(&self) -> Vec<Scenario> {
        let told = self.report_kind.topics().contains(&Topic::Overview)
            && !self.report_without.contains(&Topic::Overview);
        let all = self.scenarios.list.iter().enumerate();
        all.filter(|(place, _)| told && Some(*place) != self.scenarios.active)
            .map(|(_, scenario)| scenario.clone())
            .collect()
    }
}
