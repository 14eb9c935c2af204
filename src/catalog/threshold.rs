//! Limits of size, revenue and business that a license sets.

use serde::{Deserialize, Serialize};

use super::{Citation, Date};

/// One limit. None of its parts may be folded into "a cap": licenses differ
/// in what is counted, for whom, when, and what follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// What is counted.
    pub metric: Metric,
    /// Whether the exact value is still within the limit.
    pub op: Comparator,
    /// The limit in users, USD, tokens or visits; `None` where the kind of
    /// business alone is the trigger.
    #[serde(default)]
    pub value: Option<f64>,
    /// Whose figures count.
    pub scope: Scope,
    /// When it is measured.
    pub when: Moment,
    /// The month of a test that is made once, `YYYY-MM`.
    #[serde(default)]
    pub month: Option<Date>,
    /// The limit applies only if this holds.
    pub cond: Condition,
    /// What follows above the limit.
    pub effect: Effect,
    /// Who is exempt.
    pub exempt: Exemption,
    /// Whether the text words the exact value two ways.
    #[serde(default)]
    pub gap_at_equal: bool,
    /// What the text says about uses that are not commercial.
    pub other_use: OtherUse,
    /// Where the limit stands.
    pub cite: Vec<Citation>,
}

impl Threshold {
    /// What a part of the limit says, in the words of data files; `None` if no
    /// part has this name.
    pub fn part(&self, key: &str) -> Option<&'static str> {
        Some(match key {
            "metric" => self.metric.name(),
            "op" => self.op.name(),
            "scope" => self.scope.name(),
            "when" => self.when.name(),
            "cond" => self.cond.name(),
            "effect" => self.effect.name(),
            "exempt" => self.exempt.name(),
            "other_use" => self.other_use.name(),
            "gap_at_equal" if self.gap_at_equal => "true",
            "gap_at_equal" => "false",
            _ => return None,
        })
    }

    /// The words that a part can say; `None` if no part has this name.
    pub fn words_of(key: &str) -> Option<Vec<&'static str>> {
        fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
            all.iter().map(|value| name(*value)).collect()
        }
        Some(match key {
            "metric" => names(Metric::ALL, Metric::name),
            "op" => names(Comparator::ALL, Comparator::name),
            "scope" => names(Scope::ALL, Scope::name),
            "when" => names(Moment::ALL, Moment::name),
            "cond" => names(Condition::ALL, Condition::name),
            "effect" => names(Effect::ALL, Effect::name),
            "exempt" => names(Exemption::ALL, Exemption::name),
            "other_use" => names(OtherUse::ALL, OtherUse::name),
            "gap_at_equal" => vec!["true", "false"],
            _ => return None,
        })
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $id:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All values.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name used in data files and in rules.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => stringify!($variant),)* }
            }

            /// Id in JSON and in queries.
            pub fn id(self) -> &'static str {
                match self { $($name::$variant => $id,)* }
            }

            /// The words shown to people.
            pub fn label(self) -> &'static str {
                match self { $($name::$variant => $label,)* }
            }
        }
    };
}

vocabulary! {
    /// What a limit counts.
    Metric {
        /// Users in a month.
        Mau => "monthly_active_users", "monthly active users";
        /// Revenue in USD.
        Revenue => "revenue_usd", "revenue in USD";
        /// Output tokens in a month.
        OutputTokens => "output_tokens", "output tokens a month";
        /// Visits in a month.
        Visits => "visits", "visits a month";
        /// Nothing: the kind of business is the trigger.
        None => "kind_of_business", "kind of business";
    }
}

vocabulary! {
    /// How a value is compared with the limit.
    Comparator {
        /// Above the limit only.
        Gt => "more_than", "more than";
        /// At the limit and above.
        Ge => "at_least", "at least";
    }
}

impl Comparator {
    /// Whether a figure is over a limit.
    pub fn over(self, figure: f64, limit: f64) -> bool {
        match self {
            Comparator::Gt => figure > limit,
            Comparator::Ge => figure >= limit,
        }
    }
}

vocabulary! {
    /// Whose figures count.
    Scope {
        /// The product or service that uses the model.
        Product => "product", "the product or service that uses the model";
        /// The licensee.
        Licensee => "licensee", "the licensee";
        /// All products of the licensee; affiliates are not named.
        LicenseeAllProducts => "licensee_all_products", "all products and services of the licensee";
        /// The licensee and its affiliates.
        LicenseeAndAffiliates => "licensee_and_affiliates", "the licensee and its affiliates";
        /// All products of the licensee and its affiliates.
        LicenseeAndAffiliatesAllProducts => "licensee_and_affiliates_all_products", "all products and services of the licensee and its affiliates";
        /// The company, or the employer of a person, consolidated worldwide.
        CompanyOrEmployerConsolidated => "company_or_employer_consolidated", "the company or the person's employer, consolidated worldwide";
        /// Not recorded.
        Unknown => "unknown", "whoever it may be (not recorded)";
    }
}

vocabulary! {
    /// When a limit is measured.
    Moment {
        /// Once, for the month before the version was released.
        AtVersionRelease => "at_version_release", "once, for the calendar month before the version release date";
        /// At any time.
        Continuous => "continuous", "at any time";
        /// Every month.
        Monthly => "monthly", "every month";
        /// For the month before.
        PrecedingMonth => "preceding_month", "for the preceding month, again every month";
        /// A year's figure, at any time.
        AnnualContinuous => "annual_continuous", "for a year, at any time";
        /// Any twelve months in a row.
        AnyConsecutive12Months => "any_consecutive_12_months", "for any 12 months in a row";
        /// The last completed fiscal year.
        LastFiscalYear => "last_fiscal_year", "for the last fiscal year";
        /// No figure: always.
        Always => "always", "always";
    }
}

vocabulary! {
    /// When a limit applies at all.
    Condition {
        /// Without a condition.
        Always => "always", "always";
        /// In commercial use.
        CommercialUse => "commercial_use", "in commercial use";
        /// The licensee or an affiliate runs a model-as-a-service business.
        Maas => "model_as_a_service", "if the licensee or an affiliate offers models as a service";
        /// ... or an AI work assistant business.
        MaasOrWorkAssistant => "model_as_a_service_or_work_assistant", "if the licensee or an affiliate offers models as a service or an AI work assistant";
    }
}

vocabulary! {
    /// What follows above a limit.
    Effect {
        /// A separate license is needed.
        #[serde(alias = "SeparateLicence")]
        SeparateLicense => "separate_license", "a separate license is needed";
        /// The model's name has to be shown.
        DisplayName => "display_name", "the model's name has to be shown in the user interface";
        /// The text grants nothing above the limit and names no way out.
        NotAuthorised => "not_authorized", "nothing is granted";
        /// The license ends.
        Terminates => "terminates", "the license ends";
        /// The licensor's security review comes first.
        SecurityReview => "security_review", "the licensor's security review comes first";
    }
}

vocabulary! {
    /// Who is exempt from a limit.
    Exemption {
        /// Nobody.
        None => "none", "nobody";
        /// Who received the model inside an integrated end user product.
        IntegratedProductRecipient => "integrated_product_recipient", "whoever received the model inside an integrated product";
        /// Use inside the company that reaches no third party.
        Internal => "internal", "internal use that reaches no third party";
        /// Internal use, or the licensor's own products and certified partners.
        InternalOrCertified => "internal_or_certified_partner", "internal use, and access through the licensor or a certified partner";
    }
}

vocabulary! {
    /// What the text says about uses that are not plainly commercial.
    OtherUse {
        /// They are not affected.
        Unaffected => "unaffected", "not affected";
        /// Evaluation by a company is left open.
        EvaluationOpen => "evaluation_open", "evaluation by a company is left open";
        /// All purposes are left open.
        AllPurposesOpen => "all_purposes_open", "left open for every purpose";
    }
}
