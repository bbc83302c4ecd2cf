use crate::samples::*;
use documents::*;
use serde_json::Value;
use wording::Lang;

/// Kept in cargo's directory for test files, for people who want to look.
fn keep(name: &str, bytes: &[u8]) {
    std::fs::write(format!("{}/{name}.pdf", env!("CARGO_TARGET_TMPDIR")), bytes).unwrap();
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn pages(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    text.split("/Type/Page").skip(1).filter(|rest| !rest.starts_with('s') && !rest.starts_with("Label")).count()
}

fn conforms(name: &str, bytes: &[u8], lang: &str, at_least: usize) {
    keep(name, bytes);
    assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
    for part in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "/MarkInfo", "/StructTreeRoot", &format!("/Lang({lang}")]
    {
        assert!(contains(bytes, part), "{name} lacks {part}");
    }
    assert!(pages(bytes) >= at_least, "{name} has {} pages", pages(bytes));
}

#[test]
fn the_agreement_conforms_in_both_languages() {
    conforms("agreement-sv", &agreement(&agreement_doc(Lang::Sv)).unwrap(), "sv", 3);
    conforms("agreement-en", &agreement(&agreement_doc(Lang::En)).unwrap(), "en", 3);
}

#[test]
fn the_plan_conforms_in_both_languages() {
    conforms("plan-sv", &plan(&plan_doc(Lang::Sv)).unwrap(), "sv", 5);
    conforms("plan-en", &plan(&plan_doc(Lang::En)).unwrap(), "en", 5);
}

#[test]
fn the_report_conforms_in_both_languages() {
    conforms("report-sv", &report(&report_doc(Lang::Sv, &["Alby", "Fittja"])).unwrap(), "sv", 8);
    conforms("report-en", &report(&report_doc(Lang::En, &["Alby"])).unwrap(), "en", 5);
}

#[test]
fn the_compilation_conforms_in_both_languages() {
    conforms("compilation-sv", &compilation(&compilation_doc(Lang::Sv, 6)).unwrap(), "sv", 12);
    conforms("compilation-en", &compilation(&compilation_doc(Lang::En, 1)).unwrap(), "en", 9);
}

#[test]
fn the_evaluation_conforms_in_both_languages() {
    conforms("evaluation-sv", &evaluation(&evaluation_doc(Lang::Sv)).unwrap(), "sv", 2);
    conforms("evaluation-en", &evaluation(&evaluation_doc(Lang::En)).unwrap(), "en", 2);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let doc = report_doc(Lang::Sv, &["Alby"]);
    assert!(report(&doc).unwrap() == report(&doc).unwrap());
    let threads: Vec<_> = (0..2).map(|_| std::thread::spawn(|| agreement(&agreement_doc(Lang::Sv)).unwrap())).collect();
    let made: Vec<Vec<u8>> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert!(made[0] == made[1]);
}

/// Replaces every text but those with a form of their own.
fn spoil(value: &mut Value, key: &str, text: &str) {
    match value {
        Value::String(old) if !matches!(key, "svg" | "date_iso" | "lang" | "class" | "mark") => text.clone_into(old),
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, key, text)),
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| spoil(value, key, text)),
        _ => {}
    }
}

fn spoilt<D: serde::Serialize + serde::de::DeserializeOwned>(doc: &D, text: &str) -> D {
    let mut value = serde_json::to_value(doc).unwrap();
    spoil(&mut value, "", text);
    serde_json::from_value(value).unwrap()
}

#[test]
fn text_is_never_read_as_markup() {
    let mut agreed = agreement_doc(Lang::Sv);
    agreed.sections.drain(2..);
    let mut planned = plan_doc(Lang::Sv);
    planned.areas.truncate(1);
    planned.measures.truncate(2);
    let mut reported = report_doc(Lang::En, &["Alby"]);
    reported.districts[0].areas.truncate(1);
    let mut compiled = compilation_doc(Lang::Sv, 2);
    compiled.areas.truncate(1);
    compiled.statements.truncate(1);
    for (name, text) in [("nasty", NASTY.to_owned()), ("long", long_word())] {
        conforms(&format!("agreement-{name}"), &agreement(&spoilt(&agreed, &text)).unwrap(), "sv", 2);
        conforms(&format!("plan-{name}"), &plan(&spoilt(&planned, &text)).unwrap(), "sv", 3);
        conforms(&format!("report-{name}"), &report(&spoilt(&reported, &text)).unwrap(), "en", 2);
        conforms(&format!("compilation-{name}"), &compilation(&spoilt(&compiled, &text)).unwrap(), "sv", 5);
    }
}

#[test]
fn empty_documents_are_whole_documents() {
    let meta = meta("Tomt", Lang::Sv);
    conforms("agreement-empty", &agreement(&AgreementDoc { meta: meta.clone(), ..AgreementDoc::default() }).unwrap(), "sv", 1);
    conforms("plan-empty", &plan(&PlanDoc { meta: meta.clone(), ..PlanDoc::default() }).unwrap(), "sv", 1);
    conforms("report-empty", &report(&ReportDoc { meta: meta.clone(), ..ReportDoc::default() }).unwrap(), "sv", 1);
    conforms("compilation-empty", &compilation(&CompilationDoc { meta, ..CompilationDoc::default() }).unwrap(), "sv", 4);
}

#[test]
fn faults_are_told_before_a_file_is_made() {
    let untitled = ReportDoc { meta: Meta { title: " ".into(), ..meta("x", Lang::Sv) }, ..ReportDoc::default() };
    assert!(report(&untitled).unwrap_err().to_string().contains("title"));
    let undated = ReportDoc { meta: Meta { date_iso: "1 december".into(), ..meta("x", Lang::Sv) }, ..ReportDoc::default() };
    assert!(report(&undated).unwrap_err().to_string().contains("\"1 december\""));
    let mut short = plan_doc(Lang::Sv);
    short.figures[0].rows[1].cells.pop();
    short.charts[0].alt.clear();
    let text = plan(&short).unwrap_err().to_string();
    assert!(text.contains("row 2: 6 cells for 7 columns") && text.contains("has no description"), "{text}");
}

#[test]
fn a_picture_over_a_whole_page_is_shrunk_to_it() {
    let mut doc = plan_doc(Lang::Sv);
    doc.areas.clear();
    doc.charts[0].svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 90\"><path d=\"M0 0H10V90Z\"/></svg>".into();
    conforms("plan-tall", &plan(&doc).unwrap(), "sv", 2);
}
