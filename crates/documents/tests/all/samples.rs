//! Rich content in both languages, and content that wishes the program ill.

use charts::{Dot, DotPlot, Emphasis, GoalAxis, Line, LineChart, Reference};
use documents::*;
use wording::Lang;

/// Text that would do harm if it were read as markup, and that fills any line.
pub const NASTY: &str = "#import \"data.json\": x #panic() $x^2$ *inte fet* _inte kursiv_ `kod` <b>fet</b> <etikett> @referens \\ // inte kommentar \
    /* heller */ = ingen rubrik #set page(width: 1pt) 😀 \u{0} \u{202e}omvänt \u{feff}";

pub fn long_word() -> String {
    "stadsdelsutvecklingssamverkansöverenskommelse".repeat(3)
}

pub fn meta(title: &str, lang: Lang) -> Meta {
    let sv = lang == Lang::Sv;
    Meta {
        title: title.into(),
        lang,
        programme: if sv { "Lokala utvecklingsavtal 2011" } else { "Local Development Agreements 2011" }.into(),
        municipality: if sv { "Botkyrka kommun" } else { "Botkyrka Municipality" }.into(),
        register_number: Some("A2011/1234/UU".into()),
        version: "2".into(),
        date: if sv { "14 november 2011" } else { "14 November 2011" }.into(),
        date_iso: "2011-11-14".into(),
        status_line: if sv {
            "Gäller sedan 14 november 2011, då båda parters godkännanden var inne."
        } else {
            "In force since 14 November 2011."
        }
        .into(),
        synthetic: Some(if sv { "Syntetiska uppgifter" } else { "Synthetic data" }.into()),
        address: "https://stadsdel.example/avtal/botkyrka-2011".into(),
    }
}

fn clause(text: &str) -> Clause {
    Clause { text: text.into(), ..Clause::default() }
}

fn section(number: &str, heading: &str, clauses: Vec<Clause>) -> Section {
    Section { number: number.into(), heading: heading.into(), clauses }
}

fn deviation(class: DeviationClass, reason: &str, template_text: &str) -> Option<Deviation> {
    Some(Deviation { class, reason: reason.into(), template_text: template_text.into() })
}

fn sections() -> Vec<Section> {
    let scope = Clause {
        text: "Detta avtal avser ett urbant utvecklingsarbete för angivna stadsdelar och deras invånare. Parternas gemensamma utvecklingsarbete \
            ska riktas mot och effekterna ska följas upp i stadsdelarna nedan."
            .into(),
        deviation: deviation(DeviationClass::Filled, "Stadsdelarna är satta enligt bilaga 2", "Stadsdelen XXX med SAMS-kod xxxxx-xx"),
        ..Clause::default()
    };
    let plan = Clause {
        text: "Lokala mål med utgångspunkt i nationella och kommunala mål ska formuleras inom målområdena".into(),
        items: [("a)", "arbete,"), ("b)", "utbildning,"), ("c)", "trygghet, och"), ("d)", "tillväxt.")]
            .map(|(a, b)| (a.into(), b.into()))
            .to_vec(),
        after: "Målen ska vara uppföljningsbara enligt SMART-kriterierna.".into(),
        ground: "förordning 2008:348".into(),
        deviation: None,
    };
    let material = Clause {
        deviation: deviation(
            DeviationClass::Material,
            "Kommunens bokslut är klart först i januari; staten har godtagit två veckors senare redovisning av två av måtten",
            "senast den 1 december",
        ),
        ..clause(
            "Kommunen ska senast den 15 december till Regeringskansliet (Arbetsmarknadsdepartementet) redovisa utvecklingen i stadsdelarna vad gäller \
             områdena arbete, utbildning, trygghet och tillväxt, hur samverkan inom partnerskapet fortskrider och resultatet av denna samverkan.",
        )
    };
    let editorial = Clause {
        deviation: deviation(DeviationClass::Editorial, "Bestämd form i flertal", ""),
        ..clause("Stadsdelsplanerna ska senast den 31 december redovisas till Regeringskansliet (Arbetsmarknadsdepartementet).")
    };
    let long = "Kommunen ska bilda ett lokalt partnerskap för urbant utvecklingsarbete med de statliga myndigheter som har fått i uppdrag eller har valt \
        att ingå i sådana partnerskap. Kommunen ska i samverkan med dessa myndigheter verka för att även andra aktörer som kan ha en aktiv roll i \
        eller berörs av det urbana utvecklingsarbetet ingår i det lokala partnerskapet.\n\nKommunen skapar inom det lokala partnerskapet \
        organisatoriska förutsättningar för att möjliggöra tvärsektoriell samordning.";
    vec![
        section("1", "Utgångspunkter", vec![clause(long), clause("Staten och kommunen (parterna) har denna dag enats om ett avtal.")]),
        section("2", "Omfattning", vec![scope]),
        section("3", "Lokala partnerskap för urbant utvecklingsarbete", vec![clause(long)]),
        section("4", "Strategiska stadsdelsplaner", vec![plan, editorial]),
        section("5", "Samverkansöverenskommelser", vec![clause(long)]),
        section("6", "Uppföljning", vec![clause("Parterna svarar för att lämpligt statistiskt underlag finns."), material]),
        section(
            "7",
            "Utvärdering och kunskapsspridning",
            vec![clause("Staten genomför årligen en nationell konferens om urbant utvecklingsarbete.")],
        ),
        section(
            "8",
            "Godkännande av avtalet",
            vec![clause("Detta avtal ska godkännas av kommunstyrelsen i Botkyrka kommun och av regeringen.")],
        ),
    ]
}

fn districts() -> Vec<DistrictCodes> {
    let row = |name: &str, notation: &str, codes: &[&str], note: &str| DistrictCodes {
        name: name.into(),
        system: "SAMS".into(),
        notation: notation.into(),
        codes: codes.iter().map(|&code| code.into()).collect(),
        note: note.into(),
    };
    vec![
        row("Alby", "01270001-2,4-5", &["01270001", "01270002", "01270004", "01270005"], ""),
        row("Fittja", "01270011-13", &["01270011", "01270012", "01270013"], ""),
        row(
            "Hallunda-Norsborg",
            "01270006-9,14-16,18-21",
            &[
                "01270006", "01270007", "01270008", "01270009", "01270014", "01270015", "01270016", "01270018", "01270019", "01270020",
                "01270021",
            ],
            "Namnet skrivs också Hallunda–Norsborg",
        ),
    ]
}

pub fn agreement_doc(lang: Lang) -> AgreementDoc {
    let state = Approval {
        party: "Staten".into(),
        body: "Integrationsministern".into(),
        date: "10 november 2011".into(),
        paragraph: "Protokoll IV 4".into(),
        ground: "Regeringens beslut, andra stycket".into(),
        delegation: "Regeringen har bemyndigat det statsråd som ansvarar för urban utveckling".into(),
        legal_force: "Gäller från beslutet".into(),
        state: "Godkänt".into(),
    };
    let municipality = Approval {
        party: "Botkyrka kommun".into(),
        body: "Kommunstyrelsen".into(),
        date: "17 oktober 2011".into(),
        paragraph: "§ 187".into(),
        ground: "Avtalet § 8".into(),
        delegation: String::new(),
        legal_force: "Protokollet justerat 20 oktober, anslaget 21 oktober; tidigast laga kraft 14 november 2011".into(),
        state: "Godkänt, laga kraft".into(),
    };
    let signature = |party: &str, role: &str, place: &str, date: &str| Signature {
        party: party.into(),
        role: role.into(),
        place: place.into(),
        date: date.into(),
        ..Signature::default()
    };
    AgreementDoc {
        meta: meta(if lang == Lang::Sv { "Lokalt utvecklingsavtal" } else { "Local Development Agreement" }, lang),
        purpose: "för ett urbant utvecklingsarbete".into(),
        parties: vec![
            Party {
                name: "staten".into(),
                called: String::new(),
                represented_by: "Regeringen, genom det statsråd som ansvarar för urban utveckling".into(),
            },
            Party {
                name: "Botkyrka kommun".into(),
                called: "kommunen".into(),
                represented_by: "Kommunstyrelsen, genom dess ordförande".into(),
            },
        ],
        facts: vec![
            Fact::new("Avtalstid", "1 januari–31 december 2011"),
            Fact::new("Förlänger", "Lokalt utvecklingsavtal 2008–2010"),
            Fact::new("Grund", "Förordning (2008:348) om urbant utvecklingsarbete"),
        ],
        sections: sections(),
        districts: districts(),
        districts_in: "2".into(),
        approvals: vec![state, municipality],
        signatures: vec![
            signature("Staten", "Statsråd", "Stockholm", "14 november 2011"),
            signature("Botkyrka kommun", "Kommunstyrelsens ordförande", "", ""),
        ],
        template: "bilaga 1 till regeringens beslut, version 1.".into(),
        notes: vec!["Avtalet är undertecknat på papper i två likalydande exemplar, av vilka parterna har tagit var sitt.".into()],
    }
}

/// The district over the years beside the nation.
pub fn chart(title: &str, wide: bool) -> Chart {
    let line = |label: &str, emphasis, values: [f64; 7]| Line {
        label: label.into(),
        emphasis,
        points: (2005..).zip(values.map(Some)).collect(),
        ..Line::default()
    };
    let drawing = LineChart {
        id: "arbete".into(),
        title: title.into(),
        subtitle: "procent av 20–64 år".into(),
        series: vec![
            line("Alby", Emphasis::District, [41.0, 42.3, 44.8, 46.1, 45.0, 48.2, 49.0]),
            line("Botkyrka", Emphasis::Context, [68.2, 68.9, 70.4, 71.0, 69.3, 70.6, 71.1]),
            line("Riket", Emphasis::Context, [75.1, 75.9, 77.2, 77.6, 76.0, 77.9, 78.0]),
        ],
        ..LineChart::default()
    };
    Chart::of(&drawing, "SCB, RAMS; hämtad 10 november 2011", wide)
}

/// All districts in order, with intervals.
fn dots(count: usize) -> Chart {
    let dot = |i: usize| {
        let value = 40.0 + (i * 7 % 23) as f64;
        Dot { label: format!("Stadsdel {i}"), value: Some(value), interval: Some((value - 2.5, value + 2.5)), ..Dot::default() }
    };
    let drawing = DotPlot {
        id: "alla".into(),
        title: "Spridningen mellan stadsdelarna är större än avståndet till riket".into(),
        subtitle: "förvärvsarbetande 2010, procent av 20–64 år".into(),
        dots: (1..=count).map(dot).collect(),
        references: vec![Reference { label: "Riket 77,9".into(), value: 77.9 }],
        ..DotPlot::default()
    };
    Chart::of(&drawing, "SCB, RAMS; hämtad 10 november 2011", true)
}

fn goal_axis() -> Chart {
    let drawing = GoalAxis {
        id: "mal".into(),
        baseline: Some((2009, 45.0)),
        now: Some((2010, 48.2)),
        target: Some((2013, 55.0)),
        expected: Some(47.5),
        ..GoalAxis::default()
    };
    Chart::of(&drawing, "", false)
}

pub fn figures(title: &str) -> Table {
    let years = ["2005", "2006", "2007", "2008", "2009", "2010"];
    Table::per_year(title, "procent av 20–64 år", years)
        .with(Row::new(["Alby", "41,0", "42,3", "44,8", "46,1", "45,0", "48,2"]).strong())
        .with(Row::new(["Botkyrka", "68,2", "68,9", "70,4", "71,0", "69,3", "70,6"]))
        .with(Row::new(["Alla 38 stadsdelar", "47,5", "48,8", "50,9", "51,7", "..", "50,8"]))
        .with(Row::new(["Riket", "75,1", "75,9", "77,2", "77,6", "76,0", "77,9"]))
        .from_source("SCB, RAMS, november varje år; hämtad 10 november 2011")
}

pub const TEXT: &str = "Andelen förvärvsarbetande ökade med 3,2\u{a0}procentenheter mellan 2009 och 2010, mer än i kommunen som helhet. Ökningen är störst \
    bland unga som har deltagit i jobbspåret vid medborgarkontoret.\n\nLångtidsarbetslösheten är oförändrad. Partnerskapets bedömning är att \
    insatserna för dem som varit utan arbete i mer än två år behöver samlas hos en handläggare. Försäkringskassan och Arbetsförmedlingen \
    har från september gemensamma möten två dagar i veckan i Alby.";

pub fn plan_doc(lang: Lang) -> PlanDoc {
    let areas =
        if lang == Lang::Sv { ["Arbete", "Utbildning", "Trygghet", "Tillväxt"] } else { ["Work", "Education", "Safety", "Growth"] };
    let measure = |i: usize| Measure {
        number: i.to_string(),
        what: "Gemensamma möten två dagar i veckan för den som varit utan arbete i mer än två år".into(),
        goals: "A1, A2".into(),
        owner: "Arbetsförmedlingen".into(),
        partner: "Försäkringskassan".into(),
        resource: "Omfördelad".into(),
        hours: "1\u{202f}200".into(),
        sek: "450\u{202f}000".into(),
        due: "31 mars 2012".into(),
    };
    PlanDoc {
        meta: meta(if lang == Lang::Sv { "Strategisk stadsdelsplan för Alby 2011" } else { "Strategic District Plan for Alby 2011" }, lang),
        district: "Alby".into(),
        facts: vec![Fact::new("Områdeskoder", "SAMS 01270001-2,4-5"), Fact::new("Avtal", "Lokalt utvecklingsavtal, Botkyrka kommun, 2011")],
        situation: TEXT.into(),
        figures: vec![figures("Förvärvsarbetande")],
        charts: vec![chart("Fler i Alby arbetar, men avståndet till riket består", true)],
        areas: areas.iter().zip(1..).map(|(name, i)| area_plan(name, i)).collect(),
        measures: (1..=14).map(measure).collect(),
        acceptances: vec![Acceptance {
            partner: "Arbetsförmedlingen".into(),
            joined_as: "Bunden genom uppdrag".into(),
            person: "Chefen för arbetsförmedlingen i Botkyrka".into(),
            date: "2 december 2011".into(),
            state: "Godtar".into(),
            comment: "Under förutsättning att lokalerna står klara i mars".into(),
        }],
        remarks: vec![Remark {
            goal: "A1".into(),
            criterion: "Realistiskt".into(),
            binding: false,
            text: "Målet förutsätter en ökning som är dubbelt så snabb som de senaste fem åren.".into(),
            answer: "Jobbspåret utökas från 60 till 180 platser.".into(),
        }],
    }
}

fn area_plan(name: &str, i: usize) -> AreaPlan {
    let goal = |n: usize| Goal {
        number: format!("{}{n}", ["A", "U", "T", "V"][i - 1]),
        statement: "Minst 55 procent av Albys invånare i åldern 20–64 år förvärvsarbetar i november 2013.".into(),
        national_goal: "Färre ska befinna sig i utanförskap i stadsdelarna".into(),
        municipal_goal: "Botkyrkaborna har arbete eller går i skola".into(),
        indicator: "Andel förvärvsarbetande, 20–64 år (RAMS)".into(),
        baseline: "48,2 %".into(),
        target: "55 %".into(),
        date: "november 2013".into(),
        owner: "Arbetsmarknads- och vuxenutbildningsnämnden".into(),
        progress: (n == 1).then(goal_axis),
        note: String::new(),
    };
    AreaPlan {
        name: name.into(),
        situation: TEXT.into(),
        figures: vec![figures("Förvärvsarbetande")],
        charts: vec![],
        goals: vec![goal(1), goal(2)],
    }
}

pub fn report_doc(lang: Lang, districts: &[&str]) -> ReportDoc {
    let areas =
        if lang == Lang::Sv { ["Arbete", "Utbildning", "Trygghet", "Tillväxt"] } else { ["Work", "Education", "Safety", "Growth"] };
    let progress = || GoalProgress {
        number: "A1".into(),
        statement: "Minst 55 procent förvärvsarbetar i november 2013".into(),
        baseline: "45,0 %".into(),
        now: "48,2 %".into(),
        target: "55 %".into(),
        date: "nov. 2013".into(),
        verdict: "I takt".into(),
        reason: "32 procent av vägen vid 25 procent av tiden".into(),
    };
    let area = |name: &&str| AreaReport {
        name: (*name).into(),
        development: TEXT.into(),
        figures: vec![figures("Förvärvsarbetande")],
        charts: vec![chart("Fler arbetar, men avståndet till riket består", false)],
        goals: vec![progress(), progress()],
        last_year: "Andelen förvärvsarbetande minskade till 45,0 procent. Nedgången följer riket.".into(),
    };
    let district = |name: &&str| DistrictReport {
        name: (*name).into(),
        facts: vec![Fact::new("Områdeskoder", "SAMS 01270001-2,4-5"), Fact::new("Mäts mot", "Stadsdelsplan 2008–2010, version 3")],
        areas: areas.iter().map(area).collect(),
    };
    ReportDoc {
        meta: meta(if lang == Lang::Sv { "Redovisning av utvecklingen 2011" } else { "Report on development 2011" }, lang),
        facts: vec![Fact::new("Avser", "1 januari–31 december 2011"), Fact::new("Ska vara inne", "1 december 2011 (§ 6)")],
        summary: TEXT.into(),
        districts: districts.iter().map(district).collect(),
        cooperation: TEXT.into(),
        results: TEXT.into(),
        gaps: vec!["Nöjd-områdesindex 2011: enkäten är klar i februari 2012. Ansvarig: kommunens utredare.".into()],
        certification: Certification {
            provider: "Kommunens samordnare".into(),
            provided: "24 november 2011".into(),
            certifier: "Kommundirektören".into(),
            certified: "28 november 2011".into(),
            text: "Uppgifterna är granskade mot källorna och återger utvecklingen i stadsdelarna.".into(),
        },
        versions: vec![
            ReportVersion {
                version: "1".into(),
                date: "24 november 2011".into(),
                by: "Kommunens samordnare".into(),
                reason: String::new(),
            },
            ReportVersion {
                version: "2".into(),
                date: "28 november 2011".into(),
                by: "Kommunens samordnare".into(),
                reason: "Rättad siffra för 2009: nämnaren avsåg 16–64 år".into(),
            },
        ],
    }
}

pub fn compilation_doc(lang: Lang, count: usize) -> CompilationDoc {
    let name = |i: usize| format!("Stadsdel {i}");
    let marks = [Mark::Done, Mark::Late, Mark::Due, Mark::Missing, Mark::NotApplicable];
    let words = ["24 nov.", "5 dec.", "31 dec.", "Saknas", "–"];
    let cell = |i: usize| MatrixCell { mark: marks[i % 5], text: words[i % 5].into() };
    let row = |i: usize| MatrixRow {
        district: name(i),
        municipality: "Botkyrka".into(),
        cells: (0..4).map(|c| cell((i * 7 + c * 3) % 11 % 5)).collect(),
    };
    let all = |title: &str| {
        let mut table =
            Table::per_year(title, "procent av 20–64 år", ["2005", "2006", "2007", "2008", "2009", "2010"]).from_source("SCB, RAMS");
        table.columns[0].head = "Stadsdel".into();
        table.rows = (1..=count)
            .map(|i| Row::new([name(i), "41,0".into(), "42,3".into(), "44,8".into(), "46,1".into(), "..".into(), format!("48,{}", i % 10)]))
            .collect();
        table.with(Row::new(["Riket", "75,1", "75,9", "77,2", "77,6", "76,0", "77,9"]).strong())
    };
    let areas =
        if lang == Lang::Sv { ["Arbete", "Utbildning", "Trygghet", "Tillväxt"] } else { ["Work", "Education", "Safety", "Growth"] };
    let area = |name: &&str| CompilationArea {
        name: (*name).into(),
        text: TEXT.into(),
        charts: vec![dots(count)],
        tables: vec![all("Förvärvsarbetande")],
    };
    let statements = |i: usize| DistrictStatements {
        district: name(i),
        municipality: "Botkyrka kommun".into(),
        reference: "A2011/1234/UU, version 2, 28 november 2011".into(),
        address: "https://stadsdel.example/redovisningar/botkyrka-2011".into(),
        statements: areas.iter().map(|area| Statement { area: (*area).into(), text: TEXT.into() }).collect(),
    };
    let missing = |i: usize| NotSubmitted {
        district: name(i),
        municipality: "Botkyrka kommun".into(),
        what: "Redovisning".into(),
        due: "1 december 2011".into(),
        note: "Påmind 5 december; utlovad till 20 december".into(),
    };
    CompilationDoc {
        meta: Meta {
            municipality: String::new(),
            ..meta(if lang == Lang::Sv { "Utvecklingen i 38 stadsdelar" } else { "Development in 38 districts" }, lang)
        },
        subtitle: "Sammanställning av kommunernas redovisningar enligt lokala utvecklingsavtal 2011".into(),
        publisher: "Arbetsmarknadsdepartementet".into(),
        summary: TEXT.into(),
        key_figures: [
            ("38", "stadsdelar i 21 kommuner"),
            ("35", "redovisningar inne den 1 december"),
            ("50,8 %", "förvärvsarbetar, medel"),
            ("3", "har inte lämnat in"),
        ]
        .map(|(a, b)| Fact::new(a, b))
        .to_vec(),
        matrix: Matrix {
            columns: ["Avtal", "Plan", "Samverkan", "Redovisning"].map(Into::into).to_vec(),
            rows: (1..=count).map(row).collect(),
        },
        areas: areas.iter().map(area).collect(),
        statements: (1..=count).map(statements).collect(),
        not_submitted: (1..=3).map(missing).collect(),
        method: TEXT.into(),
    }
}

pub fn evaluation_doc(lang: Lang) -> EvaluationDoc {
    let part = |heading: &str| EvaluationPart {
        heading: heading.into(),
        text: "Den minsta effekt som upptäcks i fyra fall av fem.".into(),
        charts: vec![chart("Tre metoder ger mellan +2,1 och +3,0", false)],
        tables: vec![figures("Punktskattningar")],
        points: vec![Fact::new("Håller", "Jämförelsen följer stadsdelen före starten."), Fact::new("", "Utan ord framför.")],
        ..EvaluationPart::default()
    };
    EvaluationDoc {
        meta: meta("Arbete i Bergsjön 2008–2010", lang),
        facts: vec![Fact::new("Stadsdel", "Bergsjön")],
        question: "Bidrog avtalet till att fler förvärvsarbetar?".into(),
        registered: "Version 1 registrerades 28 september 2011.".into(),
        design: vec![Fact::new("Fönster", "2005–2010, start 2008"), Fact::new("Brott", "")],
        parts: vec![part("Vad metoden kan upptäcka"), EvaluationPart { lead: "Mellan +2,1 och +3,0".into(), ..part("Tre skattningar") }],
        verdict: "Stöd".into(),
        verdict_why: "Alla tre skattningarna går åt målets håll.".into(),
        truth: "I demots syntetiska data är den sanna effekten +3,0.".into(),
        rule: vec!["Följer jämförelsen inte: kan inte avgöras.".into(), "Annars: kan inte avgöras.".into()],
        computation: vec![Fact::new("Frö", "1"), Fact::new("Underlag", "a".repeat(64))],
    }
}
