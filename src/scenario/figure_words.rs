//! Figures in a few digits, with their ranges and shares.

use crate::matrix::short_number;

/// A figure in four digits, "102.8M"; said to be rounded where it is.
pub fn about(value: f64) -> String {
    if !value.is_finite() || value == 0.0 {
        return short_number(value);
    }
    let digits = value.abs().log10().floor();
    let unit = 10_f64.powi(digits as i32 - 3);
    let rounded = if unit >= 1.0 {
        (value / unit).round() * unit
    } else {
        (value * 1e3).round() / 1e3
    };
    // What is left of a division by a power of ten.
    if (rounded - value).abs() <= value.abs() * 1e-9 {
        short_number(rounded)
    } else {
        format!("about {}", short_number(rounded))
    }
}

/// "60M", or "between 50M and 60M".
pub(super) fn span((low, high): (f64, f64)) -> String {
    if low == high {
        about(low)
    } else {
        format!("between {} and {}", about(low), about(high))
    }
}

/// "60 % of", "between 50 % and 60 % of", or "400 times" for what is that much.
pub(super) fn share_words((low, high): (f64, f64)) -> String {
    let one = |share: f64| match share {
        // Just below a limit is not the limit.
        _ if share < 1.0 => format!("{} % of", (share * 1000.0).floor() / 10.0),
        _ if share < 10.0 => format!("{} % of", (share * 1000.0).round() / 10.0),
        _ => format!("{} times", about(share)),
    };
    if low == high {
        one(low)
    } else {
        format!("between {} and {}", one(low), one(high)).replacen(" % of and", " % and", 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_figures_are_said_to_be_rounded() {
        assert_eq!(about(100e6), "100M");
        assert_eq!(about(102_829_456.2), "about 102.8M");
        assert_eq!(about(11_714_572.3), "about 11.71M");
        assert_eq!(about(1_000_000_001.0), "1bn");
        assert_eq!(about(100_000_001.0), "about 100M");
        assert_eq!(about(0.0), "0");
        assert_eq!(about(12.25), "12.25");
        assert_eq!(about(0.123_456), "about 0.123");
    }

    #[test]
    fn a_share_just_below_the_limit_is_not_all_of_it() {
        assert_eq!(share_words((0.999_99, 0.999_99)), "99.9 % of");
        assert_eq!(share_words((1.0, 1.0)), "100 % of");
        assert_eq!(share_words((0.5, 1.2)), "between 50 % and 120 % of");
        assert_eq!(share_words((400.0, 400.0)), "400 times");
        assert_eq!(share_words((0.5, 20.0)), "between 50 % and 20 times");
    }
}
