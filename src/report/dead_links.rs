//! Links to places that are not in the report, after parts of it were left out.

use std::collections::BTreeSet;

use super::model::Section;

/// Makes plain words of links that lead nowhere.
pub(super) fn unlink(sections: &mut [Section]) {
    let mut places: BTreeSet<String> = sections.iter().map(Section::place).collect();
    let spans = sections.iter().flat_map(Section::spans);
    places.extend(spans.filter_map(|span| span.anchor.clone()));
    for span in sections.iter_mut().flat_map(Section::spans_mut) {
        let inside = span.link.as_deref().and_then(|link| link.strip_prefix('#'));
        if inside.is_some_and(|place| !places.contains(place)) {
            span.link = None;
        }
    }
}
