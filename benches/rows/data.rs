//! Made rows: names that no two rows share, days, numbers, and columns of few
//! values. The same number gives the same row.

use license_matrix::matrix::{Cell, MatrixColumn, Row};

/// The columns, each with how many values it has; 0 is one for each row.
pub const COLUMNS: [(&str, usize); 20] = [
    ("model", 0),
    ("family", 12),
    ("publisher", 24),
    ("generation", 8),
    ("license", 40),
    ("license_class", 6),
    ("release_date", 1400),
    ("parameters", 30),
    ("modality", 4),
    ("availability", 3),
    ("commercial_use", 4),
    ("modification", 4),
    ("redistribution", 4),
    ("hosting", 4),
    ("output_training", 9),
    ("user_threshold", 12),
    ("patent_grant", 3),
    ("governing_law", 10),
    ("enterprise_ready", 3),
    ("verdict", 6),
];

const FAMILIES: [&str; 12] = [
    "qwen", "llama", "gemma", "mistral", "deepseek", "phi", "glm", "kimi", "olmo", "granite",
    "falcon", "exaone",
];

const ANSWERS: [&str; 4] = ["yes", "no", "conditional", "silent"];

/// Limits by number of users; the first one is no limit.
const LIMITS: [f64; 12] = [0.0, 1e4, 1e5, 1e6, 5e6, 1e7, 2e7, 1e8, 2e8, 5e8, 7e8, 1e9];

/// A row as all three are given it.
pub struct Record {
    pub texts: Vec<String>,
    pub limit: Option<f64>,
}

/// The row of this number.
pub fn record(number: usize) -> Record {
    // Each step mixes the number anew (SplitMix64).
    let mut state = number as u64;
    let mut next = |below: usize| -> usize {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % below as u64) as usize
    };
    let family = FAMILIES[next(FAMILIES.len())];
    let mut limit = None;
    let texts = COLUMNS
        .iter()
        .map(|(id, values)| match *id {
            "model" => format!("{family}-{}-{}b-{number:07}", next(5), next(90)),
            "family" => family.to_owned(),
            "release_date" => {
                let day = next(*values);
                let (year, rest) = (2023 + day / 360, day % 360);
                format!("{year}-{:02}-{:02}", rest / 30 + 1, rest % 28 + 1)
            }
            "user_threshold" => match LIMITS[next(*values)] {
                0.0 => "none".to_owned(),
                users => {
                    limit = Some(users);
                    format!("{:09.0} users", users)
                }
            },
            "commercial_use" | "modification" | "redistribution" | "hosting" => {
                ANSWERS[next(*values)].to_owned()
            }
            "license" => format!("license-{:02}", next(*values)),
            "license_class" => format!("class-{}", next(*values)),
            id => format!("{id} {:02}", next(*values)),
        })
        .collect();
    Record { texts, limit }
}

impl Record {
    /// As a row of the matrix.
    pub fn row(self) -> Row {
        let limit_at = place("user_threshold");
        let id = self.texts[0].clone();
        let cells = self.texts.into_iter().enumerate().map(|(at, text)| Cell {
            number: self.limit.filter(|_| at == limit_at),
            ..Cell::plain(text)
        });
        Row::new(id, cells.collect(), None)
    }
}

pub fn headings() -> Vec<MatrixColumn> {
    COLUMNS
        .iter()
        .map(|(id, _)| MatrixColumn {
            id: (*id).to_owned(),
            label: (*id).to_owned(),
        })
        .collect()
}

pub fn place(id: &str) -> usize {
    COLUMNS.iter().position(|(own, _)| *own == id).unwrap()
}
