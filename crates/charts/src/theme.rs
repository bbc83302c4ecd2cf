//! Colours, classes and sizes for page and print.

/// Where a chart will be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// On a page: classes and `currentColor`, sizes in CSS pixels, the page's own font.
    #[default]
    Screen,
    /// In a document: literal colours, sizes in points, [`PRINT_FONT`].
    Print,
}

/// The font of charts in documents.
pub const PRINT_FONT: &str = "Source Sans 3";

/// Classes a page's style sheet gives a `color`: text, secondary text, the district, what it is compared with, targets, rules, paper and bands.
/// The drawing itself has the class `chart`.
pub const CLASSES: [&str; 8] = ["c-text", "c-muted", "c-accent", "c-grey", "c-target", "c-rule", "c-paper", "c-band"];

/// What a stroke or a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Text,
    Muted,
    Accent,
    Grey,
    Target,
    Rule,
    Paper,
    /// An area of uncertainty, behind lines.
    Band,
}

impl Ink {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Text => "c-text",
            Self::Muted => "c-muted",
            Self::Accent => "c-accent",
            Self::Grey => "c-grey",
            Self::Target => "c-target",
            Self::Rule => "c-rule",
            Self::Paper => "c-paper",
            Self::Band => "c-band",
        }
    }

    pub(crate) fn colour(self) -> &'static str {
        match self {
            Self::Text => "#1c1c1c",
            Self::Muted => "#4a4f54",
            Self::Accent => "#0b5a5e",
            Self::Grey => "#8a8f94",
            Self::Target => "#b4540a",
            Self::Rule => "#d5d8da",
            Self::Paper => "#ffffff",
            Self::Band => "#e6eaeb",
        }
    }
}

impl Theme {
    /// Size of ordinary text in a chart.
    pub(crate) fn base(self) -> f64 {
        match self {
            Self::Screen => 13.0,
            Self::Print => 8.5,
        }
    }

    /// Size of the title.
    pub(crate) fn title(self) -> f64 {
        self.base() * 1.3
    }

    /// Size of ticks and notes.
    pub(crate) fn small(self) -> f64 {
        self.base() * 0.9
    }

    /// A length that is `pixels` on a page, in this theme's unit.
    pub(crate) fn px(self, pixels: f64) -> f64 {
        pixels * self.base() / 13.0
    }
}
