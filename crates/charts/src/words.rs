//! The few words a drawing says itself.

use wording::Lang;

pub(crate) struct Words {
    pub year: &'static str,
    pub line_chart: &'static str,
    pub dot_plot: &'static str,
    pub goal_axis: &'static str,
    pub bars: &'static str,
    pub nothing: &'static str,
    pub crop: &'static str,
    pub break_in: &'static str,
    pub target: &'static str,
    pub baseline: &'static str,
    pub now: &'static str,
    pub expected: &'static str,
    pub district: &'static str,
    pub value: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub unshown: &'static str,
    /// The sign where nothing has come: *uppgift saknas*, not available.
    pub missing: &'static str,
    pub what: &'static str,
    pub as_table: &'static str,
    pub ranges: &'static str,
    pub histogram: &'static str,
    pub size: &'static str,
    pub count: &'static str,
}

const SV: Words = Words {
    year: "År",
    line_chart: "Linjediagram.",
    dot_plot: "Punktdiagram, högst värde först eller i den ordning rubriken anger.",
    goal_axis: "Målaxel.",
    bars: "Stapeldiagram.",
    nothing: "Inget värde kan visas.",
    crop: "Den lodräta axeln börjar vid",
    break_in: "Tidsseriebrott",
    target: "Mål",
    baseline: "Utgångsläge",
    now: "Nu",
    expected: "Väntat",
    district: "Stadsdel",
    value: "Värde",
    from: "Osäkerhet, från",
    to: "Osäkerhet, till",
    unshown: "Kan ej visas",
    missing: "u.s.",
    what: "Vad",
    as_table: "Visa som tabell",
    ranges: "Skattningar med osäkerhet.",
    histogram: "Fördelning.",
    size: "Storlek",
    count: "Antal",
};

const EN: Words = Words {
    year: "Year",
    line_chart: "Line chart.",
    dot_plot: "Dot plot, highest value first or in the order the heading says.",
    goal_axis: "Goal axis.",
    bars: "Bar chart.",
    nothing: "No value can be shown.",
    crop: "The vertical axis begins at",
    break_in: "Break in series",
    target: "Target",
    baseline: "Baseline",
    now: "Now",
    expected: "Expected",
    district: "District",
    value: "Value",
    from: "Uncertainty, from",
    to: "Uncertainty, to",
    unshown: "Cannot be shown",
    missing: "n.a.",
    what: "What",
    as_table: "Show as table",
    ranges: "Estimates with uncertainty.",
    histogram: "Distribution.",
    size: "Size",
    count: "Count",
};

pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Sv => &SV,
        Lang::En => &EN,
    }
}
