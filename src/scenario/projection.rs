//! When the limits of a license are crossed if figures go on growing. A
//! projection never changes today's verdict.

use super::answer::bounds;
use super::answers::Answers;
use super::change::{Change, change};
use super::course::{Course, LAST_MONTH, Point, When};
use super::finding::Evaluation;
use super::growth::Growth;
use super::limits::{self, Measure, measure};
use super::outlook::{Figures, courses};
use super::predicate::Facts;
use super::ruling::{Seat, answers_for, facts_of, is_idle, seats};
use super::subject::{Component, Subject};
use super::truth::Truth;
use super::{Actor, RuleBook, Scenario, evaluate};
use crate::catalog::{Comparator, Date, Moment, Threshold};

/// How many months ahead are looked at if the scenario does not say.
pub const HORIZON: u32 = 36;

/// A share of a limit from which on it is watched.
const NEAR: f64 = 0.8;

/// Months before the crossing from which on a limit is watched.
const WATCHED: u32 = 12;

/// When one limit of a license is crossed.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// The license.
    pub license: String,
    /// The part of the deployment whose license it is, where the scenario
    /// names parts.
    pub part: Option<String>,
    /// The limit, with where it stands.
    pub limit: Threshold,
    /// Whose figures are held against it.
    pub actor: Actor,
    /// Whether the limit applies to what the scenario says, whatever the
    /// figure: its condition holds and no exemption does.
    pub applies: Truth,
    /// The figure today, from its lower to its upper bound, in the unit of the
    /// limit; `None` where it is not known or there is none.
    pub figure: Option<(f64, f64)>,
    /// What stands for the figure.
    pub basis: FigureBasis,
    /// How it grows; `None` where that is not known or does not matter.
    pub growth: Option<Growth>,
    /// What comes of it.
    pub outcome: Outcome,
    /// The same for the revenue of the calendar year, where a limit of yearly
    /// revenue can be held against it as well; never earlier than `outcome`.
    pub calendar_year: Option<Outcome>,
    /// What changes above the limit, all other answers being as they are.
    pub change: Option<Change>,
    /// Month 0; `None` if no day is known.
    pub start: Option<Date>,
    /// How many months ahead are looked at.
    pub horizon: u32,
    /// How the figure goes on: at the least and at the most.
    pub(super) courses: Option<(Course, Course)>,
}

/// What stands for the figure of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureBasis {
    /// The answer itself.
    Answer,
    /// The last figure of the series from which the growth is taken.
    LastOfSeries,
    /// The sum of twelve months, from the figure of the last month.
    MonthsAdded,
    /// The highest sum of twelve months so far, taken to go on growing.
    HighestSum,
    /// The figure of a year, taken to go on growing from month to month.
    RunRate,
    /// The figure of the last fiscal year, which changes each January.
    FiscalYear,
    /// The highest number of users so far, taken to go on growing.
    HighestUsers,
    /// No figure, or one of a fixed month.
    None,
}

/// What comes of a limit.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The figure is over the limit today.
    AlreadyOver {
        /// If it shrinks: when it is back at the limit or below, at the
        /// earliest and at the latest.
        back: Option<(When, When)>,
    },
    /// The figure crosses the limit.
    Crosses {
        /// At the earliest; month 0 if it may be over already.
        earliest: Point,
        /// At the latest.
        latest: When,
    },
    /// It crosses the limit, but not within 100 years.
    Beyond,
    /// It does not cross the limit at this rate.
    Never,
    /// Answers are missing.
    Unknown {
        /// The questions without a usable answer.
        missing: Vec<&'static str>,
    },
    /// The limit is tested once; later growth is not in the wording.
    FixedDate {
        /// The month tested, if the license file names one.
        month: Option<Date>,
        /// The figure in that month, as far as it is known.
        value: Option<(f64, f64)>,
        /// Whether that is over the limit.
        over: Truth,
    },
    /// The kind of business is the trigger, whatever its size.
    KindOfBusiness,
    /// The limit does not concern this scenario.
    NotApplicable {
        /// Why not, in words.
        why: String,
    },
}

impl Projection {
    /// The figure in a month, at the least and at the most; `None` where
    /// nothing is projected.
    pub fn at(&self, month: u32) -> Option<(f64, f64)> {
        let (low, high) = self.courses.as_ref()?;
        Some((low.at(month), high.at(month)))
    }

    /// The calendar month of a month number.
    pub fn calendar(&self, month: u32) -> Option<Date> {
        self.start?.month_after(month)
    }

    /// How much more it may be, at the least and at the most; negative above
    /// the limit.
    pub fn headroom(&self) -> Option<(f64, f64)> {
        let (low, high) = self.figure?;
        let cap = self.limit.value?;
        Some((cap - high, cap - low))
    }

    /// How much of the limit is taken, as a fraction, at the least and at the
    /// most.
    pub fn share(&self) -> Option<(f64, f64)> {
        let (low, high) = self.figure?;
        let cap = self.limit.value.filter(|cap| *cap > 0.0)?;
        Some((low / cap, high / cap))
    }

    /// The month number of the earliest crossing, 0 if the figure is over the
    /// limit already.
    pub fn crossing(&self) -> Option<u32> {
        match &self.outcome {
            Outcome::AlreadyOver { .. } => Some(0),
            Outcome::Crosses { earliest, .. } => Some(earliest.month),
            _ => None,
        }
    }

    /// The month number from which on the limit is watched: the figure reaches
    /// 80 % of it, or the crossing is 12 months away.
    pub fn watched_from(&self) -> Option<u32> {
        let crossing = self.crossing()?;
        let early = crossing.saturating_sub(WATCHED);
        let near = self.courses.as_ref().zip(self.limit.value);
        let near =
            near.and_then(
                |((_, high), cap)| match high.first_over(Comparator::Ge, NEAR * cap) {
                    When::In(point) => Some(point.month),
                    When::Beyond | When::Never => None,
                },
            );
        Some(near.map_or(early, |near| near.min(early)))
    }

    /// How many months there are between the first sign (see
    /// [`Self::watched_from`]) and the crossing.
    pub fn months_of_warning(&self) -> Option<u32> {
        Some(self.crossing()?.saturating_sub(self.watched_from()?))
    }

    /// Whether the crossing lies after the horizon.
    pub fn after_horizon(&self) -> bool {
        self.crossing().is_some_and(|month| month > self.horizon)
    }
}

/// Projects every limit of every license of a subject. Month 0 is the month for
/// which the scenario is judged, else that of `today`.
pub fn projections(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    today: Option<Date>,
) -> Vec<Projection> {
    let limits = |part: &Component<'_>| !part.license.thresholds.is_empty();
    if !subject.components.iter().any(limits) {
        return Vec::new();
    }
    let frame = Frame {
        book,
        scenario,
        subject,
        now: evaluate(book, scenario, subject),
        start: scenario.as_of().or(today),
        horizon: horizon(scenario),
    };
    let mut found: Vec<Projection> = Vec::new();
    for seat in seats(scenario, subject) {
        for component in &subject.components {
            let answers = answers_for(component, &seat);
            let idle = is_idle(&seat, &answers);
            // Others do not have to be told what they do not do.
            if idle && seat.actor != Actor::Licensee {
                continue;
            }
            for limit in &component.license.thresholds {
                let one = frame.project(component, &seat, &answers, limit, idle);
                // Who differs in other answers only has nothing to add.
                let same = |other: &Projection| {
                    let other = Projection {
                        actor: seat.actor,
                        ..other.clone()
                    };
                    other == one
                };
                if !found.iter().any(same) {
                    found.push(one);
                }
            }
        }
    }
    found
}

/// How many months ahead a scenario looks.
fn horizon(scenario: &Scenario) -> u32 {
    match bounds(scenario.answer("horizon_months")) {
        // Rounded and within bounds.
        Some((_, months)) => months.round().clamp(0.0, f64::from(LAST_MONTH)) as u32,
        None => HORIZON,
    }
}

/// What all projections of a subject share.
pub(super) struct Frame<'a> {
    pub book: &'a RuleBook,
    pub scenario: &'a Scenario,
    pub subject: &'a Subject<'a>,
    pub now: Evaluation,
    start: Option<Date>,
    horizon: u32,
}

impl Frame<'_> {
    fn project(
        &self,
        component: &Component<'_>,
        seat: &Seat<'_>,
        answers: &Answers<'_>,
        limit: &Threshold,
        idle: bool,
    ) -> Projection {
        let case = (Some(limit), None);
        let facts = facts_of(self.scenario, component, answers, case);
        let applies = facts.condition(limit.cond).and(!facts.exempt(limit.exempt));
        let mut made = Projection {
            license: component.license.id.clone(),
            part: component.part.clone(),
            limit: limit.clone(),
            actor: seat.actor,
            applies,
            figure: None,
            basis: FigureBasis::None,
            growth: None,
            outcome: Outcome::KindOfBusiness,
            calendar_year: None,
            change: None,
            start: self.start,
            horizon: self.horizon,
            courses: None,
        };
        if idle {
            made.outcome = Outcome::NotApplicable {
                why: "nothing that is done concerns this part".to_owned(),
            };
            return made;
        }
        made.change = change(self, component, seat.actor, answers, &facts);
        // Some texts leave open what holds where their condition does not; then
        // a rule speaks all the same.
        if made.change.is_none() && applies == Truth::False {
            made.outcome = Outcome::NotApplicable {
                why: why_not(limit, &facts),
            };
            return made;
        }
        match measure(limit, &facts) {
            Measure::Business => {}
            Measure::Once => {
                made.figure = limits::measured(limit, &facts);
                made.outcome = Outcome::FixedDate {
                    month: limit.month,
                    value: made.figure,
                    over: limits::exceeds(limit, &facts),
                };
            }
            kind => self.continuing(&mut made, kind, &facts),
        }
        made
    }

    /// A limit that is measured again and again.
    fn continuing(&self, made: &mut Projection, kind: Measure, facts: &Facts<'_>) {
        let limit = &made.limit;
        let figures = Figures::of(limit, kind, facts);
        let Some(cap) = limit.value else {
            made.outcome = Outcome::Unknown {
                missing: Vec::new(),
            };
            return;
        };
        made.growth = figures.growth.clone();
        let first = self.start.and_then(Date::month_of_year);
        let projected = courses(limit, &figures, first);
        made.basis = projected.basis;
        made.figure = projected.now;
        let mut missing = Vec::new();
        // A monthly figure and its growth stand for the figure of a year.
        if made.figure.is_none() && !figures.has_month() {
            missing.push(figures.field);
            missing.extend(figures.month_field);
        }
        if made.growth.is_none() {
            missing.push(figures.growth_field);
        }
        if limit.when == Moment::LastFiscalYear && first.is_none() {
            missing.push("as_of");
        }
        made.outcome = match &projected.courses {
            Some(courses) => outcome(limit.op, cap, courses),
            None if limits::exceeds(limit, facts) == Truth::True => {
                Outcome::AlreadyOver { back: None }
            }
            None => Outcome::Unknown { missing },
        };
        // What is over already needs no second count: each January begins anew.
        let over = matches!(made.outcome, Outcome::AlreadyOver { .. });
        made.calendar_year = projected
            .calendar_year
            .filter(|_| !over)
            .map(|courses| outcome(limit.op, cap, &courses));
        made.courses = projected.courses;
    }
}

/// What comes of a figure that goes on as these two say.
fn outcome(op: Comparator, cap: f64, (low, high): &(Course, Course)) -> Outcome {
    if op.over(low.at(0), cap) {
        let (early, late) = (low.first_back(op, cap), high.first_back(op, cap));
        return Outcome::AlreadyOver {
            back: (early != When::Never).then_some((early, late)),
        };
    }
    match high.first_over(op, cap) {
        When::In(earliest) => Outcome::Crosses {
            earliest,
            latest: low.first_over(op, cap),
        },
        When::Beyond => Outcome::Beyond,
        When::Never => Outcome::Never,
    }
}

/// Why a limit does not concern a scenario.
fn why_not(limit: &Threshold, facts: &Facts<'_>) -> String {
    if facts.exempt(limit.exempt) == Truth::True {
        format!("exempt is {}", limit.exempt.label())
    } else {
        format!("it applies only {}", limit.cond.label())
    }
}
