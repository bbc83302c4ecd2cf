//! From data to the bytes of a PDF.

use crate::parts::Meta;
use crate::world::DocumentWorld;
use crate::{prepare, words};
use anyhow::{Context, Result, anyhow, ensure};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Which template the data are set in.
#[derive(Clone, Copy)]
pub enum Template {
    Agreement,
    Plan,
    Report,
    Compilation,
    Evaluation,
}

impl Template {
    fn file(self) -> &'static str {
        match self {
            Self::Agreement => "agreement.typ",
            Self::Plan => "plan.typ",
            Self::Report => "report.typ",
            Self::Compilation => "compilation.typ",
            Self::Evaluation => "evaluation.typ",
        }
    }
}

/// Sets `doc` in the template. The file carries its title, language and date, and conforms to PDF/A-2a and PDF/UA-1 or is not made.
pub fn pdf(template: Template, meta: &Meta, doc: &impl Serialize) -> Result<Vec<u8>> {
    ensure!(!meta.title.trim().is_empty(), "a document needs a title (PDF/UA-1)");
    let day: NaiveDate = meta.date_iso.parse().with_context(|| format!("the document's date {:?} is not a date", meta.date_iso))?;
    let mut doc = serde_json::to_value(doc)?;
    let missing = prepare::prepare(&mut doc)?;
    let data = serde_json::json!({
        "doc": doc, "words": words::table(meta.lang), "missing": missing,
        "day": { "year": day.year(), "month": day.month(), "day": day.day() },
    });
    let world = DocumentWorld::new(template.file(), serde_json::to_vec(&data)?, today(day)?);
    let bytes = export(&world, meta);
    // Memoised layout of earlier documents would otherwise grow without end in a long-running process.
    comemo::evict(1);
    bytes
}

fn export(world: &DocumentWorld, meta: &Meta) -> Result<Vec<u8>> {
    let warned = typst::compile::<PagedDocument>(world);
    // Page numbers and contents that did not settle would be wrong ones.
    ensure!(!warned.warnings.iter().any(|warning| warning.message.contains("converge")), "the document's page numbers did not settle");
    let document = warned.output.map_err(|faults| explain("setting", &faults))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|fault| anyhow!("{}", fault.message()))?;
    let options = PdfOptions {
        standards,
        ident: Smart::Custom(format!("{} {} {}", meta.address, meta.title, meta.version)),
        creator: Smart::Custom(Some("stadsdel".to_owned())),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|faults| explain("exporting", &faults))
}

fn today(day: NaiveDate) -> Result<Datetime> {
    let (month, number) = (u8::try_from(day.month())?, u8::try_from(day.day())?);
    Datetime::from_ymd(day.year(), month, number).context("the document's date lies outside the calendar")
}

fn explain(step: &str, faults: &[SourceDiagnostic]) -> anyhow::Error {
    let lines: Vec<String> = faults.iter().map(|fault| fault.message.to_string()).collect();
    anyhow!("{step} the document failed: {}", lines.join("; "))
}
