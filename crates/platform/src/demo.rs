//! The demo's story: what each room wants to have happened, in steps with a day, so that the journal runs in order of time.

use crate::access::{Caller, Role};
use crate::db::Db;
use chrono::NaiveDate;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// The demo's people: every caller by sign-in name.
#[derive(Clone, Debug, Default)]
pub struct Cast(pub Arc<Vec<(String, Caller)>>);

impl Cast {
    /// The person who holds a role in a municipality (`None`: for the nation).
    ///
    /// # Errors
    /// When the cast has nobody for it.
    pub fn of(&self, role: Role, municipality: Option<&str>) -> anyhow::Result<Caller> {
        let holds = |c: &Caller| c.assignments.iter().any(|a| a.role == role && a.municipality_code.as_deref() == municipality);
        let found = self.0.iter().map(|(_, caller)| caller).find(|caller| holds(caller));
        found.cloned().ok_or_else(|| anyhow::anyhow!("the demo has no {} in {municipality:?}", role.key()))
    }
}

type Done = Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>;

/// One thing that happened on a day.
pub struct Step {
    pub on: NaiveDate,
    pub what: String,
    pub run: Box<dyn FnOnce(Db, Cast) -> Done + Send>,
}

impl Step {
    /// A step on `(year, month, day)`; the database it is given has its clock on that day.
    pub fn new<F, Fut>(on: (i32, u32, u32), what: impl Into<String>, run: F) -> Self
    where
        F: FnOnce(Db, Cast) -> Fut + Send + 'static,
        Fut: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let on = NaiveDate::from_ymd_opt(on.0, on.1, on.2).unwrap_or_default();
        Self { on, what: what.into(), run: Box::new(move |db, cast| Box::pin(run(db, cast))) }
    }
}

impl From<crate::Refusal> for anyhow::Error {
    fn from(refusal: crate::Refusal) -> Self {
        match refusal {
            crate::Refusal::Broken(error) => error,
            other => anyhow::anyhow!("{other:?}"),
        }
    }
}
