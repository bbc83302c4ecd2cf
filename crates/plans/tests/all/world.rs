//! The programme, its figures, a partnership with one member, and a plan to work in.

use agreements::partnership;
use agreements::partnership::rules::{Basis, Entry};
use plans::goal::rules::{GoalDraft, MeasureDraft, MunicipalText, ResourceDraft};
use plans::plan::actions;
use platform::access::{Caller, Role};
use platform::testkit::{World, person};
use platform::{Db, Refusal, Tx};

/// The places and the registry of indicators, without figures.
pub async fn places(db: &Db) {
    agreements::programme::actions::ensure(db).await.unwrap();
    let mut tx = db.write(&Caller::system()).await.unwrap();
    figures::indicator::actions::load(&mut tx).await.unwrap();
    tx.save().await.unwrap();
}

/// The places and the generator's figures.
pub async fn with_figures(db: &Db) {
    agreements::programme::actions::ensure(db).await.unwrap();
    let mut tx = db.write(&Caller::system()).await.unwrap();
    figures::statistics::actions::load_synthetic(&mut tx).await.unwrap();
    tx.save().await.unwrap();
}

pub fn world(db: Db) -> World {
    World::new(db, plans::routes(), &[agreements::TEXTS, figures::TEXTS, plans::TEXTS])
}

pub fn coordinator() -> Caller {
    person(Role::Coordinator, Some("0127"))
}

/// A write of the coordinator of Botkyrka's, saved.
pub async fn done<T>(db: &Db, run: impl AsyncFnOnce(&mut Tx) -> Result<T, Refusal>) -> T {
    let mut tx = db.write(&coordinator()).await.unwrap();
    let result = run(&mut tx).await.unwrap();
    tx.save().await.unwrap();
    result
}

/// A municipal goal of Botkyrka's; its id.
pub async fn municipal_goal(db: &Db) -> String {
    let text = MunicipalText {
        title: "Fler invånare ska försörja sig".into(),
        national_goal: "farre-i-utanforskap".into(),
        source: "Mål och budget 2011".into(),
        decided_on: "2010-11-29".into(),
        reason: String::new(),
    };
    done(db, async |tx| plans::goal::actions::register_municipal(tx, "0127", &text).await).await.id
}

/// A goal with nothing wanting.
pub fn whole(area: &str, municipal: &str) -> GoalDraft {
    let text = |t: &str| t.to_owned();
    GoalDraft {
        area: text(area),
        statement: format!("Mål om {area}"),
        problem: text("Problemet och dess orsak"),
        national_goal: text("farre-i-utanforskap"),
        municipal_goal: text(municipal),
        own_indicator: text("antal som räknas"),
        own_unit: text("personer"),
        baseline_year: text("2010"),
        baseline_value: text("52,5"),
        target_value: text("60"),
        target_date: text("2013-12-31"),
        owner: text("Arbetsmarknadschefen"),
        deputy: text("Enhetschefen"),
        realism: text("Takten är den vi har haft"),
        measures: vec![MeasureDraft {
            title: text("Gemensam mottagning"),
            owner: text("Enhetschefen"),
            partner: text("arbetsformedlingen"),
            partner_name: text("Arbetsförmedlingen"),
            starts: text("2011-09-01"),
            ends: text("2012-06-30"),
            ordinary: ResourceDraft { hours: text("400"), sek: text("100 000") },
            ..MeasureDraft::default()
        }],
        ..GoalDraft::default()
    }
}

pub const AREAS: [&str; 4] = ["arbete", "utbildning", "trygghet", "tillvaxt"];

/// Alby's plan with a whole goal in each of these areas; their ids.
pub async fn alby(db: &Db, areas: &[&str]) -> Vec<String> {
    let municipal = municipal_goal(db).await;
    done(db, async |tx| {
        actions::open(tx, "alby").await?;
        let mut ids = Vec::new();
        for area in areas {
            ids.push(actions::add_goal(tx, "alby-2011", whole(area, &municipal)).await?);
        }
        Ok(ids)
    })
    .await
}

/// Forms Botkyrka's partnership in 2011 with Arbetsförmedlingen in it.
pub async fn member(db: &Db) {
    let founding = partnership::rules::Founding {
        formed_on: "2011-03-01".parse().unwrap(),
        residents: "Boendemöten".into(),
        coordination: "Styrgrupp".into(),
        reason: String::new(),
    };
    recorded(db, async |tx| partnership::store::insert(tx, "0127", &founding).await.unwrap()).await;
    joins(db, "arbetsformedlingen", Basis::Assignment).await;
}

/// Lets an organisation join Botkyrka's partnership.
pub async fn joins(db: &Db, organisation: &str, basis: Basis) {
    let entry = Entry {
        basis,
        since: "2011-03-01".parse().unwrap(),
        term_to: (basis == Basis::Assignment).then(|| "2012-12-31".parse().unwrap()),
        carried_over: false,
        contribution: String::new(),
        reason: String::new(),
        representative: None,
    };
    recorded(db, async |tx| partnership::store::member::insert(tx, "0127", organisation, &entry).await.map(drop).unwrap()).await;
}

async fn recorded(db: &Db, run: impl AsyncFnOnce(&mut Tx)) {
    let mut tx = db.write(&Caller::system()).await.unwrap();
    run(&mut tx).await;
    let mandate = Caller::system().mandate(&plans::plan::REGISTER, platform::access::Scope::Nation).unwrap();
    tx.record(&mandate, "partnership", "0127", serde_json::json!({}));
    tx.save().await.unwrap();
}
