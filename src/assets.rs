//! Everything that is compiled into the program. No other file embeds files.
//! The window and the PDF use the same fonts; `assets/fonts/README.md` says
//! where they are from.

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

/// What the colors of a PDF mean: sRGB. `assets/icc/README.md` says where it
/// is from.
pub const COLOR_PROFILE: &[u8] = include_bytes!("../assets/icc/sRGB-v2-magic.icc");

/// The shape of a report in JSON.
#[cfg(feature = "cli")]
pub const REPORT_SCHEMA: &str = include_str!("../assets/report.schema.json");

/// The catalog of the built-in data, checked and stored by `build.rs`.
#[cfg(feature = "store")]
pub const CATALOG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// The built-in data files, as `build.rs` lists them: path inside the folder
/// and text, by path.
#[cfg(feature = "store")]
pub const DATA_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/data_files.rs"));
