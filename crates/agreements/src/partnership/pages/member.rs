//! A membership: entry, correction, exit, and who speaks for the member.

use super::{View, answered, day_text, field, load, options};
use crate::organisation::rules::Kind;
use crate::organisation::store as organisations;
use crate::partnership::rules::{Basis, EntryWish, ExitWish, Level, Membership, Representative, RepresentativeWish};
use crate::partnership::store::member::{Version, versions};
use crate::partnership::{ENTER, REPRESENT, actions, acts_for};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::Refusal;
use platform::web::{App, Fields, Page, Problems, Shell, again, settle};

#[derive(Template)]
#[template(path = "partnership/pages/entry.html")]
struct EntryPage {
    s: Shell,
    v: View,
    problems: Problems,
    wish: EntryWish,
    organisations: Vec<(String, String)>,
    bases: Vec<(String, String)>,
    levels: Vec<(String, String)>,
}

async fn entry_page(app: &App, s: Shell, v: View, wish: EntryWish, problems: Problems) -> Result<EntryPage, Refusal> {
    let mut conn = app.db.read().await?;
    let all = organisations::all(&mut conn).await?;
    let code = v.municipality.code.clone();
    let coordinates = s.can_in(&ENTER, &code);
    let bound: Vec<_> = actions::bound(&mut conn, &code).await?.into_iter().map(|b| b.organisation_id).collect();
    let may = |o: &crate::organisation::rules::Organisation| {
        let near = o.municipality_code.as_deref().is_none_or(|m| m == code);
        let joins = !matches!(o.kind, Kind::Government | Kind::Municipality) && (o.county_code.is_none() || bound.contains(&o.id));
        near && joins && (coordinates || acts_for(&s.caller, &o.id, &code))
    };
    let blank = (String::new(), s.t("partnership-choose"));
    let organisations = std::iter::once(blank).chain(all.into_iter().filter(may).map(|o| (o.id, o.name))).collect();
    let bases = options(&s, "partnership-basis", &Basis::ALL.map(Basis::key), true);
    let levels = options(&s, "partnership-level", &Level::ALL.map(Level::key), true);
    Ok(EntryPage { s, v, problems, wish, organisations, bases, levels })
}

/// The form; `?organisation=…&grund=choice` fills in what a link already knows.
pub async fn new(State(app): State<App>, s: Shell, Path(slug): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let v = load(&app, &s, &slug).await?;
    let asked = |name: &str| s.query.split('&').find_map(|p| p.strip_prefix(&format!("{name}="))).unwrap_or_default().to_owned();
    let wish = EntryWish { organisation_id: asked("organisation"), basis: asked("grund"), ..EntryWish::default() };
    Ok(Page(entry_page(&app, s, v, wish, Problems::default()).await?))
}

fn entry_of(fields: &Fields) -> EntryWish {
    EntryWish {
        organisation_id: field(fields, "organisation"),
        basis: field(fields, "basis"),
        since: field(fields, "since"),
        carried_over: fields.has("carried_over"),
        contribution: field(fields, "contribution"),
        reason: field(fields, "reason"),
        representative: representative_of(fields),
    }
}

fn representative_of(fields: &Fields) -> RepresentativeWish {
    RepresentativeWish {
        post: field(fields, "post"),
        level: field(fields, "level"),
        mandate: field(fields, "mandate"),
        since: field(fields, "representative_since"),
        until: field(fields, "representative_until"),
        reason: field(fields, "representative_reason"),
    }
}

pub async fn enter(State(app): State<App>, s: Shell, Path(slug): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let v = load(&app, &s, &slug).await?;
    let wish = entry_of(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::enter(&mut tx, &v.municipality.code, &wish).await;
    match settle(tx, done).await? {
        Ok(member) => Ok(platform::web::see_other(&format!("/partnerskap/{slug}/medlemmar/{member}"), "partnership-entered")),
        Err(faults) => {
            let problems = Problems::new(&s, &faults);
            let page = entry_page(&app, s, v, wish, problems).await?;
            Ok(again(page))
        }
    }
}

/// Which of the page's forms was sent, so that it stands open with its faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    Nothing,
    Correction,
    Exit,
    Representative,
}

#[derive(Template)]
#[template(path = "partnership/pages/member.html")]
struct MemberPage {
    s: Shell,
    v: View,
    m: Membership,
    versions: Vec<Version>,
    can_change: bool,
    can_represent: bool,
    sent: Sent,
    problems: Problems,
    wish: EntryWish,
    exit: ExitWish,
    speaker: RepresentativeWish,
    bases: Vec<(String, String)>,
    levels: Vec<(String, String)>,
}

/// The page with its three forms as they stand before anything is written in them.
async fn member_page(app: &App, s: &Shell, slug: &str, member: &str) -> Result<MemberPage, Refusal> {
    let v = load(app, s, slug).await?;
    let m = v.members.iter().find(|m| m.slug == member).cloned().ok_or(Refusal::NotFound)?;
    let mut conn = app.db.read().await?;
    let versions = versions(&mut conn, &m.id).await?;
    let code = &v.municipality.code;
    let wish = EntryWish {
        organisation_id: m.organisation_id.clone(),
        basis: m.basis.key().into(),
        since: m.since.to_string(),
        carried_over: m.carried_over,
        contribution: m.contribution.clone(),
        ..EntryWish::default()
    };
    Ok(MemberPage {
        can_change: actions::can(&s.caller, &ENTER, code, &m.organisation_id),
        can_represent: actions::can(&s.caller, &REPRESENT, code, &m.organisation_id),
        bases: options(s, "partnership-basis", &Basis::ALL.map(Basis::key), false),
        levels: options(s, "partnership-level", &Level::ALL.map(Level::key), true),
        s: s.clone(),
        sent: Sent::Nothing,
        problems: Problems::default(),
        exit: ExitWish::default(),
        speaker: RepresentativeWish::default(),
        v,
        m,
        versions,
        wish,
    })
}

type At = Path<(String, String)>;

pub async fn show(State(app): State<App>, s: Shell, Path((slug, member)): At) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(member_page(&app, &s, &slug, &member).await?))
}

pub async fn correct(State(app): State<App>, s: Shell, Path((slug, member)): At, fields: Fields) -> Result<Response, Refusal> {
    let page = member_page(&app, &s, &slug, &member).await?;
    let wish = entry_of(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::correct_member(&mut tx, &page.v.municipality.code, &member, fields.version(), &wish).await;
    let done = saved(tx, done, &slug, &member).await;
    answered(done, "partnership-corrected", |f| MemberPage { sent: Sent::Correction, problems: Problems::new(&s, f), wish, ..page })
}

pub async fn leave(State(app): State<App>, s: Shell, Path((slug, member)): At, fields: Fields) -> Result<Response, Refusal> {
    let page = member_page(&app, &s, &slug, &member).await?;
    let exit = ExitWish { until: field(&fields, "until"), reason: field(&fields, "exit_reason") };
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::leave(&mut tx, &page.v.municipality.code, &member, fields.version(), &exit).await;
    let done = saved(tx, done, &slug, &member).await;
    answered(done, "partnership-left", |f| MemberPage { sent: Sent::Exit, problems: Problems::new(&s, f), exit, ..page })
}

pub async fn represent(State(app): State<App>, s: Shell, Path((slug, member)): At, fields: Fields) -> Result<Response, Refusal> {
    let page = member_page(&app, &s, &slug, &member).await?;
    let speaker = representative_of(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let done = actions::represent(&mut tx, &page.v.municipality.code, &member, &speaker).await;
    let done = saved(tx, done, &slug, &member).await;
    answered(done, "partnership-represented", |f| MemberPage {
        sent: Sent::Representative,
        problems: Problems::new(&s, f),
        speaker,
        ..page
    })
}

async fn saved(tx: platform::Tx, done: Result<(), Refusal>, slug: &str, member: &str) -> Result<String, Refusal> {
    done?;
    tx.save().await?;
    Ok(format!("/partnerskap/{slug}/medlemmar/{member}"))
}

#[derive(Template)]
#[template(path = "partnership/pages/representative.html")]
struct RepresentativePage {
    s: Shell,
    v: View,
    m: Membership,
    r: Representative,
    problems: Problems,
    speaker: RepresentativeWish,
    levels: Vec<(String, String)>,
}

type Speaker = Path<(String, String, String)>;

async fn representative_page(app: &App, s: &Shell, slug: &str, member: &str, id: &str) -> Result<RepresentativePage, Refusal> {
    let v = load(app, s, slug).await?;
    let m = v.members.iter().find(|m| m.slug == member).cloned().ok_or(Refusal::NotFound)?;
    let r = m.representatives.iter().find(|r| r.id == id).cloned().ok_or(Refusal::NotFound)?;
    if !actions::can(&s.caller, &REPRESENT, &v.municipality.code, &m.organisation_id) {
        return Err(Refusal::Forbidden(&REPRESENT));
    }
    let speaker = RepresentativeWish {
        post: r.post.clone(),
        level: r.level.key().into(),
        mandate: r.mandate.clone(),
        since: r.since.to_string(),
        until: day_text(r.until),
        reason: String::new(),
    };
    let levels = options(s, "partnership-level", &Level::ALL.map(Level::key), false);
    Ok(RepresentativePage { s: s.clone(), v, m, r, problems: Problems::default(), speaker, levels })
}

pub async fn edit_representative(
    State(app): State<App>,
    s: Shell,
    Path((slug, member, id)): Speaker,
) -> Result<impl IntoResponse, Refusal> {
    Ok(Page(representative_page(&app, &s, &slug, &member, &id).await?))
}

pub async fn correct_representative(
    State(app): State<App>,
    s: Shell,
    Path((slug, member, id)): Speaker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let page = representative_page(&app, &s, &slug, &member, &id).await?;
    let speaker = representative_of(&fields);
    let mut tx = app.db.write(&s.caller).await?;
    let code = &page.v.municipality.code;
    let done = actions::correct_representative(&mut tx, code, &member, &id, fields.version(), &speaker).await;
    let done = saved(tx, done, &slug, &member).await;
    answered(done, "partnership-corrected", |f| RepresentativePage { problems: Problems::new(&s, f), speaker, ..page })
}

/// What the template asks of the page.
impl MemberPage {
    fn history(&self) -> &[Version] {
        &self.versions
    }

    fn is_open(&self, sent: Sent) -> bool {
        self.sent == sent
    }

    fn bound(&self) -> bool {
        self.m.basis == Basis::Assignment
    }

    fn active(&self) -> bool {
        self.m.is_active_on(self.s.today)
    }

    /// Faults of this form only, so that those of another do not stand beside its fields.
    fn of(&self, sent: Sent) -> Problems {
        if self.sent == sent { self.problems.clone() } else { Problems::default() }
    }
}
