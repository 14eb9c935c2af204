//! How far an export is, told in steps of about the same length: a block, or a
//! row of a table.

use std::ops::ControlFlow;

use crate::report::{Block, Report};

/// The caller asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Canceled;

/// Tells after each step the share that is done, and asks whether to go on.
pub struct Steps<'p> {
    done: usize,
    total: usize,
    tell: &'p mut dyn FnMut(f32) -> ControlFlow<()>,
}

impl<'p> Steps<'p> {
    /// The steps of a report. `tell` gets the share that is done, from 0 to 1.
    pub fn of(report: &Report, tell: &'p mut dyn FnMut(f32) -> ControlFlow<()>) -> Self {
        let blocks = report.sections.iter().flat_map(|section| &section.blocks);
        let steps = blocks.map(|block| match block {
            Block::Table(table) => 1 + table.rows.len(),
            _ => 1,
        });
        Self {
            done: 0,
            // The last is the end of the file.
            total: steps.sum::<usize>() + 1,
            tell,
        }
    }

    /// What is written takes only so many steps, and then its end.
    pub fn only(&mut self, steps: usize) {
        self.total = steps + 1;
    }

    /// The end takes as long as all the steps before it.
    pub fn end_takes_half(&mut self) {
        self.total *= 2;
    }

    /// A step is done.
    ///
    /// # Errors
    /// [`Canceled`] when the caller asked to stop.
    pub fn step(&mut self) -> Result<(), Canceled> {
        self.done = (self.done + 1).min(self.total);
        self.ask()
    }

    /// All but the end of the file is done, also what was left out.
    ///
    /// # Errors
    /// As [`Steps::step`].
    pub fn nearly(&mut self) -> Result<(), Canceled> {
        self.done = self.total - 1;
        self.ask()
    }

    /// Asks whether to go on, with nothing more done than before.
    ///
    /// # Errors
    /// As [`Steps::step`].
    pub fn ask(&mut self) -> Result<(), Canceled> {
        match (self.tell)(self.done as f32 / self.total as f32) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Canceled),
        }
    }
}
