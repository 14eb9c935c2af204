//! Every file that is compiled into the program. The window and the PDF use
//! the same fonts; `assets/fonts/README.md` says where they are from.

/// Noto Sans Regular: body text (Latin, Greek, Cyrillic).
pub const SANS: &[u8] = include_bytes!("../assets/fonts/NotoSans-Regular.ttf");

/// Noto Sans Bold: headings and stressed text.
pub const SANS_BOLD: &[u8] = include_bytes!("../assets/fonts/NotoSans-Bold.ttf");

/// Noto Sans Italic.
pub const SANS_ITALIC: &[u8] = include_bytes!("../assets/fonts/NotoSans-Italic.ttf");

/// DejaVu Sans: signs (check marks, diamonds, arrows, boxes) and letters that
/// Noto Sans lacks.
pub const SYMBOLS: &[u8] = include_bytes!("../assets/fonts/DejaVuSans.ttf");

/// A subset of Noto Sans CJK: Chinese, Japanese and Korean names.
pub const CJK: &[u8] = include_bytes!("../assets/fonts/NotoSansCJKsc-Regular-subset.otf");
