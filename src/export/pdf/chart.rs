//! Charts as lines, areas and words. For readers who cannot see them they are
//! figures with a description.

use super::draw::{Color, Fill, Item, NodeId, Stroke};
use super::flow::Brick;
use super::layout::Layouter;
use super::shape::FaceId;
use super::spans::StyledSpan;
use super::style::{self, Size};
use super::text::{Place, break_lines, line_items};
use crate::matrix::Tone;
use crate::report::{BarChart, Chart, LineChart};

/// On which side of its place a label stands.
#[derive(Clone, Copy)]
enum Side {
    Right,
    Left,
    Middle,
}

/// The area in which the lines of a chart run.
struct Area {
    x: f32,
    y: f32,
    w: f32,
    h: f32,
    end: (f64, f64),
}

impl Area {
    fn right(&self) -> f32 {
        self.x + self.w
    }

    fn bottom(&self) -> f32 {
        self.y + self.h
    }

    /// Where a point of the chart lies. Points beyond the area lie on its edge.
    fn place(&self, (x, y): (f64, f64)) -> (f32, f32) {
        let share = |value: f64, end: f64| (value / end.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        (
            self.x + self.w * share(x, self.end.0) as f32,
            self.y + self.h * (1.0 - share(y, self.end.1) as f32),
        )
    }
}

impl Layouter<'_, '_> {
    /// A chart below its title; both stay together.
    pub(super) fn chart(&mut self, chart: &Chart, parent: NodeId) {
        let figure = self.tree.figure(parent, chart.description());
        let (height, mut items) = match chart {
            Chart::Lines(chart) => self.line_chart(chart, figure),
            Chart::Bar(chart) => self.bar_chart(chart, figure),
        };
        let size = style::CELL;
        let width = self.flow.content_width();
        let title = StyledSpan::new(chart.title(), FaceId::Bold, size.font, style::INK);
        let lines = break_lines(&mut self.shaping, &[title], width);
        let above = lines.len() as f32 * size.line + style::CHART_GAP;
        for item in &mut items {
            item.shift(above);
            item.belongs_to(figure);
        }
        for (index, line) in lines.iter().enumerate() {
            let place = Place {
                x: style::MARGIN_X,
                y: index as f32 * size.line,
                size,
                node: Some(figure),
            };
            let words = line_items(line, place, &mut self.tree, &mut Vec::new());
            items.splice(0..0, words);
        }
        self.flow.push(Brick {
            height: above + height,
            before: style::CHART_GAP,
            items,
            ..Brick::default()
        });
        self.flow.push(Brick::gap(style::AFTER_PARAGRAPH * 2.0));
    }

    fn line_chart(&mut self, chart: &LineChart, figure: NodeId) -> (f32, Vec<Item>) {
        let area = Area {
            x: style::MARGIN_X + style::CHART_LEFT,
            y: 0.0,
            w: (self.flow.content_width() - style::CHART_LEFT).min(style::CHART_WIDTH),
            h: style::CHART_HEIGHT,
            end: (chart.x.end, chart.y.end),
        };
        let mut items = self.axes(chart, &area, figure);
        items.extend(self.limit(chart, &area, figure));
        for line in &chart.lines {
            // What runs out of the chart ends at its upper edge.
            let pairs = line.points.windows(2);
            let inside = pairs.filter(|pair| pair[0].1 <= chart.y.end);
            for (index, pair) in inside.enumerate() {
                if !(line.broken && index % 2 == 1) {
                    let (from, to) = (area.place(pair[0]), area.place(pair[1]));
                    items.push(stroke(from, to, 1.4, self.accent));
                }
            }
        }
        items.extend(self.crossing(chart, &area, figure));
        let mut height = area.h + 14.0;
        if chart.lines.len() > 1 {
            let words = "Unbroken line: at the most. Broken line: at the least.";
            let at = (area.x, area.bottom() + 22.0);
            items.extend(self.chart_label(words, at, Side::Right, style::GRAY, figure));
            height += 11.0;
        }
        (height, items)
    }

    fn axes(&mut self, chart: &LineChart, area: &Area, figure: NodeId) -> Vec<Item> {
        let (bottom, right) = (area.bottom(), area.right());
        let mut items = Vec::new();
        for (value, words) in &chart.y.marks {
            let (_, y) = area.place((0.0, *value));
            let line = stroke((area.x, y), (right, y), style::HAIRLINE, style::RULE);
            items.push(line);
            let at = (area.x - 4.0, y + 2.8);
            items.extend(self.chart_label(words, at, Side::Left, style::GRAY, figure));
        }
        for (value, words) in &chart.x.marks {
            let (x, _) = area.place((*value, 0.0));
            let tick = ((x, bottom), (x, bottom + 3.0));
            items.push(stroke(tick.0, tick.1, style::HAIRLINE, style::RULE_STRONG));
            let at = (x, bottom + 11.0);
            items.extend(self.chart_label(words, at, Side::Middle, style::GRAY, figure));
        }
        let foot = ((area.x, bottom), (right, bottom));
        items.push(stroke(foot.0, foot.1, 0.8, style::RULE_STRONG));
        items
    }

    fn limit(&mut self, chart: &LineChart, area: &Area, figure: NodeId) -> Vec<Item> {
        let (_, red) = style::tone_colors(Tone::Bad);
        let (cap, words) = &chart.limit;
        let (_, y) = area.place((0.0, *cap));
        let mut items = vec![stroke((area.x, y), (area.right(), y), 1.2, red)];
        // The words stand where the line does not run: it crosses the limit
        // early or late.
        let early = chart
            .crossing
            .as_ref()
            .is_some_and(|((x, _), _)| *x * 3.0 < chart.x.end);
        let (at, side) = if early {
            ((area.right() - 2.0, y - 3.0), Side::Left)
        } else {
            ((area.x + 3.0, y - 3.0), Side::Right)
        };
        items.extend(self.chart_label(words, at, side, red, figure));
        items
    }

    fn crossing(&mut self, chart: &LineChart, area: &Area, figure: NodeId) -> Vec<Item> {
        let Some((point, words)) = &chart.crossing else {
            return Vec::new();
        };
        let (_, red) = style::tone_colors(Tone::Bad);
        let (x, y) = area.place(*point);
        let bottom = area.bottom();
        let mut items = vec![
            stroke((x, y), (x, bottom), style::HAIRLINE, style::GRAY),
            Item::Fill(Fill {
                x: x - 2.5,
                y: y - 2.5,
                w: 5.0,
                h: 5.0,
                color: red,
                radius: 2.5,
                node: None,
            }),
        ];
        // On the side where there is room.
        let (at, side) = if point.0 * 2.0 > chart.x.end {
            ((x - 4.0, bottom - 4.0), Side::Left)
        } else {
            ((x + 4.0, bottom - 4.0), Side::Right)
        };
        items.extend(self.chart_label(words, at, side, style::INK, figure));
        items
    }

    fn bar_chart(&mut self, chart: &BarChart, figure: NodeId) -> (f32, Vec<Item>) {
        let all: usize = chart.parts.iter().map(|(_, _, count)| count).sum();
        let width = self.flow.content_width();
        let mut items = Vec::new();
        let mut x = style::MARGIN_X;
        for (tone, _, count) in &chart.parts {
            let w = width * *count as f32 / all.max(1) as f32;
            let (fill, ink) = style::tone_colors(*tone);
            items.push(Item::Fill(Fill {
                x,
                y: 0.0,
                w,
                h: style::BAR_HEIGHT,
                color: fill,
                radius: 0.0,
                node: None,
            }));
            // Read without colors, the parts are told apart by these edges.
            items.push(stroke((x, 0.0), (x, style::BAR_HEIGHT), 1.2, ink));
            let label = count.to_string();
            if w > 7.0 * label.len() as f32 {
                let at = (x + 4.0, style::BAR_HEIGHT * 0.5 + 2.8);
                items.extend(self.chart_label(&label, at, Side::Right, ink, figure));
            }
            x += w;
        }
        let mut y = style::BAR_HEIGHT + 12.0;
        for (tone, label, count) in &chart.parts {
            let (_, ink) = style::tone_colors(*tone);
            let words = format!("{} {label}: {count}", tone.sign());
            let at = (style::MARGIN_X, y);
            items.extend(self.chart_label(words.trim(), at, Side::Right, ink, figure));
            y += style::CELL.line;
        }
        (y - 8.0, items)
    }

    /// A few words at a baseline.
    fn chart_label(
        &mut self,
        words: &str,
        (x, baseline): (f32, f32),
        side: Side,
        color: Color,
        node: NodeId,
    ) -> Vec<Item> {
        let size = Size {
            font: style::RUNNING.font,
            line: style::RUNNING.line,
        };
        let span = StyledSpan::new(words, FaceId::Regular, size.font, color);
        let lines = break_lines(&mut self.shaping, &[span], style::A4_LONG);
        let Some(line) = lines.first() else {
            return Vec::new();
        };
        let x = match side {
            Side::Right => x,
            Side::Left => x - line.width,
            Side::Middle => x - line.width / 2.0,
        };
        let place = Place {
            x,
            y: baseline - size.baseline(),
            size,
            node: Some(node),
        };
        line_items(line, place, &mut self.tree, &mut Vec::new())
    }
}

fn stroke(from: (f32, f32), to: (f32, f32), width: f32, color: Color) -> Item {
    Item::Stroke(Stroke {
        from,
        to,
        width,
        color,
        node: None,
    })
}
