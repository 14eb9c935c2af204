//! Made rows: names that no two rows share, and columns of few values.

use license_matrix::matrix::Tone;

pub const COLUMNS: usize = 20;

/// Rows whose values repeat; their names do not.
const REPEATED: usize = 997;

const FAMILIES: [&str; 6] = ["Qwen", "Llama", "Gemma", "Mistral", "DeepSeek", "Phi"];

/// Rows of the table.
pub struct Rows {
    names: Vec<String>,
    values: Vec<[(String, Tone); COLUMNS]>,
    pub labels: Vec<String>,
}

impl Rows {
    pub fn new(count: usize) -> Self {
        let names = (0..count).map(|row| {
            let family = FAMILIES[row % FAMILIES.len()];
            format!("{family}-{}-{}B-{row:07}", row % 5, row % 90)
        });
        let value = |row: usize, column: usize| {
            let tone = Tone::ALL[(row / 3 + column) % Tone::ALL.len()];
            let words = match column % 4 {
                0 => format!("Custom license {}, with conditions", row % 40),
                1 => format!("2025-{:02}-{:02}", row % 12 + 1, row % 28 + 1),
                2 => tone.word().to_owned(),
                _ => format!("{} users a month", (row % 12) * 1000),
            };
            (words, tone)
        };
        let values = |row| std::array::from_fn(|column| value(row, column));
        Self {
            names: names.collect(),
            values: (0..REPEATED.min(count)).map(values).collect(),
            labels: (0..COLUMNS)
                .map(|column| format!("Column {column}"))
                .collect(),
        }
    }

    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The words and the tone of a cell.
    pub fn cell(&self, row: usize, column: usize) -> (&str, Tone) {
        if column == 0 {
            return (&self.names[row], Tone::Neutral);
        }
        let (words, tone) = &self.values[row % self.values.len()][column];
        (words, *tone)
    }

    /// What a screen reader says of it.
    pub fn spoken(&self, row: usize, column: usize) -> String {
        let (words, _) = self.cell(row, column);
        format!("{}, {}, {words}", self.names[row], self.labels[column])
    }
}
