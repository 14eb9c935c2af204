//! Merging the order of lists.

/// The order in which what is left stands, and whether both sides moved what
/// they have in common in different ways. What one side alone has stands behind
/// what it stood behind there.
pub(super) fn merged_order(
    base: &[String],
    mine: &[String],
    theirs: &[String],
    left: &dyn Fn(&str) -> bool,
) -> (Vec<String>, bool) {
    let common = |list: &[String]| -> Vec<String> {
        let everywhere =
            |id: &&String| base.contains(id) && mine.contains(id) && theirs.contains(id);
        list.iter().filter(everywhere).cloned().collect()
    };
    let (before, here, there) = (common(base), common(mine), common(theirs));
    let both = here != before && there != before && here != there;
    // Whoever moved something leads.
    let (first, second) = if mine == base || (here == before && there != before) {
        (theirs, mine)
    } else {
        (mine, theirs)
    };
    let mut order: Vec<String> = first.iter().filter(|id| left(id)).cloned().collect();
    for (place, id) in second.iter().enumerate() {
        if order.contains(id) || !left(id) {
            continue;
        }
        let ahead = second[..place].iter().rev();
        let behind = ahead
            .filter_map(|other| order.iter().position(|known| known == other))
            .next();
        order.insert(behind.map_or(0, |place| place + 1), id.clone());
    }
    (order, both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(base: &str, mine: &str, theirs: &str) -> (String, bool) {
        let list = |text: &str| -> Vec<String> { text.chars().map(String::from).collect() };
        let (order, both) = merged_order(&list(base), &list(mine), &list(theirs), &|_| true);
        (order.concat(), both)
    }

    #[test]
    fn additions_stand_where_they_stood_and_moves_are_kept() {
        assert_eq!(order("abc", "abc", "cab"), ("cab".to_owned(), false));
        assert_eq!(order("abc", "cab", "abc"), ("cab".to_owned(), false));
        assert_eq!(order("abc", "axbc", "abcy"), ("axbcy".to_owned(), false));
        assert_eq!(order("abc", "abcx", "cbay"), ("cxbay".to_owned(), false));
        assert_eq!(order("abc", "bac", "acb"), ("bac".to_owned(), true));
        assert_eq!(order("abc", "bac", "bac"), ("bac".to_owned(), false));
        assert_eq!(order("", "", "xy"), ("xy".to_owned(), false));
    }
}
