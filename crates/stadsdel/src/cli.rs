//! The command line. Standard output is data, standard error is words; exit 0 done, 1 something is wrong, 2 the input cannot be used (with a `hint:`).

mod commands;
mod table;

use crate::{config, demo, doctor, serve};
use anyhow::Context;
use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};
use platform::Db;
use platform::clock::Clock;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Place-based development agreements, from agreement to evidence.
#[derive(Parser)]
#[command(name = "stadsdel", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// How data is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Json,
    Table,
}

#[derive(Subcommand)]
enum Command {
    /// Start the demo on this machine: embedded database, synthetic statistics, people for every role.
    Demo(DemoArgs),
    /// Serve the program on a database.
    Serve(ServeArgs),
    /// Bring a database up to this program: its schema, and the programme as data.
    Migrate(DatabaseArg),
    /// Examine a database; exit 1 names what is wrong and how to mend it.
    Doctor {
        #[command(flatten)]
        database: DatabaseArg,
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Area codes.
    Areas {
        #[command(subcommand)]
        command: commands::AreasCommand,
    },
    /// The programme's data.
    Programme {
        #[command(subcommand)]
        command: commands::ProgrammeCommand,
    },
    /// Read files into the database.
    Import {
        #[command(subcommand)]
        command: commands::ImportCommand,
    },
    /// One district's figures.
    District {
        #[command(subcommand)]
        command: commands::DistrictCommand,
    },
    /// A municipality's yearly report.
    Report {
        #[command(subcommand)]
        command: commands::ReportCommand,
    },
    /// The national compilation.
    Compilation {
        #[command(subcommand)]
        command: commands::CompilationCommand,
    },
    /// Evaluations.
    Evaluation {
        #[command(subcommand)]
        command: commands::EvaluationCommand,
    },
    /// Accounts.
    User {
        #[command(subcommand)]
        command: commands::UserCommand,
    },
    /// Effect estimates on any panel: did, sc, sdid, ascm, att-gt.
    #[command(disable_help_flag = true)]
    Effect {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
}

#[derive(clap::Args)]
struct DemoArgs {
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8080", env = "STADSDEL_LISTEN")]
    listen: String,
    /// Folder for the demo's files.
    #[arg(long, default_value = "demo-data", env = "STADSDEL_DEMO_DIR")]
    dir: PathBuf,
    /// The demo's today, year-month-day; it walks on from there.
    #[arg(long)]
    clock: Option<NaiveDate>,
    /// Start over, with nothing kept.
    #[arg(long)]
    fresh: bool,
}

#[derive(clap::Args)]
struct ServeArgs {
    /// Database: postgres://… or the path of an SQLite file.
    #[arg(long, env = "STADSDEL_DATABASE")]
    database: Option<String>,
    /// Address and port to listen on.
    #[arg(long, env = "STADSDEL_LISTEN")]
    listen: Option<String>,
    /// Settings file (TOML: database, listen, `secure_cookies`).
    #[arg(long, env = "STADSDEL_CONFIG")]
    config: Option<PathBuf>,
    /// Allow sign-in cookies over plain http, for trying out.
    #[arg(long)]
    insecure_cookies: bool,
}

/// Which database a command works on.
#[derive(clap::Args)]
pub struct DatabaseArg {
    /// Database: postgres://… or the path of an SQLite file.
    #[arg(long, env = "STADSDEL_DATABASE", default_value = "demo-data/stadsdel.sqlite3")]
    pub database: String,
}

impl DatabaseArg {
    /// Opens it; a file that is not there is not made.
    ///
    /// # Errors
    /// When nobody answers.
    pub async fn open(&self) -> anyhow::Result<Db> {
        let url = config::database_address(&self.database).replace("mode=rwc", "mode=rw");
        if let Some(file) = config::file_of(&url).filter(|file| !file.exists()) {
            return Err(Unusable {
                says: format!("there is no database in {}", file.display()),
                hint: "name it with --database or STADSDEL_DATABASE; `stadsdel demo` and `stadsdel migrate` make one".into(),
            }
            .into());
        }
        let db = Db::connect(&url, Clock::default()).await?;
        let shift = demo::kept_clock(&db).await?;
        Ok(db.with_clock(shift))
    }
}

/// Input that cannot be used: exit 2, with what to do about it.
#[derive(Debug)]
pub struct Unusable {
    pub says: String,
    pub hint: String,
}

impl std::fmt::Display for Unusable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\nhint: {}", self.says, self.hint)
    }
}

impl std::error::Error for Unusable {}

/// Runs the command line the process was started with.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return said(&error),
    };
    let ansi = std::io::IsTerminal::is_terminal(&std::io::stderr());
    tracing_subscriber::fmt().with_ansi(ansi).with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).with_target(false).init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    runtime.block_on(dispatch(cli.command)).unwrap_or_else(|error| failed(&error))
}

/// Help and version are data; a command line that cannot be read is an error with its hint.
fn said(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if !error.use_stderr() {
        return ExitCode::SUCCESS;
    }
    eprintln!("hint: `stadsdel help` lists the commands, `stadsdel COMMAND --help` what each takes");
    ExitCode::from(2)
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("error: {error:#}");
    if error.downcast_ref::<Unusable>().is_some() { ExitCode::from(2) } else { ExitCode::FAILURE }
}

async fn dispatch(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(args) => start_demo(args).await?,
        Command::Serve(args) => start_server(args).await?,
        Command::Migrate(arg) => migrate(&arg).await?,
        Command::Doctor { database, format } => return examine(&database, format).await,
        Command::Areas { command } => commands::areas(&command)?,
        Command::Programme { command } => commands::programme(&command)?,
        Command::Import { command } => return commands::import(command).await,
        Command::District { command } => commands::district(command).await?,
        Command::Report { command } => commands::report(command).await?,
        Command::Compilation { command } => commands::compilation(command).await?,
        Command::Evaluation { command } => return commands::evaluation(command).await,
        Command::User { command } => commands::user(command).await?,
        Command::Effect { args } => return Ok(ExitCode::from(effect::cli::run(&args))),
    }
    Ok(ExitCode::SUCCESS)
}

async fn start_demo(args: DemoArgs) -> anyhow::Result<()> {
    let addresses = serve::addresses(&args.listen).await?;
    drop(serve::bind(&addresses).await?);
    let _held = hold(&args.dir)?;
    let app = demo::open(&args.dir, args.clock, args.fresh).await?;
    let listener = serve::bind(&addresses).await?;
    eprintln!("Demo in the folder {}: http://{} (every password: {})", args.dir.display(), args.listen, demo::PASSWORD);
    serve::serve(app, listener).await
}

/// Holds a demo's folder for as long as the process lives, so that nobody clears it away under a demo that runs.
fn hold(folder: &Path) -> anyhow::Result<File> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let path = folder.join("stadsdel.lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Unusable {
            says: format!("another demo runs in the folder {}", folder.display()),
            hint: "stop it first, or choose another folder with --dir".into(),
        }
        .into()),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
    }
}

async fn start_server(args: ServeArgs) -> anyhow::Result<()> {
    let settings = config::read(args.config.as_deref())?;
    let database = args.database.or(settings.database).ok_or_else(|| Unusable {
        says: "no database is named".into(),
        hint: "give --database, the variable STADSDEL_DATABASE, or `database = …` in the settings file".into(),
    })?;
    let listen = args.listen.or(settings.listen).unwrap_or_else(|| "127.0.0.1:8080".into());
    let addresses = serve::addresses(&listen).await?;
    let db = serve::connect(&config::database_address(&database)).await?;
    serve::prepare(&db).await?;
    let mut app = crate::wiring::app(db)?;
    app.secure_cookies = !args.insecure_cookies && settings.secure_cookies.unwrap_or(true);
    serve::serve(app, serve::bind(&addresses).await?).await
}

async fn migrate(arg: &DatabaseArg) -> anyhow::Result<()> {
    let db = Db::connect(&config::database_address(&arg.database), Clock::default()).await?;
    let run = serve::prepare(&db).await?;
    eprintln!("{}: {run} migrations run, the programme is in place", db.address());
    Ok(())
}

async fn examine(arg: &DatabaseArg, format: Format) -> anyhow::Result<ExitCode> {
    let findings = doctor::examine(&config::database_address(&arg.database)).await;
    match format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&findings)?),
        Format::Table => {
            for f in &findings {
                println!("{:<10} {:<5} {}", f.check, if f.ok { "ok" } else { "WRONG" }, f.says);
                if let Some(hint) = &f.hint {
                    println!("           hint: {hint}");
                }
            }
        }
    }
    Ok(if findings.iter().all(|f| f.ok) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
