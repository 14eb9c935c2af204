//! Charts of a report as drawings inside HTML, with their description.

use std::fmt::Write as _;

use super::html::{class, escape};
use crate::matrix::Tone;
use crate::report::{BarChart, Chart, LineChart};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 56.0;
const BOTTOM: f64 = 24.0;

/// A figure with its title.
pub(super) fn chart(chart: &Chart) -> String {
    let drawing = match chart {
        Chart::Lines(chart) => lines(chart),
        Chart::Bar(chart) => bar(chart),
    };
    format!(
        "<figure>\n<figcaption><strong>{}</strong></figcaption>\n{drawing}</figure>\n",
        escape(chart.title())
    )
}

fn lines(chart: &LineChart) -> String {
    let x = |value: f64| LEFT + (WIDTH - LEFT - 10.0) * (value / chart.x.end).clamp(0.0, 1.0);
    let y =
        |value: f64| 8.0 + (HEIGHT - BOTTOM - 8.0) * (1.0 - (value / chart.y.end).clamp(0.0, 1.0));
    let mut out = format!(
        "<svg role=\"img\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"100%\" style=\"max-width:44rem\" \
         font-size=\"11\" aria-label=\"{1}\">\n<title>{0}</title>\n<desc>{1}</desc>\n",
        escape(&chart.title),
        escape(&chart.description)
    );
    let right = WIDTH - 10.0;
    for (value, words) in &chart.y.marks {
        let at = y(*value);
        let _ = writeln!(
            out,
            "<line x1=\"{LEFT}\" y1=\"{at:.1}\" x2=\"{right}\" y2=\"{at:.1}\" stroke=\"#cbd1d9\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#59626f\">{}</text>",
            LEFT - 5.0,
            at + 4.0,
            escape(words)
        );
    }
    for (value, words) in &chart.x.marks {
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#59626f\">{}</text>",
            x(*value),
            HEIGHT - 7.0,
            escape(words)
        );
    }
    let (cap, words) = &chart.limit;
    let _ = writeln!(
        out,
        "<line x1=\"{LEFT}\" y1=\"{0:.1}\" x2=\"{right}\" y2=\"{0:.1}\" stroke=\"#961d16\" stroke-width=\"1.6\"/>\
         <text x=\"{1:.1}\" y=\"{2:.1}\" fill=\"#961d16\">{3}</text>",
        y(*cap),
        LEFT + 4.0,
        y(*cap) - 4.0,
        escape(words)
    );
    for line in &chart.lines {
        let inside = line
            .points
            .iter()
            .take_while(|(_, figure)| *figure <= chart.y.end);
        let points: Vec<String> = inside
            .map(|(month, figure)| format!("{:.1},{:.1}", x(*month), y(*figure)))
            .collect();
        let dash = if line.broken {
            " stroke-dasharray=\"5 4\""
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#1b365d\" stroke-width=\"2\"{dash}/>",
            points.join(" ")
        );
    }
    if let Some(((month, figure), words)) = &chart.crossing {
        let _ = writeln!(
            out,
            "<circle cx=\"{0:.1}\" cy=\"{1:.1}\" r=\"4\" fill=\"#961d16\"/>\
             <text x=\"{0:.1}\" y=\"{2:.1}\" text-anchor=\"middle\" fill=\"#1c212b\">{3}</text>",
            x(*month),
            y(*figure),
            HEIGHT - BOTTOM - 5.0,
            escape(words)
        );
    }
    out.push_str("</svg>\n");
    if chart.lines.len() > 1 {
        out.push_str(
            "<p class=\"quiet\">Unbroken line: at the most. Broken line: at the least.</p>\n",
        );
    }
    out
}

fn bar(chart: &BarChart) -> String {
    let all: usize = chart.parts.iter().map(|(.., count)| count).sum();
    let mut out = format!(
        "<div role=\"img\" aria-label=\"{}\" style=\"display:flex\">\n",
        escape(&chart.description)
    );
    for (tone, _, count) in &chart.parts {
        let share = 100.0 * *count as f64 / all.max(1) as f64;
        let _ = writeln!(
            out,
            "<span class=\"{}\" style=\"width:{share:.2}%;border-left:2px solid;padding:.2rem;box-sizing:border-box;overflow:hidden\">{count}</span>",
            class(*tone)
        );
    }
    out.push_str("</div>\n<ul>\n");
    for (tone, label, count) in &chart.parts {
        let sign = match tone {
            Tone::Neutral => String::new(),
            tone => format!("<span aria-hidden=\"true\">{}</span> ", tone.sign()),
        };
        let _ = writeln!(out, "<li>{sign}{}: {count}</li>", escape(label));
    }
    out.push_str("</ul>\n");
    out
}
