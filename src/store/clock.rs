//! The day, for reports that are not given one.

use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC, `YYYY-MM-DD`.
pub fn today() -> String {
    let days = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs() / 86_400);
    day_after_epoch(days)
}

/// Now in UTC for people, `YYYY-MM-DD, HH:MM UTC`.
pub fn now_words() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs());
    moment_words(seconds)
}

fn moment_words(seconds: u64) -> String {
    let day = day_after_epoch(seconds / 86_400);
    let minutes = seconds % 86_400 / 60;
    format!("{day}, {:02}:{:02} UTC", minutes / 60, minutes % 60)
}

/// The calendar day this many days after 1970-01-01 (Gregorian calendar).
fn day_after_epoch(mut days: u64) -> String {
    let mut year = 1970_u64;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", days + 1)
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(day_after_epoch(0), "1970-01-01");
        assert_eq!(day_after_epoch(19_782), "2024-02-29");
        assert_eq!(day_after_epoch(20_781), "2026-11-24");
        assert_eq!(moment_words(86_399), "1970-01-01, 23:59 UTC");
    }
}
