//! A programme as the command line and the API show it.

use super::rules::{OneOrMore, Programme};
use crate::place::rules::District;
use crate::place::view::DistrictView;
use areas::System;
use serde_json::{Value, json};

/// The whole programme with its districts: what `stadsdel programme show lua-2011 --format json` prints. Codes are text with their zeros.
pub fn json(programme: &Programme, districts: &[District]) -> Value {
    let count = |system| districts.iter().filter(|d| d.system == system).map(|d| d.codes.len()).sum::<usize>();
    let mut all = json!(programme);
    let mut municipalities: Vec<_> = districts.iter().map(|d| d.municipality.code.as_str()).collect();
    municipalities.sort_unstable();
    municipalities.dedup();
    all["counts"] = json!({
        "districts": districts.len(),
        "municipalities": municipalities.len(),
        "sams_codes": count(System::Sams),
        "nyko_codes": count(System::Nyko),
    });
    all["missing_addressees"] = json!(programme.missing_addressees());
    all["districts"] = json!(districts.iter().map(DistrictView::from).collect::<Vec<_>>());
    all
}

/// A piece of a clause: text, or a place-holder by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub is_placeholder: bool,
}

/// A clause cut at its place-holders: `i {kommun}, och` is text, place-holder, text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((key, onwards)) = after.split_once('}') else { break };
        all.push(Piece { text: before.to_owned(), is_placeholder: false });
        all.push(Piece { text: key.to_owned(), is_placeholder: true });
        rest = onwards;
    }
    all.push(Piece { text: rest.to_owned(), is_placeholder: false });
    all.retain(|piece| !piece.text.is_empty());
    all
}

impl OneOrMore {
    /// The lines, one or several, set after one another.
    pub fn joined(&self) -> String {
        match self {
            Self::One(line) => line.clone(),
            Self::More(lines) => lines.join(" · "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::source::{annex_2, lua_2011};

    #[test]
    fn the_programme_as_json_keeps_zeros_and_counts() {
        let districts: Vec<_> = annex_2().unwrap().into_iter().map(|row| row.district).collect();
        let it = json(lua_2011(), &districts);
        assert_eq!(it["counts"], json!({ "districts": 38, "municipalities": 21, "sams_codes": 171, "nyko_codes": 1 }));
        assert_eq!(it["districts"][0]["codes"][0], "01270001");
        assert_eq!((it["from"].as_str(), it["to"].as_str()), (Some("2011-01-01"), Some("2011-12-31")));
        assert_eq!(it["missing_addressees"], json!(["0180"]));
        assert_eq!(it["template"]["sections"][3]["clauses"][1]["items"][0], "a) arbete,");
    }

    #[test]
    fn a_clause_is_cut_at_its_place_holders() {
        let cut = pieces("i {kommun}, och");
        assert_eq!(
            cut.iter().map(|p| (p.text.as_str(), p.is_placeholder)).collect::<Vec<_>>(),
            [("i ", false), ("kommun", true), (", och", false)]
        );
        assert_eq!(pieces("öppen { klammer").len(), 1);
        assert!(pieces("").is_empty());
    }
}
