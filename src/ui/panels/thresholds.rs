//! When the limits of a model's license are crossed under the scenario: a
//! sentence for each, and a chart where there is a figure to draw.

use egui::{Id, RichText, Sense, Ui, Vec2b, WidgetInfo};
use egui_plot::{
    AxisHints, GridMark, HLine, Line, LineStyle, Plot, PlotPoint, PlotPoints, PlotUi, Points, Text,
};

use super::Outbox;
use super::cited::cited_ui;
use crate::app::State;
use crate::catalog::{Date, Model};
use crate::matrix::{Tone, short_number};
use crate::scenario::{ChartExtent, Outcome, Projection, Truth, axis_marks, projections};
use crate::ui::theme::tokens::{Palette, size};
use crate::ui::theme::{palette, section};
use crate::verdicts::{obligation_words, subject_of};

/// Draws the limits of a model, under a heading; nothing where no scenario is
/// chosen or the model has no limit.
pub fn thresholds_ui(ui: &mut Ui, state: &State, model: &Model, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    let subject = subject_of(&state.catalog, scenario, model, &state.texts);
    let today = Date::parse(&state.date);
    let limits = projections(&state.book, scenario, &subject, today);
    if limits.is_empty() {
        return;
    }
    ui.add_space(size::GAP);
    ui.label(section("Thresholds"));
    for (index, projection) in limits.iter().enumerate() {
        if index > 0 {
            ui.add_space(size::GAP);
        }
        limit_ui(ui, state, projection, out);
        let id = Id::unique(("threshold", &model.id, index));
        if projection.at(0).is_some() {
            chart_ui(ui, state, projection, id);
        }
    }
}

/// One limit in words.
fn limit_ui(ui: &mut Ui, state: &State, projection: &Projection, out: &mut Outbox) {
    let whom = projection.whom_words();
    ui.strong(format!("{}{whom}", projection.limit_words()));
    if let Some(figure) = projection.figure_words() {
        let growth = projection.growth.as_ref();
        let growth = growth.map_or(String::new(), |g| format!("; growth {}", g.words()));
        ui.label(format!("Today: {figure}{growth}"));
    }
    let sign = sign(&projection.outcome);
    let words = projection.outcome_words(&state.book);
    let color = palette(ui).tone(sign).text;
    ui.label(RichText::new(format!("{} {words}", sign.sign()).trim()).color(color));
    if let Some(words) = projection.calendar_year_words(&state.book) {
        ui.label(words);
    }
    if let Some(months) = projection.months_of_warning().filter(|months| *months > 0) {
        let from = projection.watched_from().unwrap_or_default();
        let from = projection.month_words(from);
        ui.label(format!(
            "{months} months left; watch the figure from {from} on"
        ));
    }
    if let Some(words) = projection.change_words() {
        ui.label(words);
    }
    if let Outcome::Crosses { .. } = projection.outcome {
        let change = projection.change.iter();
        for obligation in change.flat_map(|change| &change.obligations) {
            let words = obligation_words(&state.catalog, &state.book, obligation);
            ui.label(format!("\u{2022} Owed then: {words}"));
        }
    }
    for note in projection.notes() {
        ui.weak(note);
    }
    cited_ui(ui, state, &projection.limit.cite, out);
}

/// How an outcome is to be taken; a month far away is no all-clear.
fn sign(outcome: &Outcome) -> Tone {
    match outcome {
        Outcome::AlreadyOver { .. } => Tone::Bad,
        Outcome::Crosses { .. } | Outcome::KindOfBusiness => Tone::Condition,
        Outcome::Unknown { .. } => Tone::Unknown,
        Outcome::FixedDate { over, .. } => match over {
            Truth::True => Tone::Bad,
            Truth::Unknown => Tone::Unknown,
            Truth::False => Tone::Neutral,
        },
        Outcome::Never | Outcome::Beyond | Outcome::NotApplicable { .. } => Tone::Neutral,
    }
}

fn chart_ui(ui: &mut Ui, state: &State, projection: &Projection, id: Id) {
    let Some(cap) = projection.limit.value else {
        return;
    };
    let colors = palette(ui);
    let extent = ChartExtent::of(projection, cap);
    let ChartExtent { months, height } = extent;
    let step = extent.month_step();
    let rise = extent.figure_step();
    let font = egui::FontId::proportional(size::TEXT_SMALL);
    let x_axis = AxisHints::new_x()
        // At the right edge there is no room for a label.
        .formatter(move |mark, _| match f64::from(months) - mark.value {
            room if room < f64::from(months) / 10.0 => String::new(),
            _ => axis_month(projection, mark.value),
        })
        .label_spacing(egui::Rangef::new(8.0, 9.0))
        .tick_label_color(colors.text_quiet)
        .tick_label_font(font.clone());
    let y_axis = AxisHints::new_y()
        // The corner belongs to the first month.
        .formatter(|mark, _| match mark.value {
            0.0 => String::new(),
            value => short_number(value),
        })
        .label_spacing(egui::Rangef::new(8.0, 9.0))
        .min_thickness(40.0)
        .tick_label_color(colors.text_quiet)
        .tick_label_font(font);
    let plot = Plot::new(id)
        .id(id)
        .height(size::CHART)
        .sense(Sense::hover())
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .auto_bounds(Vec2b::FALSE)
        .set_margin_fraction(egui::Vec2::ZERO)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .grid_color(colors.border)
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .x_grid_spacer(move |_| marks(f64::from(months), f64::from(step)))
        .y_grid_spacer(move |_| marks(height, rise));
    let shown = plot.show(ui, |plot| {
        plot.set_plot_bounds_x(0.0..=f64::from(months));
        plot.set_plot_bounds_y(0.0..=height);
        draw(plot, projection, cap, &extent, colors);
    });
    let words = projection.outcome_words(&state.book);
    let words = format!("Chart. {}: {words}", projection.limit_words());
    shown
        .response
        .widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &words));
    if projection.at(months).is_some_and(|(low, high)| low != high) {
        ui.weak(RichText::new("Solid line: at the most. Broken line: at the least.").small());
    }
}

/// The lines, the limit, and where they meet.
fn draw<'a>(
    plot: &mut PlotUi<'a>,
    projection: &Projection,
    cap: f64,
    extent: &ChartExtent,
    colors: &Palette,
) {
    let line = |pick: fn((f64, f64)) -> f64| -> PlotPoints<'a> {
        (0..=extent.months)
            .filter_map(|month| Some([f64::from(month), pick(projection.at(month)?)]))
            .collect()
    };
    let limit = colors.tone(Tone::Bad).text;
    plot.hline(HLine::new("limit", cap).color(limit).width(1.5));
    // Where the lines do not run: they cross the limit near the left or later.
    let early = projection
        .crossing()
        .is_some_and(|month| month > 0 && month * 3 < extent.months);
    let (side, anchor) = if early {
        (f64::from(extent.months), egui::Align2::RIGHT_BOTTOM)
    } else {
        (0.0, egui::Align2::LEFT_BOTTOM)
    };
    let words = format!(" Limit: {} ", short_number(cap));
    plot.text(
        Text::new("limit in words", PlotPoint::new(side, cap), words)
            .color(limit)
            .anchor(anchor),
    );
    plot.line(
        Line::new("at the least", line(|(low, _)| low))
            .color(colors.accent)
            .width(1.5)
            .style(LineStyle::dashed_dense()),
    );
    plot.line(
        Line::new("at the most", line(|(_, high)| high))
            .color(colors.accent)
            .width(2.0),
    );
    if let Outcome::Crosses { earliest, .. } = &projection.outcome {
        let month = f64::from(earliest.month);
        plot.line(
            Line::new("crossing", vec![[month, 0.0], [month, earliest.value]])
                .color(colors.text_quiet)
                .style(LineStyle::dotted_dense()),
        );
        plot.points(
            Points::new("crossing", vec![[month, earliest.value]])
                .color(limit)
                .radius(4.0),
        );
        // On the side where there is room.
        let left = earliest.month * 2 > extent.months;
        let (anchor, words) = if left {
            (
                egui::Align2::RIGHT_BOTTOM,
                format!("{} ", projection.crossing_month(earliest.month)),
            )
        } else {
            (
                egui::Align2::LEFT_BOTTOM,
                format!(" {}", projection.crossing_month(earliest.month)),
            )
        };
        plot.text(
            Text::new("crossing in words", PlotPoint::new(month, 0.0), words)
                .color(colors.text_strong)
                .anchor(anchor),
        );
    }
}

/// A month on the axis; the marks are whole months.
fn axis_month(projection: &Projection, month: f64) -> String {
    projection.axis_month(month.round().max(0.0) as u32)
}

/// Marks of a grid from 0 on.
fn marks(end: f64, step: f64) -> Vec<GridMark> {
    axis_marks(end, step)
        .map(|value| GridMark {
            value,
            step_size: step,
        })
        .collect()
}
