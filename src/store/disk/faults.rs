//! A step of writing that fails, for tests: on the thread that asked for it, until it is lifted.

use std::cell::{Cell, RefCell};
use std::io;

use super::Step;

thread_local! {
    static FAULT: Cell<Option<(Step, i32)>> = const { Cell::new(None) };
    static MEANWHILE: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// From now on this step is refused with this number; nothing is, with `None`.
pub fn refuse(fault: Option<(Step, i32)>) {
    FAULT.set(fault);
}

/// This is done once, at the next step of writing, whatever it is.
pub fn meanwhile(what: impl FnOnce() + 'static) {
    MEANWHILE.set(Some(Box::new(what)));
}

pub(super) fn reach(step: Step) -> io::Result<()> {
    if let Some(what) = MEANWHILE.take() {
        what();
    }
    match FAULT.get() {
        Some((refused, number)) if refused == step => Err(io::Error::from_raw_os_error(number)),
        _ => Ok(()),
    }
}
