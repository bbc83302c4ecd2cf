//! `stadsdel doctor`: says what is wrong and how to mend it.

use agreements::place;
use platform::Db;
use platform::clock::Clock;
use platform::events::{self, Chain};
use serde::Serialize;
use sqlx::Row;

/// One thing looked at.
#[derive(Debug, Serialize)]
pub struct Finding {
    pub check: &'static str,
    pub ok: bool,
    pub says: String,
    /// How to mend it, when it is not right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Finding {
    fn right(check: &'static str, says: impl Into<String>) -> Self {
        Self { check, ok: true, says: says.into(), hint: None }
    }

    fn wrong(check: &'static str, says: impl Into<String>, hint: &str) -> Self {
        Self { check, ok: false, says: says.into(), hint: Some(hint.to_owned()) }
    }
}

/// Looks at the whole of a database without changing it.
pub async fn examine(url: &str) -> Vec<Finding> {
    let db = match Db::connect(&url.replace("mode=rwc", "mode=rw"), Clock::default()).await {
        Ok(db) => db,
        Err(error) => {
            return vec![Finding::wrong(
                "database",
                format!("{error:#}"),
                "check the address; a new database is made by `stadsdel migrate --database …`",
            )];
        }
    };
    let mut findings = vec![Finding::right("database", format!("{} answers", db.address()))];
    for check in [schema(&db).await, journal(&db).await, programme(&db).await, outbox(&db).await] {
        findings.push(check.unwrap_or_else(|e| {
            Finding::wrong("database", format!("{e:#}"), "run `stadsdel migrate --database …` with this program's version")
        }));
    }
    findings
}

async fn schema(db: &Db) -> anyhow::Result<Finding> {
    let mut conn = db.read().await?;
    let done: Vec<String> = sqlx::query("SELECT name FROM migration").fetch_all(&mut *conn).await?.iter().map(|r| r.get(0)).collect();
    let missing: Vec<_> = migrations_missing(&done);
    Ok(match missing.as_slice() {
        [] => Finding::right("schema", format!("{} migrations in place", done.len())),
        names => Finding::wrong("schema", format!("missing: {}", names.join(", ")), "run `stadsdel migrate --database …`"),
    })
}

fn migrations_missing(done: &[String]) -> Vec<&'static str> {
    platform::db::migration_names().filter(|name| !done.iter().any(|d| d == name)).collect()
}

async fn journal(db: &Db) -> anyhow::Result<Finding> {
    let mut conn = db.read().await?;
    Ok(match events::verify(&mut conn).await? {
        Chain::Whole { links } => Finding::right("journal", format!("{links} links, whole")),
        Chain::Broken { seq, why } => Finding::wrong(
            "journal",
            format!("first broken link: {seq} ({why})"),
            "the journal has been changed outside the program; keep this database as it is and restore the latest backup beside it",
        ),
    })
}

async fn programme(db: &Db) -> anyhow::Result<Finding> {
    let mut conn = db.read().await?;
    let (districts, municipalities) = (place::store::districts(&mut conn).await?, place::store::municipalities(&mut conn).await?);
    let says = format!("{} districts in {} municipalities", districts.len(), municipalities.len());
    Ok(if districts.len() == 38 && municipalities.len() == 21 {
        Finding::right("programme", says)
    } else {
        Finding::wrong(
            "programme",
            says,
            "annex 2 has 38 districts in 21 municipalities; run `stadsdel migrate --database …` to load the programme",
        )
    })
}

async fn outbox(db: &Db) -> anyhow::Result<Finding> {
    let mut conn = db.read().await?;
    let waiting: i64 = sqlx::query("SELECT count(*) FROM outbox WHERE done_at IS NULL").fetch_one(&mut *conn).await?.get(0);
    Ok(if waiting < 100 {
        Finding::right("outbox", format!("{waiting} messages wait"))
    } else {
        Finding::wrong(
            "outbox",
            format!("{waiting} messages wait"),
            "no server has delivered for a while; look in its log for `the worker could not deliver`",
        )
    })
}
