//! `report`, `compilation`: documents and figures to files.

use super::{put, unusable};
use crate::cli::DatabaseArg;
use archive::document;
use platform::Refusal;
use std::path::PathBuf;

#[derive(clap::Subcommand)]
pub enum ReportCommand {
    /// A report as PDF.
    Pdf {
        /// The report's word in addresses: `gavle-2011`.
        slug: String,
        /// The version; the newest submitted where it is absent.
        #[arg(long)]
        version: Option<i64>,
        /// File, or `-` for standard output.
        #[arg(long, default_value = "-")]
        out: PathBuf,
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// Render one report per district and the compilation, and keep nothing: for measuring.
    #[command(hide = true)]
    Bench {
        #[command(flatten)]
        database: DatabaseArg,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    Pdf,
    Xlsx,
    Csv,
}

#[derive(clap::Subcommand)]
pub enum CompilationCommand {
    /// The compilation of a year.
    Export {
        #[arg(long, default_value_t = 2011)]
        year: i32,
        #[arg(long, value_enum, default_value = "pdf")]
        format: Kind,
        /// File, or `-` for standard output.
        #[arg(long, default_value = "-")]
        out: PathBuf,
        #[command(flatten)]
        database: DatabaseArg,
    },
}

/// `stadsdel report …`.
///
/// # Errors
/// [`super::Unusable`] for a report that is not there or not submitted.
pub async fn report(command: ReportCommand) -> anyhow::Result<()> {
    match command {
        ReportCommand::Pdf { slug, version, out, database } => {
            let app = crate::wiring::app(database.open().await?)?;
            let pdf = document::actions::report_pdf(&app, &slug, version).await.map_err(|e| missing(e, &slug))?;
            put(&out, &pdf)
        }
        ReportCommand::Bench { database } => {
            let app = crate::wiring::app(database.open().await?)?;
            let made = document::actions::all_reports_and_compilation(&app, 2011).await?;
            println!("{} documents, {} bytes", made.documents, made.bytes);
            Ok(())
        }
    }
}

/// `stadsdel compilation …`.
///
/// # Errors
/// When the year has no programme, or the document cannot be drawn.
pub async fn compilation(command: CompilationCommand) -> anyhow::Result<()> {
    let CompilationCommand::Export { year, format, out, database } = command;
    let app = crate::wiring::app(database.open().await?)?;
    let bytes = match format {
        Kind::Pdf => document::actions::compilation_pdf(&app, year).await,
        Kind::Xlsx => document::actions::compilation_xlsx(&app, year).await,
        Kind::Csv => document::actions::compilation_csv(&app, year).await,
    };
    put(&out, &bytes.map_err(|e| missing(e, &year.to_string()))?)
}

fn missing(refusal: Refusal, what: &str) -> anyhow::Error {
    match refusal {
        Refusal::NotFound => {
            unusable(format!("there is nothing submitted for {what:?}"), "see `/redovisningar` and `/sammanstallning` for what there is")
        }
        other => other.into(),
    }
}
