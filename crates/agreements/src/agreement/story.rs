//! The demo's agreements: fifteen in force since the spring, five on their way, one not answered.

use super::rules::{Agreement, Class};
use super::{actions, store};
use chrono::NaiveDate;
use platform::access::{Caller, Role};
use platform::demo::{Cast, Step};
use platform::{Db, Tx};

/// Those in force: municipality code, address, the board's paragraph, and how many days after 20 January the wording was agreed.
const IN_FORCE: [(&str, &str, &str, u64); 15] = [
    ("0127", "botkyrka-2011", "§ 14", 0),
    ("1480", "goteborg-2011", "§ 31", 4),
    ("1280", "malmo-2011", "§ 22", 6),
    ("0136", "haninge-2011", "§ 9", 1),
    ("0126", "huddinge-2011", "§ 17", 8),
    ("0181", "sodertalje-2011", "§ 26", 12),
    ("0380", "uppsala-2011", "§ 40", 5),
    ("0580", "linkoping-2011", "§ 18", 7),
    ("0680", "jonkoping-2011", "§ 33", 11),
    ("2180", "gavle-2011", "§ 12", 3),
    ("2281", "sundsvall-2011", "§ 21", 13),
    ("1282", "landskrona-2011", "§ 29", 9),
    ("1290", "kristianstad-2011", "§ 16", 14),
    ("1380", "halmstad-2011", "§ 37", 10),
    ("1488", "trollhattan-2011", "§ 24", 2),
];

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps = vec![delegation()];
    for (code, slug, paragraph, after) in IN_FORCE {
        steps.push(at(2011, 1, 20 + after, format!("{slug}: agreed"), move |db, cast| agree(db, cast, code, slug)));
        steps.push(at(2011, 2, 8 + after, format!("{slug}: approved"), move |db, cast| approve(db, cast, code, slug, paragraph)));
        steps.push(at(2011, 3, 7 + after, format!("{slug}: signed"), move |db, cast| sign(db, cast, code, slug)));
    }
    for (code, slug, paragraph) in [("0780", "vaxjo-2011", "§ 51"), ("1490", "boras-2011", "§ 44")] {
        steps.push(at(2011, 9, 20, format!("{slug}: agreed"), move |db, cast| agree(db, cast, code, slug)));
        steps.push(at(2011, 10, 11, format!("{slug}: board approved"), move |db, cast| board(db, cast, code, slug, paragraph)));
    }
    steps.push(at(2011, 9, 27, "nacka-2011: agreed".into(), |db, cast| agree(db, cast, "0182", "nacka-2011")));
    steps.push(at(2011, 10, 18, "nacka-2011: State approved".into(), |db, cast| state(db, cast, "nacka-2011")));
    steps.push(at(2011, 10, 4, "lulea-2011: a material deviation".into(), |db, cast| deviate(db, cast, LULEA)));
    steps.push(at(2011, 10, 5, "norrkoping-2011: key codes".into(), |db, cast| deviate(db, cast, NORRKOPING)));
    steps
}

fn at<F, Fut>(year: i32, month: u32, day: u64, what: String, run: F) -> Step
where
    F: FnOnce(Db, Cast) -> Fut + Send + 'static,
    Fut: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    let mut step = Step::new((year, month, 1), what, run);
    step.on = step.on + chrono::Days::new(day - 1);
    step
}

fn delegation() -> Step {
    Step::new((2011, 1, 14), "delegation", |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::StateSignatory, None)?).await?;
        let wish = actions::DelegationWish {
            office: "Statssekreteraren (demonstration)".into(),
            reference: "A2011/12/IU (demonstration)".into(),
            decided_on: Some(tx.today()),
            valid_to: None,
        };
        actions::delegate(&mut tx, &wish).await?;
        tx.save().await
    })
}

async fn version(db: &Db, slug: &str) -> anyhow::Result<Agreement> {
    let found = store::agreement(&mut *db.read().await?, slug).await?;
    found.ok_or_else(|| anyhow::anyhow!("{slug} is not opened"))
}

/// Opens the agreement where the accepted offer has not done so already.
async fn opened(db: &Db, officer: &Caller, code: &str, slug: &str) -> anyhow::Result<()> {
    if store::agreement(&mut *db.read().await?, slug).await?.is_some() {
        return Ok(());
    }
    let mut tx = db.write(officer).await?;
    actions::open(&mut tx, code).await?;
    tx.save().await
}

async fn agree(db: Db, cast: Cast, code: &'static str, slug: &'static str) -> anyhow::Result<()> {
    let (officer, coordinator) = (cast.of(Role::StateOfficer, None)?, cast.of(Role::Coordinator, Some(code))?);
    opened(&db, &officer, code, slug).await?;
    match slug {
        "botkyrka-2011" => reword(&db, &coordinator, &officer, BOTKYRKA).await?,
        "goteborg-2011" => reword(&db, &coordinator, &officer, GOTEBORG).await?,
        "malmo-2011" => {
            reword(&db, &coordinator, &officer, MALMO).await?;
            judge(&db, &officer, MALMO, "Samma dag med samma innebörd; bara formen för datum är en annan.").await?;
        }
        _ => {}
    }
    for caller in [coordinator, officer] {
        let version = version(&db, slug).await?.version;
        let mut tx = db.write(&caller).await?;
        actions::ready(&mut tx, slug, version).await?;
        tx.save().await?;
    }
    Ok(())
}

/// A wish for a clause: where, what to exchange, and why.
#[derive(Clone, Copy)]
struct Change {
    code: &'static str,
    slug: &'static str,
    clause: &'static str,
    from: &'static str,
    to: &'static str,
    comment: &'static str,
    reason: &'static str,
}

const BOTKYRKA: Change = Change {
    code: "0127",
    slug: "botkyrka-2011",
    clause: "3.2",
    from: "de boendes",
    to: "de boendes och barnens",
    comment: "Kommunen vill nämna barnen, som är en tredjedel av de boende.",
    reason: "Barnen är en stor del av dem som bor i stadsdelarna, och partnerskapet ska nå dem. Ändrar inte parternas åtaganden.",
};
const GOTEBORG: Change = Change {
    code: "1480",
    slug: "goteborg-2011",
    clause: "4.1",
    from: "stadsdelsplan",
    to: "stadsdelplan",
    comment: "Stavning som i kommunens övriga avtal.",
    reason: "",
};
const MALMO: Change = Change {
    code: "1280",
    slug: "malmo-2011",
    clause: "6.2",
    from: "senast den 1 december",
    to: "senast den första december",
    comment: "Kommunen skriver ut datum i löptext.",
    reason: "Kommunens skrivregler.",
};
const LULEA: Change = Change {
    code: "2580",
    slug: "lulea-2011",
    clause: "6.2",
    from: "1 december",
    to: "15 januari",
    comment: "Kommunens bokslut är inte klart till den 1 december.",
    reason: "",
};
const NORRKOPING: Change = Change {
    code: "0581",
    slug: "norrkoping-2011",
    clause: "2.1",
    from: "stadsdel",
    to: "stadsdel, avgränsad med kommunens nyckelkoder,",
    comment: "Klockaretorpet anges med NYKO i bilaga 2, inte med SAMS.",
    reason: "",
};

/// Finds the words to exchange in the clause; where they are not there, adds the new words last.
async fn wish(db: &Db, change: Change) -> anyhow::Result<(i64, actions::Wish)> {
    let clauses = super::view::clauses(&mut *db.read().await?, change.slug, 1).await?;
    let clause = clauses.into_iter().find(|c| c.key == change.clause).ok_or_else(|| anyhow::anyhow!("no clause {}", change.clause))?;
    let text = if clause.text.contains(change.from) {
        clause.text.replacen(change.from, change.to, 1)
    } else {
        format!("{} ({})", clause.text, change.to)
    };
    Ok((clause.version, actions::Wish { text, comment: change.comment.into(), reason: change.reason.into() }))
}

async fn reword(db: &Db, coordinator: &Caller, officer: &Caller, change: Change) -> anyhow::Result<()> {
    let (version, wish) = wish(db, change).await?;
    let mut tx = db.write(coordinator).await?;
    let id = actions::propose(&mut tx, change.slug, change.clause, version, &wish).await?;
    tx.save().await?;
    let mut tx = db.write(officer).await?;
    actions::accept(&mut tx, change.slug, &id, "").await?;
    tx.save().await
}

/// The State's judgement that a deviation the machine takes for material is editorial.
async fn judge(db: &Db, officer: &Caller, change: Change, why: &str) -> anyhow::Result<()> {
    let (version, _) = wish(db, change).await?;
    let mut tx = db.write(officer).await?;
    actions::classify(&mut tx, change.slug, change.clause, version, Some(Class::Editorial), why).await?;
    tx.save().await
}

/// A proposal that the State has taken into the wording without a reason: what stops its approval.
async fn deviate(db: Db, cast: Cast, change: Change) -> anyhow::Result<()> {
    let (officer, coordinator) = (cast.of(Role::StateOfficer, None)?, cast.of(Role::Coordinator, Some(change.code))?);
    opened(&db, &officer, change.code, change.slug).await?;
    if change.slug == "lulea-2011" {
        return reword(&db, &coordinator, &officer, change).await;
    }
    let (version, wish) = wish(&db, change).await?;
    let mut tx = db.write(&coordinator).await?;
    actions::propose(&mut tx, change.slug, change.clause, version, &wish).await?;
    tx.save().await
}

fn before(today: NaiveDate, days: u64) -> NaiveDate {
    today - chrono::Days::new(days)
}

async fn board(db: Db, cast: Cast, code: &'static str, slug: &'static str, paragraph: &'static str) -> anyhow::Result<()> {
    let version = version(&db, slug).await?.version;
    let mut tx = db.write(&cast.of(Role::BoardSecretary, Some(code))?).await?;
    let today = tx.today();
    let wish = actions::BoardWish {
        decided: Some(before(today, 8)),
        paragraph: paragraph.into(),
        adjusted: Some(before(today, 2)),
        posted: Some(before(today, 1)),
    };
    actions::approve_board(&mut tx, slug, version, &wish).await?;
    tx.save().await
}

/// Who acts for the State: in three of the demo's agreements the one put in the minister's place.
async fn acting(tx: &mut Tx, slug: &str) -> anyhow::Result<(String, String)> {
    let found = store::delegations(tx).await?.into_iter().next().filter(|_| DELEGATED.contains(&slug));
    Ok(found.map_or_else(|| ("minister".to_owned(), String::new()), |d| ("delegate".to_owned(), d.id)))
}

const DELEGATED: [&str; 3] = ["uppsala-2011", "linkoping-2011", "gavle-2011"];

async fn state(db: Db, cast: Cast, slug: &'static str) -> anyhow::Result<()> {
    let version = version(&db, slug).await?.version;
    let mut tx = db.write(&cast.of(Role::StateSignatory, None)?).await?;
    let (acting, delegation) = acting(&mut tx, slug).await?;
    let wish = actions::StateWish { decided: Some(tx.today()), acting, reference: format!("IJ2010/1966/IU, {slug}"), delegation };
    actions::approve_state(&mut tx, slug, version, &wish).await?;
    tx.save().await
}

async fn approve(db: Db, cast: Cast, code: &'static str, slug: &'static str, paragraph: &'static str) -> anyhow::Result<()> {
    board(db.clone(), cast.clone(), code, slug, paragraph).await?;
    state(db, cast, slug).await
}

async fn sign(db: Db, cast: Cast, code: &'static str, slug: &'static str) -> anyhow::Result<()> {
    let place = crate::place::store::municipality(&mut *db.read().await?, code).await?.map(|m| m.name).unwrap_or_default();
    let before = version(&db, slug).await?.version;
    let mut tx = db.write(&cast.of(Role::BoardSecretary, Some(code))?).await?;
    let wish = actions::SignatureWish {
        on: Some(tx.today()),
        place,
        office: "kommunstyrelsens ordförande".into(),
        aware: false,
        ..actions::SignatureWish::default()
    };
    actions::sign_board(&mut tx, slug, before, &wish).await?;
    tx.save().await?;
    let before = version(&db, slug).await?.version;
    let mut tx = db.write(&cast.of(Role::StateSignatory, None)?).await?;
    let (acting, delegation) = acting(&mut tx, slug).await?;
    let office = if acting == "delegate" { "statssekreteraren, i statsrådets ställe" } else { "statsrådet" };
    let wish = actions::SignatureWish { place: "Stockholm".into(), office: office.into(), acting, delegation, ..wish };
    actions::sign_state(&mut tx, slug, before, &wish).await?;
    tx.save().await
}
