//! The guide: each duty in steps, the words, the accessibility statement.

use agreements::programme;
use agreements::programme::rules::Programme;
use askama::Template;
use axum::response::IntoResponse;
use platform::web::{Page, Shell};

#[derive(Template)]
#[template(path = "front/pages/help.html")]
struct GuidePage {
    s: Shell,
    steps: Vec<Chapter>,
}

/// One step of the work: what, who, where.
struct Chapter {
    key: &'static str,
    address: &'static str,
    ground: &'static str,
}

const CHAPTERS: [Chapter; 13] = [
    Chapter { key: "programme", address: "/program/lua-2011", ground: "bilaga 2" },
    Chapter { key: "offer", address: "/program/lua-2011/erbjudanden", ground: "beslutet" },
    Chapter { key: "deliberation", address: "/avtal", ground: "beslutet, bilaga 1" },
    Chapter { key: "approval", address: "/avtal", ground: "§ 8" },
    Chapter { key: "partnership", address: "/partnerskap", ground: "§ 3" },
    Chapter { key: "plan", address: "/stadsdelsplaner", ground: "§ 4" },
    Chapter { key: "cooperation", address: "/samverkan", ground: "§ 5" },
    Chapter { key: "statistics", address: "/statistik", ground: "§ 6" },
    Chapter { key: "followup", address: "/stadsdelar", ground: "§ 6" },
    Chapter { key: "report", address: "/redovisningar", ground: "§ 6" },
    Chapter { key: "compilation", address: "/sammanstallning", ground: "§ 6" },
    Chapter { key: "evaluation", address: "/utvarderingar", ground: "§ 7" },
    Chapter { key: "duties", address: "/mitt", ground: "§§ 4–6, 8" },
];

pub(super) async fn guide(s: Shell) -> impl IntoResponse {
    Page(GuidePage { s, steps: CHAPTERS.into_iter().collect() })
}

#[derive(Template)]
#[template(path = "front/pages/glossary.html")]
struct GlossaryPage {
    s: Shell,
    words: &'static [&'static str],
    programme: &'static Programme,
}

const WORDS: [&str; 15] = [
    "agreement",
    "amendment",
    "baseline",
    "board",
    "break",
    "compilation",
    "cooperation",
    "deviation",
    "district",
    "evaluation",
    "missing",
    "partnership",
    "plan",
    "report",
    "suppressed",
];

pub(super) async fn glossary(s: Shell) -> impl IntoResponse {
    Page(GlossaryPage { s, words: &WORDS, programme: programme::source::lua_2011() })
}

#[derive(Template)]
#[template(path = "front/pages/accessibility.html")]
struct AccessibilityPage {
    s: Shell,
}

pub(super) async fn accessibility(s: Shell) -> impl IntoResponse {
    Page(AccessibilityPage { s })
}
