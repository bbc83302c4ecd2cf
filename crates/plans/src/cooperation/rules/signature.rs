//! Signatures on paper, and what is carried out.

use super::GROUND;
use super::draft::day;
use chrono::NaiveDate;
use wording::Fault;

/// A signature as it is registered from the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct SignatureDraft {
    /// The party: `arbetsformedlingen`.
    pub organisation: String,
    pub place: String,
    pub on: String,
    /// Who signed, by office, as it stands on the paper.
    pub office: String,
}

/// The day of a signature with nothing wanting: by a party that has not signed, with place and office, on a day from when the text was laid until
/// today.
///
/// # Errors
/// Every fault at once.
pub fn read_signature(
    draft: &SignatureDraft,
    parties: &[&str],
    signed: &[&str],
    laid_on: NaiveDate,
    today: NaiveDate,
) -> Result<NaiveDate, Vec<Fault>> {
    let mut faults = Vec::new();
    let on = day(&draft.on, "on", &mut faults);
    let party = draft.organisation.trim();
    let checks = [
        (!parties.contains(&party), "fault-cooperation-signature-party", "organisation"),
        (signed.contains(&party), "fault-cooperation-signature-given", "organisation"),
        (draft.place.trim().is_empty(), "fault-cooperation-signature-place", "place"),
        (draft.on.trim().is_empty(), "fault-cooperation-signature-day", "on"),
        (on.is_some_and(|d| d > today), "fault-cooperation-signature-future", "on"),
        (on.is_some_and(|d| d < laid_on), "fault-cooperation-signature-early", "on"),
        (draft.office.trim().is_empty(), "fault-cooperation-signature-office", "office"),
    ];
    faults.extend(checks.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, key, field)| Fault::must(key, GROUND).at(field)));
    on.filter(|_| faults.is_empty()).ok_or(faults)
}

/// The day the agreement was concluded: the last party's signature; none while somebody's is wanting.
pub fn concluded_on(parties: &[&str], signed: &[(&str, NaiveDate)]) -> Option<NaiveDate> {
    let days: Option<Vec<_>> = parties.iter().map(|p| signed.iter().find(|(who, _)| who == p).map(|(_, on)| *on)).collect();
    days?.into_iter().max()
}

/// The day a commitment was carried out, with what came of it in words.
///
/// # Errors
/// Every fault at once.
pub fn check_done(on: &str, note: &str, today: NaiveDate) -> Result<NaiveDate, Vec<Fault>> {
    let mut faults = Vec::new();
    let read = day(on, "done_on", &mut faults);
    let checks = [
        (on.trim().is_empty(), "fault-commitment-done-day", "done_on"),
        (read.is_some_and(|d| d > today), "fault-commitment-done-future", "done_on"),
        (note.trim().is_empty(), "fault-commitment-done-note", "note"),
    ];
    faults.extend(checks.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, key, field)| Fault::must(key, GROUND).at(field)));
    read.filter(|_| faults.is_empty()).ok_or(faults)
}

#[cfg(test)]
mod tests {
    use super::super::tests::day;
    use super::*;
    use proptest::prelude::*;

    fn fields(draft: &SignatureDraft, signed: &[&str]) -> Vec<String> {
        let faults = read_signature(draft, &["kommun-0127", "af"], signed, day("2011-10-01"), day("2011-11-14")).unwrap_err();
        faults.into_iter().map(|f| f.field).collect()
    }

    #[test]
    fn a_signature_says_everything_that_is_wanting_at_once() {
        assert_eq!(fields(&SignatureDraft::default(), &[]), ["organisation", "place", "on", "office"]);
    }

    #[test]
    fn nobody_signs_before_the_text_was_laid_tomorrow_or_twice() {
        let paper = |on: &str| SignatureDraft { organisation: "af".into(), place: "Alby".into(), on: on.into(), office: "Chefen".into() };
        assert_eq!(fields(&paper("2011-09-30"), &[]), ["on"]);
        assert_eq!(fields(&paper("2011-11-15"), &[]), ["on"]);
        assert_eq!(fields(&paper("i går"), &[]), ["on"]);
        assert_eq!(fields(&paper("2011-10-01"), &["af"]), ["organisation"]);
        let read = read_signature(&paper("2011-10-01"), &["af"], &[], day("2011-10-01"), day("2011-11-14"));
        assert_eq!(read, Ok(day("2011-10-01")));
    }

    #[test]
    fn what_is_done_has_its_day_and_its_words() {
        let fields: Vec<_> = check_done("", "", day("2011-11-14")).unwrap_err().into_iter().map(|f| f.field).collect();
        assert_eq!(fields, ["done_on", "note"]);
        assert_eq!(check_done("2011-11-14", "Klart", day("2011-11-14")), Ok(day("2011-11-14")));
        assert!(check_done("2011-11-15", "Klart", day("2011-11-14")).is_err());
    }

    proptest! {
        /// An agreement is in force exactly when every party has signed, and from the last signature's day.
        #[test]
        fn it_is_concluded_exactly_when_everybody_has_signed(parties in 1usize..7, signed in proptest::collection::btree_map(0usize..7, 0u64..60, 0..7)) {
            let names: Vec<String> = (0..7).map(|n| format!("p{n}")).collect();
            let parties: Vec<&str> = names[..parties].iter().map(String::as_str).collect();
            let begin = day("2011-09-01");
            let given: Vec<_> = signed.iter().map(|(n, d)| (names[*n].as_str(), begin + chrono::Days::new(*d))).collect();
            let all = parties.iter().all(|p| given.iter().any(|(who, _)| who == p));
            let last = given.iter().filter(|(who, _)| parties.contains(who)).map(|(_, on)| *on).max();
            prop_assert_eq!(concluded_on(&parties, &given), if all { last } else { None });
        }
    }
}
