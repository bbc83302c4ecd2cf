//! The agreements of the demo.

/// A commitment of the demo: who by the beginning of its id (`kommun` is the municipality), area of the goal, what, by when, responsible, hours.
pub(super) type Promise = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// An agreement of the demo.
#[derive(Clone, Copy)]
pub(super) struct Tale {
    pub(super) code: &'static str,
    pub(super) district: &'static str,
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
    pub(super) purpose: &'static str,
    pub(super) period: (&'static str, &'static str),
    /// Beginnings of the ids of the parties beside the municipality.
    pub(super) parties: &'static [&'static str],
    pub(super) areas: &'static [&'static str],
    pub(super) promises: &'static [Promise],
}

pub(super) const FOLLOW_UP: &str =
    "Styrgruppen går igenom åtagandena två gånger om året och skriver in dem i redovisningen den 1 december.";

pub(super) const ENTRANCE: Tale = Tale {
    code: "0127",
    district: "alby",
    slug: "botkyrka-en-gemensam-ingang-for-unga-i-alby",
    title: "En gemensam ingång för unga i Alby",
    purpose: "Den som är mellan 16 och 24 år och varken arbetar eller studerar ska mötas av en enda ingång. Parterna delar lokal och tider, så att ingen skickas runt.",
    period: ("2011-10-01", "2012-12-31"),
    parties: &["arbetsformedlingen", "forsakringskassan", "boende"],
    areas: &["arbete", "utbildning"],
    promises: &[
        (
            "arbetsformedlingen",
            "arbete",
            "Två handläggare tar emot på medborgarkontoret tisdagar och torsdagar.",
            "2011-10-17",
            "Chefen för arbetsförmedlingen",
            "640",
        ),
        (
            "forsakringskassan",
            "arbete",
            "En samverkansansvarig deltar i mottagningen en dag i veckan.",
            "2011-11-07",
            "Enhetschefen",
            "320",
        ),
        (
            "kommun",
            "utbildning",
            "Studie- och yrkesvägledare finns på plats när mottagningen är öppen.",
            "2011-12-15",
            "Grundskolechefen",
            "480",
        ),
        (
            "boende",
            "arbete",
            "Boenderådet berättar om ingången på sina möten och tar med sig frågor dit.",
            "2012-03-31",
            "Ordföranden",
            "40",
        ),
    ],
};

pub(super) const SAFE_WAY: Tale = Tale {
    code: "0127",
    district: "alby",
    slug: "botkyrka-trygg-hemvag-i-alby",
    title: "Trygg hemväg i Alby",
    purpose: "Gångvägarna mellan tunnelbanan och gårdarna ska vara ljusa, skötta och befolkade på kvällen.",
    period: ("2011-11-15", "2012-12-31"),
    parties: &["polismyndigheten", "demobostader", "foretagare"],
    areas: &["trygghet"],
    promises: &[
        ("polismyndigheten", "trygghet", "Områdespoliser går gångvägarna tre kvällar i veckan.", "2012-01-15", "Närpolischefen", "900"),
        ("demobostader", "trygghet", "Byter belysningen i egna portar och på egna gårdar.", "2012-06-30", "Områdeschefen i Alby", "200"),
        ("foretagare", "trygghet", "Håller ljuset tänt i skyltfönstren till klockan elva.", "2012-01-15", "Ordföranden", "20"),
        ("kommun", "trygghet", "Röjer buskage och lagar belysningen på kommunens gångvägar.", "2012-04-30", "Parkchefen", "350"),
    ],
};

pub(super) const GROWTH: Tale = Tale {
    code: "0127",
    district: "alby",
    slug: "botkyrka-radgivning-till-nya-foretagare",
    title: "Rådgivning till nya företagare",
    purpose: "",
    period: ("2012-01-01", ""),
    parties: &["arbetsformedlingen"],
    areas: &["tillvaxt"],
    promises: &[("arbetsformedlingen", "tillvaxt", "Starta eget-kurs i stadsdelens bibliotek vår och höst.", "", "", "")],
};

pub(super) const WAYS_TO_WORK: Tale = Tale {
    code: "1480",
    district: "bergsjon",
    slug: "goteborg-vagar-till-arbete-i-bergsjon",
    title: "Vägar till arbete i Bergsjön",
    purpose: "Arbetsförmedlingen, Försäkringskassan och stadsdelen samordnar stödet till den som står långt från arbetsmarknaden.",
    period: ("2011-09-01", "2012-12-31"),
    parties: &["arbetsformedlingen", "forsakringskassan"],
    areas: &["arbete"],
    promises: &[
        (
            "arbetsformedlingen",
            "arbete",
            "Handläggare på plats i Bergsjön två dagar i veckan.",
            "2011-10-15",
            "Chefen för arbetsförmedlingen",
            "700",
        ),
        (
            "forsakringskassan",
            "arbete",
            "Gemensam kartläggning inom två veckor för den som är sjukskriven.",
            "2011-12-31",
            "Enhetschefen",
            "260",
        ),
        ("kommun", "arbete", "Tjugo platser för arbetsträning i stadsdelens verksamheter.", "2012-02-29", "Arbetsmarknadschefen", "400"),
    ],
};

pub(super) const EVENINGS: Tale = Tale {
    code: "1480",
    district: "bergsjon",
    slug: "goteborg-tryggare-kvallar-vid-rymdtorget",
    title: "Tryggare kvällar vid Rymdtorget",
    purpose: "Torget ska vara en plats dit man går också när det är mörkt.",
    period: ("2011-10-15", "2012-12-31"),
    parties: &["polismyndigheten", "boende"],
    areas: &["trygghet"],
    promises: &[
        ("polismyndigheten", "trygghet", "Synlig polis på torget fredagar och lördagar.", "2011-11-01", "Närpolischefen", "800"),
        ("boende", "trygghet", "Vuxna på torget två kvällar i veckan, med stöd av fältarbetare.", "2011-12-31", "Ordföranden", "300"),
        ("kommun", "trygghet", "Ny belysning på torget och gångvägen till spårvagnen.", "2012-05-31", "Trygghetssamordnaren", "250"),
    ],
};

pub(super) const HOMEWORK: Tale = Tale {
    code: "0380",
    district: "gottsunda",
    slug: "uppsala-laxhjalp-i-gottsunda",
    title: "Läxhjälp i Gottsunda",
    purpose: "Fler elever ska få hjälp med skolarbetet nära hemmet.",
    period: ("2011-10-10", "2012-06-30"),
    parties: &["boende", "foretagare"],
    areas: &["utbildning"],
    promises: &[
        ("boende", "utbildning", "Ordnar lokal och läxhjälpare fyra eftermiddagar i veckan.", "2011-10-31", "Ordföranden", "500"),
        ("foretagare", "utbildning", "Bjuder på mellanmål.", "2011-12-20", "Ordföranden", ""),
        ("kommun", "utbildning", "Utbildar läxhjälparna och svarar för frågor om ämnena.", "2011-12-20", "Rektorn", "80"),
    ],
};
