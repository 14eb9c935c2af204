//! The charts of a report on a sheet: their figures as cells, and beside them
//! charts that the program draws from these.

use rust_xlsxwriter::{
    Chart as Drawing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartPoint, ChartSolidFill, ChartType,
    Format as CellFormat, Worksheet, XlsxError,
};

use super::cell::{clean, color, head, signed, toned, wrapped};
use crate::export::palette;
use crate::matrix::Tone;
use crate::report::{BarChart, Chart, LineChart};

/// Widths of the columns, in letters.
const NAMES: f64 = 34.0;
const FIGURES: f64 = 16.0;

/// Columns that hold figures; charts stand to the right of them.
const COLUMNS: u16 = 5;

/// Size of a chart in pixels, and the rows that it covers.
const SIZE: (u32, u32) = (640, 300);
const ROWS: u32 = 17;

/// How figures are written.
const FIGURE: &str = "#,##0";

/// The longest description of a chart that Excel takes.
const LONGEST: usize = 255;

/// A sheet with all charts, one below the other.
pub(super) fn sheet(name: &str, charts: &[&Chart]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    sheet.set_column_width(0, NAMES)?;
    for column in 1..COLUMNS {
        sheet.set_column_width(column, FIGURES)?;
    }
    // What is read first is what the sheet is about.
    sheet.write_string_with_format(0, 0, "Charts, with the figures behind them", &title())?;
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 1;
    for chart in charts {
        sheet.write_string_with_format(row, 0, clean(chart.title()), &title())?;
        let (mut drawing, last) = match chart {
            Chart::Bar(chart) => bars(&mut sheet, name, row + 1, chart)?,
            Chart::Lines(chart) => lines(&mut sheet, name, row + 1, chart)?,
        };
        let described: String = clean(chart.description()).chars().take(LONGEST).collect();
        drawing.set_width(SIZE.0).set_height(SIZE.1);
        drawing.set_alt_text(described);
        let title: String = clean(chart.title()).chars().take(LONGEST).collect();
        let mut font = ChartFont::new();
        font.set_size(10).set_bold();
        drawing.title().set_name(title.as_str()).set_font(&font);
        sheet.insert_chart(row, COLUMNS, &drawing)?;
        row = last.max(row + ROWS) + 2;
    }
    Ok(sheet)
}

/// A line that goes on over the cells at its right.
fn title() -> CellFormat {
    CellFormat::new().set_bold()
}

fn bars(
    sheet: &mut Worksheet,
    name: &str,
    first: u32,
    chart: &BarChart,
) -> Result<(Drawing, u32), XlsxError> {
    sheet.write_string_with_format(first, 0, "Kind", &head())?;
    sheet.write_string_with_format(first, 1, "Count", &head())?;
    let mut row = first;
    let mut points = Vec::new();
    for (tone, label, count) in &chart.parts {
        row += 1;
        let (fill, ink) = palette::tone(*tone);
        sheet.write_string_with_format(row, 0, clean(&signed(*tone, label)), &toned(*tone))?;
        // Counts of models are far below what a float cannot hold.
        sheet.write_number_with_format(row, 1, *count as f64, &wrapped())?;
        let mut format = ChartFormat::new();
        format
            .set_solid_fill(ChartSolidFill::new().set_color(color(fill)))
            .set_border(ChartLine::new().set_color(color(ink)));
        points.push(ChartPoint::new().set_format(&mut format));
    }
    let mut drawing = Drawing::new(ChartType::Bar);
    drawing
        .add_series()
        .set_categories((name, first + 1, 0, row, 0))
        .set_values((name, first + 1, 1, row, 1))
        .set_name((name, first, 1))
        .set_points(&points)
        .set_gap(40)
        .set_data_label(ChartDataLabel::new().show_value());
    // In charts of lying bars the library has the names on its other axis.
    drawing.y_axis().set_reverse();
    drawing.x_axis().set_hidden(true).set_major_gridlines(false);
    drawing.legend().set_hidden();
    Ok((drawing, row))
}

fn lines(
    sheet: &mut Worksheet,
    name: &str,
    first: u32,
    chart: &LineChart,
) -> Result<(Drawing, u32), XlsxError> {
    let ink = palette::tone(Tone::Neutral).1;
    let several = chart.lines.len() > 1;
    let start = chart
        .x
        .marks
        .first()
        .map_or("", |(_, words)| words.as_str());
    let months = match start.parse::<u32>() {
        Err(_) if !start.is_empty() => format!("Months from {start}"),
        _ => "Months".to_owned(),
    };
    sheet.write_string_with_format(first, 0, clean(&months), &head())?;
    let figure = wrapped().set_num_format(FIGURE);
    let mut drawing = Drawing::new(ChartType::ScatterStraight);
    let mut last = first;
    let mut column = 0;
    for line in &chart.lines {
        column += 1;
        let title = match (several, line.broken) {
            (false, _) => "Figure",
            (true, true) => "At the least",
            (true, false) => "At the most",
        };
        sheet.write_string_with_format(first, column, title, &head())?;
        let mut row = first;
        let mut drawn = first;
        for (month, value) in &line.points {
            row += 1;
            sheet.write_number_with_format(row, 0, *month, &wrapped())?;
            sheet.write_number_with_format(row, column, *value, &figure)?;
            // What runs out of the chart ends at its upper edge.
            if *value <= chart.y.end && drawn + 1 == row {
                drawn = row;
            }
        }
        last = last.max(row);
        if drawn > first {
            let mut stroke = ChartLine::new();
            stroke.set_color(color(ink)).set_width(1.75);
            if line.broken {
                stroke.set_dash_type(ChartLineDashType::Dash);
            }
            drawing
                .add_series()
                .set_categories((name, first + 1, 0, drawn, 0))
                .set_values((name, first + 1, column, drawn, column))
                .set_name((name, first, column))
                .set_format(ChartFormat::new().set_line(&stroke));
        }
    }
    let last = marks(sheet, &mut drawing, (name, last), chart)?;
    drawing
        .x_axis()
        .set_min(0)
        .set_max(chart.x.end)
        .set_name(clean(&months).as_str());
    drawing
        .y_axis()
        .set_min(0)
        .set_max(chart.y.end)
        .set_num_format(FIGURE);
    drawing.legend().set_position(ChartLegendPosition::Bottom);
    Ok((drawing, last))
}

/// The limit from the first month to the last, and the crossing, below row
/// `last`; the last row of them.
fn marks(
    sheet: &mut Worksheet,
    drawing: &mut Drawing,
    (name, mut last): (&str, u32),
    chart: &LineChart,
) -> Result<u32, XlsxError> {
    let red = palette::tone(Tone::Bad).1;
    let figure = wrapped().set_num_format(FIGURE);
    let (cap, words) = &chart.limit;
    let mut marks = vec![(words.clone(), vec![(0.0, *cap), (chart.x.end, *cap)])];
    if let Some((point, words)) = &chart.crossing {
        marks.push((format!("Crossed: {words}"), vec![*point]));
    }
    for (words, points) in marks {
        last += 1;
        sheet.write_string_with_format(last, 0, clean(&words), &head())?;
        let title = last;
        for (month, value) in &points {
            last += 1;
            sheet.write_number_with_format(last, 0, *month, &wrapped())?;
            sheet.write_number_with_format(last, 1, *value, &figure)?;
        }
        let series = drawing
            .add_series()
            .set_categories((name, title + 1, 0, last, 0))
            .set_values((name, title + 1, 1, last, 1))
            .set_name((name, title, 0));
        let mut stroke = ChartLine::new();
        stroke.set_color(color(red)).set_width(1.5);
        series.set_format(ChartFormat::new().set_line(&stroke));
        if points.len() == 1 {
            let mut format = ChartFormat::new();
            format.set_solid_fill(ChartSolidFill::new().set_color(color(red)));
            let mut marker = ChartMarker::new();
            marker.set_type(ChartMarkerType::Diamond).set_size(9);
            series.set_marker(marker.set_format(&mut format));
        }
    }
    Ok(last)
}
