//! Organisations as the API shows them.

use super::rules::Organisation;
use super::store::Version;
use serde::Serialize;
use utoipa::ToSchema;

/// An organisation in the version that holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    #[schema(example = "polismyndigheten-stockholm")]
    pub id: String,
    #[schema(example = "agency")]
    pub kind: String,
    pub name: String,
    /// The municipality it belongs to, or whose partner it is.
    #[schema(example = "0127")]
    pub municipality: Option<String>,
    /// Two digits for an authority of one county.
    #[schema(example = "01")]
    pub county: Option<String>,
    /// First and last day, `YYYY-MM-DD`; absent when not known.
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub version: i64,
}

impl From<&Organisation> for OrganisationView {
    fn from(o: &Organisation) -> Self {
        Self {
            id: o.id.clone(),
            kind: o.kind.key().to_owned(),
            name: o.name.clone(),
            municipality: o.municipality_code.clone(),
            county: o.county_code.clone(),
            valid_from: o.valid_from.map(|d| d.to_string()),
            valid_to: o.valid_to.map(|d| d.to_string()),
            version: o.version,
        }
    }
}

/// What is said of an organisation to be added or corrected.
#[derive(Clone, Debug, Default, serde::Deserialize, ToSchema)]
#[serde(default)]
pub struct OrganisationWish {
    /// `region`, `business`, `property_owner`, `residents` or `other`.
    #[schema(example = "property_owner")]
    pub kind: String,
    pub name: String,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    /// Why; required in a correction.
    pub reason: String,
    /// Municipality code; required when it is added.
    #[schema(example = "0127")]
    pub municipality: String,
    /// Wished-for id; made from the name where it is empty.
    pub id: String,
}

/// An organisation with the versions before.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationWithVersions {
    #[serde(flatten)]
    pub organisation: OrganisationView,
    /// Newest first.
    pub versions: Vec<VersionView>,
}

/// One version of an organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VersionView {
    pub version: i64,
    pub kind: String,
    pub name: String,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub reason: String,
    pub at: String,
}

impl From<Version> for VersionView {
    fn from(v: Version) -> Self {
        Self { version: v.version, kind: v.kind, name: v.name, valid_from: v.valid_from, valid_to: v.valid_to, reason: v.reason, at: v.at }
    }
}
