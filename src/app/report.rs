//! The report of what is on screen.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Sheet, State};
use crate::matrix::View;
use crate::record::report_with_record;
use crate::report::{Input, Report, TableInput, Topic, build_table};
use crate::scenario::{Evaluation, Scenario};
use crate::verdicts::judge_all;

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

    /// The report of what is shown: these rows, these columns, this scenario.
    pub(super) fn report(&self) -> Option<Report> {
        let view = View {
            matrix: &self.matrix,
            nowhere: self.filter_nowhere.clone(),
            rows: self.rows.clone(),
            columns: self.columns(),
            order: self.sort_keys(),
        };
        if self.sheet == Sheet::Yours {
            return None;
        }
        let version = env!("CARGO_PKG_VERSION");
        let note = self.report_note.trim();
        let notes: Vec<String> = Some(note.to_owned())
            .filter(|one| !one.is_empty())
            .into_iter()
            .collect();
        let others = self.others();
        let beside: Vec<_> = others
            .iter()
            .map(|(scenario, evaluations)| (*scenario, evaluations))
            .collect();
        let report = match self.scenario() {
            Some(scenario) if self.sheet == Sheet::Texts => report_with_record(
                &Input {
                    catalog: &self.catalog,
                    book: &self.book,
                    scenario,
                    view: &view,
                    evaluations: &self.evaluations,
                    texts: &self.texts,
                    filter: &self.filter_words(),
                    kind: self.report_kind,
                    date: &self.date,
                    version,
                    without: &self.report_without,
                    beside: &beside,
                },
                &notes,
            ),
            _ => build_table(&TableInput {
                catalog: &self.catalog,
                view: &view,
                title: self.sheet.caption(),
                source: match self.sheet {
                    Sheet::Article | Sheet::Differences => self.claim_source(),
                    _ => None,
                },
                texts: &self.texts,
                filter: &self.filter_words(),
                date: &self.date,
                version,
            }),
        };
        Some(Report {
            fillable: self.report_fillable,
            ..report.branded(&self.branding)
        })
    }

    /// The other scenarios that are open, with their verdicts, for a report
    /// that tells them.
    fn others(&self) -> Vec<(&Scenario, BTreeMap<String, Arc<Evaluation>>)> {
        let told = self.judges()
            && self.report_kind.topics().contains(&Topic::Overview)
            && !self.report_without.contains(&Topic::Overview);
        if !told {
            return Vec::new();
        }
        let judge = |scenario| judge_all(&self.catalog, &self.book, scenario, &self.texts);
        let all = self.scenarios.list.iter().enumerate();
        all.filter(|(place, _)| Some(*place) != self.scenarios.active)
            .map(|(_, scenario)| (scenario, judge(scenario)))
            .collect()
    }
}
