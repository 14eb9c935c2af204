//! From the words of the report to words with a font, a size and an ink.

use std::sync::Arc;

use super::draw::Color;
use super::shape::FaceId;
use super::style::{self, Size};
use crate::export::web;
use crate::report::{Span, Style};

/// How a span is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Font.
    pub face: FaceId,
    /// Size.
    pub size: f32,
    /// Ink.
    pub color: Color,
}

/// A span with its style decided.
#[derive(Debug, Clone)]
pub struct StyledSpan {
    /// The words.
    pub text: String,
    /// The style.
    pub style: TextStyle,
    /// Where a click leads.
    pub link: Option<Arc<str>>,
    /// The name of this place, for links inside the file.
    pub anchor: Option<Arc<str>>,
}

impl StyledSpan {
    /// Text without a link.
    pub fn new(text: impl Into<String>, face: FaceId, size: f32, color: Color) -> Self {
        Self {
            text: text.into(),
            style: TextStyle { face, size, color },
            link: None,
            anchor: None,
        }
    }
}

/// Decides the style of report spans at a base size.
pub fn styled(spans: &[Span], size: Size) -> Vec<StyledSpan> {
    spans
        .iter()
        .map(|span| {
            let (face, font, color) = match span.style {
                Style::Plain => (FaceId::Regular, size.font, style::INK),
                Style::Bold => (FaceId::Bold, size.font, style::INK),
                Style::Italic => (FaceId::Italic, size.font, style::INK),
                Style::Quiet => (FaceId::Regular, size.font * style::QUIET_SCALE, style::GRAY),
            };
            let leads = |link: &&str| link.starts_with('#') || web::address(link).is_some();
            let link = span.link.as_deref().filter(leads);
            StyledSpan {
                text: span.text.clone(),
                style: TextStyle {
                    face,
                    size: font,
                    color: if link.is_some() { style::LINK } else { color },
                },
                link: link.map(Arc::from),
                anchor: span.anchor.as_deref().map(Arc::from),
            }
        })
        .collect()
}
