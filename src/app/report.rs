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
use crate::verdicts::judge_all;
use crate::workspace::reviewed;

/// Everything a report is made from, as it was on screen. Two of them are the
/// same only if they are one.
pub struct ReportRequest {
    catalog: Arc<Catalog>,
    book: Arc<RuleBook>,
    matrix: Matrix,
    rows: Vec<usize>,
    columns: Vec<usize>,
    order: Vec<SortKey>,
    nowhere: Vec<String>,
    filter: String,
    texts: AttachedTexts,
    date: String,
    branding: Branding,
    logo: Option<Logo>,
    fillable: bool,
    what: What,
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
            matrix: &self.matrix,
            nowhere: self.nowhere.clone(),
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            order: self.order.clone(),
        };
        let report = match &self.what {
            What::Verdicts(of) => self.judged(of, &view),
            What::View { title, source } => build_table(&TableInput {
                catalog: &self.catalog,
                view: &view,
                title,
                source: source.as_deref(),
                texts: &self.texts,
                filter: &self.filter,
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
                filter: &self.filter,
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
        self.scenario().is_some() && self.sheet == Sheet::Texts
    }

    /// Why there is no report of the chosen kind, in a sentence.
    pub(super) fn kind_refused(&self) -> Option<String> {
        let kinds = self.judges();
        kinds.then(|| self.report_kind.refuses(self.rows.len()))?
    }

    /// What a report of what is shown is made from: these rows, these columns,
    /// this scenario. None for a view that is no matrix.
    pub(super) fn report_request(&self) -> Option<ReportRequest> {
        if self.sheet == Sheet::Yours {
            return None;
        }
        let note = self.report_note.trim().to_owned();
        let what = match self.scenario() {
            Some(scenario) if self.sheet == Sheet::Texts => What::Verdicts(Box::new(Verdicts {
                scenario: scenario.clone(),
                evaluations: self.evaluations.clone(),
                kind: self.report_kind,
                without: self.report_without.clone(),
                others: self.others(),
                reviewed: self.reviewed(),
                notes: Some(note)
                    .filter(|one| !one.is_empty())
                    .into_iter()
                    .collect(),
            })),
            _ => What::View {
                title: self.sheet.caption(),
                source: match self.sheet {
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
            matrix: self.matrix.clone(),
            rows: self.rows.clone(),
            columns: self.columns(),
            order: self.sort_keys(),
            nowhere: self.filter_nowhere.clone(),
            filter: self.filter_words(),
            texts: self.texts.clone(),
            date: self.date.clone(),
            branding: self.branding.clone(),
            logo: self.logo.clone(),
            fillable: self.report_fillable,
            what,
        })
    }

    /// What reviewers decided on the models shown.
    fn reviewed(&self) -> Vec<Reviewed> {
        let current = self.scenarios.current_id();
        let scenario = current.map(|id| (id, &self.evaluations));
        let shown = (&self.matrix, self.rows.as_slice());
        reviewed(&self.kept, &self.catalog, shown, scenario)
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
