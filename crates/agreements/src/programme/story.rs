//! What happened in this room in the demo: offers of December 2010, their receipts and answers, findings settled in January 2011.
//!
//! Stockholm, which the decision's list of addressees leaves out, is found out about in November: its offer is still to be sent.

use super::actions::{self, Answer, Sending};
use super::rules::finding::{Kind, Settlement};
use chrono::NaiveDate;
use platform::Db;
use platform::access::Role;
use platform::demo::{Cast, Step};

type Day = (i32, u32, u32);

/// Whom the offer was sent to on which day.
const SENT: [(Day, &[&str]); 3] = [
    ((2010, 12, 16), &["1490", "0127", "2180", "1480", "1380", "0136", "0126", "0680", "1290"]),
    ((2010, 12, 17), &["1282", "0580", "2580", "1280", "0182", "0581"]),
    ((2010, 12, 20), &["2281", "0181", "1488", "0380", "0780"]),
];

/// When each municipality got the offer and when it answered that it wants to negotiate.
const ANSWERED: [(&str, Day, Day); 20] = [
    ("0127", (2010, 12, 17), (2010, 12, 22)),
    ("1480", (2010, 12, 20), (2011, 1, 4)),
    ("1280", (2010, 12, 20), (2011, 1, 5)),
    ("0136", (2010, 12, 20), (2011, 1, 7)),
    ("0126", (2010, 12, 17), (2010, 12, 23)),
    ("0181", (2010, 12, 22), (2011, 1, 10)),
    ("0380", (2010, 12, 22), (2011, 1, 11)),
    ("0580", (2010, 12, 21), (2011, 1, 11)),
    ("0680", (2010, 12, 20), (2011, 1, 12)),
    ("2180", (2010, 12, 20), (2011, 1, 10)),
    ("2281", (2010, 12, 23), (2011, 1, 13)),
    ("1282", (2010, 12, 21), (2011, 1, 13)),
    ("1290", (2010, 12, 20), (2011, 1, 14)),
    ("1380", (2010, 12, 21), (2011, 1, 14)),
    ("1488", (2010, 12, 22), (2011, 1, 17)),
    ("0780", (2010, 12, 27), (2011, 1, 18)),
    ("1490", (2010, 12, 21), (2011, 1, 19)),
    ("0182", (2010, 12, 22), (2011, 1, 20)),
    ("2580", (2010, 12, 28), (2011, 1, 24)),
    ("0581", (2010, 12, 22), (2011, 1, 25)),
];

/// The room's steps of the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps: Vec<_> = SENT.iter().map(|(on, to)| Step::new(*on, "Erbjudanden skickas", move |db, cast| send(db, cast, to))).collect();
    steps.extend(ANSWERED.iter().map(|(code, came, on)| {
        Step::new(*on, format!("Kommun {code} svarar på erbjudandet"), move |db, cast| answer(db, cast, code, *came, *on))
    }));
    steps.push(Step::new((2011, 1, 12), "Skrivfel i inskanningen godtas", |db, cast| settle(db, cast, ACCEPTED_TOGETHER, &[])));
    steps.push(Step::new((2011, 1, 19), "Enskilda fynd avgörs", |db, cast| settle(db, cast, &[], SETTLED)));
    steps.push(Step::new((2011, 11, 10), "Fyndet om Stockholm avgörs", |db, cast| settle(db, cast, &[], SETTLED_LATE)));
    steps
}

async fn send(db: Db, cast: Cast, to: &'static [&'static str]) -> anyhow::Result<()> {
    let caller = cast.of(Role::StateOfficer, None)?;
    let mut tx = db.write(&caller).await?;
    for code in to {
        actions::send(&mut tx, code, &Sending::default()).await?;
    }
    tx.save().await
}

async fn answer(db: Db, cast: Cast, code: &str, came: Day, on: Day) -> anyhow::Result<()> {
    let caller = cast.of(Role::Coordinator, Some(code))?;
    let day = |d: Day| NaiveDate::from_ymd_opt(d.0, d.1, d.2);
    let mut tx = db.write(&caller).await?;
    actions::receive(&mut tx, code, 1, day(came)).await?;
    let with = Answer { answer: "accepted".into(), day: day(on), comment: String::new() };
    actions::answer(&mut tx, code, 2, &with).await?;
    tx.save().await
}

/// Kinds that need no thought one by one, with the comment they share.
const ACCEPTED_TOGETHER: &[(Kind, &str)] = &[
    (Kind::ScanMending, "Jämfört med inskanningens text: felen är inskanningens, inte beslutets."),
    (Kind::PrefixInherited, "Bilagan förkortar likadant på alla rader. Läsningen ger koder som ligger i rätt kommun och inte krockar."),
    (Kind::NotationForm, "Mellanslag och en upprepad kod ändrar inte vilka områden som avses."),
    (Kind::NameVariant, "Namnet i registret är det som används; bilagans stavning står kvar som den är."),
];

/// Findings that were settled one by one: id, decision, comment. Klockartorpet's NYKO code and the day of the decision stay open.
const SETTLED: &[(&str, &str, &str)] = &[
    (
        "zeros-lost-hassleholmen",
        "accept",
        "Sex siffror i stället för åtta: områdets inledande nollor har fallit bort. Koderna finns i Borås.",
    ),
    ("template-form-sams-kod", "accept", "Avtalen skriver koderna som i bilaga 2."),
    ("recipient-departement", "accept", "Redovisningar går till Arbetsmarknadsdepartementet från och med 2011."),
    ("outside-source-diarienummer", "accept", "Numret anges så tills vidare, med källan utskriven."),
    (
        "outside-source-nationella-mal",
        "no_action",
        "Målen visas som ej kontrollerade tills ordalydelsen är jämförd med budgetpropositionen.",
    ),
];

/// What was settled last: the offer that follows from it waits for the desk officer.
const SETTLED_LATE: &[(&str, &str, &str)] = &[(
    "missing-addressee-0180",
    "accept",
    "Stockholm har haft avtal och står i bilaga 2 med fem stadsdelar. Kommunen ska ha erbjudandet.",
)];

async fn settle(
    db: Db,
    cast: Cast,
    kinds: &'static [(Kind, &'static str)],
    one_by_one: &'static [(&'static str, &'static str, &'static str)],
) -> anyhow::Result<()> {
    let caller = cast.of(Role::StateOfficer, None)?;
    let mut tx = db.write(&caller).await?;
    for (kind, comment) in kinds {
        actions::accept_all(&mut tx, "lua-2011", *kind, comment).await?;
    }
    for (id, decision, comment) in one_by_one {
        let wish = Settlement { decision: (*decision).into(), comment: (*comment).into(), ..Settlement::default() };
        actions::settle(&mut tx, id, 0, &wish).await?;
    }
    tx.save().await
}
