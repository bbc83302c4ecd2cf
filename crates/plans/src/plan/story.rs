//! The demo's story: every district's plan of 2008–2010, ten plans of 2011 handed in during the autumn, and Alby's, which lacks *tillväxt*.

use super::actions::{self, AcceptanceText, Earlier};
use super::rules::{NEEDS, SITUATION};
use crate::goal::rules::{GoalDraft, MeasureDraft, MunicipalGoal, ResourceDraft};
use crate::goal::store as goals;
use agreements::organisation::rules::Organisation;
use agreements::place::rules::District;
use chrono::NaiveDate;
use figures::statistics::rules::Picture;
use platform::access::Role;
use platform::demo::{Cast, Step};
use platform::{Conn, Db, Tx};

/// District and the day of 2011 its plan was handed in.
const SUBMITTED: [(&str, &str, (u32, u32)); 10] = [
    ("1480", "bergsjon", (9, 20)),
    ("0380", "gottsunda", (9, 27)),
    ("1280", "rosengard", (10, 4)),
    ("0136", "jordbro", (10, 11)),
    ("2180", "brynas", (10, 13)),
    ("0580", "skaggetorp", (10, 18)),
    ("0680", "oxnehaga", (10, 21)),
    ("1488", "kronogarden", (10, 25)),
    ("0126", "varby", (11, 2)),
    ("2281", "skonsberg", (11, 8)),
];

/// What happened in this room in the demo's story.
pub fn story() -> Vec<Step> {
    let mut steps: Vec<_> = agreements::programme::source::lua_2011().predecessors.iter().map(|code| earlier_plans(code)).collect();
    steps.push(Step::new((2011, 8, 24), "Alby: the plan is begun", |db, cast| async move {
        write(&db, &cast, "0127", "alby", &AREAS[..3], false).await
    }));
    for (code, district, (month, day)) in SUBMITTED {
        let what = format!("{district}: the plan is handed in");
        steps.push(Step::new(
            (2011, month, day),
            what,
            move |db, cast| async move { write(&db, &cast, code, district, &AREAS, true).await },
        ));
    }
    steps.push(Step::new((2011, 9, 30), "Bergsjön: the State has read the plan", |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::StateOfficer, None)?).await?;
        actions::note_read(&mut tx, "bergsjon-2011").await?;
        tx.save().await
    }));
    steps.push(Step::new((2011, 10, 20), "Rosengård: the State asks for completion", ask_for_completion));
    steps
}

async fn ask_for_completion(db: Db, cast: Cast) -> anyhow::Result<()> {
    let mut tx = db.write(&cast.of(Role::StateOfficer, None)?).await?;
    let plan = super::store::plan(&mut tx, "rosengard-2011").await?.ok_or_else(|| anyhow::anyhow!("Rosengård has no plan"))?;
    let reason = "Målet om trygghet anger inte hur partnerskapet når de äldre. Beskriv också hur fastighetsägarna deltar.";
    actions::request_completion(&mut tx, &plan.slug, plan.version, reason).await?;
    tx.save().await
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// What a goal of the demo says in its area.
struct Pattern {
    area: &'static str,
    indicator: &'static str,
    /// What the target adds to the baseline, as typed: percentage points for a share.
    change: f64,
    /// Baseline where the statistics have none to show.
    typical: f64,
    statement: &'static str,
    problem: &'static str,
    national: &'static str,
    owner: &'static str,
    deputy: &'static str,
    measure: &'static str,
    partner: &'static str,
}

const AREAS: [Pattern; 4] = [
    Pattern {
        area: "arbete",
        indicator: "forvarvsarbetande",
        change: 3.0,
        typical: 52.0,
        statement: "Fler kvinnor och män i åldern 20–64 år i {d} ska ha ett arbete",
        problem: "Många nyanlända väntar länge på sin första kontakt med arbetsgivare. Vägen mellan svenskstudier och praktik är inte samordnad.",
        national: "farre-i-utanforskap",
        owner: "Arbetsmarknadschefen",
        deputy: "Enhetschefen för vuxenutbildning",
        measure: "Gemensam mottagning för arbetssökande i stadsdelens centrum",
        partner: "arbetsformedlingen",
    },
    Pattern {
        area: "utbildning",
        indicator: "gymnasiebehorighet",
        change: 4.0,
        typical: 72.0,
        statement: "Fler elever som bor i {d} ska lämna årskurs nio med behörighet till gymnasieskolan",
        problem: "Elever som kommer sent till svensk skola får stöd först när de redan har hamnat efter. Läxhjälpen når inte dem som behöver den mest.",
        national: "farre-i-utanforskap",
        owner: "Grundskolechefen",
        deputy: "Rektorn för stadsdelens högstadium",
        measure: "Studiehandledning på modersmålet och läxhjälp fyra eftermiddagar i veckan",
        partner: "kommun",
    },
    Pattern {
        area: "trygghet",
        indicator: "trygg_utomhus",
        change: 5.0,
        typical: 62.0,
        statement: "Fler boende i {d} ska känna sig trygga utomhus i sin stadsdel när det är mörkt",
        problem: "Torget och gångvägarna är dåligt belysta och tomma på kvällen. Anmälda brott följs sällan upp med dem som bor intill.",
        national: "farre-stadsdelar-med-utanforskap",
        owner: "Trygghetssamordnaren",
        deputy: "Stadsdelsutvecklaren",
        measure: "Trygghetsvandringar vår och höst, med åtgärdslista för belysning och skötsel",
        partner: "polismyndigheten",
    },
    Pattern {
        area: "tillvaxt",
        indicator: "nystartade_foretag",
        change: 1.5,
        typical: 9.0,
        statement: "Fler nya företag ska startas av dem som bor i {d}",
        problem: "Den som vill starta företag saknar lokal rådgivning och lokaler i lagom storlek.",
        national: "okad-tillvaxt",
        owner: "Näringslivschefen",
        deputy: "Företagslotsen",
        measure: "Rådgivning för nya företagare två dagar i veckan i stadsdelens bibliotek",
        partner: "kommun",
    },
];

/// Registers the plans of 2008–2010 of a municipality's districts, as they were handed in.
fn earlier_plans(code: &str) -> Step {
    let code = code.to_owned();
    Step::new((2011, 8, 16), format!("{code}: the plans of 2008–2010 are registered"), |db, cast| async move {
        let mut tx = db.write(&cast.of(Role::Coordinator, Some(&code))?).await?;
        for district in agreements::place::store::districts_of(&mut tx, &code).await? {
            let earlier = earlier(&Ground::lay(&mut tx, district).await?);
            actions::record_earlier(&mut tx, &earlier).await?;
        }
        tx.save().await
    })
}

/// What the demo's goals of a district rest on, read once.
struct Ground {
    district: District,
    picture: Picture,
    municipal: Vec<MunicipalGoal>,
    partners: Vec<Organisation>,
}

impl Ground {
    async fn lay(conn: &mut Conn, district: District) -> anyhow::Result<Self> {
        let code = &district.municipality.code;
        let picture = figures::statistics::store::picture(conn, &district.id).await?;
        let municipal = goals::municipal(conn, code).await?;
        let mut partners = agreements::organisation::store::bound_authorities(conn, code).await?;
        partners.extend(agreements::organisation::store::one(conn, &format!("kommun-{code}")).await?);
        Ok(Self { district, picture, municipal, partners })
    }

    /// The indicator's figure for a year, or the last before it, as it is typed; the typical one where nothing is to be shown.
    fn baseline(&self, p: &Pattern, year: i32) -> (i32, f64) {
        let Some(of) = self.picture.of(p.indicator) else { return (year, p.typical) };
        let scale = if of.indicator.measure == series::Measure::Share { 100.0 } else { 1.0 };
        let found = of.district.latest(&of.indicator.disclosure(), year).and_then(|(year, cell)| Some((year, cell.value()? * scale)));
        found.unwrap_or((year, p.typical))
    }

    /// A goal of the demo, whole: from the baseline's year to the target's date.
    fn draft(&self, p: &Pattern, (year, value): (i32, f64), until: &str) -> GoalDraft {
        let statement = p.statement.replace("{d}", &self.district.name);
        let municipal = self.municipal.iter().find(|m| m.title.starts_with(municipal_start(p.area)));
        let known = self.picture.of(p.indicator).is_some();
        let realism = "Åtgärderna ryms inom ordinarie resurser, och partnerskapet följer takten varje år.";
        GoalDraft {
            area: p.area.into(),
            problem: p.problem.into(),
            national_goal: p.national.into(),
            municipal_goal: municipal.map(|m| m.id.clone()).unwrap_or_default(),
            indicator: if known { p.indicator.into() } else { String::new() },
            own_indicator: if known { String::new() } else { statement.clone() },
            own_unit: String::new(),
            baseline_year: year.to_string(),
            baseline_value: typed(value),
            target_value: typed(value + p.change),
            target_date: until.into(),
            owner: p.owner.into(),
            deputy: p.deputy.into(),
            realism: realism.into(),
            measures: vec![self.measure(p, year, until)],
            statement,
        }
    }

    fn measure(&self, p: &Pattern, year: i32, until: &str) -> MeasureDraft {
        let partner = self.partners.iter().find(|o| o.id.starts_with(p.partner));
        let text = |t: &str| t.to_owned();
        MeasureDraft {
            title: text(p.measure),
            owner: text(p.owner),
            partner: partner.map_or_else(|| text(p.partner), |o| o.id.clone()),
            partner_name: partner.map_or_else(|| text(p.partner), |o| o.name.clone()),
            starts: format!("{}-09-01", year + 1),
            ends: text(until),
            ordinary: ResourceDraft { hours: text("800"), sek: text("350000") },
            redirected: ResourceDraft { hours: text("240"), sek: String::new() },
            ..MeasureDraft::default()
        }
    }
}

fn earlier(ground: &Ground) -> Earlier {
    let draft = |p| GoalDraft { realism: String::new(), ..ground.draft(p, (2007, ground.baseline(p, 2007).1), "2011-12-31") };
    let situation = format!(
        "Planen för {} gällde 2008–2010 och lämnades in på papper. Här står dess mål, så att redovisningen för 2011 kan göras mot dem.",
        ground.district.name
    );
    let (from, to) = (day(2008, 1, 1), day(2010, 12, 31));
    let district = ground.district.id.clone();
    Earlier { district, from, to, submitted_on: day(2008, 12, 12), situation, goals: AREAS.iter().map(draft).collect() }
}

fn typed(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

/// How the demo's municipal goal for an area begins.
fn municipal_start(area: &str) -> &'static str {
    match area {
        "arbete" => "Fler invånare",
        "utbildning" => "Alla elever",
        "trygghet" => "Det ska vara tryggt",
        _ => "Det ska bli lättare",
    }
}

/// Writes a district's plan in these areas, and hands it in when it is to be.
async fn write(db: &Db, cast: &Cast, code: &str, district: &str, areas: &[Pattern], submit: bool) -> anyhow::Result<()> {
    let mut tx = db.write(&cast.of(Role::Coordinator, Some(code))?).await?;
    let slug = actions::open(&mut tx, district).await?;
    let district = agreements::place::store::district(&mut tx, district).await?.ok_or_else(|| anyhow::anyhow!("no district {district}"))?;
    let ground = Ground::lay(&mut tx, district).await?;
    actions::save_part(&mut tx, &slug, SITUATION, 0, &situation(&ground.district), submit).await?;
    actions::save_part(&mut tx, &slug, NEEDS, 0, &needs(&ground.district), submit).await?;
    for pattern in areas {
        let draft = ground.draft(pattern, ground.baseline(pattern, 2011), "2013-12-31");
        let goal = actions::add_goal(&mut tx, &slug, draft).await?;
        accepted_by_members(&mut tx, &slug, &goal, code).await?;
    }
    if submit {
        actions::submit(&mut tx, &slug, 1).await?;
    }
    tx.save().await
}

/// The first two members have accepted each goal at the steering group's meeting, where there is a partnership.
async fn accepted_by_members(tx: &mut Tx, slug: &str, goal: &str, code: &str) -> anyhow::Result<()> {
    let today = tx.today();
    for member in agreements::partnership::store::members(tx, code, today).await?.into_iter().take(2) {
        let text = AcceptanceText {
            organisation_id: member.organisation_id,
            accepted_on: today.to_string(),
            how: "meeting".into(),
            reference: "Styrgruppens minnesanteckningar, punkt 4".into(),
        };
        actions::record_acceptance(tx, slug, goal, &text).await?;
    }
    Ok(())
}

fn situation(district: &District) -> String {
    format!(
        "I {name} förvärvsarbetar [[forvarvsarbetande 2010 stadsdel]] av dem som är 20–64 år, mot [[forvarvsarbetande 2010 kommun]] i hela kommunen och \
         [[forvarvsarbetande 2010 riket]] i riket. Andelen med långvarigt försörjningsstöd är [[langvarigt_forsorjningsstod 2010 stadsdel]].\n\n\
         Av eleverna lämnar [[gymnasiebehorighet 2010 stadsdel]] årskurs nio med behörighet till gymnasieskolan, mot [[gymnasiebehorighet 2010 kommun]] i \
         kommunen. [[trygg_utomhus 2010 stadsdel]] känner sig trygga utomhus när det är mörkt.\n\n\
         Många flyttar in och ut varje år. Siffrorna beskriver därför stadsdelen och inte hur det har gått för dem som bodde där förut.",
        name = district.name
    )
}

fn needs(district: &District) -> String {
    format!(
        "Nämnderna väger in stadsdelens behov när resurserna fördelas: skolorna i {} får mer per elev efter elevernas bakgrund, och biblioteket har \
         längre öppettider än kommunens övriga. Beslutet står i kommunens mål och budget för 2011.",
        district.name
    )
}
