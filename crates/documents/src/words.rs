//! The fixed words of the templates, in Swedish and English.

use serde_json::{Map, Value};
use wording::Lang;

/// Key · Swedish · English.
const WORDS: &[(&str, &str, &str)] = &[
    ("acceptance", "Godtagande", "Acceptance"),
    (
        "acceptance_intro",
        "Målen ska vara accepterade av dem som ska nå dem (§\u{a0}4).",
        "Goals are to be accepted by those who are to reach them (§\u{a0}4).",
    ),
    ("and", "och", "and"),
    ("answer", "Planens svar", "The plan’s answer"),
    ("approval", "Godkännande", "Approval"),
    (
        "approval_intro",
        "Avtalet gäller när båda parter har godkänt det i var sin ordning (§\u{a0}8).",
        "The agreement is in force once both parties have approved it, each by its own procedure (§\u{a0}8).",
    ),
    ("areas", "Mål inom de fyra områdena", "Goals in the four areas"),
    ("baseline", "Utgångsläge", "Baseline"),
    ("between", "mellan", "between"),
    ("binding", "Ska", "Must"),
    ("certification", "Intygande", "Certification"),
    ("certified", "Intygas av", "Certified by"),
    ("chart", "Diagram", "Chart"),
    ("codes", "Områdeskoder", "Area codes"),
    ("comment", "Kommentar", "Comment"),
    ("computation", "Beräkningen", "The computation"),
    ("contents", "Innehåll", "Contents"),
    ("cooperation", "Så fortskrider samverkan", "How cooperation proceeds"),
    ("criterion", "Kriterium", "Criterion"),
    ("date", "Datum", "Date"),
    ("decided_by", "Beslutande", "Decided by"),
    ("decision", "Beslut", "Decision"),
    ("decision_date", "Beslutsdatum", "Date of decision"),
    ("delegation", "Bemyndigande", "Authorisation"),
    ("deviation_editorial", "Redaktionell", "Editorial"),
    ("deviation_filled", "Ifylld", "Filled in"),
    ("deviation_material", "Saklig", "Material"),
    ("deviations", "Jämförelse med mallen", "Comparison with the template"),
    (
        "deviations_intro",
        "Avtalet ska i huvudsak överensstämma med mallen. Avvikelser är märkta i marginalen. Mall:",
        "The agreement is to agree with the template in all essentials. Deviations are marked in the margin. Template:",
    ),
    ("deviations_count", "Antal ställen", "Places"),
    ("deviations_where", "Avsnitt", "Sections"),
    ("deviations_class", "Slag", "Class"),
    ("district", "Stadsdel", "District"),
    ("districts", "Stadsdelar som avtalet omfattar", "Districts covered by the agreement"),
    ("due", "Senast", "Due"),
    ("empty_table", "Inga uppgifter.", "No data."),
    ("empty_text", "Ingen text är lämnad.", "No text has been given."),
    ("gaps", "Uppgifter som saknas", "Missing data"),
    ("goal", "Mål", "Goal"),
    ("goals", "Mål", "Goals"),
    ("goals_progress", "Målen hittills", "Goals so far"),
    ("ground", "Grund", "Ground"),
    ("hours", "Timmar", "Hours"),
    ("indicator", "Mått", "Indicator"),
    ("joined_as", "Deltar som", "Takes part as"),
    ("last_year", "Ur förra årets redovisning", "From last year’s report"),
    ("legal_force", "Laga kraft", "Legal force"),
    ("mark_done", "Inne i tid", "In on time"),
    ("mark_due", "Ännu inte förfallet", "Not yet due"),
    ("mark_late", "Inne efter tiden", "In after the date"),
    ("mark_missing", "Saknas efter tiden", "Missing after the date"),
    ("mark_not_applicable", "Inte aktuellt", "Not applicable"),
    ("measure", "Åtgärd", "Measure"),
    ("measures", "Åtgärder", "Measures"),
    ("method", "Så är sammanställningen gjord", "How the compilation was made"),
    ("missing_glyphs", "Tecknet ◊ står för tecken som typsnittet saknar:", "The sign ◊ stands for characters that the typeface lacks:"),
    ("missing_what", "Vad som saknas", "What is missing"),
    ("municipal_goal", "Kommunalt mål", "Municipal goal"),
    ("municipality", "Kommun", "Municipality"),
    ("name", "Namnteckning och namnförtydligande", "Signature and name in print"),
    ("national_goal", "Nationellt mål", "National goal"),
    ("none_missing", "Alla har lämnat in.", "Everyone has handed in."),
    ("not_binding", "Bör", "Should"),
    ("not_certified", "Redovisningen är ännu inte intygad.", "The report has not been certified yet."),
    ("not_decided", "Inte beslutat", "Not decided"),
    ("not_registered", "Ännu utan diarienummer", "No register number yet"),
    ("not_submitted", "De som inte har lämnat in", "Those who have not handed in"),
    ("notation", "Beteckning i bilaga 2", "Notation in annex 2"),
    ("note", "Anmärkning", "Note"),
    ("notes", "Noter", "Notes"),
    ("now", "Nu", "Now"),
    ("number", "Nr", "No."),
    ("of", "av", "of"),
    ("outcome", "Utfall", "Verdict"),
    ("owner", "Ansvarig", "Owner"),
    ("page", "Sida", "Page"),
    ("parties", "Parter", "Parties"),
    ("partner", "Medverkande", "Partner"),
    ("party", "Part", "Party"),
    ("person", "Företrädare", "Representative"),
    ("place_date", "Ort och datum", "Place and date"),
    ("provided", "Uppgifter lämnade av", "Data provided by"),
    ("question", "Frågan", "The question"),
    ("reason", "Skäl", "Reason"),
    ("register_number", "Diarienummer", "Register number"),
    ("remarks", "Granskning enligt SMART", "SMART review"),
    ("resource", "Resurs", "Resource"),
    ("results", "Samverkans resultat", "Results of cooperation"),
    ("rule", "Regeln", "The rule"),
    ("sek", "Kronor", "SEK"),
    ("signatures", "Underskrifter", "Signatures"),
    ("situation", "Läget i stadsdelen", "The situation in the district"),
    ("source", "Källa", "Source"),
    ("state", "Läge", "State"),
    ("statements", "Stadsdelarnas egna ord", "The districts’ own words"),
    (
        "statements_intro",
        "Texterna är ordagrant återgivna ur kommunernas redovisningar.",
        "The texts are quoted verbatim from the municipalities’ reports.",
    ),
    ("status", "Avtal, planer och redovisningar", "Agreements, plans and reports"),
    ("summary", "Sammanfattning", "Summary"),
    ("table", "Tabell", "Table"),
    ("target", "Målvärde", "Target"),
    ("template_text", "Mallens lydelse", "The template’s wording"),
    ("verdict", "Bedömning", "Verdict"),
    ("version", "Version", "Version"),
    ("versions", "Versioner och rättelser", "Versions and corrections"),
];

/// Every fixed word in one language, by key.
pub fn table(lang: Lang) -> Map<String, Value> {
    let word = |&(key, sv, en): &(&str, &str, &str)| (key.to_owned(), Value::from(if lang == Lang::Sv { sv } else { en }));
    WORDS.iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const TEMPLATES: [&str; 6] = [
        include_str!("../templates/style.typ"),
        include_str!("../templates/agreement.typ"),
        include_str!("../templates/plan.typ"),
        include_str!("../templates/report.typ"),
        include_str!("../templates/compilation.typ"),
        include_str!("../templates/evaluation.typ"),
    ];

    #[test]
    fn templates_use_every_word_and_no_other() {
        let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
        let text = TEMPLATES.join("\n").replace("#w.", " w.").replace("(w.", " w.").replace("[w.", " w.");
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for rest in text.split(" w.").skip(1) {
            used.insert(&rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]);
        }
        used.remove("at");
        // Looked up by the class of a deviation and the mark of a cell.
        let by_kind = |key: &str| key.starts_with("mark_") || key.starts_with("deviation_");
        let known: BTreeSet<&str> = WORDS.iter().map(|word| word.0).filter(|key| !by_kind(key)).collect();
        assert_eq!(used, known);
    }
}
