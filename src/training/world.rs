//! scratch
use super::script::Script;
use crate::form::Sources;
use crate::l10n::Message;
use crate::store::Store;
use jiff::{
    Timestamp,
    tz::{TimeZone, offset},
};
use std::path::PathBuf;
/// scratch
pub struct World {
    pub store: Store,
    pub desk: PathBuf,
    pub now: Timestamp,
    pub zone: TimeZone,
    _dir: tempfile::TempDir,
}
impl World {
    /// scratch
    pub fn make(script: &Script, _sources: &Sources) -> Result<Self, Message> {
        let dir = tempfile::tempdir().map_err(|_| Message::new("play-ended"))?;
        let store = Store::open(&dir.path().join("data")).map_err(|e| e.message())?;
        let desk = dir.path().join("desk");
        std::fs::create_dir(&desk).unwrap();
        let zone = TimeZone::fixed(offset(1));
        let now = script.head.begins.to_zoned(zone.clone()).unwrap().timestamp();
        Ok(Self { store, desk, now, zone, _dir: dir })
    }
}
