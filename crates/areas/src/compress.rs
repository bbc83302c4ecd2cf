//! Printing codes in the notation of annex 2.

use crate::notation::RANGE_MAX;

/// Prints codes as annex 2 does: `12800109-10,234-35,44`.
///
/// SAMS codes of one municipality are sorted and compressed, each item with the fewest digits that tell it apart;
/// any other codes are listed in full. [`expand`](crate::expand) gives the same codes back.
pub fn compress(codes: &[String]) -> String {
    let Some((municipality, mut areas)) = areas_of_one_municipality(codes) else {
        return codes.join(",");
    };
    areas.sort_unstable();
    areas.dedup();
    let mut out = String::new();
    let mut previous = None;
    for (first, last) in runs(&areas) {
        match previous {
            None => out.push_str(&format!("{municipality}{first:04}")),
            Some(previous) => out.push_str(&format!(",{}", tail(previous, first))),
        }
        if last > first {
            out.push_str(&format!("-{}", tail(first, last)));
        }
        previous = Some(last);
    }
    out
}

fn areas_of_one_municipality(codes: &[String]) -> Option<(&str, Vec<u16>)> {
    let municipality = codes.first()?.get(..4)?;
    let area = |code: &String| {
        let sams = code.len() == 8 && code.bytes().all(|b| b.is_ascii_digit()) && code.starts_with(municipality);
        if sams { code[4..].parse::<u16>().ok() } else { None }
    };
    Some((municipality, codes.iter().map(area).collect::<Option<_>>()?))
}

/// Runs of consecutive numbers, none longer than a range may be.
fn runs(sorted: &[u16]) -> Vec<(u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for &area in sorted {
        match runs.last_mut() {
            Some((first, last)) if *last + 1 == area && area - *first < RANGE_MAX => *last = area,
            _ => runs.push((area, area)),
        }
    }
    runs
}

/// The last digits of `area` from the first in which it differs from `before`.
fn tail(before: u16, area: u16) -> String {
    let (before, text) = (format!("{before:04}"), format!("{area:04}"));
    let same = before.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    text[same.min(3)..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(list: &[&str]) -> Vec<String> {
        list.iter().map(|&c| c.to_owned()).collect()
    }

    #[test]
    fn runs_become_ranges_and_items_inherit_their_prefix() {
        assert_eq!(compress(&codes(&["01270001", "01270002", "01270004", "01270005"])), "01270001-2,4-5");
        assert_eq!(compress(&codes(&["12800235", "12800109", "12800110", "12800234"])), "12800109-10,234-5");
    }

    #[test]
    fn codes_of_other_systems_or_several_municipalities_are_listed() {
        assert_eq!(compress(&codes(&["0114A0010", "0114A0020"])), "0114A0010,0114A0020");
        assert_eq!(compress(&codes(&["01270001", "01280001"])), "01270001,01280001");
        assert_eq!(compress(&[]), "");
        assert_eq!(compress(&codes(&["", "å", "abcå"])), ",å,abcå");
    }
}
