//! Problems found in data files, told so that they can be mended.

use std::borrow::Cow;
use std::fmt;

/// One problem, with its place and a way out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as a path inside the data folder.
    pub file: String,
    /// The line, counted from 1; 0 if the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub advice: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}. {}.", self.what, self.advice)
    }
}

/// The shape of the data files that this program reads.
const SCHEMA: u32 = 1;

/// The text of a data file, kept so that problems can name their line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The path inside the data folder.
    pub path: String,
    /// The whole text; built-in ones are not copied.
    pub text: Cow<'static, str>,
}

impl SourceText {
    /// A problem at the place found by following `landmarks`: each is looked
    /// for behind the one before it, so that one named twice leads to the second
    /// place. A landmark that is not found is passed over.
    pub fn problem(
        &self,
        landmarks: &[&str],
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Problem {
        let mut behind = 0;
        let mut place = None;
        for landmark in landmarks {
            let rest = self.text.get(behind..).unwrap_or_default();
            if let Some(offset) = rest.find(landmark) {
                place = Some(behind + offset);
                behind += offset + landmark.len();
            }
        }
        let line = place.map_or(0, |place| self.text[..place].matches('\n').count() + 1);
        Problem {
            file: self.path.clone(),
            line,
            what: what.into(),
            advice: advice.into(),
        }
    }

    /// The problem of a file whose shape this program does not read.
    pub fn schema_problem(&self, schema: u32) -> Option<Problem> {
        (schema != SCHEMA).then(|| {
            self.problem(
                &["schema"],
                format!("the file has shape {schema}; this program reads shape {SCHEMA}"),
                "Use a newer version of the program, or convert the file",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landmarks_lead_to_the_line() {
        let source = SourceText {
            path: "licenses/a.ron".into(),
            text: "(\n  \"x\": 1,\n  \"y\": (\n    cite: [],\n  ),\n)\n".into(),
        };
        let problem = source.problem(&["\"y\"", "cite"], "no citation", "Add one");
        assert_eq!(problem.line, 4);
        assert_eq!(
            problem.to_string(),
            "licenses/a.ron:4: no citation. Add one."
        );
        assert_eq!(source.problem(&["absent"], "w", "a").line, 0);
        assert_eq!(source.problem(&["\"y\"", "absent"], "w", "a").line, 3);
        assert_eq!(source.problem(&["\n", "\n"], "w", "a").line, 2);
    }
}
