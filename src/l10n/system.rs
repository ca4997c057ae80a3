//! What the operating system says when it refuses, in the words of the screen: its own are in English.

use std::io::{self, ErrorKind};

use super::Message;

/// The system's reason, with its number if it has one.
#[must_use]
pub fn system_reason(error: &io::Error) -> Message {
    let reason = match (error.kind(), error.raw_os_error()) {
        (ErrorKind::NotFound, _) => Message::new("system-not-found"),
        (ErrorKind::PermissionDenied, _) => Message::new("system-denied"),
        (ErrorKind::IsADirectory, _) => Message::new("system-is-a-directory"),
        (ErrorKind::NotADirectory, _) => Message::new("system-not-a-directory"),
        (ErrorKind::AlreadyExists, _) => Message::new("system-exists"),
        (ErrorKind::StorageFull, _) => Message::new("system-full"),
        (ErrorKind::QuotaExceeded, _) => Message::new("system-quota"),
        (ErrorKind::FileTooLarge, _) => Message::new("system-too-large"),
        (ErrorKind::ReadOnlyFilesystem, _) => Message::new("system-read-only"),
        (ErrorKind::InvalidFilename, _) => Message::new("system-name"),
        (ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy, _) => Message::new("system-busy"),
        (ErrorKind::TimedOut, _) => Message::new("system-timed-out"),
        (ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown, _) => {
            Message::new("system-network")
        }
        (ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::NotConnected, _) => Message::new("system-gone"),
        (ErrorKind::OutOfMemory, _) => Message::new("system-memory"),
        (ErrorKind::UnexpectedEof | ErrorKind::WriteZero, _) => Message::new("system-cut"),
        (ErrorKind::InvalidData, None) => Message::new("system-not-utf8"),
        // these have no kind of their own
        (_, Some(EIO)) => Message::new("system-device"),
        (_, Some(ENFILE | EMFILE)) => Message::new("system-too-many"),
        (_, Some(_)) => Message::new("system-other"),
        _ => return Message::new("system-told").with("reason", error.to_string()),
    };
    match error.raw_os_error().and_then(|number| u64::try_from(number).ok()) {
        Some(number) => Message::new("system-numbered").with("reason", reason).with("number", number),
        None => reason,
    }
}

/// The disk failed to read or write.
const EIO: i32 = 5;
/// Too many files are open, in the system or in the program.
const ENFILE: i32 = 23;
const EMFILE: i32 = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::{Language, Texts};

    #[test]
    fn what_the_system_says_is_told_in_the_language_of_the_screen_with_its_number() {
        let told = |error: io::Error, language| Texts::new(language).render(&system_reason(&error)).replace('\u{a0}', " ");
        for (number, french, english) in [
            (2, "introuvable (erreur 2)", "not found (error 2)"),
            (5, "le disque répond mal (erreur 5)", "the disk fails (error 5)"),
            (13, "accès refusé (erreur 13)", "access denied (error 13)"),
            (21, "c'est un dossier (erreur 21)", "it is a directory (error 21)"),
            (24, "trop de fichiers sont ouverts (erreur 24)", "too many files are open (error 24)"),
            (28, "plus de place sur le disque (erreur 28)", "no room left on the disk (error 28)"),
            (30, "le disque est en lecture seule (erreur 30)", "the disk can only be read (error 30)"),
            (36, "ce nom de fichier est impossible ou trop long (erreur 36)", "this file name is impossible or too long (error 36)"),
            (99, "erreur du système (erreur 99)", "system error (error 99)"),
        ] {
            assert_eq!(told(io::Error::from_raw_os_error(number), Language::French), french);
            assert_eq!(told(io::Error::from_raw_os_error(number), Language::English), english);
        }
        assert_eq!(told(ErrorKind::WriteZero.into(), Language::French), "l'échange s'est arrêté trop tôt");
        assert_eq!(told(io::Error::other("spécial"), Language::French), "spécial");
    }
}
