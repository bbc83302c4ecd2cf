//! `user`: accounts, roles and API tokens.

use super::unusable;
use crate::cli::{DatabaseArg, table};
use agreements::organisation;
use platform::access::{self, Act, Assignment, Caller, Role, Scope};
use platform::clock;
use platform::{Conn, Db};
use serde_json::json;
use std::io::BufRead;

static ADD: Act = Act::of("access.add_account", &[]);

#[derive(clap::Subcommand)]
pub enum UserCommand {
    /// Add an account with a role; the password is made and shown once, or read from standard input.
    Add {
        /// Sign-in name.
        #[arg(long)]
        login: String,
        /// What others see: the office rather than the person.
        #[arg(long)]
        name: String,
        /// Role: coordinator, certifier, `board_secretary`, agency, partner, `state_officer`, `state_signatory`, statistician, evaluator, administrator.
        #[arg(long)]
        role: String,
        /// Municipality code where the role is held.
        #[arg(long)]
        municipality: Option<String>,
        /// Organisation, by its identifier; the municipality or the Government Offices where it is absent.
        #[arg(long)]
        organisation: Option<String>,
        #[arg(long)]
        password_stdin: bool,
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// List the accounts.
    List {
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// Make an API token for an account; it is shown once.
    Token {
        login: String,
        #[arg(long)]
        name: String,
        #[arg(long, default_value_t = 90)]
        days: i64,
        #[command(flatten)]
        database: DatabaseArg,
    },
}

/// `stadsdel user …`.
///
/// # Errors
/// [`super::Unusable`] for a role, municipality, organisation or account that is not known.
pub async fn user(command: UserCommand) -> anyhow::Result<()> {
    match command {
        UserCommand::Add { login, name, role, municipality, organisation, password_stdin, database } => {
            let role = Role::parse(&role).ok_or_else(|| unusable(format!("there is no role {role:?}"), roles()))?;
            let wanted = Wanted { login, name, role, municipality, organisation };
            add(&database.open().await?, wanted, password_stdin).await
        }
        UserCommand::List { database } => list(&database.open().await?).await,
        UserCommand::Token { login, name, days, database } => token(&database.open().await?, &login, &name, days).await,
    }
}

fn roles() -> String {
    Role::ALL.map(Role::key).join(", ")
}

struct Wanted {
    login: String,
    name: String,
    role: Role,
    municipality: Option<String>,
    organisation: Option<String>,
}

async fn add(db: &Db, wanted: Wanted, password_stdin: bool) -> anyhow::Result<()> {
    let mut tx = db.write(&Caller::system()).await?;
    if access::find_login(&mut tx, &wanted.login).await?.is_some() {
        return Err(unusable(format!("the sign-in name {:?} is taken", wanted.login), "choose another, or see `stadsdel user list`"));
    }
    let held = held(&mut tx, &wanted).await?;
    let password = if password_stdin { first_line()? } else { clock::secret()?[..20].to_owned() };
    let id = access::add_account(&mut tx, &wanted.login, &wanted.name, &access::hash_password(&password)?).await?;
    access::assign(&mut tx, &id, &held).await?;
    let mandate = Caller::system().mandate(&ADD, Scope::Nation)?;
    tx.record(&mandate, "account", &id, json!({ "login": wanted.login, "role": wanted.role.key(), "organisation": held.organisation_id }));
    tx.save().await?;
    if !password_stdin {
        println!("{password}");
        eprintln!("the password of {} is shown this once", wanted.login);
    }
    Ok(())
}

fn first_line() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < 12 {
        return Err(unusable("the password is too short", "at least twelve characters"));
    }
    Ok(password)
}

async fn held(conn: &mut Conn, wanted: &Wanted) -> anyhow::Result<Assignment> {
    let id = match (&wanted.organisation, &wanted.municipality) {
        (Some(id), _) => id.clone(),
        (None, Some(code)) => format!("kommun-{code}"),
        (None, None) => "regeringskansliet".to_owned(),
    };
    let found = organisation::store::one(conn, &id).await?;
    let found = found.ok_or_else(|| {
        unusable(format!("there is no organisation {id:?}"), "give --municipality with a code of the programme, or --organisation")
    })?;
    Ok(Assignment {
        role: wanted.role,
        organisation_id: found.id,
        organisation_name: found.name,
        municipality_code: wanted.municipality.clone(),
    })
}

async fn list(db: &Db) -> anyhow::Result<()> {
    let accounts = access::all_accounts(&mut *db.read().await?).await?;
    let rows: Vec<_> =
        accounts.into_iter().map(|a| vec![a.login, a.name, if a.disabled == 0 { "open".into() } else { "closed".into() }]).collect();
    table::print(&["login", "name", "state"], &rows);
    Ok(())
}

async fn token(db: &Db, login: &str, name: &str, days: i64) -> anyhow::Result<()> {
    let found = access::find_login(&mut *db.read().await?, login).await?;
    let (id, _) = found.ok_or_else(|| unusable(format!("there is no account {login:?}"), "see `stadsdel user list`"))?;
    let given = access::create_token(db, &id, name, days).await?;
    println!("{}", given.secret);
    eprintln!("the token is shown this once and runs to {}", given.expires_at);
    Ok(())
}
