//! A submitted district plan as it is printed.

use super::words::{Head, day, meta};
use documents::{Acceptance, AreaPlan, Fact, Goal, Measure, PlanDoc, Remark};
use evidence::development::words;
use plans::goal::rules::Yardstick;
use plans::goal::store::FrozenGoal;
use plans::plan::rules::Snapshot;
use plans::plan::view::{Document, Piece, paragraphs};
use platform::web::Shell;

/// A submitted version in the document's form.
pub(super) fn of(s: &Shell, d: &Document) -> PlanDoc {
    let p = &d.snapshot;
    let synthetic = p.figures.iter().any(|f| f.synthetic);
    let head = Head {
        title: p.title.clone(),
        municipality: p.municipality_name.clone(),
        register_number: d.register_number.clone(),
        version: p.version.to_string(),
        on: d.head.as_ref().map_or(p.from, |h| day(&h.submitted_on)),
        status: s.t(if d.head.as_ref().is_some_and(|h| h.late) { "document-submitted-late" } else { "document-submitted" }),
        synthetic,
        address: format!("/stadsdelsplaner/{}", p.slug),
    };
    PlanDoc {
        meta: meta(s, head),
        district: p.district_name.clone(),
        facts: vec![
            Fact::new(s.t("document-term"), wording::period(s.lang, p.from, p.to)),
            Fact::new(s.t("document-codes"), p.codes.join(", ")),
            Fact::new(s.t("document-needs"), p.needs.clone()),
        ],
        situation: situation(s, p),
        areas: plans::plan::view::by_area(&p.goals).into_iter().map(|(area, goals)| area_plan(s, &area, &goals)).collect(),
        measures: p.goals.iter().flat_map(|g| measures(s, g)).collect(),
        acceptances: p.goals.iter().flat_map(|g| acceptances(s, g)).collect(),
        remarks: p.remarks.iter().map(|(goal, key)| Remark { goal: goal.to_string(), text: s.t(key), ..Remark::default() }).collect(),
        ..PlanDoc::default()
    }
}

/// The text with its frozen figures set in.
fn situation(s: &Shell, p: &Snapshot) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) | Piece::Figure { text, .. } | Piece::Unreadable(text) => text.clone(),
    };
    let block = |pieces: Vec<Piece>| pieces.iter().map(text).collect::<String>();
    paragraphs(s.lang, &p.situation, &p.figures).into_iter().map(block).collect::<Vec<_>>().join("\n\n")
}

fn area_plan(s: &Shell, area: &str, goals: &[FrozenGoal]) -> AreaPlan {
    AreaPlan { name: words::area_name(s, area), goals: goals.iter().map(|g| goal(s, g)).collect(), ..AreaPlan::default() }
}

fn goal(s: &Shell, g: &FrozenGoal) -> Goal {
    let it = &g.goal;
    let (indicator, is_share) = match &it.yardstick {
        Yardstick::None => (String::new(), false),
        Yardstick::Registry { name_sv, name_en, .. } => (s.pick(name_sv, name_en).to_owned(), it.yardstick.is_share()),
        Yardstick::Own { text, .. } => (text.clone(), false),
    };
    let value = |v: f64| if is_share { wording::percent(s.lang, v, 1) } else { s.num(v, 1) };
    Goal {
        number: g.number.to_string(),
        statement: it.statement.clone(),
        national_goal: s.pick(&g.national_sv, &g.national_en).to_owned(),
        municipal_goal: g.municipal_title.clone(),
        indicator,
        baseline: it.baseline.map(|(year, v)| format!("{} ({year})", value(v))).unwrap_or_default(),
        target: it.target.map(value).unwrap_or_default(),
        date: it.target_date.map(|d| s.date(d)).unwrap_or_default(),
        owner: it.owner.clone(),
        progress: None,
        note: it.realism.clone(),
    }
}

fn measures(s: &Shell, g: &FrozenGoal) -> Vec<Measure> {
    let measure = |m: &plans::goal::rules::Measure| Measure {
        number: g.number.to_string(),
        what: m.title.clone(),
        goals: g.number.to_string(),
        owner: m.owner.clone(),
        partner: m.partner_name.clone(),
        resource: m.resources.iter().map(|r| s.tk("document-resource", r.kind.key())).collect::<Vec<_>>().join(", "),
        hours: m.resources.iter().filter_map(|r| r.hours).map(|h| s.int(h)).collect::<Vec<_>>().join(", "),
        sek: m.resources.iter().filter_map(|r| r.sek).map(|k| s.int(k)).collect::<Vec<_>>().join(", "),
        due: m.ends.map(|d| s.date(d)).unwrap_or_default(),
    };
    g.goal.measures.iter().map(measure).collect()
}

fn acceptances(s: &Shell, g: &FrozenGoal) -> Vec<Acceptance> {
    let accepted = |a: &plans::goal::rules::Acceptance| Acceptance {
        partner: a.organisation_name.clone(),
        date: s.day(&a.accepted_on),
        state: s.t1("document-accepted-goal", "goal", g.number),
        comment: a.how.clone(),
        ..Acceptance::default()
    };
    g.acceptances.iter().map(accepted).collect()
}
