//! `kill -9` in the middle of writing, many times: what was acknowledged is there afterwards, once.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const KILLS: usize = 12;
const PART: &str = "/redovisningar/botkyrka-2011/delar/samverkan";

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let child = Command::new(env!("CARGO_BIN_EXE_stadsdel"))
            .args(["demo", "--listen", &address, "--dir"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, address };
        let begun = Instant::now();
        while server.ask("GET", "/hjalp", "", "").is_none() {
            assert!(begun.elapsed() < Duration::from_secs(120), "the demo did not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// Status, head and body of an answer; `None` when the server is gone.
    fn ask(&self, method: &str, path: &str, cookie: &str, body: &str) -> Option<(u16, String, String)> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let status = line.split(' ').nth(1)?.parse().ok()?;
        let mut rest = String::new();
        reader.read_to_string(&mut rest).ok()?;
        let (head, body) = rest.split_once("\r\n\r\n")?;
        Some((status, head.to_owned(), body.to_owned()))
    }

    fn sign_in(&self) -> String {
        let (_, head, _) =
            self.ask("POST", "/inloggning", "", "login=samordnare-botkyrka&losenord=stadsdel").expect("an answer to sign-in");
        let cookie = head.lines().find_map(|l| l.strip_prefix("set-cookie: ")).expect("a session");
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    fn page(&self, cookie: &str) -> String {
        self.ask("GET", PART, cookie, "").expect("the part's page").2
    }

    fn version(&self, cookie: &str) -> i64 {
        let page = self.page(cookie);
        let mark = "name=\"version\" value=\"";
        let at = page.find(mark).expect("the form's version") + mark.len();
        page[at..].split('"').next().unwrap_or_default().parse().expect("a number")
    }
}

/// Saves numbered texts until the server dies; returns the last one that was acknowledged, with its version.
fn write_until_killed(server: &Server, cookie: &str, round: usize) -> (usize, i64) {
    let (mut acknowledged, mut version) = (0, server.version(cookie));
    for n in 1.. {
        let body = format!("version={version}&text=omgang+{round}+rad+{n}+slut");
        match server.ask("POST", &format!("{PART}/spara"), cookie, &body) {
            Some((200, _, answer)) => {
                let json: serde_json::Value = serde_json::from_str(answer.trim()).expect("an acknowledgement");
                (acknowledged, version) = (n, json["version"].as_i64().expect("a version"));
            }
            Some((status, _, answer)) => panic!("autosave answered {status}: {answer}"),
            None => break,
        }
    }
    (acknowledged, version)
}

#[test]
fn what_was_acknowledged_survives_kill_9_and_stands_once() {
    let folder = std::env::temp_dir().join("stadsdel-tests").join(platform::clock::new_id());
    let mut server = Server::start(&folder);
    for round in 1..=KILLS {
        let cookie = server.sign_in();
        let pid = server.child.id().to_string();
        let wait = Duration::from_millis(150 + (round as u64 * 37) % 160);
        let killer = std::thread::spawn(move || {
            std::thread::sleep(wait);
            Command::new("kill").args(["-9", &pid]).status().expect("kill");
        });
        let (acknowledged, version) = write_until_killed(&server, &cookie, round);
        killer.join().unwrap();
        let _ = server.child.wait();
        server = Server::start(&folder);
        let after = server.version(&cookie);
        assert!(after == version || after == version + 1, "round {round}: version {after} after {version} was acknowledged");
        let last = acknowledged + usize::try_from(after - version).unwrap_or(0);
        assert!(
            last == 0 || server.page(&cookie).contains(&format!("omgang {round} rad {last} slut")),
            "round {round}: text {last} is not there"
        );
    }
    let _ = server.child.kill();
    let _ = server.child.wait();
    let database = folder.join("stadsdel.sqlite3");
    let doctor = Command::new(env!("CARGO_BIN_EXE_stadsdel")).args(["doctor", "--database"]).arg(&database).status().unwrap();
    assert!(doctor.success(), "the journal is not whole after {KILLS} kills");
}
