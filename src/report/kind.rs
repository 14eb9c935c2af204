//! The kinds of report.

use crate::model_comparison::COMPARED;

/// How much the report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The question, the short answer for each model, the matrix.
    Brief,
    /// All of it, with reasons, obligations, sources and sign-off.
    Memo,
    /// For the team that delivers: what is to be done, and notices to paste.
    Handover,
    /// Two to six models side by side, what differs first.
    Comparison,
}

impl Kind {
    /// All kinds, the shortest first.
    pub const ALL: [Kind; 4] = [Kind::Brief, Kind::Comparison, Kind::Handover, Kind::Memo];

    /// Id in commands.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Brief => "brief",
            Kind::Memo => "memo",
            Kind::Handover => "handover",
            Kind::Comparison => "comparison",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Brief => "Brief",
            Kind::Memo => "Memo",
            Kind::Handover => "Obligations handover",
            Kind::Comparison => "Comparison",
        }
    }

    /// What it is for.
    pub fn purpose(self) -> &'static str {
        match self {
            Kind::Brief => "A few pages for who decides: question, short answer, matrix",
            Kind::Memo => "The full legal review, with reasons, clauses, annexes and sign-off",
            Kind::Handover => "For the team that delivers: what is to be done, notices to paste",
            Kind::Comparison => "Two to six models side by side, what differs first",
        }
    }

    /// Why no such report can be made of so many models, in a sentence.
    pub fn refuses(self, models: usize) -> Option<String> {
        let fits = self != Kind::Comparison || COMPARED.contains(&models);
        (!fits).then(|| {
            format!(
                "A comparison is of {} to {} models, and {models} are shown. Filter the matrix, or choose another kind of report.",
                COMPARED.start(),
                COMPARED.end()
            )
        })
    }
}
