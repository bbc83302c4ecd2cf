//! In what order duties stand, and in which heap.

use calendar::{Due, Standing, standing};
use chrono::NaiveDate;
use platform::access::Caller;
use platform::web::RouteInfo;
use platform::{Duty, Owner};

/// A duty as it stands for one reader today.
#[derive(Clone, Debug)]
pub struct Placed {
    pub duty: Duty,
    pub standing: Option<Standing>,
}

/// A reader's duties: own turn first, then what waits for others, then what is done.
#[derive(Clone, Debug, Default)]
pub struct Mine {
    pub next: Vec<Placed>,
    pub waiting: Vec<Placed>,
    pub done: Vec<Placed>,
}

impl Mine {
    pub fn is_empty(&self) -> bool {
        self.next.is_empty() && self.waiting.is_empty() && self.done.is_empty()
    }
}

/// Puts a reader's duties in their three heaps, each by day; what has no day stands after what has one, the longest awaited first.
pub fn mine(duties: Vec<Duty>, caller: &Caller, today: NaiveDate) -> Mine {
    let mut mine = Mine::default();
    for duty in duties.into_iter().filter(|d| d.is_of(caller)) {
        let heap = match (duty.done.is_some(), duty.is_turn_of(caller)) {
            (true, _) => &mut mine.done,
            (false, true) => &mut mine.next,
            (false, false) => &mut mine.waiting,
        };
        heap.push(stand(duty, today));
    }
    for heap in [&mut mine.next, &mut mine.waiting] {
        heap.sort_by_key(|s| (s.duty.due.is_none(), s.duty.due, s.duty.since.is_none(), s.duty.since, s.duty.address.clone()));
    }
    mine.done.sort_by_key(|s| std::cmp::Reverse(s.duty.done));
    mine
}

/// How a duty stands today; `None` for one without a day that is not done.
pub fn stand(duty: Duty, today: NaiveDate) -> Placed {
    let standing = duty.due.map(|due| standing(Due::agreed(due), duty.done, today));
    Placed { duty, standing }
}

/// True when the duty's day has passed and it is not done.
pub fn is_overdue(duty: &Duty, today: NaiveDate) -> bool {
    duty.done.is_none() && duty.due.is_some_and(|due| due < today)
}

/// True when the page at this address is open to the caller's roles. Where several patterns fit, the one with the fewest places to fill in holds.
pub fn may_open(routes: &[RouteInfo], address: &str, caller: &Caller) -> bool {
    let path: Vec<_> = address.split(['?', '#']).next().unwrap_or_default().split('/').collect();
    let fits = |pattern: &str| {
        let parts: Vec<_> = pattern.split('/').collect();
        parts.len() == path.len() && parts.iter().zip(&path).all(|(part, own)| part.starts_with('{') || part == own)
    };
    let found = routes.iter().filter(|r| r.method == "GET" && fits(r.path)).min_by_key(|r| r.path.matches('{').count());
    found.is_none_or(|route| route.act.open_to(caller))
}

/// Duties of the State, for the public list.
pub fn of_state(duties: &[Duty]) -> impl Iterator<Item = &Duty> {
    duties.iter().filter(|d| d.owner == Owner::State)
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::access::{Act, Reach, Role};
    use platform::testkit::person;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2011, 12, d).unwrap()
    }

    fn duty(key: &'static str, due: Option<u32>, done: Option<u32>, owner: Owner, roles: &'static [Role]) -> Duty {
        Duty {
            key,
            args: vec![],
            ground: "§ 6",
            due: due.map(day),
            done: done.map(day),
            owner,
            roles,
            address: "/".into(),
            waits: None,
            since: None,
        }
    }

    #[test]
    fn own_turn_comes_first_by_day_and_others_duties_are_not_shown() {
        let botkyrka = || Owner::Municipality("0127".into());
        let duties = vec![
            duty("later", Some(31), None, botkyrka(), &[Role::Coordinator]),
            duty("undated", None, None, botkyrka(), &[Role::Coordinator]),
            duty("sooner", Some(1), None, botkyrka(), &[Role::Coordinator]),
            duty("certifier's", Some(1), None, botkyrka(), &[Role::Certifier]),
            duty("done", Some(1), Some(1), botkyrka(), &[Role::Coordinator]),
            duty("another's", Some(1), None, Owner::Municipality("0180".into()), &[Role::Coordinator]),
            duty("the State's", Some(1), None, Owner::State, &[Role::StateOfficer]),
        ];
        let mine = mine(duties, &person(Role::Coordinator, Some("0127")), day(5));
        let keys = |heap: &[Placed]| heap.iter().map(|s| s.duty.key).collect::<Vec<_>>();
        assert_eq!(keys(&mine.next), ["sooner", "later", "undated"]);
        assert_eq!(keys(&mine.waiting), ["certifier's"]);
        assert_eq!(keys(&mine.done), ["done"]);
    }

    #[test]
    fn a_page_is_open_to_those_whose_act_it_is() {
        static READ: Act = Act::public("compilation.read");
        static COMPILE: Act = Act::of("compilation.compile", &[(Role::StateOfficer, Reach::Nation)]);
        let get = |path, act| RouteInfo { method: "GET", path, act };
        let routes = [get("/sammanstallning/{year}/{area}", &READ), get("/sammanstallning/{year}/utkast", &COMPILE)];
        let (officer, signatory) = (person(Role::StateOfficer, None), person(Role::StateSignatory, None));
        let draft = "/sammanstallning/2011/utkast#inledning";
        assert!(may_open(&routes, draft, &officer) && !may_open(&routes, draft, &signatory));
        assert!(may_open(&routes, "/sammanstallning/2011/arbete", &signatory) && may_open(&routes, "/mitt", &signatory));
    }

    #[test]
    fn the_states_own_duties_are_the_states_people_s() {
        let duties = vec![duty("compile", Some(1), None, Owner::State, &[Role::StateOfficer])];
        let mine = mine(duties.clone(), &person(Role::StateOfficer, None), day(5));
        assert_eq!(mine.next.len(), 1);
        assert!(is_overdue(&duties[0], day(5)) && !is_overdue(&duties[0], day(1)));
    }
}
