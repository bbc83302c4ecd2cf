//! `evaluation`: doing a computation again, and its document.

use super::{put, unusable};
use crate::cli::DatabaseArg;
use archive::document;
use evidence::evaluation::actions;
use platform::Refusal;
use platform::access::Caller;
use platform::web::Shell;
use std::path::PathBuf;
use std::process::ExitCode;
use wording::Lang;

#[derive(clap::Subcommand)]
pub enum EvaluationCommand {
    /// Do the newest computation again from the figures it was made of; exit 1 when some digit differs.
    Recompute {
        /// The evaluation's word in addresses: `bergsjon-forvarvsarbetande`.
        slug: String,
        #[command(flatten)]
        database: DatabaseArg,
    },
    /// An evaluation with a result as PDF.
    Pdf {
        slug: String,
        /// File, or `-` for standard output.
        #[arg(long, default_value = "-")]
        out: PathBuf,
        #[command(flatten)]
        database: DatabaseArg,
    },
}

/// `stadsdel evaluation …`.
///
/// # Errors
/// [`super::Unusable`] for an evaluation that is not there or has no result.
pub async fn evaluation(command: EvaluationCommand) -> anyhow::Result<ExitCode> {
    match command {
        EvaluationCommand::Recompute { slug, database } => {
            let check = actions::recompute_saved(&database.open().await?, &slug).await.map_err(|e| missing(e, &slug))?;
            println!("{}", serde_json::to_string_pretty(&check)?);
            Ok(if check.agrees == 1 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        EvaluationCommand::Pdf { slug, out, database } => {
            let app = crate::wiring::app(database.open().await?)?;
            let s = Shell::outside(&app, Lang::Sv, Caller::system());
            let pdf = document::actions::evaluation_for(&app, &s, &slug, None).await.map_err(|e| missing(e, &slug))?;
            put(&out, &pdf)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn missing(refusal: Refusal, slug: &str) -> anyhow::Error {
    match refusal {
        Refusal::NotFound => unusable(format!("there is no result of {slug:?}"), "see `/utvarderingar` for what there is"),
        other => other.into(),
    }
}
