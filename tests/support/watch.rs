//! Waiting for what happens in directories, without looking again and again.

use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify;

/// What tells of changes in directories.
pub struct Watch(OwnedFd);

impl Watch {
    /// Over changes of this kind in these directories.
    pub fn over<'a>(dirs: impl IntoIterator<Item = &'a Path>, of: inotify::WatchFlags) -> Self {
        let watch = inotify::init(inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK).unwrap();
        for dir in dirs {
            inotify::add_watch(&watch, dir, of).unwrap();
        }
        Self(watch)
    }

    /// Waits for changes, not longer than until then; how many there were.
    pub fn wait(&self, until: Instant) -> u32 {
        let left = Timespec::try_from(until.saturating_duration_since(Instant::now())).unwrap();
        let _ = poll(&mut [PollFd::new(&self.0, PollFlags::IN)], Some(&left));
        let mut buffer = [MaybeUninit::uninit(); 1024];
        let mut events = inotify::Reader::new(&self.0, &mut buffer);
        let mut count = 0;
        while events.next().is_ok() {
            count += 1;
        }
        count
    }
}
