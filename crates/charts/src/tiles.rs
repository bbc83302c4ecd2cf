//! Every district as a tile, roughly where it lies.

use crate::canvas::{Canvas, Style};
use crate::chart::{Area, Chart, Head, draw_nothing};
use crate::line::caption;
use crate::marks::Mark;
use crate::table::ChartTable;
use crate::text::wrap;
use crate::theme::{Ink, Theme};
use crate::words::words;
use std::collections::{BTreeMap, BTreeSet};
use wording::Lang;

/// One district on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    pub label: String,
    pub municipality: String,
    pub mark: Mark,
    /// The state in words, read out and in the table.
    pub state: String,
    pub href: String,
    /// Column and row, from the west and from the north; none is set after the others.
    pub place: Option<(usize, usize)>,
    /// The reader's own.
    pub highlighted: bool,
}

/// Tiles in a grid. Every tile is a link; its state is a shape, a colour and a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TileMap {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub tiles: Vec<Tile>,
    /// What the marks mean, in the order to explain them.
    pub key: Vec<(Mark, String)>,
    pub lang: Lang,
}

const TALL: f64 = 51.0;
const FEWEST_COLUMNS: usize = 3;

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

impl Chart for TileMap {
    fn head(&self) -> Head<'_> {
        Head { id: &self.id, title: &self.title, subtitle: &self.subtitle, lang: self.lang }
    }

    fn has_links(&self) -> bool {
        true
    }

    fn body_height(&self, theme: Theme, width: f64) -> f64 {
        let width = width - 1.0; // half a unit is kept free at each side
        let rows = self.grid(theme, width).iter().map(|place| place.1 + 1).max().unwrap_or(1);
        self.key_above(theme, width) + theme.px(TALL) * rows as f64 + theme.px(2.0)
    }

    fn description(&self) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for tile in &self.tiles {
            *counts.entry(tile.state.as_str()).or_default() += 1;
        }
        let mut parts = vec![words(self.lang).tile_map.to_owned()];
        parts.extend(counts.iter().filter(|(state, _)| !state.is_empty()).map(|(state, count)| format!("{state}: {count}.")));
        parts.join(" ")
    }

    fn data_table(&self) -> ChartTable {
        let words = words(self.lang);
        let rows = self.tiles.iter().map(|tile| vec![tile.label.clone(), tile.municipality.clone(), tile.state.clone()]).collect();
        let header = [words.district, words.municipality, words.state].map(str::to_owned).to_vec();
        ChartTable { caption: caption(&self.title, &self.subtitle), header, rows }
    }

    fn draw(&self, canvas: &mut Canvas, area: Area) {
        if self.tiles.is_empty() {
            return draw_nothing(canvas, area, self.lang);
        }
        let theme = canvas.theme;
        let grid = self.grid(theme, area.width());
        let columns = grid.iter().map(|place| place.0 + 1).max().unwrap_or(1);
        let rows = grid.iter().map(|place| place.1 + 1).max().unwrap_or(1);
        let top = area.top + self.key_above(theme, area.width());
        let wide = area.width() / columns as f64;
        let tall = ((area.bottom - top) / rows as f64).min(theme.px(TALL));
        self.draw_key(canvas, area);
        for (tile, (column, row)) in self.tiles.iter().zip(&grid) {
            let at = (area.left + *column as f64 * wide, top + *row as f64 * tall);
            draw_tile(canvas, tile, at, (wide - theme.px(4.0), tall - theme.px(4.0)));
        }
    }
}

impl TileMap {
    /// Where each tile stands: as told when there is width for it, otherwise in reading order from the north.
    fn grid(&self, theme: Theme, width: f64) -> Vec<(usize, usize)> {
        let fits = ((width / theme.px(92.0)) as usize).max(FEWEST_COLUMNS);
        let told = self.tiles.iter().filter_map(|tile| tile.place);
        let widest = told.clone().map(|place| place.0 + 1).max().unwrap_or(0);
        if widest == 0 || widest > fits {
            return self.reading_order(fits);
        }
        let below = told.map(|place| place.1 + 1).max().unwrap_or(0);
        let mut extra = 0..;
        let mut after = || extra.next().map_or((0, below), |i: usize| (i % widest, below + i / widest));
        self.tiles.iter().map(|tile| tile.place.unwrap_or_else(&mut after)).collect()
    }

    /// Rows of tiles, municipality by municipality, from the north and then from the west.
    fn reading_order(&self, columns: usize) -> Vec<(usize, usize)> {
        let place = |tile: &Tile| tile.place.map_or((usize::MAX, usize::MAX), |(column, row)| (row, column));
        let mut first: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for tile in &self.tiles {
            let seen = first.entry(tile.municipality.as_str()).or_insert(place(tile));
            *seen = (*seen).min(place(tile));
        }
        let mut order: Vec<usize> = (0..self.tiles.len()).collect();
        order.sort_by_key(|i| {
            let tile = &self.tiles[*i];
            (first.get(tile.municipality.as_str()), tile.municipality.as_str(), place(tile), *i)
        });
        let mut grid = vec![(0, 0); self.tiles.len()];
        for (i, index) in order.into_iter().enumerate() {
            grid[index] = (i % columns, i / columns);
        }
        grid
    }

    /// Whether the key finds room in the empty north-west corner of the map.
    fn key_in_corner(&self, theme: Theme, width: f64) -> bool {
        let grid = self.grid(theme, width);
        let columns = grid.iter().map(|place| place.0 + 1).max().unwrap_or(1);
        let rows_needed = (self.key.len() as f64 * theme.base() * 1.7 / theme.px(TALL)).ceil() as usize;
        let free = grid.iter().filter(|place| place.1 < rows_needed).map(|place| place.0).min().unwrap_or(0);
        free as f64 * width / columns as f64 > self.key_width(theme)
    }

    fn key_width(&self, theme: Theme) -> f64 {
        let style = Style::new(theme.base(), Ink::Text);
        self.key.iter().map(|(_, text)| style.width(text)).fold(0.0, f64::max) + theme.px(30.0)
    }

    fn key_above(&self, theme: Theme, width: f64) -> f64 {
        if self.key.is_empty() || self.key_in_corner(theme, width) {
            0.0
        } else {
            self.key.len() as f64 * theme.base() * 1.7 + theme.px(8.0)
        }
    }

    fn draw_key(&self, canvas: &mut Canvas, area: Area) {
        let theme = canvas.theme;
        let style = Style::new(theme.base(), Ink::Text);
        for (i, (mark, text)) in self.key.iter().enumerate() {
            let y = area.top + theme.base() * (1.0 + 1.7 * i as f64);
            mark.draw(canvas, (area.left + theme.px(8.0), y), theme.px(6.0));
            canvas.text((area.left + theme.px(22.0), y + theme.base() * 0.35), style, &style.fit(text, area.width() - theme.px(24.0)));
        }
    }
}

fn draw_tile(canvas: &mut Canvas, tile: &Tile, (x, y): (f64, f64), (wide, tall): (f64, f64)) {
    let theme = canvas.theme;
    let words =
        [&tile.label, &tile.municipality, &tile.state].into_iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let href = Some(tile.href.as_str()).filter(|href| !href.is_empty() && theme == Theme::Screen);
    canvas.open(&words, href);
    canvas.rect(Ink::Paper, (x, y), (wide, tall), theme.px(3.0), None);
    let (ink, stroke) = if tile.highlighted { (Ink::Accent, 2.2) } else { (Ink::Rule, 1.0) };
    canvas.rect(ink, (x + 0.5, y + 0.5), (wide - 1.0, tall - 1.0), theme.px(3.0), Some(theme.px(stroke)));
    let (left, room) = (x + theme.px(22.0), wide - theme.px(24.0));
    let small = Style::new(theme.base() * 0.78, Ink::Muted);
    let name = name_style(&tile.label, Style::new(theme.base() * 0.87, Ink::Text).bold(), room);
    let lines = wrap(&tile.label, name.size, true, room, 2);
    let filled = name.size * (0.78 + 1.12 * (lines.len().max(1) - 1) as f64) + small.size * 1.2;
    let first = y + (tall - filled) / 2.0 + name.size * 0.72;
    let r = theme.px(5.5);
    tile.mark.draw(canvas, (x + theme.px(6.0) + r, first - name.size * 0.34), r);
    for (i, line) in lines.iter().enumerate() {
        canvas.text((left, first + name.size * 1.12 * i as f64), name, line);
    }
    let last = first + name.size * 1.12 * (lines.len().max(1) - 1) as f64;
    canvas.text((left, last + small.size * 1.25), small, &small.fit(&tile.municipality, room));
    canvas.close(href);
}

/// The style, smaller by up to a fifth where the longest part of the name would otherwise be cut.
fn name_style(name: &str, style: Style, room: f64) -> Style {
    let longest = name.split_inclusive([' ', '-']).map(|part| style.width(part.trim_end())).fold(0.0, f64::max);
    Style { size: style.size * (room / longest.max(1.0)).clamp(0.8, 1.0), ..style }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, labels_apart, labels_inside};
    use proptest::prelude::*;

    fn tile(label: &str, municipality: &str, place: Option<(usize, usize)>) -> Tile {
        Tile {
            label: label.into(),
            municipality: municipality.into(),
            mark: Mark::Done,
            state: "inlämnad".into(),
            href: format!("/stadsdelar/{}", label.to_lowercase()),
            place,
            highlighted: false,
        }
    }

    #[test]
    fn places_are_read_and_a_clash_is_named() {
        let read = places("slug;column;row\nalby;4;5\n\nhertson;6;0\n").unwrap();
        assert_eq!(read.get("alby"), Some(&(4, 5)));
        assert_eq!(places("h\nalby;4;5\nfittja;4;5").unwrap_err(), "line 3: the place or the district of `fittja;4;5` is taken");
        assert_eq!(places("h\nalby;4").unwrap_err(), "line 2: `alby;4` is not slug;column;row");
        assert!(places("h\nalby;-1;2").is_err());
    }

    #[test]
    fn every_tile_is_a_link_with_its_state_in_words() {
        let map = TileMap { id: "m".into(), tiles: vec![tile("Alby", "Botkyrka", Some((1, 1)))], ..TileMap::default() };
        let svg = map.svg(Theme::Screen, 700.0, 300.0);
        check(&svg);
        assert!(svg.contains("<a href=\"/stadsdelar/alby\" aria-label=\"Alby, Botkyrka, inlämnad\">") && svg.contains("role=\"group\""));
        assert!(!map.svg(Theme::Print, 400.0, 300.0).contains("<a "));
    }

    #[test]
    fn a_narrow_map_becomes_rows_by_municipality_from_the_north() {
        let tiles =
            vec![tile("Fosie", "Malmö", Some((0, 9))), tile("Hertsön", "Luleå", Some((8, 0))), tile("Hyllie", "Malmö", Some((1, 9)))];
        let map = TileMap { tiles, ..TileMap::default() };
        assert_eq!(map.grid(Theme::Screen, 320.0), [(1, 0), (0, 0), (2, 0)]);
        assert_eq!(map.grid(Theme::Screen, 1000.0), [(0, 9), (8, 0), (1, 9)]);
    }

    #[test]
    fn a_tile_without_a_place_comes_after_the_others() {
        let map = TileMap { tiles: vec![tile("A", "X", None), tile("B", "X", Some((2, 1))), tile("C", "X", None)], ..TileMap::default() };
        assert_eq!(map.grid(Theme::Screen, 800.0), [(0, 2), (2, 1), (1, 2)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn every_drawing_is_whole_and_inside_its_frame(names in proptest::collection::vec("[A-ZÅÄÖa-zåäö -]{1,24}", 1..45), width in 320.0f64..1100.0) {
            let tiles = names.iter().enumerate().map(|(i, name)| tile(name, "Södertälje", (i % 5 != 0).then_some((i % 7, i / 7)))).collect();
            let key = vec![(Mark::Done, "Inlämnad".into()), (Mark::Late, "Sen".into())];
            let map = TileMap { id: "m".into(), tiles, key, ..TileMap::default() };
            for theme in [Theme::Screen, Theme::Print] {
                let height = map.natural_height(theme, width);
                let svg = map.svg(theme, width, height);
                check(&svg);
                labels_inside(&svg, width, height);
                labels_apart(&svg);
            }
        }
    }
}
