//! The same report in the words of Typst, set by the Python package `typst`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use license_matrix::matrix::Tone;
use license_matrix::report::{Block, Orientation, Report, Section, Span, Style, Table, TableCell};

/// Sets the file that it is given and tells the cost as the other engines do.
/// Only setting and writing is timed, not the start of Python.
const SCRIPT: &str = r##"
import sys, time
import typst
source, fonts = sys.argv[1:3]
start = time.perf_counter()
pdf = typst.compile(source, font_paths=[fonts], ignore_system_fonts=True)
micros = int((time.perf_counter() - start) * 1e6)
peak = "-"
try:
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
except (OSError, StopIteration):
    pass
print(f"cost {micros} - {peak} {len(pdf)}")
"##;

/// Which Typst there is.
///
/// # Errors
/// What to do, where there is none.
pub fn version() -> Result<String, String> {
    let asked = "from importlib.metadata import version; print(version('typst'))";
    let output = Command::new("python3").args(["-c", asked]).output();
    match output {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        }
        Ok(_) => Err("python3 has no package typst; `pip install typst` adds it".to_owned()),
        Err(error) => Err(format!("python3 does not start ({error})")),
    }
}

/// A command that sets the report in a process of its own. Its files are in
/// `folder`.
pub fn command(report: &Report, folder: &Path) -> Command {
    let (script, source) = (folder.join("set.py"), folder.join("report.typ"));
    std::fs::write(&script, SCRIPT).unwrap();
    std::fs::write(&source, self::source(report)).unwrap();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    let mut command = Command::new("python3");
    command.arg(script).arg(source).arg(fonts);
    command
}

/// Sizes, margins and colors are those of our own pages.
const HEAD: &str = r##"
#set text(font: ("Noto Sans", "DejaVu Sans", "Noto Sans CJK SC"), size: 9.5pt, fill: rgb("#1c212b"), lang: "en")
#set par(leading: 0.45em, spacing: 0.8em)
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("#cbd1d9")), inset: (x: 4pt, y: 3pt), fill: (x, y) => if y == 0 { rgb("#e9edf2") } else if calc.even(y) { rgb("#f6f8fa") })
#set heading(numbering: none)
#show heading: set text(fill: rgb("#1b365d"))
#show link: set text(fill: rgb("#1552b0"))
#let badge(fill, ink, body) = box(fill: rgb(fill), inset: (x: 2pt), outset: (y: 1.5pt), radius: 2pt, text(fill: rgb(ink), body))
#let callout(fill, ink, body) = block(fill: rgb(fill), width: 100%, inset: 8pt, stroke: (left: 3pt + rgb(ink)), text(fill: rgb(ink), body))
#let quiet(body) = text(size: 0.86em, fill: rgb("#59626f"), body)
"##;

fn source(report: &Report) -> String {
    let mut writer = Writer {
        out: HEAD.to_owned(),
        places: places(report),
        placed: BTreeSet::new(),
    };
    let running = format!(
        "#set page(paper: \"a4\", margin: (x: 56.7pt, top: 62pt, bottom: 58pt), \
         header: text(size: 7.5pt, {title}), footer: text(size: 7.5pt)[#{foot} #h(1fr) \
         #context [Page #counter(page).display() of #counter(page).final().first()]])\n",
        title = string(report.draft.as_deref().unwrap_or(&report.title)),
        foot = string(&report.footer),
    );
    writer.out.push_str(&running);
    let title = string(&report.title);
    let _ = writeln!(writer.out, "#set document(title: {title})");
    let _ = writeln!(
        writer.out,
        "#heading(level: 1, text(size: 20pt, {title}))\n#{}\n\n#{}\n",
        string(&report.subtitle),
        string(&report.date)
    );
    for (label, value) in &report.identity {
        writer.key_value(label, &[Span::plain(value)]);
    }
    let mut lying = Orientation::Portrait;
    for section in &report.sections {
        let wanted = section.orientation;
        if wanted != lying {
            let flipped = wanted == Orientation::Landscape;
            let _ = writeln!(writer.out, "#set page(flipped: {flipped})");
            lying = wanted;
        }
        writer.section(section);
    }
    writer.out
}

/// The places that links may lead to.
fn places(report: &Report) -> BTreeSet<String> {
    fn spans(block: &Block) -> Vec<&Span> {
        match block {
            Block::Paragraph(spans) | Block::Callout { text: spans, .. } => spans.iter().collect(),
            Block::List(items) | Block::Checklist(items) => items.iter().flatten().collect(),
            Block::KeyValues(pairs) => pairs.iter().flat_map(|(_, spans)| spans).collect(),
            Block::Table(table) => {
                let cells = table.rows.iter().flatten();
                cells.flat_map(|cell| &cell.spans).collect()
            }
            _ => Vec::new(),
        }
    }
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let anchors = blocks
        .flat_map(spans)
        .filter_map(|span| span.anchor.clone());
    anchors
        .chain(report.sections.iter().map(Section::place))
        .collect()
}

struct Writer {
    out: String,
    /// What links may lead to.
    places: BTreeSet<String>,
    /// Places that were written; each has one place only.
    placed: BTreeSet<String>,
}

impl Writer {
    fn section(&mut self, section: &Section) {
        let words = string(&section.heading);
        let place = self.place(&section.place());
        let _ = writeln!(self.out, "#[#heading(level: 2, {words}){place}]\n");
        for block in &section.blocks {
            self.block(block);
        }
    }

    /// A name for this place, where it has none yet.
    fn place(&mut self, name: &str) -> String {
        if self.placed.insert(name.to_owned()) {
            format!("#label({})", string(name))
        } else {
            String::new()
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => {
                let level = level.clamp(&2, &3) + 1;
                let _ = writeln!(self.out, "#heading(level: {level}, {})\n", string(text));
            }
            Block::Paragraph(spans) => {
                let words = self.spans(spans);
                let _ = writeln!(self.out, "{words}\n");
            }
            Block::Callout { tone, text } => {
                let (fill, ink) = colors(*tone);
                let sign = string(&format!("{} ", tone.sign()));
                let words = self.spans(text);
                let call = format!("#callout(\"{fill}\", \"{ink}\", [#{sign}{words}])\n\n");
                self.out.push_str(&call);
            }
            Block::List(items) | Block::Checklist(items) => {
                for item in items {
                    let words = self.spans(item);
                    let _ = writeln!(self.out, "#list([{words}])");
                }
                self.out.push('\n');
            }
            Block::KeyValues(pairs) => {
                for (label, spans) in pairs {
                    self.key_value(label, spans);
                }
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => {
                let _ = writeln!(self.out, "#{}\n", string(chart.description()));
            }
            Block::SignatureLines(labels) => {
                for label in labels {
                    let _ = writeln!(self.out, "#{} #line(length: 50%)\n", string(label));
                }
            }
        }
    }

    fn key_value(&mut self, label: &str, spans: &[Span]) {
        let words = self.spans(spans);
        let label = string(label);
        let _ = writeln!(
            self.out,
            "#grid(columns: (1fr, 3fr), strong(quiet({label})), [{words}])"
        );
    }

    fn table(&mut self, table: &Table) {
        let caption = string(&table.caption);
        let widths = table.columns.iter().map(|one| format!("{}fr", one.weight));
        let widths: Vec<String> = widths.collect();
        let heads = table.columns.iter().map(|one| string(&one.heading));
        let heads: Vec<String> = heads.map(|head| format!("strong({head})")).collect();
        let _ = writeln!(
            self.out,
            "#strong({caption})\n#[#set text(size: 7.5pt)\n#table(columns: ({},), table.header({}),",
            widths.join(", "),
            heads.join(", ")
        );
        for cell in table.rows.iter().flatten() {
            let words = self.cell(cell);
            let _ = writeln!(self.out, "[{words}],");
        }
        self.out.push_str(")]\n\n");
    }

    fn cell(&mut self, cell: &TableCell) -> String {
        match (cell.tone, cell.spans.split_first()) {
            (Tone::Neutral, _) | (_, None) => self.spans(&cell.spans),
            (tone, Some((first, rest))) => {
                let (fill, ink) = colors(tone);
                let sign = string(&format!("{}\u{a0}", tone.sign()));
                let words = self.span(first);
                let rest = self.spans(rest);
                format!("#badge(\"{fill}\", \"{ink}\", [#{sign}{words}]){rest}")
            }
        }
    }

    fn spans(&mut self, spans: &[Span]) -> String {
        spans.iter().map(|span| self.span(span)).collect()
    }

    fn span(&mut self, span: &Span) -> String {
        let words = string(&span.text);
        let mut words = match span.style {
            Style::Plain => words,
            Style::Bold => format!("strong({words})"),
            Style::Italic => format!("emph({words})"),
            Style::Quiet => format!("quiet({words})"),
        };
        if let Some(link) = &span.link {
            match link.strip_prefix('#') {
                Some(name) if self.places.contains(name) => {
                    words = format!("link(label({}), {words})", string(name));
                }
                Some(_) => {}
                None => words = format!("link({}, {words})", string(link)),
            }
        }
        let place = span.anchor.as_deref().map(|name| self.place(name));
        match place {
            Some(place) if !place.is_empty() => format!("#[#box({words}){place}]"),
            _ => format!("#{words};"),
        }
    }
}

fn colors(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Neutral => ("#eef1f4", "#1c212b"),
        Tone::Good => ("#e0f2e6", "#14532d"),
        Tone::Condition => ("#fdeed3", "#7a4a00"),
        Tone::Review => ("#e4ecfa", "#173f8a"),
        Tone::Unknown => ("#eceaf4", "#443a6e"),
        Tone::Bad => ("#fbe3e1", "#961d16"),
    }
}

/// Words as a string of Typst's code.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
