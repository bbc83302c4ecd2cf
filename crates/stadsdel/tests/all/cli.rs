//! The command line as it is run: exit codes, hints, and what the journal has of access.

use platform::Db;
use platform::access::{self, Caller};
use platform::clock::Clock;
use platform::events;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn stadsdel(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stadsdel"));
    command.args(args).current_dir(folder()).stdin(Stdio::null());
    for name in ["STADSDEL_DATABASE", "STADSDEL_LISTEN", "STADSDEL_CONFIG", "STADSDEL_DEMO_DIR"] {
        command.env_remove(name);
    }
    command.output().expect("the program")
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join("stadsdel-tests").join(platform::clock::new_id());
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn data(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Refused as input that cannot be used: exit 2, nothing on standard output, the last line a hint.
fn check_unusable(args: &[&str], says: &str) {
    let output = stadsdel(args);
    let words = words(&output);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {words}");
    assert!(words.contains(says), "{args:?} does not say {says:?}: {words}");
    assert!(words.trim_end().lines().last().is_some_and(|line| line.starts_with("hint: ")), "{args:?}: {words}");
    assert!(output.stdout.is_empty(), "{args:?}");
}

/// A database with the programme, made by the command line's own way.
fn database() -> PathBuf {
    let path = folder().join("a.sqlite3");
    super::runtime().block_on(async {
        let db = Db::connect(&stadsdel::config::sqlite_file(&path), Clock::default()).await.expect("a database");
        stadsdel::serve::prepare(&db).await.expect("the programme");
        db.close().await;
    });
    path
}

fn on(path: &Path) -> &str {
    path.to_str().expect("a path")
}

#[test]
fn what_cannot_be_used_is_exit_2_with_a_hint() {
    let wrong = folder().join("wrong.toml");
    std::fs::write(&wrong, "databse = \"x\"").unwrap();
    check_unusable(&["district", "show", "alby"], "there is no database");
    check_unusable(&["report", "pdf", "gavle-2011"], "there is no database");
    check_unusable(&["serve", "--config", "nowhere.toml"], "nowhere.toml");
    check_unusable(&["serve", "--config", on(&wrong)], "databse");
    check_unusable(&["serve"], "no database");
    check_unusable(&["nonsense"], "nonsense");
    check_unusable(&["district", "show"], "SLUG");
    check_unusable(&["demo", "--listen", "nonsense"], "no address");
    check_unusable(&["serve", "--database", "new.sqlite3", "--listen", "127.0.0.1:port"], "no address");
    let db = database();
    check_unusable(&["import", "observations", "nowhere.csv", "--database", on(&db)], "nowhere.csv");
    check_unusable(&["district", "show", "alby", "--year", "1950", "--database", on(&db)], "1950");
    let help = stadsdel(&["--help"]);
    assert!(help.status.success() && !help.stdout.is_empty() && help.stderr.is_empty(), "help is data");
}

#[test]
fn a_year_without_figures_names_the_years_there_are() {
    let path = database();
    super::runtime().block_on(async {
        let db = Db::connect(&stadsdel::config::sqlite_file(&path), Clock::default()).await.unwrap();
        let mut tx = db.write(&Caller::system()).await.unwrap();
        figures::statistics::actions::load_synthetic(&mut tx).await.unwrap();
        tx.save().await.unwrap();
        db.close().await;
    });
    check_unusable(&["district", "show", "alby", "--year", "1950", "--database", on(&path)], "2009, 2010");
    let shown = stadsdel(&["district", "show", "alby", "--year", "2010", "--database", on(&path)]);
    assert!(shown.status.success() && data(&shown).contains("\"year\": 2010"), "{}", words(&shown));
}

#[test]
fn an_address_that_another_holds_is_said_so_and_the_demo_is_not_announced() {
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = held.local_addr().unwrap().to_string();
    let output = stadsdel(&["demo", "--listen", &address]);
    let words = words(&output);
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains(&address) && words.contains("hint: another program holds it"), "{words}");
    assert!(!words.contains("Demo in the folder"), "{words}");
}

#[test]
fn a_folder_where_a_demo_runs_is_not_started_over() {
    let folder = folder();
    let lock = std::fs::File::create(folder.join("stadsdel.lock")).unwrap();
    lock.try_lock().unwrap();
    let kept = folder.join("stadsdel.sqlite3");
    std::fs::write(&kept, "what runs").unwrap();
    check_unusable(&["demo", "--fresh", "--listen", "127.0.0.1:0", "--dir", on(&folder)], "another demo runs");
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "what runs", "nothing has been cleared away");
}

#[test]
fn a_database_that_refuses_is_said_to_refuse() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let output = stadsdel(&["doctor", "--database", &format!("postgres://nobody@{free}/nothing")]);
    let says = data(&output).to_lowercase();
    assert_eq!(output.status.code(), Some(1), "{says}");
    assert!(says.contains("refused") && !says.contains("timed out"), "{says}");
}

#[test]
fn a_role_without_its_place_is_refused() {
    let db = database();
    let add = |role: &str, more: &[&str], says: &str| {
        let mut args = vec!["user", "add", "--login", "a", "--name", "A", "--role", role, "--database", on(&db)];
        args.extend_from_slice(more);
        check_unusable(&args, says);
    };
    for role in ["coordinator", "certifier", "board_secretary"] {
        add(role, &[], "in a municipality");
        add(role, &["--municipality", "9999"], "no municipality");
    }
    add("agency", &["--municipality", "0127"], "for an organisation");
    add("partner", &[], "for an organisation");
    add("agency", &["--organisation", "nobody"], "no organisation");
    for role in ["state_officer", "state_signatory", "statistician", "evaluator", "administrator"] {
        add(role, &["--municipality", "0127"], "in the whole nation");
    }
    add("king", &[], "no role");
    assert_eq!(data(&stadsdel(&["user", "list", "--format", "json", "--database", on(&db)])), "[]");
}

/// The journal's rows about access: act, kind, detail.
fn journal(path: &Path) -> Vec<(String, String, String)> {
    super::runtime().block_on(async {
        let db = Db::connect(&stadsdel::config::sqlite_file(path), Clock::default()).await.unwrap();
        let links = events::links_after(&mut db.read().await.unwrap(), 0, 1000).await.unwrap();
        db.close().await;
        links.into_iter().filter(|l| l.act.starts_with("access.")).map(|l| (l.act, l.kind, l.detail)).collect()
    })
}

/// True when the token opens the door.
fn opens(path: &Path, token: &str) -> bool {
    super::runtime().block_on(async {
        let db = Db::connect(&stadsdel::config::sqlite_file(path), Clock::default()).await.unwrap();
        let found = access::caller_for_token(&db, token).await.unwrap();
        db.close().await;
        found.is_some()
    })
}

#[test]
fn access_is_given_listed_and_taken_back_and_the_journal_has_all_of_it_but_the_secrets() {
    let path = database();
    let run = |args: &[&str]| {
        let mut all = args.to_vec();
        all.extend(["--database", on(&path)]);
        let output = stadsdel(&all);
        assert!(output.status.success(), "{args:?}: {}", words(&output));
        data(&output)
    };
    let first = run(&["user", "add", "--login", "anna", "--name", "Samordnaren", "--role", "coordinator", "--municipality", "0127"]);
    let token = run(&["user", "token", "anna", "--name", "rapportering"]);
    let other = run(&["user", "token", "anna", "--name", "utvardering", "--days", "7"]);
    assert!(opens(&path, &token) && opens(&path, &other));
    let listed: serde_json::Value = serde_json::from_str(&run(&["user", "tokens", "anna", "--format", "json"])).unwrap();
    let of = |name: &str| listed.as_array().unwrap().iter().find(|t| t["name"] == name).unwrap()["id"].as_str().unwrap().to_owned();
    run(&["user", "revoke", &of("rapportering")]);
    assert!(!opens(&path, &token) && opens(&path, &other));
    let table = run(&["user", "tokens", "anna"]);
    assert!(
        table.lines().any(|l| l.contains("rapportering") && l.ends_with("revoked")) && table.lines().any(|l| l.ends_with("valid")),
        "{table}"
    );
    let second = run(&["user", "password", "anna"]);
    assert!(first.len() == 20 && second.len() == 20 && first != second);
    run(&["user", "close", "anna"]);
    assert!(!opens(&path, &other), "a closed account's tokens open nothing");
    assert!(run(&["user", "list"]).contains("closed"));
    let rows = journal(&path);
    let acts: Vec<_> = rows.iter().map(|(act, kind, _)| (act.as_str(), kind.as_str())).collect();
    let expected = [
        ("access.add_account", "account"),
        ("access.create_token", "access"),
        ("access.create_token", "access"),
        ("access.revoke_token", "access"),
        ("access.set_password", "account"),
        ("access.close_account", "account"),
    ];
    assert_eq!(acts, expected);
    for secret in [first, second, token, other] {
        assert!(rows.iter().all(|(.., detail)| !detail.contains(&secret)), "a secret stands in the journal");
    }
    for (args, says) in [
        (vec!["user", "token", "anna", "--name", "x"], "is closed"),
        (vec!["user", "close", "anna"], "is closed"),
        (vec!["user", "password", "berit"], "no account"),
        (vec!["user", "tokens", "berit"], "no account"),
        (vec!["user", "revoke", &of("utvardering")], "no token"),
    ] {
        check_unusable(&[args, vec!["--database", on(&path)]].concat(), says);
    }
    check_unusable(&["user", "token", "anna", "--name", "x", "--days", "0"], "0 is not in");
}

/// The steps of `docs/operations`, in their order, on an empty database.
#[test]
fn an_installation_is_migrated_given_its_first_account_and_found_whole() {
    let path = folder().join("new.sqlite3");
    let run = |args: &[&str]| {
        let output = stadsdel(&[args, &["--database", on(&path)]].concat());
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", words(&output));
        words(&output)
    };
    assert!(run(&["migrate"]).contains("migrations run, the programme is in place"));
    assert!(run(&["migrate"]).contains(" 0 migrations run"), "twice is once");
    run(&["user", "add", "--login", "chef", "--name", "Administratören", "--role", "administrator"]);
    run(&["doctor"]);
}
