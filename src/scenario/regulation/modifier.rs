//! Whether a change makes whoever makes it the provider of the model (EU):
//! compute of the change against a third of the original's training compute.

use crate::scenario::answer::{Answer, bounds};
use crate::scenario::truth::Truth;

/// Training compute above which systemic risk is presumed, in FLOP.
const SYSTEMIC: f64 = 1e25;

/// Training compute above which a model counts as one of general purpose, in
/// FLOP.
const GENERAL_PURPOSE: f64 = 1e23;

/// The test of the guidelines, paragraphs 63 and 64.
#[derive(Debug, Clone, PartialEq)]
pub struct ModifierTest {
    /// The threshold in FLOP; two values where it is not known which holds.
    pub threshold: (f64, f64),
    /// Why this threshold, with the paragraph.
    pub basis: &'static str,
    /// Whether a value stands in for an original whose compute is not known.
    pub fallback: bool,
    /// Whether the change takes more than the threshold.
    pub provider: Truth,
    /// Whether the original has systemic risk.
    pub systemic: Truth,
    /// Questions whose answer is missing.
    pub missing: Vec<&'static str>,
}

/// Compares the compute of a change with the threshold.
pub fn modifier_test(change: &Answer, original: &Answer, systemic: &Answer) -> ModifierTest {
    let base = bounds(original);
    let systemic = match systemic {
        Answer::Flag(flag) => Truth::of(*flag),
        _ => match base {
            Some((low, _)) if low > SYSTEMIC => Truth::True,
            _ => Truth::Unknown,
        },
    };
    let (threshold, basis) = match (base, systemic) {
        (Some((low, high)), _) => (
            (low / 3.0, high / 3.0),
            "one third of the training compute of the original model (63)",
        ),
        (None, Truth::True) => (
            (SYSTEMIC / 3.0, SYSTEMIC / 3.0),
            "one third of 10^25, because the compute of the original is not known and it has systemic risk (64)",
        ),
        (None, Truth::False) => (
            (GENERAL_PURPOSE / 3.0, GENERAL_PURPOSE / 3.0),
            "one third of 10^23, because the compute of the original is not known (64)",
        ),
        (None, Truth::Unknown) => (
            (GENERAL_PURPOSE / 3.0, SYSTEMIC / 3.0),
            "one third of 10^23, or of 10^25 if the original has systemic risk, because its compute is not known (64)",
        ),
    };
    let provider = match bounds(change) {
        None => Truth::Unknown,
        Some((low, _)) if low > threshold.1 => Truth::True,
        Some((_, high)) if high <= threshold.0 => Truth::False,
        Some(_) => Truth::Unknown,
    };
    let mut missing = Vec::new();
    if provider == Truth::Unknown {
        // What is a range has to be narrowed.
        if bounds(change).is_none_or(|(low, high)| low < high) {
            missing.push("ft_compute_flop");
        }
        if base.is_some() && threshold.0 < threshold.1 {
            missing.push("base_compute_flop");
        }
        if base.is_none() && systemic == Truth::Unknown {
            missing.extend(["base_compute_flop", "base_systemic_risk"]);
        }
    }
    ModifierTest {
        threshold,
        basis,
        fallback: base.is_none(),
        provider,
        systemic,
        missing,
    }
}

impl ModifierTest {
    /// The threshold, why it holds, and what the test comes to, in words.
    pub fn words(&self) -> String {
        let (low, high) = self.threshold;
        let threshold = if low < high {
            format!("{} to {}", flop(low), flop(high))
        } else {
            flop(low)
        };
        let outcome = match (self.provider, self.systemic) {
            (Truth::True, Truth::True) => {
                "Whoever makes the change becomes provider of the changed model, with systemic risk: notify the Commission under Art. 52(1) (70)"
            }
            (Truth::True, _) => "Whoever makes the change becomes provider of the changed model",
            (Truth::False, _) => "Not a provider by this test",
            (Truth::Unknown, _) => "Not known whether the change is above it",
        };
        let better = if self.fallback && self.provider == Truth::True {
            " If the compute of the original can be found out, it decides instead."
        } else {
            ""
        };
        format!(
            "Threshold: {threshold} FLOP, {}. {outcome}.{better}",
            self.basis
        )
    }
}

/// "3.33 × 10^22".
fn flop(value: f64) -> String {
    let text = format!("{value:.2e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!("{digits} × 10^{power}")
}
