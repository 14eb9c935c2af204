//! Links to places that are not in the report, after parts of it were left out.

use std::collections::BTreeSet;

use super::model::{Block, Section, Span};

/// Makes plain words of links that lead nowhere.
pub(super) fn unlink(sections: &mut [Section]) {
    let mut places: BTreeSet<String> = sections.iter().map(Section::place).collect();
    for section in sections.iter_mut() {
        each(section, &mut |span| places.extend(span.anchor.clone()));
    }
    for section in sections {
        each(section, &mut |span| {
            let inside = span.link.as_deref().and_then(|link| link.strip_prefix('#'));
            if inside.is_some_and(|place| !places.contains(place)) {
                span.link = None;
            }
        });
    }
}

/// Does something with every run of text of a section.
fn each(section: &mut Section, act: &mut dyn FnMut(&mut Span)) {
    for block in &mut section.blocks {
        match block {
            Block::Paragraph(spans) | Block::Callout { text: spans, .. } => {
                spans.iter_mut().for_each(&mut *act);
            }
            Block::List(items) | Block::Checklist(items) => {
                items.iter_mut().flatten().for_each(&mut *act);
            }
            Block::KeyValues(pairs) => {
                pairs
                    .iter_mut()
                    .flat_map(|(_, spans)| spans)
                    .for_each(&mut *act);
            }
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                cells.flat_map(|cell| &mut cell.spans).for_each(&mut *act);
            }
            Block::Heading { .. } | Block::Chart(_) | Block::SignatureLines(_) => {}
        }
    }
}
