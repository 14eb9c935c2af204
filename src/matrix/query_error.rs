//! What is wrong with a query, where, and what was probably meant.

/// The longest hint in a message that is to be brief, in bytes.
const BRIEF: usize = 120;

/// What is wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Where the place begins, in bytes of the query.
    pub start: usize,
    /// Where it ends; after its last byte.
    pub end: usize,
    /// The character it begins at, the first one being 1.
    pub character: usize,
    /// What is wrong, in words.
    pub message: String,
    /// What to write instead, if that can be guessed.
    pub hint: Option<String>,
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (at character {})", self.message, self.character)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl QueryError {
    /// An error at a place of a query. Places that are none are moved to the
    /// nearest that is.
    pub(super) fn at(text: &str, start: usize, end: usize, message: impl Into<String>) -> Self {
        let start = boundary(text, start);
        Self {
            start,
            end: boundary(text, end).max(start),
            character: text[..start].chars().count() + 1,
            message: message.into(),
            hint: None,
        }
    }

    /// The same with what to write instead.
    #[must_use]
    pub(super) fn hinting(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }

    /// The same in one line: without a hint that is a long list, for where the
    /// list is offered otherwise.
    pub fn brief(&self) -> String {
        let hint = self.hint.clone().filter(|hint| hint.len() <= BRIEF);
        self.clone().hinting(hint).to_string()
    }

    /// The query and below it a line that points at the place, for printing
    /// in letters of one width.
    pub fn pointed(&self, text: &str) -> String {
        let start = boundary(text, self.start);
        let end = boundary(text, self.end).max(start);
        let shown = |part: &str| -> String {
            part.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect()
        };
        let indent = " ".repeat(width(&text[..start]));
        let marks = "^".repeat(width(&text[start..end]).max(1));
        format!("{}\n{indent}{marks}", shown(text))
    }
}

/// The last boundary of a character that is not behind this place.
pub(super) fn boundary(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// How many places a text takes on a terminal, nearly: letters of the East
/// take two, marks laid over letters none.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1f300}'..='\u{1faff}'
            | '\u{20000}'..='\u{3fffd}' => 2,
            _ => 1,
        })
        .sum()
}
