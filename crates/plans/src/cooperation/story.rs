//! The demo's story: Botkyrka has one agreement in force, one that waits for a signature and one being written; Göteborg has one that was revised
//! and reported when Bergsjön's plan replaced the earlier one, and one that a new version of the plan has just flagged; Uppsala has one with the
//! residents and a supporter, but none yet with an authority.

mod tales;

use super::actions::{self, Content};
use super::desk::{goals_in_force, municipality_id};
use super::rules::{AboutDraft, CommitmentDraft, SignatureDraft};
use super::store;
use crate::goal::rules::{GoalDraft, ResourceDraft};
use crate::{goal, plan};
use platform::access::Role;
use platform::demo::{Cast, Step};
use platform::{Conn, Db, Refusal, Tx};
use tales::{ENTRANCE, EVENINGS, FOLLOW_UP, GROWTH, HOMEWORK, Promise, SAFE_WAY, Tale, WAYS_TO_WORK};

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    vec![
        Step::new((2011, 9, 1), "Göteborg: an agreement rests on the plan of 2008–2010", |db, cast| begun(db, cast, WAYS_TO_WORK, true)),
        Step::new((2011, 9, 8), "Göteborg: everybody has signed it", |db, cast| signed(db, cast, WAYS_TO_WORK, &[])),
        Step::new((2011, 9, 22), "Göteborg: the new plan calls for a revision", called_for),
        Step::new((2011, 9, 26), "Botkyrka: the agreement on a joint entrance is laid before the parties", |db, cast| {
            begun(db, cast, ENTRANCE, true)
        }),
        Step::new((2011, 9, 28), "Göteborg: the revised text is laid before the parties", revised),
        Step::new((2011, 10, 3), "Botkyrka: everybody has signed", |db, cast| signed(db, cast, ENTRANCE, &[])),
        Step::new((2011, 10, 5), "Göteborg: everybody has signed the revision", |db, cast| signed(db, cast, WAYS_TO_WORK, &[])),
        Step::new((2011, 10, 5), "Uppsala: an agreement with the residents and a supporter", |db, cast| begun(db, cast, HOMEWORK, true)),
        Step::new((2011, 10, 7), "Göteborg: the revision is reported", reported),
        Step::new((2011, 10, 10), "Uppsala: everybody has signed", |db, cast| signed(db, cast, HOMEWORK, &[])),
        Step::new((2011, 10, 12), "Göteborg: an agreement on the square", |db, cast| begun(db, cast, EVENINGS, true)),
        Step::new((2011, 10, 14), "Göteborg: everybody has signed it", |db, cast| signed(db, cast, EVENINGS, &[])),
        Step::new((2011, 10, 17), "Botkyrka: the first commitment is carried out", |db, cast| {
            carried_out(db, cast, ENTRANCE, 1, "Mottagningen öppnade som planerat. Elva unga kom den första veckan.")
        }),
        Step::new((2011, 11, 1), "Göteborg: a commitment is carried out", |db, cast| {
            carried_out(db, cast, EVENINGS, 1, "Två poliser är på torget fredagar och lördagar mellan 19 och 01.")
        }),
        Step::new((2011, 11, 4), "Botkyrka: an agreement waits for a signature", |db, cast| begun(db, cast, SAFE_WAY, true)),
        Step::new((2011, 11, 8), "Bergsjön: a new version of the plan raises a goal", raised),
        Step::new((2011, 11, 9), "Botkyrka: all but one have signed", |db, cast| signed(db, cast, SAFE_WAY, &["demobostader"])),
        Step::new((2011, 11, 10), "Botkyrka: an agreement is begun", |db, cast| begun(db, cast, GROWTH, false)),
    ]
}

async fn write(db: &Db, cast: &Cast, code: &str) -> anyhow::Result<Tx> {
    Ok(db.write(&cast.of(Role::Coordinator, Some(code))?).await?)
}

/// Ids of members whose ids begin so; the municipality's own for `kommun`.
async fn party(conn: &mut Conn, code: &str, start: &str, day: chrono::NaiveDate) -> anyhow::Result<String> {
    if start == "kommun" {
        return Ok(municipality_id(code));
    }
    let members = agreements::partnership::store::members(conn, code, day).await?;
    let found = members.into_iter().find(|m| m.organisation_id.starts_with(start)).map(|m| m.organisation_id);
    found.ok_or_else(|| anyhow::anyhow!("no member of {code} begins with {start}"))
}

/// Ids of the district's goals in force, by area.
async fn goals(tx: &mut Tx, tale: &Tale) -> anyhow::Result<Vec<(String, String)>> {
    let today = tx.today();
    let all = goals_in_force(tx, tale.code, today).await?;
    let own = all.into_iter().filter(|g| g.district == tale.district && tale.areas.contains(&g.frozen.goal.area.as_str()));
    Ok(own.map(|g| (g.frozen.goal.area.clone(), g.frozen.id)).collect())
}

async fn begun(db: Db, cast: Cast, tale: Tale, lay: bool) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, tale.code).await?;
    let today = tx.today();
    let slug = actions::open(&mut tx, tale.code, tale.title).await?;
    anyhow::ensure!(slug == tale.slug, "the address of {} is {slug}", tale.title);
    let about = AboutDraft {
        title: tale.title.into(),
        purpose: tale.purpose.into(),
        from: tale.period.0.into(),
        to: tale.period.1.into(),
        follow_up: if lay { FOLLOW_UP.into() } else { String::new() },
    };
    actions::save_part(&mut tx, &slug, 1, Content::About(about)).await?;
    let mut parties = Vec::new();
    for start in tale.parties {
        parties.push(party(&mut tx, tale.code, start, today).await?);
    }
    actions::save_part(&mut tx, &slug, 0, Content::Parties(parties)).await?;
    let goals = goals(&mut tx, &tale).await?;
    actions::save_part(&mut tx, &slug, 0, Content::Goals(goals.iter().map(|(_, id)| id.clone()).collect())).await?;
    for promise in tale.promises {
        let draft = promise_of(&mut tx, &tale, promise, &goals).await?;
        actions::add_commitment(&mut tx, &slug, draft).await?;
    }
    if lay {
        actions::lay(&mut tx, &slug, 1).await?;
    }
    tx.save().await
}

async fn promise_of(tx: &mut Tx, tale: &Tale, p: &Promise, goals: &[(String, String)]) -> anyhow::Result<CommitmentDraft> {
    let (who, area, text, due, responsible, hours) = *p;
    let today = tx.today();
    Ok(CommitmentDraft {
        party: party(tx, tale.code, who, today).await?,
        text: text.into(),
        goal: goals.iter().find(|(a, _)| a == area).map(|(_, id)| id.clone()).unwrap_or_default(),
        due: due.into(),
        responsible: responsible.into(),
        ordinary: ResourceDraft { hours: hours.into(), sek: String::new() },
        ..CommitmentDraft::default()
    })
}

/// Registers the signatures that are wanting, save of those whose ids begin so.
async fn signed(db: Db, cast: Cast, tale: Tale, but: &'static [&'static str]) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, tale.code).await?;
    let heads = store::versions(&mut tx, tale.slug).await?;
    let head = store::newest(&heads).ok_or(Refusal::NotFound)?;
    let snapshot = store::snapshot(&mut tx, tale.slug, head.version).await?.ok_or(Refusal::NotFound)?;
    let on = tx.today().to_string();
    for p in snapshot.parties.iter().filter(|p| !but.iter().any(|start| p.organisation_id.starts_with(start))) {
        let office = match p.organisation_id.as_str() {
            id if id.starts_with("kommun") => "Kommunstyrelsens ordförande",
            id if id.starts_with("arbetsformedlingen") => "Chefen för arbetsförmedlingen",
            id if id.starts_with("forsakringskassan") => "Enhetschefen",
            id if id.starts_with("polismyndigheten") => "Närpolischefen",
            id if id.starts_with("demobostader") => "Områdeschefen",
            _ => "Ordföranden",
        };
        let paper = SignatureDraft {
            organisation: p.organisation_id.clone(),
            place: snapshot.municipality_name.clone(),
            on: on.clone(),
            office: office.into(),
        };
        actions::sign(&mut tx, tale.slug, &paper).await?;
    }
    tx.save().await
}

async fn called_for(db: Db, cast: Cast) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, WAYS_TO_WORK.code).await?;
    let review = store::reviews(&mut tx, WAYS_TO_WORK.slug).await?.into_iter().find(store::Review::is_open).ok_or(Refusal::NotFound)?;
    let version = store::one(&mut tx, WAYS_TO_WORK.slug).await?.ok_or(Refusal::NotFound)?.version;
    let reason = "Stadsdelsplanen för 2011 har ersatt den tidigare. Målet om arbete är nytt formulerat och tar sikte på 2013.";
    actions::answer(&mut tx, WAYS_TO_WORK.slug, &review.id, version, "revise", reason).await?;
    tx.save().await
}

/// The revised text rests on the new plan's goal, and the municipality promises more.
async fn revised(db: Db, cast: Cast) -> anyhow::Result<()> {
    let tale = WAYS_TO_WORK;
    let mut tx = write(&db, &cast, tale.code).await?;
    let goals = goals(&mut tx, &tale).await?;
    let ids = goals.iter().map(|(_, id)| id.clone()).collect();
    actions::save_part(&mut tx, tale.slug, 1, Content::Goals(ids)).await?;
    for row in store::working(&mut tx, tale.slug).await? {
        let goal = goals.first().map(|(_, id)| id.clone()).unwrap_or_default();
        let text = if row.draft.party.starts_with("kommun") {
            "Trettio platser för arbetsträning i stadsdelens verksamheter."
        } else {
            &row.draft.text
        };
        let draft = CommitmentDraft { goal, text: text.to_owned(), ..row.draft.clone() };
        actions::save_commitment(&mut tx, tale.slug, &row.id, row.version, draft).await?;
    }
    let version = store::one(&mut tx, tale.slug).await?.ok_or(Refusal::NotFound)?.version;
    actions::lay(&mut tx, tale.slug, version).await?;
    tx.save().await
}

async fn reported(db: Db, cast: Cast) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, WAYS_TO_WORK.code).await?;
    let note =
        "Överenskommelsen vilar nu på stadsdelsplanen för 2011. Antalet platser för arbetsträning har höjts från tjugo till trettio.";
    actions::report(&mut tx, WAYS_TO_WORK.slug, note).await?;
    tx.save().await
}

async fn carried_out(db: Db, cast: Cast, tale: Tale, number: i64, note: &'static str) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, tale.code).await?;
    let commitments = store::working(&mut tx, tale.slug).await?;
    let found = commitments.into_iter().find(|c| c.number == number).ok_or(Refusal::NotFound)?;
    let on = tx.today().to_string();
    actions::carry_out(&mut tx, tale.slug, &found.id, &on, note).await?;
    tx.save().await
}

/// A new version of Bergsjön's plan: the goal on safety is raised and widened.
async fn raised(db: Db, cast: Cast) -> anyhow::Result<()> {
    let mut tx = write(&db, &cast, "1480").await?;
    let slug = "bergsjon-2011";
    let before = plan::store::plan(&mut tx, slug).await?.ok_or(Refusal::NotFound)?;
    let reason = "Målet om trygghet höjs efter höstens trygghetsvandring, och omfattar nu också vägen till spårvagnen.";
    plan::actions::revise(&mut tx, slug, before.version, reason).await?;
    let rows = goal::store::working(&mut tx, slug).await?;
    let row = rows.into_iter().find(|g| g.draft.area == "trygghet").ok_or(Refusal::NotFound)?;
    let target = goal::rules::parse_number(&row.draft.target_value).unwrap_or_default() + 4.0;
    let draft = GoalDraft {
        statement: row.draft.statement.replace("i sin stadsdel", "i sin stadsdel och på väg till spårvagnen"),
        target_value: format!("{target:.1}").replace('.', ","),
        ..row.draft.clone()
    };
    plan::actions::save_goal(&mut tx, slug, &row.id, row.version, draft).await?;
    let open = plan::store::plan(&mut tx, slug).await?.ok_or(Refusal::NotFound)?;
    plan::actions::submit(&mut tx, slug, open.version).await?;
    tx.save().await
}
