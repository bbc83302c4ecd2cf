//! Where each district lies on a map of tiles.

use std::collections::{BTreeMap, BTreeSet};

/// Reads places from lines of `slug;column;row` under a heading: where a programme lays its districts on the map.
///
/// Says which line cannot be read, or which place is taken twice.
pub fn places(text: &str) -> Result<BTreeMap<String, (usize, usize)>, String> {
    let mut places = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (number, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let unreadable = || format!("line {}: `{line}` is not slug;column;row", number + 1);
        let [slug, column, row] = line.split(';').map(str::trim).collect::<Vec<_>>()[..] else { return Err(unreadable()) };
        let place = (column.parse().map_err(|_| unreadable())?, row.parse().map_err(|_| unreadable())?);
        if !taken.insert(place) || places.insert(slug.to_owned(), place).is_some() {
            return Err(format!("line {}: the place or the district of `{line}` is taken", number + 1));
        }
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_a_clash_is_named() {
        let read = places("slug;column;row\nalby;4;5\n\nhertson;6;0\n").unwrap();
        assert_eq!(read.get("alby"), Some(&(4, 5)));
        assert_eq!(places("h\nalby;4;5\nfittja;4;5").unwrap_err(), "line 3: the place or the district of `fittja;4;5` is taken");
        assert_eq!(places("h\nalby;4").unwrap_err(), "line 2: `alby;4` is not slug;column;row");
        assert!(places("h\nalby;-1;2").is_err());
    }
}
