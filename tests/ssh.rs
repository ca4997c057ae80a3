//! The access of one agency as `docs/ssh.md` sets it up, with real `sshd`, `ssh` and `sftp` on this machine: one key opens one response, another reaches two directories.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::num::NonZero;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use serde_json::Value;

const SSHD: &str = "/usr/sbin/sshd";
/// What is not there after that never comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server of one's own: the keys of the response on one port, those of its directories on another, since a test has but one account.
struct Server {
    dir: tempfile::TempDir,
    /// Below it the directories that `sftp` sees as all there is.
    chroot: tempfile::TempDir,
    daemon: Child,
    ports: [u16; 2],
    user: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Why there can be no such server here, if so.
fn obstacle() -> Option<&'static str> {
    let there = |program: &str| Command::new(program).arg("-V").stdin(Stdio::null()).output().is_ok();
    if !Path::new(SSHD).exists() || !there("ssh") || !there("sftp") {
        return Some("sshd, ssh and sftp are needed (openssh-server, openssh-client)");
    }
    let is_root = rustix::process::geteuid().is_root();
    (!is_root || ground().is_none()).then_some("only root can shut sftp into a directory, and only below directories of root's")
}

fn skip(obstacle: &str) {
    assert!(std::env::var_os("RECUEIL_TEST_ALL").is_none(), "{obstacle}");
    let _ = writeln!(std::io::stderr(), "skipped: {obstacle}"); // seen, though the test passes
}

/// Where sshd lets sftp be shut into a directory: below nothing that another than root could change.
fn ground() -> Option<&'static Path> {
    let safe = |dir: &Path| std::fs::metadata(dir).is_ok_and(|there| there.uid() == 0 && there.permissions().mode() & 0o022 == 0);
    let places = [env!("CARGO_TARGET_TMPDIR"), "/srv", "/var/lib", "/opt"];
    places.into_iter().map(Path::new).find(|place| place.ancestors().all(safe))
}

fn free_ports() -> [u16; 2] {
    let held = [0, 1].map(|_| TcpListener::bind("127.0.0.1:0").unwrap());
    held.map(|listener| listener.local_addr().unwrap().port())
}

fn key(dir: &Path, name: &str) -> String {
    let made =
        Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name]).current_dir(dir).status().unwrap();
    assert!(made.success());
    std::fs::read_to_string(dir.join(format!("{name}.pub"))).unwrap()
}

/// A program that ends within our patience.
fn patient(program: &str) -> Command {
    let mut command = Command::new("timeout");
    command.arg(PATIENCE.as_secs().to_string()).arg(program);
    command
}

fn make_dir(dir: &Path) {
    std::fs::create_dir_all(dir).unwrap();
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// The lines of the document that make `sshd` do all this.
fn block() -> Vec<&'static str> {
    let (_, after) = include_str!("../docs/ssh.md").split_once("recueil.conf`:\n\n").unwrap();
    after.lines().map_while(|line| line.strip_prefix("    ")).collect()
}

impl Server {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let chroot = tempfile::tempdir_in(ground().unwrap()).unwrap();
        make_dir(chroot.path());
        for place in ["53/inbox", "53/outbox", "28/inbox", "28/outbox"] {
            make_dir(&chroot.path().join(place));
        }
        let path = dir.path();
        let ports = free_ports();
        let [host, fill, bare, files] = ["host", "fill", "bare", "files"].map(|name| key(path, name));
        let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
        let place = chroot.path().join("53");
        let command = format!(
            "{} fill essai --fix region=53 --as 'ARS Bretagne' --data-dir {} --forms {} --restricted --inbox {} --outbox {}",
            env!("CARGO_BIN_EXE_recueil"),
            path.join("data").display(),
            forms.display(),
            place.join("inbox").display(),
            place.join("outbox").display()
        );
        // one that forgets to say where the data are
        let careless = format!("{} fill essai --fix region=53 --restricted --forms {}", env!("CARGO_BIN_EXE_recueil"), forms.display());
        let keys = [(command, fill), (careless, bare)].map(|(command, key)| format!("command=\"{command}\",restrict,pty {key}"));
        std::fs::write(path.join("authorized_keys"), keys.concat()).unwrap();
        std::fs::write(path.join("files_keys"), format!("restrict {files}")).unwrap();
        let known: Vec<String> = ports.iter().map(|port| format!("[127.0.0.1]:{port} {host}")).collect();
        std::fs::write(path.join("known_hosts"), known.concat()).unwrap();
        let own = path.display();
        let [port, files_port] = ports;
        let forced = block().into_iter().find(|line| line.trim().starts_with("ForceCommand")).unwrap();
        // AcceptEnv is as wide as no server should have it: nothing of it may matter
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nPort {files_port}\nHostKey {own}/host\nPidFile none\nUsePAM no\nStrictModes no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nAuthorizedKeysFile {own}/authorized_keys\nAcceptEnv *\nSubsystem sftp internal-sftp\n\
             Match LocalPort {files_port}\n  AuthorizedKeysFile {own}/files_keys\n  ChrootDirectory {}\n{forced}\n  DisableForwarding yes\n  PermitTTY no\n",
            place.display()
        );
        std::fs::write(path.join("sshd_config"), config).unwrap();
        std::fs::create_dir_all("/run/sshd").unwrap();
        let mut daemon = Command::new(SSHD);
        daemon.args(["-D", "-e", "-f"]).arg(path.join("sshd_config")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut daemon = daemon.spawn().unwrap();
        let mut log = BufReader::new(daemon.stderr.take().unwrap());
        let mut said = String::new();
        while said.matches("Server listening on").count() < ports.len() {
            let goes_on = log.read_line(&mut said).unwrap() > 0 && !said.contains("Bind to port");
            assert!(goes_on, "sshd does not start: {said}");
        }
        // it must never wait for someone to read what it says
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        let user = Command::new("id").arg("-un").output().unwrap();
        Self { dir, chroot, daemon, ports, user: String::from_utf8(user.stdout).unwrap().trim().to_owned() }
    }

    /// The options of a client with this key, for this of the two ports.
    fn options(&self, port: usize, key: &str) -> Vec<String> {
        let path = self.dir.path().display();
        let mut options = vec!["-F".to_owned(), "none".to_owned(), "-i".to_owned(), format!("{path}/{key}")];
        for option in [
            format!("UserKnownHostsFile={path}/known_hosts"),
            format!("Port={}", self.ports[port]),
            format!("User={}", self.user),
            "StrictHostKeyChecking=yes".to_owned(),
            "IdentitiesOnly=yes".to_owned(),
            "BatchMode=yes".to_owned(),
        ] {
            options.extend(["-o".to_owned(), option]);
        }
        options
    }

    fn ssh(&self, port: usize, key: &str, arguments: &[&str]) -> Output {
        let mut command = patient("ssh");
        command.args(self.options(port, key)).args(arguments).env("XDG_DATA_HOME", "/tmp").env("RECUEIL_DATA_DIR", "/tmp");
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// Gives these commands to `sftp`, each tried whatever became of the others; what it said, without the commands.
    fn sftp(&self, port: usize, key: &str, commands: &[&str]) -> String {
        let mut command = patient("sftp");
        command.args(self.options(port, key)).args(["-b", "-", "127.0.0.1"]).current_dir(self.dir.path());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // it may have gone before it reads
        let batch = format!("-@{}\n", commands.join("\n-@"));
        let _ = child.stdin.take().unwrap().write_all(batch.as_bytes());
        let output = child.wait_with_output().unwrap();
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    }

    /// The only response of the data directory.
    fn stored(&self) -> (PathBuf, Value) {
        let mut all: Vec<PathBuf> =
            std::fs::read_dir(self.dir.path().join("data/responses")).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(all.len(), 1);
        let file = all.remove(0).join("response.json");
        let value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        (file, value)
    }
}

/// The program at the other end of an `ssh -tt`.
struct Session {
    reader: Box<dyn Read + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    screen: vt100::Parser,
    _watched: Sender<()>,
}

impl Session {
    fn open(server: &Server, arguments: &[&str]) -> Self {
        let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
        let mut command = CommandBuilder::new("ssh");
        command.arg("-tt");
        command.args(server.options(0, "fill"));
        command.arg("127.0.0.1");
        command.args(arguments);
        for (name, value) in [("TERM", "xterm"), ("LANG", "fr_FR.UTF-8"), ("LC_ALL", "fr_FR.UTF-8")] {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let (reader, writer) = (pty.master.try_clone_reader().unwrap(), pty.master.take_writer().unwrap());
        let [rows, columns] = [24, 80].map(|size| NonZero::new(size).unwrap());
        let mut killer = child.clone_killer();
        let (watched, ended) = channel();
        std::thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let _ = killer.kill(); // it may just have ended
            }
        });
        Self { reader, writer, child, screen: vt100::Parser::new(rows, columns, 0), _watched: watched }
    }

    fn shown(&self) -> String {
        self.screen.screen().contents().replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Reads until the screen is as wanted.
    fn until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let mut bytes = [0; 4096];
        loop {
            let shown = self.shown();
            if wanted(&shown) {
                return shown;
            }
            let count = self.reader.read(&mut bytes).unwrap_or(0);
            assert!(count > 0, "no {what} in\n{shown}");
            self.screen.process(&bytes[..count]);
        }
    }

    fn sees(&mut self, text: &str) -> String {
        self.until(text, |shown| shown.contains(text))
    }

    fn types(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }
}

#[test]
fn the_configuration_of_the_document_is_one_that_sshd_takes_and_shuts_a_clerk_in() {
    if let Some(obstacle) = obstacle() {
        return skip(obstacle);
    }
    let dir = tempfile::tempdir().unwrap();
    key(dir.path(), "host");
    std::fs::create_dir_all("/run/sshd").unwrap();
    let block = block();
    let file = dir.path().join("sshd_config");
    std::fs::write(&file, format!("HostKey {}/host\n{}\n", dir.path().display(), block.join("\n"))).unwrap();
    let shut = ["passwordauthentication no", "forcecommand internal-sftp -d /inbox -u 0027", "disableforwarding yes", "permittty no"];
    let shut_in = [&shut[..], &["chrootdirectory /srv/recueil/depots/%u", "authorizedkeysfile /etc/ssh/depots/%u"]].concat();
    for (account, wanted) in [("depot-53", &shut_in[..]), ("recueil", &["passwordauthentication no", "allowtcpforwarding no"])] {
        let mut sshd = Command::new(SSHD);
        let ran = sshd.args(["-T", "-C", &format!("user={account},host=a,addr=127.0.0.1"), "-f"]).arg(&file).output().unwrap();
        let all = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success(), "{block:?} {ran:?}");
        for line in wanted {
            assert!(all.lines().any(|given| given == *line), "{account} « {line} » in\n{all}");
        }
    }
}

/// The line of the menu that is chosen, once the screen shows but one.
fn chosen(shown: &str) -> Option<&str> {
    let mut lines = shown.lines().filter(|line| line.contains("│ ▌"));
    lines.next().filter(|_| lines.next().is_none())
}

#[test]
fn one_key_opens_one_response_and_another_its_two_directories_and_nothing_else_works() {
    if let Some(obstacle) = obstacle() {
        return skip(obstacle);
    }
    let server = Server::start();
    let path = server.dir.path();
    std::fs::write(path.join("rapport.pdf"), "%PDF rapport").unwrap();
    std::fs::write(path.join("secret.txt"), "secret").unwrap();
    std::fs::write(server.chroot.path().join("28/inbox/autre.pdf"), "autre").unwrap();

    // the clerk's file comes from her own machine; a link that she plants leads out for the program, not for her
    let secret = path.join("secret.txt");
    let said = server.sftp(1, "files", &["put rapport.pdf", &format!("symlink {} lien.pdf", secret.display()), "ls"]);
    assert_eq!(said.split_whitespace().collect::<Vec<_>>(), ["lien.pdf", "rapport.pdf"]);
    assert!(server.chroot.path().join("53/inbox/lien.pdf").is_symlink());

    let mut screen = Session::open(&server, &[]);
    screen.until("page of the response", |shown| ["Bretagne", "Identité", "Région"].iter().all(|word| shown.contains(word)));
    // a page filled: the status, on which it begins, then the country
    screen.types("2");
    screen.sees("Groupe");
    screen.types("\tService régional");
    screen.sees("Service régional");
    // the file attached
    screen.types("\x07rapport\r");
    screen.sees("Postes prévus");
    screen.types("\r");
    let shown =
        screen.until("directory", |shown| ["Dossier de dépôt", "rapport.pdf", "F10 quitter"].iter().all(|word| shown.contains(word)));
    assert!(!shown.contains("lien.pdf") && !shown.contains("dossier parent"), "{shown}");
    // no path leads out: neither typed nor completed nor by the parent
    screen.types("/etc/passwd\r");
    let shown = screen.sees("passwd");
    assert!(!shown.contains("root"), "{shown}");
    screen.types(&"\x7f".repeat(12));
    screen.until("an empty line", |shown| !shown.contains("passwd") && shown.contains("rapport.pdf"));
    screen.types(&format!("lien.pdf\r{}", "\x7f".repeat(9)));
    screen.types("\x1b[D\x1b[D");
    screen.until("the file again", |shown| shown.contains("Dossier de dépôt") && shown.contains("rapport.pdf"));
    screen.types("rapp");
    screen.sees("▌  rapport.pdf");
    screen.types("\r");
    screen.sees("« rapport.pdf » est joint");
    // the menu has neither another place nor another name; the print goes where it must
    screen.types("\x0f");
    let mut shown = screen.sees("Quitter");
    assert!(!shown.contains("nom"), "{shown}");
    while !chosen(&shown).is_some_and(|line| line.contains("Imprimer dans un fichier")) {
        screen.types("\x1b[B");
        let before = chosen(&shown).map(ToOwned::to_owned);
        shown = screen.until("another line", |shown| chosen(shown).is_some_and(|line| Some(line) != before.as_deref()));
        assert!(!chosen(&shown).is_some_and(|line| line.contains("Quitter")), "the menu has no print:\n{shown}");
    }
    screen.types("\r");
    screen.sees("essai-Bretagne.html");
    screen.types("\x15../../28/inbox/x.html\r");
    screen.sees("Donner un nom de fichier seul");
    screen.types("\x15réponse.html\r");
    screen.sees("Imprimé dans réponse.html");
    screen.types("\x18");
    screen.sees("Se reconnecter pour reprendre");
    assert_eq!(screen.child.wait().unwrap().exit_code(), 0);

    let (file, stored) = server.stored();
    let answers = &stored["answers"];
    assert_eq!((&answers["region"], &answers["statut"], &answers["groupe"]), (&"53".into(), &"prive".into(), &"Service régional".into()));
    assert_eq!((answers["rapport"][0]["name"].as_str(), stored["author"].as_str()), (Some("rapport.pdf"), Some("ARS Bretagne")));
    assert_eq!(std::fs::read(file.with_file_name("files").join("rapport.pdf")).unwrap(), b"%PDF rapport");
    // she fetches the print
    server.sftp(1, "files", &["get /outbox/réponse.html"]);
    assert!(std::fs::read_to_string(path.join("réponse.html")).unwrap().contains("Service régional"));

    // another command is not run, with a terminal or without
    let touched = path.join("touched");
    let touch = format!("touch {}", touched.display());
    let ran = server.ssh(0, "fill", &["127.0.0.1", &touch]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.code() == Some(2) && said.contains("n'ouvre que le questionnaire"), "{ran:?}");
    let mut screen = Session::open(&server, &[&touch]);
    screen.sees("n'ouvre que le questionnaire");
    assert_eq!(screen.child.wait().unwrap().exit_code(), 2);
    let ran = server.ssh(1, "files", &["127.0.0.1", &touch]);
    assert!(!touched.exists(), "{ran:?}");
    // nor do variables of the connection lead to other data
    let ran = server.ssh(0, "bare", &["-o", "SendEnv=XDG_DATA_HOME", "127.0.0.1"]);
    assert!(ran.status.code() == Some(2) && String::from_utf8_lossy(&ran.stderr).contains("donner --data-dir"), "{ran:?}");
    // no forwarding, in either direction
    for (port, key) in [(0, "fill"), (1, "files")] {
        let through = format!("127.0.0.1:{}", server.ports[0]);
        let ran = server.ssh(port, key, &["-W", &through, "127.0.0.1"]);
        assert!(!ran.status.success() && !ran.stdout.starts_with(b"SSH-"), "{ran:?}");
        let ran = server.ssh(port, key, &["-N", "-o", "ExitOnForwardFailure=yes", "-R", &format!("0:{through}"), "127.0.0.1"]);
        assert!(!ran.status.success(), "{ran:?}");
    }
    // the key of the response transfers nothing; that of the directories sees no other's
    let said = server.sftp(0, "fill", &["ls /", &format!("get {} stolen1", secret.display())]);
    assert!(said.trim() == "Connection closed" && !path.join("stolen1").exists(), "{said}");
    let other = server.chroot.path().join("28/inbox/autre.pdf");
    let get = format!("get {} stolen3", other.display());
    let said = server.sftp(1, "files", &["get ../../28/inbox/autre.pdf stolen2", &get, "get lien.pdf stolen4", "ls -1 /"]);
    assert!(said.starts_with("/inbox\n/outbox\n"), "{said}");
    assert!(["stolen2", "stolen3", "stolen4"].iter().all(|name| !path.join(name).exists()), "{said}");
    // and neither key opens the other's door
    assert_eq!(server.ssh(0, "files", &["127.0.0.1"]).status.code(), Some(255));
    assert!(server.sftp(1, "fill", &["ls /"]).contains("Permission denied"));
}
