//! How far an export is, and that one that is stopped gives nothing.

use super::*;

/// Writes until the `last`-th time that it is asked whether to go on; the
/// shares told until then.
fn until(report: &Report, format: Format, last: usize) -> (Vec<f32>, Result<Vec<u8>, ExportError>) {
    let mut told = Vec::new();
    let result = write(report, format, Standard::default(), &mut |share| {
        told.push(share);
        if told.len() < last {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    (told, result)
}

#[test]
fn an_export_tells_how_far_it_is_row_by_row() {
    let report = real(Kind::Brief, "");
    let rows = report.sections.iter().flat_map(|section| &section.blocks);
    let rows = rows.map(|block| match block {
        Block::Table(table) => table.rows.len(),
        _ => 0,
    });
    let longest = rows.max().unwrap();
    assert!(longest > 50);
    for format in Format::ALL {
        let (told, result) = until(&report, format, usize::MAX);
        result.unwrap();
        let [first, .., last] = told.as_slice() else {
            panic!("{format:?} tells nothing");
        };
        assert_eq!((*first, *last), (0.0, 1.0), "{format:?}");
        assert!(told.is_sorted(), "{format:?} goes back: {told:?}");
        // The record is there already.
        if !matches!(format, Format::Record | Format::Docx) {
            assert!(told.len() > longest, "{format:?}: {} steps", told.len());
            let widest = told.windows(2).map(|two| two[1] - two[0]);
            let widest = widest.fold(0.0, f32::max);
            // The end of a workbook is one step, and half of the work.
            let most = if format == Format::Xlsx { 0.51 } else { 0.1 };
            assert!(widest < most, "{format:?} leaps by {widest}");
        }
    }
}

#[test]
fn an_export_that_is_stopped_gives_nothing() {
    let report = real(Kind::Brief, THREE);
    for format in Format::ALL {
        let (told, _) = until(&report, format, usize::MAX);
        let slow = matches!(format, Format::Pdf | Format::Xlsx | Format::Docx);
        let every = if slow { told.len() / 8 + 1 } else { 1 };
        for last in (1..=told.len()).step_by(every).chain([told.len()]) {
            let (again, result) = until(&report, format, last);
            // While a file is packed, the clock decides how often it asks.
            if again.len() == last {
                let stopped = Err(ExportError::Canceled);
                assert_eq!(result, stopped, "{format:?}, {last} of {}", told.len());
            } else {
                assert!(matches!(format, Format::Xlsx | Format::Docx));
            }
        }
    }
}
