//! A plan as plain data for pages and documents, and the questions the review asks.

use super::desk::{Desk, DeskGoal};
use super::rules::{FigurePlace, FrozenFigure, Snapshot, Span, spans};
use super::store::{self, Request, VersionHead};
use crate::goal::store::FrozenGoal;
use agreements::programme::source::lua_2011;
use figures::statistics::rules::shown;
use platform::Conn;
use series::{Cell, History, Pace, Spread, history, pace, spread};
use wording::Lang;

/// A submitted version with what is known about it.
#[derive(Clone, Debug)]
pub struct Document {
    pub snapshot: Snapshot,
    /// None for a plan that is being written.
    pub head: Option<VersionHead>,
    /// None until the version has been filed.
    pub register_number: Option<String>,
    /// Requests for completion of this version.
    pub requests: Vec<Request>,
}

/// A submitted version of a plan, the newest when none is named; none when nothing has been submitted.
///
/// # Errors
/// What the engine says.
pub async fn document(conn: &mut Conn, slug: &str, version: Option<i64>) -> anyhow::Result<Option<Document>> {
    let heads = store::versions(conn, slug).await?;
    let found = match version {
        Some(version) => heads.into_iter().find(|h| h.version == version),
        None => heads.into_iter().next_back(),
    };
    let Some(head) = found else { return Ok(None) };
    let Some(snapshot) = store::snapshot(conn, slug, head.version).await? else { return Ok(None) };
    let register_number = store::register_number(conn, slug, head.version).await?;
    let mut requests = store::requests(conn, slug).await?;
    requests.retain(|r| r.plan_version == head.version);
    Ok(Some(Document { snapshot, head: Some(head), register_number, requests }))
}

/// A stretch of a paragraph: text, or a figure with the number of its note.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    Figure {
        text: String,
        note: usize,
    },
    /// What cannot be read as a figure, shown as it stands.
    Unreadable(String),
}

/// A text with its figures set in, paragraph by paragraph.
pub fn paragraphs(lang: Lang, text: &str, figures: &[FrozenFigure]) -> Vec<Vec<Piece>> {
    let blocks = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    blocks.map(|block| spans(block).into_iter().map(|span| piece(lang, span, figures)).collect()).collect()
}

fn piece(lang: Lang, span: Span, figures: &[FrozenFigure]) -> Piece {
    match span {
        Span::Text(text) => Piece::Text(text),
        Span::Unreadable(inside) => Piece::Unreadable(format!("[[{inside}]]")),
        Span::Figure(reference) => match figures.iter().position(|f| f.reference == reference) {
            Some(at) => Piece::Figure { text: figures[at].cell.format(lang, figures[at].measure), note: at + 1 },
            None => Piece::Unreadable(reference.to_string()),
        },
    }
}

/// A figure's note: everything within reach that a naked number lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub number: usize,
    pub name: String,
    pub value: String,
    pub unit: String,
    pub year: i32,
    pub place: FigurePlace,
    pub place_name: String,
    pub n: Option<i64>,
    /// Last part of the message key that says why nothing is shown, or that something is.
    pub state: &'static str,
    pub source: String,
    pub vintage: i64,
    pub synthetic: bool,
}

/// The notes of a text's figures, in the order they are numbered.
pub fn notes(lang: Lang, figures: &[FrozenFigure]) -> Vec<Note> {
    figures.iter().enumerate().map(|(at, f)| note(lang, at + 1, f)).collect()
}

fn note(lang: Lang, number: usize, f: &FrozenFigure) -> Note {
    let pick = |sv: &str, en: &str| if lang == Lang::En && !en.is_empty() { en.to_owned() } else { sv.to_owned() };
    let n = if let Cell::Shown { denominator, .. } = f.cell { denominator } else { None };
    Note {
        number,
        name: pick(&f.name_sv, &f.name_en),
        value: f.cell.format(lang, f.measure),
        unit: pick(&f.unit_sv, &f.unit_en),
        year: f.reference.year,
        place: f.reference.place,
        place_name: f.place_name.clone(),
        n,
        state: f.cell.text_key(),
        source: f.source.clone(),
        vintage: f.vintage,
        synthetic: f.synthetic,
    }
}

/// The goals of a version by area, in the order of § 4; areas without goals too.
pub fn by_area(goals: &[FrozenGoal]) -> Vec<(String, Vec<FrozenGoal>)> {
    let of = |key: &str| goals.iter().filter(|g| g.goal.area == key).cloned().collect();
    lua_2011().areas.iter().map(|a| (a.key.clone(), of(&a.key))).collect()
}

/// What the review asks people about a goal: facts beside the question, never an answer.
#[derive(Clone, Debug)]
pub struct Question {
    pub goal_id: String,
    pub number: i64,
    pub statement: String,
    /// Members of the partnership that have accepted the goal as it reads, and those that have not.
    pub accepted: Vec<String>,
    pub waiting: Vec<String>,
    /// Acceptances of an earlier wording.
    pub outdated: usize,
    pub history: Option<History>,
    pub pace: Option<Pace>,
    /// The year and spread of the indicator among the programme's districts.
    pub spread: Option<(i32, Spread)>,
}

/// The questions about every goal on the desk.
///
/// # Errors
/// What the engine says.
pub async fn questions(conn: &mut Conn, desk: &Desk) -> anyhow::Result<Vec<Question>> {
    let mut all = Vec::new();
    for goal in desk.standing() {
        let mut question = asked(desk, goal);
        if let (Some(key), Some((year, _))) = (goal.goal.yardstick.key(), goal.goal.baseline) {
            question.spread = spread_of(conn, desk, key, year).await?;
        }
        all.push(question);
    }
    Ok(all)
}

fn asked(desk: &Desk, g: &DeskGoal) -> Question {
    let has = |id: &str| g.acceptances.iter().any(|a| a.organisation_id == id && a.is_of(&g.goal));
    let (accepted, waiting): (Vec<_>, Vec<_>) = desk.members.iter().partition(|m| has(&m.organisation_id));
    let names = |members: Vec<&agreements::partnership::store::Member>| members.into_iter().map(|m| m.name.clone()).collect();
    let history = past(desk, g);
    Question {
        goal_id: g.row.id.clone(),
        number: g.row.number,
        statement: g.goal.statement.clone(),
        accepted: names(accepted),
        waiting: names(waiting),
        outdated: g.acceptances.iter().filter(|a| !a.is_of(&g.goal)).count(),
        pace: history.as_ref().and_then(|h| asked_pace(desk, g, h)),
        history,
        spread: None,
    }
}

fn past(desk: &Desk, g: &DeskGoal) -> Option<History> {
    let of = desk.picture.of(g.goal.yardstick.key()?)?;
    Some(history(&of.district.cells(&of.indicator.disclosure()), &of.district.breaks))
}

fn asked_pace(desk: &Desk, g: &DeskGoal, past: &History) -> Option<Pace> {
    use chrono::Datelike;
    let better = desk.picture.of(g.goal.yardstick.key()?)?.indicator.better;
    pace(g.goal.baseline?, (g.goal.target_date?.year(), g.goal.target?), better, &[past])
}

async fn spread_of(conn: &mut Conn, desk: &Desk, key: &str, year: i32) -> anyhow::Result<Option<(i32, Spread)>> {
    let Some(indicator) = desk.indicators.iter().find(|i| i.key == key) else { return Ok(None) };
    let values = figures::statistics::store::all_districts_values(conn, key, year).await?;
    let cells: Vec<Cell> = values.into_iter().map(|(_, o)| shown(indicator, o)).collect();
    Ok(Some((year, spread(&cells))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::rules::FigureRef;
    use series::{Better, Measure};

    fn figure(year: i32, cell: Cell) -> FrozenFigure {
        FrozenFigure {
            reference: FigureRef { indicator: "forvarvsarbetande".into(), year, place: FigurePlace::District },
            name_sv: "Förvärvsarbetande".into(),
            name_en: "In work".into(),
            unit_sv: "procent".into(),
            unit_en: "per cent".into(),
            measure: Measure::Share,
            better: Better::Higher,
            decimals: 1,
            definition: 1,
            place_name: "Alby".into(),
            cell,
            source: "källan".into(),
            vintage: 3,
            synthetic: true,
        }
    }

    #[test]
    fn figures_are_set_in_with_the_number_of_their_note() {
        let figures = [figure(2009, Cell::Shown { value: 0.482, numerator: 482, denominator: Some(1000) }), figure(2010, Cell::Missing)];
        let text = "Nu [[forvarvsarbetande 2010]], förr [[forvarvsarbetande 2009]].\n\nOch [[ohalsotal 2010]].";
        let paragraphs = paragraphs(Lang::Sv, text, &figures);
        assert_eq!(paragraphs.len(), 2);
        assert_eq!(paragraphs[0][1], Piece::Figure { text: "u.s.".into(), note: 2 });
        assert_eq!(paragraphs[0][3], Piece::Figure { text: "48,2\u{202f}%".into(), note: 1 });
        assert_eq!(paragraphs[1][1], Piece::Unreadable("[[ohalsotal 2010 stadsdel]]".into()));
    }

    #[test]
    fn a_note_says_n_only_where_a_value_is_shown() {
        let shown = Cell::Shown { value: 0.5, numerator: 50, denominator: Some(100) };
        let notes = notes(Lang::En, &[figure(2010, shown), figure(2009, Cell::Suppressed { why: series::Why::Rule })]);
        assert_eq!((notes[0].n, notes[1].n), (Some(100), None));
        assert_eq!((notes[0].name.as_str(), notes[1].state), ("In work", "cell-suppressed-rule"));
    }
}
