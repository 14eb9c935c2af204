//! The parts of a report that can be left out.

use super::kind::Kind;

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// What the kind of report is for, and what it does not assess: never left
    /// out.
    Core,
    /// The scenario.
    Question,
    /// The same models in other scenarios.
    Overview,
    /// What was assumed, and how open wording was read.
    Assumptions,
    /// Open questions.
    OpenQuestions,
    /// The matrix as it is on screen.
    Matrix,
    /// What is owed.
    Obligations,
    /// Notices to paste.
    Notices,
    /// Limits and projections.
    Limits,
    /// Reasons for each model.
    Reasons,
    /// What models were made from, and parts beside them.
    Lineage,
    /// Sources that disagree.
    Disputes,
    /// Notes on public law.
    Regulation,
    /// The documents.
    Sources,
    /// The clauses that are cited.
    Clauses,
    /// Rules that do not apply.
    SilentRules,
    /// Decisions and signatures.
    SignOff,
}

impl Topic {
    /// All that can be left out, in the order of the memo.
    pub const CHOICES: [Topic; 16] = [
        Topic::Question,
        Topic::Overview,
        Topic::Assumptions,
        Topic::OpenQuestions,
        Topic::Matrix,
        Topic::Obligations,
        Topic::Notices,
        Topic::Limits,
        Topic::Reasons,
        Topic::Lineage,
        Topic::Disputes,
        Topic::Regulation,
        Topic::Sources,
        Topic::Clauses,
        Topic::SilentRules,
        Topic::SignOff,
    ];

    /// Id in commands.
    pub fn id(self) -> &'static str {
        match self {
            Topic::Core => "core",
            Topic::Question => "question",
            Topic::Overview => "overview",
            Topic::Assumptions => "assumptions",
            Topic::OpenQuestions => "open-questions",
            Topic::Matrix => "matrix",
            Topic::Obligations => "obligations",
            Topic::Notices => "notices",
            Topic::Limits => "limits",
            Topic::Reasons => "reasons",
            Topic::Lineage => "lineage",
            Topic::Disputes => "disputes",
            Topic::Regulation => "public-law",
            Topic::Sources => "sources",
            Topic::Clauses => "clauses",
            Topic::SilentRules => "silent-rules",
            Topic::SignOff => "sign-off",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Topic::Core => "Answers, and what is not assessed",
            Topic::Question => "Question put",
            Topic::Overview => "Verdicts in other scenarios",
            Topic::Assumptions => "Assumptions and readings",
            Topic::OpenQuestions => "Open questions",
            Topic::Matrix => "Matrix",
            Topic::Obligations => "Obligations",
            Topic::Notices => "Notices to paste",
            Topic::Limits => "Limits and projections",
            Topic::Reasons => "Reasons for each model",
            Topic::Lineage => "Base models and parts",
            Topic::Disputes => "Sources that disagree",
            Topic::Regulation => "Public law: notes",
            Topic::Sources => "Sources",
            Topic::Clauses => "Annex: clauses",
            Topic::SilentRules => "Annex: rules that do not apply",
            Topic::SignOff => "Review and sign-off",
        }
    }

    /// The one with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::CHOICES.into_iter().find(|topic| topic.id() == id)
    }
}

impl Kind {
    /// What can be left out of a report of this kind, in its order.
    pub fn topics(self) -> &'static [Topic] {
        match self {
            Kind::Brief => &[
                Topic::Question,
                Topic::Overview,
                Topic::Matrix,
                Topic::OpenQuestions,
                Topic::Sources,
                Topic::SignOff,
            ],
            Kind::Comparison => &[Topic::Question, Topic::Sources, Topic::SignOff],
            Kind::Handover => &[Topic::Notices, Topic::Question, Topic::SignOff],
            Kind::Memo => &Topic::CHOICES,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_and_are_different() {
        for topic in Topic::CHOICES {
            assert_eq!(Topic::from_id(topic.id()), Some(topic));
        }
        assert_eq!(Topic::from_id("core"), None);
    }
}
