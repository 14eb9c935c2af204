//! The blocks of a section, except tables, as bricks.

use super::PdfError;
use super::draw::{Anchor, FieldArea, FieldKind, Item, NodeId, Role, TextRun};
use super::flow::{Brick, Frame, bind_paragraph, rule};
use super::layout::{Layouter, one_line};
use super::shape::FaceId;
use super::spans::{StyledSpan, styled};
use super::style::{self, Size};
use super::text::{Line, Place, break_lines, line_items, measure};
use crate::matrix::Tone;
use crate::report::{Block, SIGNATURE, Span, place_name};

impl Layouter<'_, '_> {
    /// Lays a block out below `parent`.
    pub(super) fn block(&mut self, block: &Block, parent: NodeId) -> Result<(), PdfError> {
        match block {
            Block::Heading { level, text } => self.heading(text, (*level).clamp(2, 3), parent),
            Block::Paragraph(spans) => {
                let node = self.tree.add(parent, Role::Paragraph);
                self.paragraph(&styled(spans, style::BODY), node);
            }
            Block::Callout { tone, text } => self.callout(*tone, text, parent),
            Block::List(entries) => self.list(entries, "•", style::LIST_INDENT, parent),
            Block::Checklist(entries) => self.list(entries, "☐", style::CHECK_INDENT, parent),
            Block::KeyValues(pairs) => self.key_values(pairs, parent),
            Block::Table(table) => self.table(table, parent)?,
            Block::Chart(chart) => self.chart(chart, parent),
            Block::SignatureLines(labels) => self.signatures(labels, parent),
        }
        self.ticker.tick()
    }

    /// A heading: 1 for sections, 2 and 3 inside.
    pub(super) fn heading(&mut self, text: &str, level: u8, parent: NodeId) {
        let (size, before) = match level {
            1 => (style::SECTION, style::BEFORE_SECTION),
            2 => (style::HEADING_2, style::BEFORE_HEADING_2),
            _ => (style::HEADING_3, style::BEFORE_HEADING_3),
        };
        let node = self.tree.add(parent, Role::Heading(level + 1));
        let span = StyledSpan::new(text, FaceId::Bold, size.font, self.accent);
        let width = self.flow.content_width();
        let lines = break_lines(&mut self.shaping, &[span], width);
        let mut outline = Some((level, one_line(text)));
        for (index, line) in lines.iter().enumerate() {
            let mut items = self.line(line, style::MARGIN_X, 0.0, size, node);
            if (index, level) == (0, 1) {
                items.push(Item::Anchor(Anchor {
                    y: 0.0,
                    name: place_name("section", text).into(),
                }));
            }
            self.flow.push(Brick {
                height: size.line,
                before: if index == 0 { before } else { 0.0 },
                keep_next: true,
                items,
                outline: outline.take(),
                ..Brick::default()
            });
        }
        let mut gap = Brick::gap(style::AFTER_HEADING);
        gap.keep_next = true;
        self.flow.push(gap);
    }

    fn line(&mut self, line: &Line, x: f32, y: f32, size: Size, node: NodeId) -> Vec<Item> {
        let place = Place {
            x,
            y,
            size,
            node: Some(node),
        };
        line_items(line, place, &mut self.tree, &mut Vec::new())
    }

    /// Bricks of a paragraph at `x`, one a line.
    fn line_bricks(
        &mut self,
        spans: &[StyledSpan],
        x: f32,
        width: f32,
        node: NodeId,
    ) -> Vec<Brick> {
        let size = style::BODY;
        let lines = break_lines(&mut self.shaping, spans, width);
        let mut links = Vec::new();
        let mut bricks = Vec::with_capacity(lines.len());
        for line in &lines {
            let place = Place {
                x,
                y: 0.0,
                size,
                node: Some(node),
            };
            bricks.push(Brick {
                height: size.line,
                items: line_items(line, place, &mut self.tree, &mut links),
                ..Brick::default()
            });
        }
        bind_paragraph(&mut bricks);
        bricks
    }

    fn push_all(&mut self, bricks: Vec<Brick>) {
        for brick in bricks {
            self.flow.push(brick);
        }
    }

    fn paragraph(&mut self, spans: &[StyledSpan], node: NodeId) {
        let width = self.flow.content_width();
        let bricks = self.line_bricks(spans, style::MARGIN_X, width, node);
        self.push_all(bricks);
        self.flow.push(Brick::gap(style::AFTER_PARAGRAPH));
    }

    fn callout(&mut self, tone: Tone, text: &[Span], parent: NodeId) {
        let (fill, ink) = style::tone_colors(tone);
        let node = self.tree.add(parent, Role::Callout);
        let body = self.tree.add(node, Role::Paragraph);
        let pad = style::CALLOUT_PAD;
        let sign = tone.sign();
        let indent = if sign.is_empty() {
            0.0
        } else {
            style::LIST_INDENT
        };
        let x = style::MARGIN_X + style::CALLOUT_BAR + pad;
        let width = self.flow.content_width() - style::CALLOUT_BAR - 2.0 * pad - indent;
        let mut spans = styled(text, style::BODY);
        for span in &mut spans {
            if span.style.color == style::INK {
                span.style.color = ink;
            }
        }
        let mut bricks = self.line_bricks(&spans, x + indent, width, body);
        if let Some(first) = bricks.first_mut()
            && !sign.is_empty()
        {
            let word = self.shaping.word(FaceId::Bold, sign);
            first.items.insert(
                0,
                Item::Text(TextRun {
                    x,
                    y: style::BODY.baseline(),
                    face: FaceId::Bold,
                    size: style::BODY.font,
                    color: ink,
                    words: vec![word],
                    node: Some(body),
                }),
            );
        }
        self.next_frame += 1;
        let frame = Frame {
            id: self.next_frame,
            x: style::MARGIN_X,
            w: self.flow.content_width(),
            fill,
            bar: ink,
        };
        let last = bricks.len().saturating_sub(1);
        for (index, brick) in bricks.iter_mut().enumerate() {
            brick.frame = Some(frame);
            if index == 0 {
                brick.before = 3.0;
                brick.height += pad * 0.7;
                brick
                    .items
                    .iter_mut()
                    .for_each(|item| item.shift(pad * 0.7));
            }
            if index == last {
                brick.height += pad * 0.7;
            }
        }
        self.push_all(bricks);
        self.flow.push(Brick::gap(style::AFTER_PARAGRAPH + 3.0));
    }

    fn list(&mut self, entries: &[Vec<Span>], mark: &str, indent: f32, parent: NodeId) {
        let list = self.tree.add(parent, Role::List);
        let width = self.flow.content_width() - indent;
        let size = style::BODY;
        for entry in entries {
            let item = self.tree.add(list, Role::Item);
            let label = self.tree.add(item, Role::Label);
            let body = self.tree.add(item, Role::Body);
            let spans = styled(entry, size);
            let mut bricks = self.line_bricks(&spans, style::MARGIN_X + indent, width, body);
            let check = mark == "☐";
            let mark_size = if check { size.font * 1.25 } else { size.font };
            let word = self.shaping.word(FaceId::Regular, mark);
            let field = (check && self.fillable).then(|| {
                let side = style::CHECK_FIELD;
                let at = [style::MARGIN_X, (size.line - side) / 2.0, side, side];
                self.field(FieldKind::Check, at, &plain_words(entry), label)
            });
            if let (Some(first), Some(field)) = (bricks.first_mut(), &field) {
                first.items.insert(0, field.clone());
            } else if let Some(first) = bricks.first_mut() {
                let mark = TextRun {
                    x: style::MARGIN_X + if check { 1.0 } else { 3.5 },
                    y: size.baseline() + if check { 0.8 } else { 0.0 },
                    face: FaceId::Regular,
                    size: mark_size,
                    color: if check { style::INK } else { style::GRAY },
                    words: vec![word],
                    node: Some(label),
                };
                first.items.insert(0, Item::Text(mark));
            }
            self.push_all(bricks);
            self.flow.push(Brick::gap(if check { 3.5 } else { 1.5 }));
        }
        self.flow.push(Brick::gap(style::AFTER_PARAGRAPH - 1.5));
    }

    /// Labels at the left, values at the right.
    pub(super) fn key_values(&mut self, pairs: &[(String, Vec<Span>)], parent: NodeId) {
        let size = style::BODY;
        let width = self.flow.content_width();
        let list = self.tree.add(parent, Role::List);
        let labels: Vec<StyledSpan> = pairs
            .iter()
            .map(|(label, _)| StyledSpan::new(label, FaceId::Bold, size.font, style::GRAY))
            .collect();
        let mut widest = 0.0_f32;
        for label in &labels {
            let extent = measure(&mut self.shaping, std::slice::from_ref(label));
            widest = widest.max(extent.whole);
        }
        let key = widest.min(width * style::KEY_SHARE) + 14.0;
        for (label, (_, value)) in labels.iter().zip(pairs) {
            let item = self.tree.add(list, Role::Item);
            let label_node = self.tree.add(item, Role::Label);
            let body = self.tree.add(item, Role::Body);
            let x = style::MARGIN_X;
            let label = std::slice::from_ref(label);
            let mut left = self.line_bricks(label, x, key - 14.0, label_node);
            let right = self.line_bricks(&styled(value, size), x + key, width - key, body);
            for (index, brick) in right.into_iter().enumerate() {
                match left.get_mut(index) {
                    Some(line) => line.items.extend(brick.items),
                    None => left.push(brick),
                }
            }
            left.iter_mut().for_each(|brick| brick.keep_next = false);
            bind_paragraph(&mut left);
            self.push_all(left);
            self.flow.push(Brick::gap(1.5));
        }
        self.flow.push(Brick::gap(style::AFTER_PARAGRAPH - 1.5));
    }

    /// A field below `parent`: left and upper edge, width and height.
    fn field(&mut self, kind: FieldKind, at: [f32; 4], label: &str, parent: NodeId) -> Item {
        let [x, y, w, h] = at;
        Item::Field(FieldArea {
            x,
            y,
            w,
            h,
            kind,
            label: one_line(label).into(),
            node: self.tree.add(parent, Role::Form),
        })
    }

    fn signatures(&mut self, labels: &[String], parent: NodeId) {
        let size = style::BODY;
        let width = self.flow.content_width().min(420.0);
        let key = 120.0_f32.min(width * 0.4);
        let count = labels.len();
        for (index, label) in labels.iter().enumerate() {
            let node = self.tree.add(parent, Role::Paragraph);
            let span = StyledSpan::new(label, FaceId::Regular, size.font, style::INK);
            let mut bricks = self.line_bricks(&[span], style::MARGIN_X, key - 10.0, node);
            for brick in &mut bricks {
                brick.keep_next = true;
            }
            if let Some(first) = bricks.first_mut() {
                first.before = style::SIGNATURE_STEP - size.line;
            }
            if let Some(last) = bricks.last_mut() {
                last.keep_next = index + 1 < count;
                last.items.push(rule(
                    style::MARGIN_X + key,
                    size.baseline() + 2.0,
                    width - key,
                    style::INK,
                ));
                if self.fillable {
                    let (kind, height) = if label.contains(SIGNATURE) {
                        (FieldKind::Signature, style::SIGNATURE_FIELD)
                    } else {
                        (FieldKind::Text, style::TEXT_FIELD)
                    };
                    let foot = size.baseline() + 1.5;
                    let at = [style::MARGIN_X + key, foot - height, width - key, height];
                    last.items.push(self.field(kind, at, label, node));
                }
            }
            self.push_all(bricks);
        }
        self.flow.push(Brick::gap(style::AFTER_PARAGRAPH * 2.0));
    }
}

/// The words of an entry, without their styles.
fn plain_words(entry: &[Span]) -> String {
    entry.iter().map(|span| span.text.as_str()).collect()
}
