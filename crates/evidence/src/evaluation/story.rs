//! The demo's evaluations: registered in the autumn of 2011, and computed by the worker when the demo is started. What each ends in is not written
//! here; it comes of the figures.

use super::actions;
use super::inputs::goals_of;
use super::rules::{DesignText, OutsideText};
use platform::access::{Caller, Role};
use platform::demo::{Cast, Step};
use platform::{Conn, Db};

type Day = (i32, u32, u32);

/// An evaluation of one district's goal.
struct Asked {
    on: Day,
    municipality: &'static str,
    district: &'static str,
    indicator: &'static str,
    title: &'static str,
    question: &'static str,
    /// The municipality's coordinator registers it rather than the evaluator.
    by_municipality: bool,
    compute: bool,
    /// The indicator is parted by sex.
    by_sex: bool,
}

const ASKED: [Asked; 4] = [
    Asked {
        on: (2011, 9, 28),
        municipality: "1480",
        district: "bergsjon",
        indicator: "forvarvsarbetande",
        title: "Arbete i Bergsjön 2008–2010",
        question: "Bidrog det första utvecklingsavtalet till att fler i Bergsjön förvärvsarbetar?",
        by_municipality: true,
        compute: true,
        by_sex: true,
    },
    Asked {
        on: (2011, 10, 5),
        municipality: "0180",
        district: "tensta",
        indicator: "forvarvsarbetande",
        title: "Arbete i Tensta 2008–2010",
        question: "Bidrog det första utvecklingsavtalet till att fler i Tensta förvärvsarbetar?",
        by_municipality: false,
        compute: true,
        by_sex: true,
    },
    Asked {
        on: (2011, 10, 12),
        municipality: "1380",
        district: "andersberg",
        indicator: "nystartade_foretag",
        title: "Nya företag i Andersberg 2008–2010",
        question: "Bidrog det första utvecklingsavtalet till att fler nya företag startas av dem som bor i Andersberg?",
        by_municipality: false,
        compute: true,
        by_sex: false,
    },
    Asked {
        on: (2011, 11, 7),
        municipality: "0181",
        district: "ronna",
        indicator: "gymnasiebehorighet",
        title: "Behörighet till gymnasiet i Ronna 2008–2010",
        question: "Bidrog det första utvecklingsavtalet till att fler elever i Ronna lämnar årskurs nio med behörighet till gymnasiet?",
        by_municipality: true,
        compute: false,
        by_sex: true,
    },
];

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps: Vec<Step> = ASKED.iter().map(registered).collect();
    steps.push(Step::new((2011, 10, 19), "all districts: an evaluation is registered", all_districts));
    steps.push(Step::new((2011, 10, 26), "an evaluation from outside is brought in", from_outside));
    steps
}

fn registered(asked: &'static Asked) -> Step {
    Step::new(asked.on, format!("{}: an evaluation is registered", asked.district), move |db, cast| async move {
        let who =
            if asked.by_municipality { cast.of(Role::Coordinator, Some(asked.municipality))? } else { cast.of(Role::Evaluator, None)? };
        let text = one(&mut *db.read().await?, &db, asked).await?;
        keep(&db, &who, &text, asked.compute).await
    })
}

async fn keep(db: &Db, who: &Caller, text: &DesignText, compute: bool) -> anyhow::Result<()> {
    let mut tx = db.write(who).await?;
    let slug = actions::register(&mut tx, text).await?;
    if compute {
        actions::ask(&mut tx, &slug).await?;
    }
    tx.save().await
}

/// The design of one district's evaluation: it tests the goal of the plan for 2008–2010 with this indicator.
async fn one(conn: &mut Conn, db: &Db, asked: &Asked) -> anyhow::Result<DesignText> {
    let goals = goals_of(conn, asked.district, db.today()).await?;
    let goal = goals.into_iter().find(|g| g.plan.ends_with("-2008") && g.indicator.as_deref() == Some(asked.indicator));
    Ok(DesignText {
        title: asked.title.into(),
        question: asked.question.into(),
        districts: vec![asked.district.into()],
        goal: goal.map(|g| g.id).unwrap_or_default(),
        indicator: asked.indicator.into(),
        secondary: if asked.by_sex { "Kvinnor och män var för sig, utan vikt i utfallet.".into() } else { String::new() },
        ..window()
    })
}

fn window() -> DesignText {
    DesignText {
        group: "alla".into(),
        first: "2005".into(),
        start: "2008".into(),
        last: "2010".into(),
        rule: "outside".into(),
        ..DesignText::default()
    }
}

/// The programme as a whole, asked once and before anybody has looked at one district.
async fn all_districts(db: Db, cast: Cast) -> anyhow::Result<()> {
    let all = agreements::place::store::districts(&mut *db.read().await?).await?;
    let text = DesignText {
        title: "Arbete i alla stadsdelar 2008–2010".into(),
        question: "Bidrog de första utvecklingsavtalen till att fler i de 38 stadsdelarna förvärvsarbetar?".into(),
        districts: all.into_iter().map(|d| d.id).collect(),
        indicator: "forvarvsarbetande".into(),
        relevant: "1,5".into(),
        ..window()
    };
    keep(&db, &cast.of(Role::Evaluator, None)?, &text, true).await
}

const FINDING: &str = "De intervjuade beskriver bättre kontakter mellan myndigheterna, men rapporten finner inga tecken på att de boende har märkt någon skillnad. Satsningen saknade mål som gick att följa upp.";

/// A made-up consultant's report that found no contribution.
async fn from_outside(db: Db, cast: Cast) -> anyhow::Result<()> {
    let text = OutsideText {
        title: "Samverkan i Botkyrka: en intervjustudie (påhittad)".into(),
        author: "Konsultbolaget Exempel (påhittat)".into(),
        year: "2010".into(),
        method: "interviews".into(),
        grade: "limited".into(),
        result: "notfound".into(),
        finding: FINDING.into(),
        transferability: "Till stadsdelar där samverkan vilar på enskilda personer.".into(),
        areas: vec!["arbete".into(), "trygghet".into()],
        districts: vec!["alby".into(), "fittja".into()],
        ..OutsideText::default()
    };
    let mut tx = db.write(&cast.of(Role::Coordinator, Some("0127"))?).await?;
    actions::bring_in(&mut tx, &text, "intervjustudie-botkyrka-2010.pdf", sample_pdf()).await?;
    tx.save().await
}

/// The smallest whole PDF: one empty page, as a place-holder that says so in its title.
fn sample_pdf() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (sv) >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        "<< /Length 87 >>\nstream\nBT /F 14 Tf 72 760 Td (Demo: an invented report. Nothing in it is about a real place.) Tj ET\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
    }
    let start = out.len();
    out.push_str("xref\n0 6\n0000000000 65535 f \n");
    places.iter().for_each(|at| out.push_str(&format!("{at:010} 00000 n \n")));
    out.push_str(&format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    out.into_bytes()
}
