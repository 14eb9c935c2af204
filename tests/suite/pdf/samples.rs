//! Reports to try the PDF export with.

use license_matrix::matrix::Tone;
use license_matrix::report::{
    Block, Orientation, Report, Section, Span, Style, Table, TableCell, TableColumn,
};

/// A long Chinese name.
pub const LONG_CJK: &str = "通义千问开源大规模语言模型系列许可协议";

pub fn report(sections: Vec<Section>) -> Report {
    Report {
        title: "Open-weight models for the Atlas assistant".into(),
        subtitle: "Comparison of license terms and scenario verdicts".into(),
        date: "2026-02-03".into(),
        identity: vec![
            (
                "Catalog".into(),
                "2026-02-01, 84 models, 31 licenses".into(),
            ),
            (
                "Scenario".into(),
                "Hosted assistant, EU and US, 2,000,000 users a month".into(),
            ),
            ("Program".into(), "License Matrix 0.1.0".into()),
        ],
        draft: None,
        attachment: None,
        logo: None,
        fillable: false,
        branding: Default::default(),
        footer: "Prepared with License Matrix. Not legal advice.".into(),
        sections,
    }
}

pub fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        heading: heading.into(),
        orientation: Orientation::Portrait,
        new_page: false,
        blocks,
    }
}

pub fn plain(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Span::plain(text)])
}

pub fn table(columns: usize, rows: usize) -> Table {
    Table {
        caption: "Models by term".into(),
        columns: (0..columns)
            .map(|at| TableColumn {
                heading: if at == 0 {
                    "Model".into()
                } else {
                    format!("Term {at}")
                },
                weight: if at == 0 { 2.0 } else { 1.0 },
            })
            .collect(),
        rows: (0..rows)
            .map(|row| {
                (0..columns)
                    .map(|at| match at {
                        0 => TableCell::plain(format!("Model {row}-Instruct")),
                        _ => {
                            let tone = Tone::ALL[(row + at) % Tone::ALL.len()];
                            TableCell::toned(tone.word(), tone)
                        }
                    })
                    .collect()
            })
            .collect(),
    }
}

/// A report with every kind of block.
pub fn full() -> Report {
    let mut wide = section("Matrix", vec![Block::Table(table(9, 40))]);
    wide.orientation = Orientation::Landscape;
    wide.new_page = true;
    let summary = section(
        "Summary",
        vec![
            Block::Callout {
                tone: Tone::Condition,
                text: vec![
                    Span::bold("Three of five models may be used with conditions. "),
                    Span::plain("The conditions are listed below; one model needs a look."),
                ],
            },
            plain("The scenario was checked against every license. ".repeat(8)),
            Block::Heading {
                level: 2,
                text: "What to do".into(),
            },
            Block::List(vec![
                vec![Span::plain("Show the notice beside the product name.")],
                vec![
                    Span::plain("Keep "),
                    Span::link("the license text", "https://example.org/license?a=1&b=ü"),
                    Span::plain(" with every copy of the weights."),
                ],
            ]),
            Block::Heading {
                level: 3,
                text: "Terms in Chinese".into(),
            },
            Block::Paragraph(vec![
                Span::plain(format!("{LONG_CJK}, ")),
                Span::styled("in Greek Ελληνικά, ", Style::Italic),
                Span::quiet("section 4(b), read 2026-01-20"),
            ]),
            Block::KeyValues(vec![
                (
                    "License".into(),
                    vec![Span::link(
                        "Apache-2.0",
                        "https://www.apache.org/licenses/LICENSE-2.0",
                    )],
                ),
                ("Model".into(), vec![Span::plain("Qwen/Qwen3-8B-Instruct")]),
            ]),
        ],
    );
    let sign_off = section(
        "Sign-off",
        vec![
            Block::Checklist(vec![
                vec![Span::plain("License text is in the repository")],
                vec![Span::plain("Attribution is shown")],
            ]),
            Block::SignatureLines(vec![
                "Name".into(),
                "Role".into(),
                "Date".into(),
                "Signature".into(),
            ]),
        ],
    );
    let mut report = report(vec![summary, wide, sign_off]);
    report.draft = Some("two licenses have not been reviewed".into());
    report
}

/// A report with the cases that are hard to lay out.
pub fn edge() -> Report {
    let word = "Qx".repeat(150);
    let mut tall = table(3, 3);
    tall.rows[1][1] = TableCell::plain("A tall cell goes on and on. ".repeat(300));
    tall.rows[1][2] = TableCell::toned("needs a look ".repeat(200), Tone::Review);
    let mut long = table(8, 2);
    long.rows[0][0] = TableCell::plain(word.clone());
    long.rows[1][3] = TableCell::toned(word.clone(), Tone::Bad);
    let mut with_note = table(4, 3);
    for (row, cells) in with_note.rows.iter_mut().enumerate() {
        cells[2].spans.push(Span::quiet("LICENSE, section 4(b)"));
        cells[3] =
            TableCell::plain("A longer remark about what the license asks for in this case.");
        cells[1]
            .spans
            .push(Span::link(format!("source {row}"), "https://example.org/"));
    }
    let mut edge = report(vec![section(
        "Edge cases",
        vec![
            plain(word.clone()),
            Block::Table(with_note),
            Block::Table(long),
            Block::Table(table(3, 0)),
            Block::Callout {
                tone: Tone::Bad,
                text: vec![Span::plain("Not allowed. ".repeat(40))],
            },
            Block::Callout {
                tone: Tone::Neutral,
                text: vec![Span::plain("A plain note.")],
            },
            Block::Table(tall),
            Block::Checklist(vec![vec![Span::plain(
                "A long point to check off. ".repeat(8),
            )]]),
            plain(
                "ab\u{0}c עברית العربية \u{1F600} → ≥ ✓ e\u{301} 한국어 日本語のモデル hi\u{10FFFD}",
            ),
        ],
    )]);
    edge.draft = Some("because ".repeat(60));
    edge.footer = word.clone();
    edge
}
