//! An agreement as plain data for pages, documents and the API.

use super::rules::Snapshot;
use super::store::{self, Done, Report, Signature, VersionHead};
use platform::Conn;
use std::collections::BTreeMap;

/// A version with what is known about it.
#[derive(Clone, Debug)]
pub struct Document {
    pub snapshot: Snapshot,
    /// None for a text that is being written.
    pub head: Option<VersionHead>,
    pub signatures: Vec<Signature>,
    /// What has been carried out, by commitment.
    pub done: BTreeMap<String, Done>,
    pub report: Option<Report>,
    /// None until the report has been filed.
    pub register_number: Option<String>,
}

impl Document {
    /// A text that is being written.
    pub fn draft(snapshot: Snapshot) -> Self {
        Self { snapshot, head: None, signatures: Vec::new(), done: BTreeMap::new(), report: None, register_number: None }
    }

    pub fn signature(&self, organisation_id: &str) -> Option<&Signature> {
        self.signatures.iter().find(|s| s.organisation_id == organisation_id)
    }

    /// Parties whose signature is wanting.
    pub fn unsigned(&self) -> usize {
        self.snapshot.parties.iter().filter(|p| self.signature(&p.organisation_id).is_none()).count()
    }
}

/// A version of an agreement; none where there is no such version.
///
/// # Errors
/// What the engine says.
pub async fn document(conn: &mut Conn, head: &VersionHead) -> anyhow::Result<Option<Document>> {
    let (slug, version) = (head.slug.as_str(), head.version);
    let Some(snapshot) = store::snapshot(conn, slug, version).await? else { return Ok(None) };
    Ok(Some(Document {
        snapshot,
        signatures: store::signatures(conn, slug, version).await?,
        done: store::done(conn, slug).await?,
        report: store::report(conn, slug, version).await?,
        register_number: store::register_number(conn, slug, version).await?,
        head: Some(head.clone()),
    }))
}
