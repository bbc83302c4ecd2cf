//! The demo's reports: some in, one returned, one completed at the State's request, one waiting for its certifier, one just begun.

mod texts;

use super::actions::{self, Typed};
use super::rules::{COOPERATION, RESULTS};
use super::store;
use agreements::place;
use agreements::place::rules::Municipality;
use agreements::programme::source::lua_2011;
use platform::Db;
use platform::access::Role;
use platform::demo::{Cast, Step};

type Day = (i32, u32, u32);

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps = vec![Step::new((2011, 1, 10), "what municipalities said in 2010", earlier)];
    steps.extend(submitted("gavle", "2180", (2011, 10, 24), (2011, 10, 27), (2011, 11, 2)));
    steps.extend(submitted("linkoping", "0580", (2011, 10, 25), (2011, 10, 31), (2011, 11, 4)));
    steps.extend(submitted("goteborg", "1480", (2011, 10, 31), (2011, 11, 3), (2011, 11, 7)));
    steps.extend(submitted("haninge", "0136", (2011, 11, 1), (2011, 11, 4), (2011, 11, 8)));
    steps.extend(submitted("jonkoping", "0680", (2011, 10, 17), (2011, 10, 24), (2011, 10, 28)));
    steps.extend(completed("jonkoping", "0680"));
    steps.extend(read(&[("gavle-2011", (2011, 11, 8)), ("linkoping-2011", (2011, 11, 8))]));
    steps.push(written("huddinge", "0126", (2011, 11, 2)));
    steps.push(ready("huddinge", "0126", (2011, 11, 8)));
    steps.push(Step::new((2011, 11, 10), "the certifier returns Huddinge's report", |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::Certifier, Some("0126"))?).await?;
        let seen = seen(&mut tx, "huddinge-2011").await?;
        actions::send_back(&mut tx, "huddinge-2011", seen, texts::RETURNED).await?;
        tx.save().await
    }));
    steps.push(written("sundsvall", "2281", (2011, 11, 7)));
    steps.push(ready("sundsvall", "2281", (2011, 11, 11)));
    steps.push(Step::new((2011, 11, 10), "Botkyrka opens its report and writes on cooperation", |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::Coordinator, Some("0127"))?).await?;
        actions::open(&mut tx, "botkyrka-2011").await?;
        let text = Typed { text: texts::COOPERATION[0].to_owned(), ready: true, version: 0 };
        actions::save_part(&mut tx, "botkyrka-2011", COOPERATION, &text).await?;
        tx.save().await
    }));
    steps
}

/// The number of the report's state, as somebody sees it who takes the next step.
async fn seen(tx: &mut platform::Tx, slug: &str) -> anyhow::Result<i64> {
    let report = store::report(tx, slug).await?;
    report.map(|r| r.version).ok_or_else(|| anyhow::anyhow!("no report {slug}"))
}

async fn earlier(db: Db, cast: Cast) -> anyhow::Result<()> {
    let officer = cast.of(Role::StateOfficer, None)?;
    let mut conn = db.read().await?;
    let municipalities = place::store::municipalities(&mut conn).await?;
    let districts = place::store::districts(&mut conn).await?;
    drop(conn);
    let mut tx = db.write(&officer).await?;
    for (n, m) in municipalities.iter().enumerate() {
        let mut said = vec![
            (COOPERATION.to_owned(), texts::pick(&texts::COOPERATION_2010, n).to_owned()),
            (RESULTS.to_owned(), texts::pick(&texts::RESULTS_2010, n).to_owned()),
        ];
        for district in districts.iter().filter(|d| d.municipality.code == m.code) {
            for area in &lua_2011().areas {
                said.push((super::rules::part_of(&district.id, &area.key), texts::of_2010(&area.key, n, &district.name)));
            }
        }
        actions::record_earlier(&mut tx, &m.code, 2010, "Kommunens redovisning 2010 (demonstration)", &said).await?;
    }
    tx.save().await
}

/// Every part of a municipality's report, written.
async fn write_all(db: &Db, cast: &Cast, slug: &'static str, code: &'static str) -> anyhow::Result<()> {
    let mut conn = db.read().await?;
    let districts = place::store::districts_of(&mut conn, code).await?;
    let n = place::store::municipalities(&mut conn).await?.iter().position(|m: &Municipality| m.code == code).unwrap_or(0);
    drop(conn);
    let address = format!("{slug}-2011");
    let mut tx = db.write(&cast.of(Role::Coordinator, Some(code))?).await?;
    actions::open(&mut tx, &address).await?;
    for part in actions::parts_of(&districts) {
        let name = part.district.as_ref().and_then(|d| districts.iter().find(|x| x.id == *d)).map_or("", |d| d.name.as_str());
        let text = match (&part.area, part.key.as_str()) {
            (Some(area), _) => texts::of_2011(area, n, name),
            (None, COOPERATION) => texts::pick(&texts::COOPERATION, n).to_owned(),
            (None, _) => texts::pick(&texts::RESULTS, n).to_owned(),
        };
        actions::save_part(&mut tx, &address, &part.key, &Typed { text, ready: true, version: 0 }).await?;
    }
    tx.save().await
}

fn written(slug: &'static str, code: &'static str, on: Day) -> Step {
    Step::new(on, format!("{slug} writes its report"), move |db, cast| async move { write_all(&db, &cast, slug, code).await })
}

fn ready(slug: &'static str, code: &'static str, on: Day) -> Step {
    Step::new(on, format!("{slug} hands its report to the certifier"), move |db, cast| async move {
        let address = format!("{slug}-2011");
        let mut tx = db.write(&cast.of(Role::Coordinator, Some(code))?).await?;
        let seen = seen(&mut tx, &address).await?;
        actions::mark_ready(&mut tx, &address, seen).await?;
        tx.save().await
    })
}

fn certified(slug: &'static str, code: &'static str, on: Day) -> Step {
    Step::new(on, format!("{slug} submits its report"), move |db, cast| async move {
        let address = format!("{slug}-2011");
        let mut tx = db.write(&cast.of(Role::Certifier, Some(code))?).await?;
        let seen = seen(&mut tx, &address).await?;
        actions::certify(&mut tx, &address, seen).await?;
        tx.save().await
    })
}

fn submitted(slug: &'static str, code: &'static str, wrote: Day, handed: Day, on: Day) -> Vec<Step> {
    vec![written(slug, code, wrote), ready(slug, code, handed), certified(slug, code, on)]
}

/// The State asks for more, and a second version answers.
fn completed(slug: &'static str, code: &'static str) -> Vec<Step> {
    let address = move || format!("{slug}-2011");
    let ask = Step::new((2011, 11, 3), "the State asks for more", move |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::StateOfficer, None)?).await?;
        let seen = seen(&mut tx, &address()).await?;
        actions::ask_completion(&mut tx, &address(), seen, texts::ASKED).await?;
        tx.save().await
    });
    let answer = Step::new((2011, 11, 9), "a new version is written", move |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::Coordinator, Some(code))?).await?;
        let slug = address();
        let seen = seen(&mut tx, &slug).await?;
        actions::revise(&mut tx, &slug, seen, texts::REVISED).await?;
        let stands = store::part(&mut tx, &slug, RESULTS).await?;
        let text = format!("{} {}", stands.text, texts::ADDED);
        actions::save_part(&mut tx, &slug, RESULTS, &Typed { text, ready: true, version: stands.version }).await?;
        actions::mark_ready(&mut tx, &slug, seen + 1).await?;
        tx.save().await
    });
    vec![ask, answer, certified(slug, code, (2011, 11, 11))]
}

fn read(reports: &[(&'static str, Day)]) -> Vec<Step> {
    let step = |(slug, on): &(&'static str, Day)| {
        let slug = *slug;
        Step::new(*on, format!("the State reads {slug}"), move |db, cast| async move {
            let mut tx = db.write(&cast.of(Role::StateOfficer, None)?).await?;
            actions::note_read(&mut tx, slug).await?;
            tx.save().await
        })
    };
    reports.iter().map(step).collect()
}
