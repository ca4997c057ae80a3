//! The store's worker, waited for: what the program asks of the disk is done when the next key comes.

use std::sync::mpsc::{Receiver, channel};

use recueil::store::{Done, Job, Store, Worker};

pub struct Hand {
    worker: Worker,
    woken: Receiver<()>,
}

impl Hand {
    pub fn new(store: &Store) -> Self {
        let (wake, woken) = channel();
        Self { worker: Worker::spawn(store.clone(), move || wake.send(()).unwrap_or_default()), woken }
    }

    /// Does a job.
    pub fn work(&self, job: Job) -> Vec<Done> {
        self.worker.send(job);
        self.woken.recv().unwrap();
        self.worker.done().collect()
    }
}
