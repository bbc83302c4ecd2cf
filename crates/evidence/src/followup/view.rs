//! Everything a district's page rests on, in few queries.

use crate::development;
use crate::development::rules::Development;
use crate::evaluation;
use crate::report;
use crate::report::store::VersionHead;
use agreements::agreement::store::AgreementRef;
use agreements::partnership::store::Member;
use agreements::place;
use agreements::place::rules::District;
use agreements::programme::source::lua_2011;
use chrono::NaiveDate;
use figures::statistics;
use figures::statistics::rules::{Gap, MEN, Place, WOMEN, shown};
use plans::cooperation::store::InForce;
use platform::Conn;
use serde_json::{Value, json};
use series::Cell;

/// A district with all that its page shows.
pub struct Outlook {
    pub district: District,
    pub development: Development,
    /// Figures that are lacking, newest year first.
    pub gaps: Vec<Gap>,
    /// The agreement in force.
    pub agreement: Option<AgreementRef>,
    pub members: Vec<Member>,
    /// Cooperation agreements in force that rest on goals of the district's plan.
    pub cooperation: Vec<InForce>,
    /// Address of the municipality's report for the programme's year, and its newest submitted version.
    pub report: String,
    pub submitted: Option<VersionHead>,
    /// Evaluations of the district's goals, and what others have found about it.
    pub evaluations: Vec<evaluation::view::Item>,
}

/// A district as its page shows it on a day; none when there is no such district.
///
/// # Errors
/// What the engine says.
pub async fn outlook(conn: &mut Conn, slug: &str, today: NaiveDate) -> anyhow::Result<Option<Outlook>> {
    let Some(district) = place::store::district(conn, slug).await? else { return Ok(None) };
    let code = district.municipality.code.clone();
    let development = development::view::development(conn, &district, today).await?;
    let mut gaps = statistics::store::gaps(conn, Some(&code)).await?;
    gaps.retain(|gap| gap.district == district.id);
    let agreement = agreements::agreement::store::in_force(conn, &code, today).await?;
    let members = agreements::partnership::store::members(conn, &code, today).await?;
    let cooperation = plans::cooperation::store::resting_on_district(conn, &code, &district.id, today).await?;
    let report = report::rules::slug(&district.municipality.slug, lua_2011().year());
    let submitted = report::store::versions(conn, &report).await?.pop();
    let evaluations = evaluation::view::of_district(conn, &district.id).await?;
    Ok(Some(Outlook { district, development, gaps, agreement, members, cooperation, report, submitted, evaluations }))
}

/// A figure for women and for men, the last year that either may be shown.
pub struct ByGroup {
    pub indicator: String,
    pub year: i32,
    pub women: Cell,
    pub men: Cell,
}

/// The figures of an area for women and men, where the indicator is parted by sex.
///
/// # Errors
/// What the engine says.
pub async fn by_group(conn: &mut Conn, d: &Development, area: &str) -> anyhow::Result<Vec<ByGroup>> {
    let place = Place::District(d.district.clone());
    let mut rows = Vec::new();
    for figure in d.figures_in(area).filter(|f| f.indicator.groups.iter().any(|g| g == WOMEN)) {
        let women = statistics::store::series(conn, &place, &figure.indicator.key, WOMEN).await?;
        let men = statistics::store::series(conn, &place, &figure.indicator.key, MEN).await?;
        let at = |series: &series::Series, year| series.points.get(&year).map_or(Cell::Missing, |o| shown(&figure.indicator, *o));
        if let Some(year) = figure.year {
            rows.push(ByGroup { indicator: figure.indicator.key.clone(), year, women: at(&women, year), men: at(&men, year) });
        }
    }
    Ok(rows)
}

/// A district's figures of a year with its goals and their verdicts, for the command line and the API; none when there is no such district.
///
/// # Errors
/// What the engine says.
pub async fn district_json(conn: &mut Conn, slug: &str, year: Option<i32>, today: NaiveDate) -> anyhow::Result<Option<Value>> {
    let Some(figures) = statistics::view::district_figures(conn, slug, year).await? else { return Ok(None) };
    let Some(district) = place::store::district(conn, slug).await? else { return Ok(None) };
    let development = development::view::development(conn, &district, today).await?;
    let mut body = serde_json::to_value(figures)?;
    body["plan"] = serde_json::to_value(&development.plan)?;
    body["goals"] = serde_json::to_value(&development.goals)?;
    body["method"] = json!(series::PROGRESS_METHOD);
    Ok(Some(body))
}
