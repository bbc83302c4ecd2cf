//! # partnership
//!
//! The local partnership of a municipality (§ 3): who is in it, on what ground, who speaks for them and what they may decide; invitations,
//! steering and working groups, meetings and decisions.
//!
//! Invariants: nobody enters before the agreement is in force, save members carried over from the predecessor; an authority bound by assignment
//! joins by it and stays until it ends; nobody is a member twice at the same time; an exit keeps history, a correction is a new version.
//! Members, groups and decisions are public; minutes and invitations are for the municipality, the members and the State.

pub mod actions;
mod api;
mod duties;
mod pages;
pub mod rules;
pub mod store;
mod story;
pub mod view;

pub use api::Doc;
pub use duties::duties;
pub use story::story;

use platform::access::{Act, Caller, Reach, Role};
use platform::web::Routes;

pub static READ: Act = Act::public("partnership.read");
/// Minutes and invitations. The roles open the door; [`is_insider`] says whose partnership it is.
pub static READ_INSIDE: Act = Act::of(
    "partnership.read_inside",
    &[
        (Role::Coordinator, Reach::Municipality),
        (Role::Certifier, Reach::Municipality),
        (Role::BoardSecretary, Reach::Municipality),
        (Role::StateOfficer, Reach::Nation),
        (Role::StateSignatory, Reach::Nation),
        (Role::Agency, Reach::Organisation),
        (Role::Partner, Reach::Organisation),
    ],
);
pub static FORM: Act = Act::of("partnership.form", &[(Role::Coordinator, Reach::Municipality)]);
const OWN: &[(Role, Reach)] =
    &[(Role::Coordinator, Reach::Municipality), (Role::Agency, Reach::Organisation), (Role::Partner, Reach::Organisation)];
/// An authority enters and leaves itself, as the coordinator may enter it.
pub static ENTER: Act = Act::of("partnership.enter", OWN);
pub static REPRESENT: Act = Act::of("partnership.represent", OWN);
pub static INVITE: Act = Act::of("partnership.invite", &[(Role::Coordinator, Reach::Municipality)]);
pub static CONVENE: Act = Act::of("partnership.convene", &[(Role::Coordinator, Reach::Municipality)]);
pub static CARRY_OUT: Act = Act::of("partnership.carry_out", OWN);

/// True when the caller acts for this organisation in this municipality.
pub fn acts_for(caller: &Caller, organisation_id: &str, municipality_code: &str) -> bool {
    let acts = |role| matches!(role, Role::Agency | Role::Partner);
    caller.assignments.iter().any(|a| acts(a.role) && a.acts_for(organisation_id, municipality_code))
}

/// True for those who read minutes and invitations: the municipality, the organisations that sit in the partnership, and the State.
pub fn is_insider(caller: &Caller, municipality_code: &str, members: &[rules::Membership]) -> bool {
    caller.is_of_municipality(municipality_code)
        || caller.is_state()
        || members.iter().any(|m| acts_for(caller, &m.organisation_id, municipality_code))
}

/// The room's pages and API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/partnerskap", &READ, pages::list)
        .get("/partnerskap/{slug}", &READ, pages::show)
        .get("/partnerskap/{slug}/bildande", &FORM, pages::founding::edit)
        .post("/partnerskap/{slug}/bildande", &FORM, pages::founding::save)
        .get("/partnerskap/{slug}/medlemmar/ny", &ENTER, pages::member::new)
        .post("/partnerskap/{slug}/medlemmar/ny", &ENTER, pages::member::enter)
        .get("/partnerskap/{slug}/medlemmar/{member}", &READ, pages::member::show)
        .post("/partnerskap/{slug}/medlemmar/{member}", &ENTER, pages::member::correct)
        .post("/partnerskap/{slug}/medlemmar/{member}/uttrade", &ENTER, pages::member::leave)
        .post("/partnerskap/{slug}/medlemmar/{member}/foretradare", &REPRESENT, pages::member::represent)
        .get("/partnerskap/{slug}/medlemmar/{member}/foretradare/{id}", &REPRESENT, pages::member::edit_representative)
        .post("/partnerskap/{slug}/medlemmar/{member}/foretradare/{id}", &REPRESENT, pages::member::correct_representative)
        .get("/partnerskap/{slug}/inbjudningar/ny", &INVITE, pages::invitation::new)
        .post("/partnerskap/{slug}/inbjudningar/ny", &INVITE, pages::invitation::invite)
        .get("/partnerskap/{slug}/inbjudningar/{invitation}", &READ_INSIDE, pages::invitation::show)
        .post("/partnerskap/{slug}/inbjudningar/{invitation}", &INVITE, pages::invitation::answer)
        .get("/partnerskap/{slug}/grupper/ny", &CONVENE, pages::group::new)
        .post("/partnerskap/{slug}/grupper/ny", &CONVENE, pages::group::add)
        .get("/partnerskap/{slug}/grupper/{group}", &CONVENE, pages::group::edit)
        .post("/partnerskap/{slug}/grupper/{group}", &CONVENE, pages::group::correct)
        .get("/partnerskap/{slug}/moten/nytt", &CONVENE, pages::meeting::new)
        .post("/partnerskap/{slug}/moten/nytt", &CONVENE, pages::meeting::hold)
        .get("/partnerskap/{slug}/moten/{meeting}", &READ_INSIDE, pages::meeting::show)
        .get("/partnerskap/{slug}/moten/{meeting}/rattelse", &CONVENE, pages::meeting::edit)
        .post("/partnerskap/{slug}/moten/{meeting}/rattelse", &CONVENE, pages::meeting::correct)
        .post("/partnerskap/{slug}/moten/{meeting}/beslut/{number}", &CARRY_OUT, pages::meeting::carry_out)
        .get("/api/v1/partnerships", &READ, api::list)
        .get("/api/v1/partnerships/{slug}", &READ, api::one)
        .post("/api/v1/partnerships/{slug}/members", &ENTER, api::enter)
        .put("/api/v1/partnerships/{slug}/members/{member}", &ENTER, api::correct)
}
