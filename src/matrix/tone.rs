//! How a cell or a verdict is to be taken, as a word and a sign.

/// The weight a value carries for somebody who wants to use the model.
///
/// A tone is never told by color alone: screen and paper print the sign and
/// the word beside the color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// A plain fact that is neither for nor against use.
    Neutral,
    /// In favor of use.
    Good,
    /// Usable, with something to do or to keep to.
    Condition,
    /// Somebody has to look at it.
    Review,
    /// Not known. Never to be read as allowed.
    Unknown,
    /// Against use.
    Bad,
}

impl Tone {
    /// All tones, lightest first.
    pub const ALL: [Tone; 6] = [
        Tone::Neutral,
        Tone::Good,
        Tone::Condition,
        Tone::Review,
        Tone::Unknown,
        Tone::Bad,
    ];

    /// The sign printed beside the word; empty for neutral values.
    pub fn sign(self) -> &'static str {
        match self {
            Tone::Neutral => "",
            Tone::Good => "✓",
            Tone::Condition => "◆",
            Tone::Review => "!",
            Tone::Unknown => "?",
            Tone::Bad => "✗",
        }
    }

    /// What the tone means, in a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Neutral => "fact",
            Tone::Good => "in favor",
            Tone::Condition => "with conditions",
            Tone::Review => "needs review",
            Tone::Unknown => "unknown",
            Tone::Bad => "against",
        }
    }
}
