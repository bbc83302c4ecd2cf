//! What every chart can do.

use crate::canvas::{Canvas, Style, escape, n};
use crate::table::ChartTable;
use crate::text::wrap;
use crate::theme::{Ink, PRINT_FONT, Theme};
use crate::words::words;
use wording::Lang;

/// What a chart is called.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// Unique on its page: the drawing's title and description are named after it.
    pub id: &'a str,
    /// The finding, in a sentence.
    pub title: &'a str,
    /// What is shown, in which unit, from which source.
    pub subtitle: &'a str,
    pub lang: Lang,
}

/// The paper left for a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// A picture with its twin of words. Lengths are CSS pixels on screen and points in print.
pub trait Chart {
    fn head(&self) -> Head<'_>;

    /// What the picture shows, for those who hear it.
    fn description(&self) -> String;

    /// What the picture shows, in rows and columns.
    fn data_table(&self) -> ChartTable;

    /// The height the drawing itself wants at this width, without its heading.
    fn body_height(&self, theme: Theme, width: f64) -> f64;

    /// Draws into the area.
    fn draw(&self, canvas: &mut Canvas, area: Area);

    /// Whether parts of the picture are links, which a reader must be able to reach one by one.
    fn has_links(&self) -> bool {
        false
    }

    /// The height the whole chart wants at this width.
    fn natural_height(&self, theme: Theme, width: f64) -> f64 {
        heading_height(&self.head(), theme, width) + self.body_height(theme, width)
    }

    /// The chart with its title and subtitle.
    fn svg(&self, theme: Theme, width: f64, height: f64) -> String {
        let (width, height) = (width.max(120.0), height.max(60.0));
        let mut canvas = Canvas::new(theme);
        let top = draw_heading(&mut canvas, &self.head(), width).min(height - 20.0);
        self.draw(&mut canvas, Area { left: 0.5, top, right: width - 0.5, bottom: height - 0.5 });
        wrap_svg(self, canvas, self.head().id, (width, height))
    }

    /// The chart without its title and subtitle, for where the page itself says them.
    fn plot(&self, theme: Theme, width: f64, height: f64) -> String {
        self.plot_as(self.head().id, theme, width, height)
    }

    /// [`Chart::plot`] under an id of its own.
    fn plot_as(&self, id: &str, theme: Theme, width: f64, height: f64) -> String {
        let (width, height) = (width.max(120.0), height.max(40.0));
        let mut canvas = Canvas::new(theme);
        self.draw(&mut canvas, Area { left: 0.5, top: 0.5, right: width - 0.5, bottom: height - 0.5 });
        wrap_svg(self, canvas, id, (width, height))
    }

    /// A figure for a page: title and subtitle as text, the picture in a frame that scrolls by itself, the table folded under it. A wide picture is
    /// drawn a second time for a phone, where its names and values would otherwise scroll away from each other; only one of the two is shown.
    fn figure(&self, width: f64) -> String {
        let head = self.head();
        let drawn = |id: &str, width| self.plot_as(id, Theme::Screen, width, self.body_height(Theme::Screen, width));
        let svg = match width > WIDE {
            true => {
                let narrow = drawn(&format!("{}-narrow", head.id), NARROW);
                format!("<div class=\"on-wide\">{}</div><div class=\"on-narrow\">{narrow}</div>", drawn(head.id, width))
            }
            false => drawn(head.id, width),
        };
        let (title, subtitle, table) = (escape(head.title), escape(head.subtitle), self.data_table().html());
        let fold = words(head.lang).as_table;
        format!(
            "<figure class=\"chart-figure\"><figcaption><strong class=\"chart-title\">{title}</strong> \
             <span class=\"chart-subtitle\">{subtitle}</span></figcaption>\
             <div class=\"chart-frame\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">{svg}</div>\
             <details class=\"chart-table\"><summary>{fold}</summary><div class=\"table-frame\">{table}</div></details></figure>"
        )
    }
}

fn wrap_svg<C: Chart + ?Sized>(chart: &C, canvas: Canvas, id: &str, (width, height): (f64, f64)) -> String {
    let head = chart.head();
    let (id, title, description) = (escape(id), escape(head.title), escape(&chart.description()));
    let role = if chart.has_links() && canvas.theme == Theme::Screen { "group" } else { "img" };
    let look = if canvas.theme == Theme::Screen && width > WIDE { " class=\"chart chart-wide\"".to_owned() } else { look(canvas.theme) };
    let (w, h, lang) = (n(width), n(height), head.lang.code());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"{role}\" lang=\"{lang}\" \
         aria-labelledby=\"{id}-t {id}-d\"{look}><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>{}</svg>",
        canvas.finish()
    )
}

/// A drawing wider than this keeps its size, and scrolls in its frame where that is narrower.
const WIDE: f64 = 480.0;
/// What a phone of 320 pixels has between its margins, near enough to be shown at its size.
const NARROW: f64 = 320.0;

/// What the drawing as a whole wears.
pub(crate) fn look(theme: Theme) -> String {
    match theme {
        Theme::Screen => " class=\"chart\"".to_owned(),
        Theme::Print => format!(" font-family=\"{PRINT_FONT}\""),
    }
}

struct Heading {
    title: Vec<String>,
    subtitle: Vec<String>,
}

fn heading(head: &Head<'_>, theme: Theme, width: f64) -> Heading {
    let room = width - theme.px(4.0);
    Heading { title: wrap(head.title, theme.title(), true, room, 3), subtitle: wrap(head.subtitle, theme.base(), false, room, 3) }
}

fn heading_height(head: &Head<'_>, theme: Theme, width: f64) -> f64 {
    let heading = heading(head, theme, width);
    let lines = heading.title.len() as f64 * theme.title() * 1.25 + heading.subtitle.len() as f64 * theme.base() * 1.35;
    if lines > 0.0 { lines + theme.px(12.0) } else { 0.0 }
}

/// Sets title and subtitle and says where the drawing may begin.
fn draw_heading(canvas: &mut Canvas, head: &Head<'_>, width: f64) -> f64 {
    let theme = canvas.theme;
    let heading = heading(head, theme, width);
    let mut y = 0.0;
    for line in &heading.title {
        y += theme.title() * 1.25;
        canvas.text((theme.px(1.0), y - theme.title() * 0.25), Style::new(theme.title(), Ink::Text).bold(), line);
    }
    for line in &heading.subtitle {
        y += theme.base() * 1.35;
        canvas.text((theme.px(1.0), y - theme.base() * 0.25), Style::new(theme.base(), Ink::Muted), line);
    }
    heading_height(head, theme, width)
}

/// Says in the middle of the area that there is nothing to draw.
pub(crate) fn draw_nothing(canvas: &mut Canvas, area: Area, lang: Lang) {
    let style = Style::new(canvas.theme.base(), Ink::Muted).anchored(crate::canvas::Anchor::Middle);
    let text = style.fit(words(lang).nothing, area.width());
    let y = ((area.top + area.bottom) / 2.0).clamp(area.top.min(area.bottom - 4.0), area.bottom - 4.0);
    canvas.text(((area.left + area.right) / 2.0, y), style, &text);
}
