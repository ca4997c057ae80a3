//! A step of writing that fails, for tests: on the thread that asked for it, until it is lifted.

use std::cell::{Cell, RefCell};
use std::io;

use super::Step;

thread_local! {
    static FAULT: Cell<Option<(Step, i32)>> = const { Cell::new(None) };
    static SPARED: Cell<usize> = const { Cell::new(0) };
    static MEANWHILE: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// From now on this step is refused with this number; nothing is, with `None`.
pub fn refuse(fault: Option<(Step, i32)>) {
    FAULT.set(fault);
}

/// The same, but so many times it is not.
pub fn refuse_after(spared: usize, fault: (Step, i32)) {
    SPARED.set(spared);
    refuse(Some(fault));
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
        Some((refused, _)) if refused == step && SPARED.get() > 0 => {
            SPARED.set(SPARED.get() - 1);
            Ok(())
        }
        Some((refused, number)) if refused == step => Err(io::Error::from_raw_os_error(number)),
        _ => Ok(()),
    }
}
