//! Turns a panic inside the window system's libraries, before the window is
//! open, into an ordinary error.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Whether the window is open: from then on panics are the app's own and are
/// shown as such.
#[derive(Debug, Clone, Default)]
pub struct Opened(Arc<AtomicBool>);

impl Opened {
    /// The window is open.
    pub fn set(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether the window has been opened.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Runs `open_and_run`. A panic before `opened` is set prints nothing and
/// becomes an error with the panic's message; a later one goes on as usual.
pub fn quietly<E: From<String>>(
    opened: &Opened,
    open_and_run: impl FnOnce() -> Result<(), E>,
) -> Result<(), E> {
    let usual = Arc::new(take_hook());
    let first_message = Arc::new(Mutex::new(None));
    set_hook(Box::new({
        let (usual, opened) = (Arc::clone(&usual), opened.clone());
        let first_message = Arc::clone(&first_message);
        move |panic| {
            if opened.is_set() {
                usual(panic);
            } else {
                let mut message = first_message.lock().unwrap_or_else(PoisonError::into_inner);
                message.get_or_insert_with(|| {
                    panic
                        .payload_as_str()
                        .unwrap_or("a library failed")
                        .to_owned()
                });
            }
        }
    }));
    let outcome = catch_unwind(AssertUnwindSafe(open_and_run));
    set_hook(Box::new(move |panic| usual(panic)));
    match outcome {
        Ok(result) => result,
        Err(payload) if opened.is_set() => resume_unwind(payload),
        Err(_) => {
            let message = first_message
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            Err(E::from(
                message.unwrap_or_else(|| "a library failed".to_owned()),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    // One test for all, since the panic hook belongs to the whole process.
    #[test]
    fn early_panics_become_errors_and_late_ones_stay() {
        let early = quietly::<String>(&Opened::default(), || panic!("no lib{}", "xkb"));
        assert_eq!(early, Err("no libxkb".to_owned()));

        let fine = quietly::<String>(&Opened::default(), || Ok(()));
        assert_eq!(fine, Ok(()));

        let late = catch_unwind(|| {
            let opened = Opened::default();
            opened.set();
            quietly::<String>(&opened, || panic!("a mistake of the app"))
        });
        assert!(late.is_err());
    }
}
