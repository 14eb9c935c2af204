//! Projections in plain words.

use super::course::When;
use super::figure_words::{about, share_words, span};
use super::projection::{FigureBasis, Outcome, Projection};
use super::truth::Truth;
use super::{Point, RuleBook};
use crate::catalog::{Comparator, Condition, Date, Effect, Exemption, Metric, Moment};
use crate::matrix::short_number;

impl FigureBasis {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            FigureBasis::Answer => "answer",
            FigureBasis::LastOfSeries => "last_of_series",
            FigureBasis::MonthsAdded => "months_added",
            FigureBasis::HighestSum => "highest_sum",
            FigureBasis::RunRate => "run_rate",
            FigureBasis::FiscalYear => "fiscal_year",
            FigureBasis::HighestUsers => "highest_users",
            FigureBasis::None => "none",
        }
    }

    /// What stands for the figure, in words; `None` where it is the answer.
    pub fn label(self) -> Option<&'static str> {
        Some(match self {
            FigureBasis::Answer | FigureBasis::None => return None,
            FigureBasis::LastOfSeries => "The last month of the series stands for today",
            FigureBasis::MonthsAdded => {
                "Twelve months are added up, from the revenue of the last month and its growth"
            }
            FigureBasis::HighestSum => {
                "The highest sum of twelve months stands for today and grows by the monthly rate"
            }
            FigureBasis::RunRate => "The revenue of a year grows by the monthly rate",
            FigureBasis::FiscalYear => "The fiscal year is taken to end in December",
            FigureBasis::HighestUsers => "The highest number of users so far stands for today",
        })
    }
}

impl Outcome {
    /// Id in JSON.
    pub fn id(&self) -> &'static str {
        match self {
            Outcome::AlreadyOver { .. } => "already_over",
            Outcome::Crosses { .. } => "crosses",
            Outcome::Beyond => "beyond_100_years",
            Outcome::Never => "never_at_this_rate",
            Outcome::Unknown { .. } => "unknown",
            Outcome::FixedDate { .. } => "fixed_date",
            Outcome::KindOfBusiness => "kind_of_business",
            Outcome::NotApplicable { .. } => "not_applicable",
        }
    }
}

impl Projection {
    /// The unit of the figures.
    pub fn unit(&self) -> &'static str {
        match self.limit.metric {
            Metric::Mau => "users",
            Metric::Revenue => "USD",
            Metric::OutputTokens => "output tokens",
            Metric::Visits => "visits",
            Metric::None => "",
        }
    }

    /// The limit: "More than 100M monthly active users, counted for the product
    /// or service that uses the model, at any time".
    pub fn limit_words(&self) -> String {
        let limit = &self.limit;
        let Some(cap) = limit.value else {
            return format!("The kind of business, {}", limit.cond.label());
        };
        let what = match limit.metric {
            Metric::Revenue => "USD of revenue",
            Metric::Mau => "monthly active users",
            metric => metric.label(),
        };
        let op = match limit.op {
            Comparator::Gt => "More than",
            Comparator::Ge => "At least",
        };
        format!(
            "{op} {} {what}, counted for {}, {}",
            short_number(cap),
            limit.scope.label(),
            limit.when.label()
        )
    }

    /// " (adapter tune) (for the client)"; nothing where it is the model and you.
    pub fn whom_words(&self) -> String {
        let part = self.part.as_ref().map(|part| format!(" ({part})"));
        part.unwrap_or_default() + &self.actor.note()
    }

    /// The figure today: "60M users, 60 % of the limit, 40M below it".
    pub fn figure_words(&self) -> Option<String> {
        let unit = self.unit();
        // The figure of a fixed month is not one of today.
        if matches!(self.outcome, Outcome::FixedDate { .. }) {
            return None;
        }
        let mut words = format!("{} {unit}", span(self.figure?));
        if let (Some(share), Some((least, most))) = (self.share(), self.headroom()) {
            let room = match (least >= 0.0, most >= 0.0) {
                (true, _) => format!("{} below it", span((least, most))),
                (false, false) => format!("{} above it", span((-most, -least))),
                (false, true) => format!(
                    "from {} above it to {} below it",
                    about(-least),
                    about(most)
                ),
            };
            words.push_str(&format!(", {} the limit, {room}", share_words(share)));
        }
        Some(words)
    }

    /// "month 7 (June 2027)"
    pub fn month_words(&self, month: u32) -> String {
        match self.calendar(month) {
            Some(date) => format!("month {month} ({})", date.month_words()),
            None => format!("month {month}"),
        }
    }

    /// What comes of the limit, in a sentence or two.
    pub fn outcome_words(&self, book: &RuleBook) -> String {
        self.words_of(&self.outcome, book)
    }

    /// The same of the revenue of the calendar year.
    pub fn calendar_year_words(&self, book: &RuleBook) -> Option<String> {
        let outcome = self.calendar_year.as_ref()?;
        let words = self.words_of(outcome, book);
        Some(format!("Counted by calendar year: {words}"))
    }

    fn words_of(&self, outcome: &Outcome, book: &RuleBook) -> String {
        match outcome {
            Outcome::AlreadyOver { back } => self.already_over(*back),
            Outcome::Crosses { earliest, latest } => self.crosses(*earliest, *latest),
            Outcome::Beyond => {
                "It crosses the limit at this rate, but only beyond 100 years.".to_owned()
            }
            Outcome::Never => "It does not cross the limit at this rate.".to_owned(),
            Outcome::Unknown { missing } => unknown(missing, book),
            Outcome::FixedDate { month, value, over } => self.fixed(*month, *value, *over),
            Outcome::KindOfBusiness => {
                "The kind of business is the trigger, whatever its size.".to_owned()
            }
            Outcome::NotApplicable { why } => format!("It does not concern this scenario: {why}."),
        }
    }

    fn already_over(&self, back: Option<(When, When)>) -> String {
        let mut words = "It is over the limit already.".to_owned();
        if let Some((early, late)) = back {
            let when = match (early, late) {
                (When::In(early), When::In(late)) if early.month == late.month => {
                    format!("in {}", self.month_words(early.month))
                }
                (When::In(early), When::In(late)) => format!(
                    "between {} and {}",
                    self.month_words(early.month),
                    self.month_words(late.month)
                ),
                (When::In(early), _) => {
                    format!("in {} at the earliest", self.month_words(early.month))
                }
                _ => "only beyond 100 years".to_owned(),
            };
            words.push_str(&format!(
                " It shrinks, and falls back to the limit or below {when}."
            ));
            if self.limit.effect == Effect::Terminates {
                words.push_str(" A license that has ended does not come back by itself.");
            }
        }
        words
    }

    fn crosses(&self, earliest: Point, latest: When) -> String {
        let unit = self.unit();
        let first = self.month_words(earliest.month);
        let value = about(earliest.value);
        let mut words = match latest {
            _ if earliest.month == 0 => {
                let rest = match latest {
                    When::In(point) => {
                        format!("at the latest it is in {}", self.month_words(point.month))
                    }
                    When::Beyond => "at the latest it is beyond 100 years".to_owned(),
                    When::Never => "at the lowest figures it never is".to_owned(),
                };
                return format!("It may be over the limit already; {rest}.");
            }
            When::In(point) if point.month == earliest.month => {
                format!("It crosses the limit in {first}, with {value} {unit}")
            }
            When::In(point) => format!(
                "It crosses the limit between {first} and {}, with {value} {unit} in the earlier one",
                self.month_words(point.month)
            ),
            When::Beyond => format!(
                "It crosses the limit in {first} at the earliest, with {value} {unit}, and beyond 100 years at the latest"
            ),
            When::Never => format!(
                "It crosses the limit in {first} at the earliest, with {value} {unit}; at the lowest rate it does not"
            ),
        };
        if earliest.month > self.horizon {
            words.push_str(&format!(
                ". That is after the horizon of {} months",
                self.horizon
            ));
        }
        words + "."
    }

    fn fixed(&self, month: Option<Date>, value: Option<(f64, f64)>, over: Truth) -> String {
        let when = month.map_or_else(
            || "the month before the release".to_owned(),
            Date::month_words,
        );
        let figure = match (value, over) {
            (_, Truth::True) => "The figure of that month was over the limit".to_owned(),
            (_, Truth::False) => {
                let known = value.map(|value| format!(": {} {}", span(value), self.unit()));
                format!(
                    "The figure of that month was not over the limit{}",
                    known.unwrap_or_default()
                )
            }
            (Some((_, high)), Truth::Unknown) => format!(
                "The figure of that month is known only to be at most {} {}, which leaves it open",
                about(high),
                self.unit()
            ),
            (None, Truth::Unknown) => "The figure of that month is not known".to_owned(),
        };
        format!("It is tested once, for {when}; later growth is not in the wording. {figure}.")
    }

    /// What else has to be known to take the projection rightly.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.applies == Truth::Unknown && !matches!(self.outcome, Outcome::NotApplicable { .. })
        {
            let mut only = Vec::new();
            if self.limit.cond != Condition::Always {
                only.push(format!("it applies only {}", self.limit.cond.label()));
            }
            if self.limit.exempt != Exemption::None {
                only.push(format!("exempt is {}", self.limit.exempt.label()));
            }
            notes.push(format!(
                "Whether the limit concerns this scenario is not known: {}",
                only.join("; ")
            ));
        }
        if self.change.is_none() && !matches!(self.outcome, Outcome::NotApplicable { .. }) {
            notes.push("No rule judges by this limit; it is shown to be watched".to_owned());
        }
        notes.extend(self.basis.label().map(str::to_owned));
        if let Some(series) = self.growth.as_ref().and_then(|g| g.series.as_ref()) {
            notes.push(format!(
                "The rates are those from month to month in the series from {} to {}",
                series.first, series.last
            ));
        }
        if self.limit.when == Moment::AtVersionRelease
            && !matches!(
                self.outcome,
                Outcome::FixedDate { .. } | Outcome::NotApplicable { .. }
            )
        {
            notes.push(
                "Under the reading chosen it is a standing cap, though the text names one month"
                    .to_owned(),
            );
        }
        if self.outcome == Outcome::Never && self.figure.is_some_and(|(_, high)| high == 0.0) {
            notes.push(
                "There is nothing to grow yet; an estimate for the time after the launch would show more"
                    .to_owned(),
            );
        }
        notes
    }

    /// What changes above the limit; obligations are told apart.
    pub fn change_words(&self) -> Option<String> {
        let change = self.change.as_ref()?;
        let effect = self.limit.effect.label();
        match self.outcome {
            Outcome::AlreadyOver { .. } => Some(format!(
                "Over the limit {effect}; the verdict of today counts that: {}",
                change.today.label()
            )),
            Outcome::Crosses { .. }
            | Outcome::Beyond
            | Outcome::Never
            | Outcome::Unknown { .. } => Some(if change.then == change.today {
                format!(
                    "Above the limit {effect}; the verdict stays: {}",
                    change.then.label()
                )
            } else {
                format!(
                    "Above the limit {effect}; the verdict becomes: {} (today: {})",
                    change.then.label(),
                    change.today.label()
                )
            }),
            // One month decides, or no figure does.
            _ => None,
        }
    }
}

/// The questions that need an answer first.
fn unknown(missing: &[&str], book: &RuleBook) -> String {
    let questions: Vec<&str> = missing
        .iter()
        .map(|id| book.field(id).map_or(*id, |field| field.question.as_str()))
        .collect();
    if questions.is_empty() {
        return "It is not known when the limit is crossed.".to_owned();
    }
    format!(
        "It is not known when the limit is crossed. Without an answer: {}",
        questions.join(" ")
    )
}
