//! `user`: accounts, roles and API tokens. Every change leaves its journal row; no secret is ever among it.

use super::unusable;
use crate::cli::{DatabaseArg, Format, table};
use agreements::{organisation, place};
use platform::access::{self, Account, Act, Assignment, Caller, Mandate, Role, Scope, Token};
use platform::clock;
use platform::db::stamp;
use platform::{Conn, Db};
use serde_json::json;
use std::io::BufRead;

static ADD: Act = Act::of("access.add_account", &[]);
static CLOSE: Act = Act::of("access.close_account", &[]);
static SET_PASSWORD: Act = Act::of("access.set_password", &[]);
static CREATE_TOKEN: Act = Act::of("access.create_token", &[]);
static REVOKE_TOKEN: Act = Act::of("access.revoke_token", &[]);

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
        /// Role: coordinator, certifier, `board_secretary` (with --municipality); agency, partner (with --organisation); `state_officer`,
        /// `state_signatory`, statistician, evaluator, administrator.
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
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// Close an account: nobody signs in with it, its sessions end, its tokens are revoked. What it has done stands.
    Close {
        login: String,
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// Give an account a new password, made and shown once or read from standard input; its sessions end.
    Password {
        login: String,
        #[arg(long)]
        password_stdin: bool,
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// Make an API token for an account; it is shown once.
    Token {
        login: String,
        #[arg(long)]
        name: String,
        /// Days it runs.
        #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=3660))]
        days: i64,
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// List an account's API tokens, by the id that `revoke` takes.
    Tokens {
        login: String,
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// Revoke an API token.
    Revoke {
        /// The token's id, as `user tokens` lists it.
        id: String,
        #[command(flatten)]
        database: DatabaseArg,
    },
}

/// `stadsdel user …`.
///
/// # Errors
/// [`super::Unusable`] for a role, municipality, organisation, account or token that is not known, and for a role without its place.
pub async fn user(command: UserCommand) -> anyhow::Result<()> {
    match command {
        UserCommand::Add { login, name, role, municipality, organisation, password_stdin, database } => {
            let role = Role::parse(&role).ok_or_else(|| unusable(format!("there is no role {role:?}"), roles()))?;
            let wanted = Wanted { login, name, role, municipality, organisation };
            wanted.unless_misplaced()?;
            add(&database.open().await?, wanted, password_stdin).await
        }
        UserCommand::List { format, database } => list(&database.open().await?, format).await,
        UserCommand::Close { login, database } => close(&database.open().await?, &login).await,
        UserCommand::Password { login, password_stdin, database } => password(&database.open().await?, &login, password_stdin).await,
        UserCommand::Token { login, name, days, database } => token(&database.open().await?, &login, &name, days).await,
        UserCommand::Tokens { login, format, database } => tokens(&database.open().await?, &login, format).await,
        UserCommand::Revoke { id, database } => revoke(&database.open().await?, &id).await,
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

impl Wanted {
    /// A municipality's own people need their municipality and are of no other organisation; a party of a partnership needs its organisation; the
    /// State's people, statisticians, evaluators and administrators are of the whole nation.
    fn unless_misplaced(&self) -> anyhow::Result<()> {
        let key = self.role.key();
        let fault = match (self.role, &self.municipality, &self.organisation) {
            (Role::Coordinator | Role::Certifier | Role::BoardSecretary, None, _) => {
                Some((format!("the role {key} is held in a municipality"), "give --municipality with its code, as in --municipality 0127"))
            }
            (Role::Coordinator | Role::Certifier | Role::BoardSecretary, Some(code), Some(id)) if *id != format!("kommun-{code}") => {
                Some((format!("the role {key} is held for the municipality itself, not for {id:?}"), "leave --organisation out"))
            }
            (Role::Agency | Role::Partner, _, None) => Some((
                format!("the role {key} is held for an organisation"),
                "give --organisation with its identifier, as `/organisationer` has it",
            )),
            (Role::StateOfficer | Role::StateSignatory | Role::Statistician | Role::Evaluator | Role::Administrator, Some(code), _) => {
                Some((format!("the role {key} is held in the whole nation, not in {code}"), "leave --municipality out"))
            }
            _ => None,
        };
        fault.map_or(Ok(()), |(says, hint)| Err(unusable(says, hint)))
    }
}

/// The program's own mandate: whoever may run commands on the database is its keeper.
fn mandate(act: &'static Act) -> anyhow::Result<Mandate> {
    Ok(Caller::system().mandate(act, Scope::Nation)?)
}

async fn add(db: &Db, wanted: Wanted, password_stdin: bool) -> anyhow::Result<()> {
    let mut tx = db.write(&Caller::system()).await?;
    if access::account_named(&mut tx, &wanted.login).await?.is_some() {
        return Err(unusable(format!("the sign-in name {:?} is taken", wanted.login), "choose another, or see `stadsdel user list`"));
    }
    let held = held(&mut tx, &wanted).await?;
    let password = new_password(password_stdin)?;
    let id = access::add_account(&mut tx, &wanted.login, &wanted.name, &access::hash_password(&password)?).await?;
    access::assign(&mut tx, &id, &held).await?;
    let detail = json!({ "login": wanted.login, "role": wanted.role.key(), "organisation": held.organisation_id });
    tx.record(&mandate(&ADD)?, "account", &id, detail);
    tx.save().await?;
    show_once(&password, &wanted.login, password_stdin);
    Ok(())
}

fn new_password(from_standard_input: bool) -> anyhow::Result<String> {
    if from_standard_input { first_line() } else { Ok(clock::secret()?[..20].to_owned()) }
}

fn show_once(password: &str, login: &str, is_known: bool) {
    if !is_known {
        println!("{password}");
        eprintln!("the password of {login} is shown this once");
    }
}

/// The account with this sign-in name that has not been closed.
async fn open_account(conn: &mut Conn, login: &str) -> anyhow::Result<Account> {
    let found = access::account_named(conn, login).await?;
    let found = found.ok_or_else(|| unusable(format!("there is no account {login:?}"), "see `stadsdel user list`"))?;
    if found.disabled == 0 {
        Ok(found)
    } else {
        Err(unusable(format!("the account {login:?} is closed"), "add a new one with `stadsdel user add`"))
    }
}

async fn close(db: &Db, login: &str) -> anyhow::Result<()> {
    let mut tx = db.write(&Caller::system()).await?;
    let account = open_account(&mut tx, login).await?;
    access::close_account(&mut tx, &account.id).await?;
    tx.record(&mandate(&CLOSE)?, "account", &account.id, json!({ "login": account.login, "closed": true }));
    tx.save().await?;
    eprintln!("{login} is closed");
    Ok(())
}

async fn password(db: &Db, login: &str, password_stdin: bool) -> anyhow::Result<()> {
    let mut tx = db.write(&Caller::system()).await?;
    let account = open_account(&mut tx, login).await?;
    let password = new_password(password_stdin)?;
    access::set_password(&mut tx, &account.id, &access::hash_password(&password)?).await?;
    tx.record(&mandate(&SET_PASSWORD)?, "account", &account.id, json!({ "login": account.login }));
    tx.save().await?;
    show_once(&password, login, password_stdin);
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
    if let Some(code) = &wanted.municipality
        && place::store::municipality(conn, code).await?.is_none()
    {
        return Err(unusable(
            format!("there is no municipality {code:?} in the programme"),
            "a code of four digits, as in --municipality 0127",
        ));
    }
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

async fn list(db: &Db, format: Format) -> anyhow::Result<()> {
    let accounts = access::all_accounts(&mut *db.read().await?).await?;
    let state = |a: &Account| if a.disabled == 0 { "open" } else { "closed" };
    match format {
        Format::Json => {
            let rows: Vec<_> = accounts.iter().map(|a| json!({ "login": a.login, "name": a.name, "state": state(a) })).collect();
            println!("{}", serde_json::to_string_pretty(&rows)?);
        }
        Format::Table => {
            let rows: Vec<_> = accounts.iter().map(|a| vec![a.login.clone(), a.name.clone(), state(a).to_owned()]).collect();
            table::print(&["login", "name", "state"], &rows);
        }
    }
    Ok(())
}

async fn token(db: &Db, login: &str, name: &str, days: i64) -> anyhow::Result<()> {
    let mut tx = db.write(&Caller::system()).await?;
    let account = open_account(&mut tx, login).await?;
    let given = access::create_token(&mut tx, &mandate(&CREATE_TOKEN)?, &account.id, name, days).await?;
    tx.save().await?;
    println!("{}", given.secret);
    eprintln!("the token {} is shown this once and runs to {}", given.id, given.expires_at);
    Ok(())
}

async fn tokens(db: &Db, login: &str, format: Format) -> anyhow::Result<()> {
    let mut conn = db.read().await?;
    let account = access::account_named(&mut conn, login).await?;
    let account = account.ok_or_else(|| unusable(format!("there is no account {login:?}"), "see `stadsdel user list`"))?;
    let (all, now) = (access::tokens_of(&mut conn, &account.id).await?, stamp(db.now()));
    match format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&all)?),
        Format::Table => {
            let row = |t: &Token| [t.id.as_str(), &t.name, &t.created_at, &t.expires_at, state(t, &now)].map(str::to_owned).to_vec();
            table::print(&["id", "name", "created", "expires", "state"], &all.iter().map(row).collect::<Vec<_>>());
        }
    }
    Ok(())
}

fn state(token: &Token, now: &str) -> &'static str {
    match &token.revoked_at {
        Some(_) => "revoked",
        None if token.expires_at.as_str() <= now => "expired",
        None => "valid",
    }
}

async fn revoke(db: &Db, id: &str) -> anyhow::Result<()> {
    let mut tx = db.write(&Caller::system()).await?;
    let found = access::revoke_token(&mut tx, &mandate(&REVOKE_TOKEN)?, id).await?;
    let found =
        found.ok_or_else(|| unusable(format!("there is no token {id:?} to revoke"), "see `stadsdel user tokens LOGIN` for the ids"))?;
    tx.save().await?;
    eprintln!("the token {} ({}) is revoked", found.id, found.name);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Unusable;

    fn wanted(role: Role, municipality: Option<&str>, organisation: Option<&str>) -> Wanted {
        let own = |text: &str| text.to_owned();
        Wanted { login: own("a"), name: own("A"), role, municipality: municipality.map(own), organisation: organisation.map(own) }
    }

    #[test]
    fn a_role_is_held_where_it_belongs() {
        let code = Some("0127");
        for (role, municipality, organisation) in [
            (Role::Coordinator, code, None),
            (Role::Certifier, code, Some("kommun-0127")),
            (Role::Agency, code, Some("arbetsformedlingen")),
            (Role::Partner, None, Some("bolaget")),
            (Role::StateOfficer, None, None),
            (Role::Evaluator, None, Some("hogskolan")),
        ] {
            assert!(wanted(role, municipality, organisation).unless_misplaced().is_ok(), "{role:?}");
        }
        for (role, municipality, organisation) in [
            (Role::Coordinator, None, None),
            (Role::Certifier, None, Some("kommun-0127")),
            (Role::BoardSecretary, code, Some("arbetsformedlingen")),
            (Role::Agency, code, None),
            (Role::Partner, None, None),
            (Role::StateOfficer, code, None),
            (Role::Administrator, code, None),
        ] {
            let error = wanted(role, municipality, organisation).unless_misplaced().unwrap_err();
            assert!(error.downcast_ref::<Unusable>().is_some_and(|u| !u.hint.is_empty()), "{role:?}");
        }
    }
}
