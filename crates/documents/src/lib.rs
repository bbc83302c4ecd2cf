//! # documents
//!
//! Plain data in, archivable bytes out: the agreement, the district plan, the yearly report, the national compilation and evaluations as
//! tagged PDF (PDF/A-2a and PDF/UA-1 in the same file), and figures as XLSX and CSV.
//!
//! * The crate knows no database, no web and no other house. A caller fills a `…Doc` with strings that are ready to be read
//!   (dates and numbers set by [`wording`]) and gets a `Vec<u8>` back.
//! * The same input gives the same bytes: nothing asks the clock, dates come from [`Meta`].
//! * Text is data. It reaches the templates as a JSON file and is never parsed as markup, so `#import`, `$x$` or `<b>` is printed as written.
//! * Characters that the embedded typefaces lack are set as `◊` and listed, with their code points, on the last page; an archive file
//!   must not hold glyphs that stand for nothing.
//! * Synthetic figures carry their label in the head of every page, beside every figure and on every row of an export.
//!
//! ```
//! use documents::{Meta, ReportDoc, report};
//! let meta = Meta { title: "Redovisning 2011".into(), date_iso: "2011-12-01".into(), ..Meta::default() };
//! let pdf = report(&ReportDoc { meta, ..ReportDoc::default() })?;
//! assert!(pdf.starts_with(b"%PDF-"));
//! # anyhow::Ok(())
//! ```
//!
//! What is *not* proved here: no independent PDF/A or PDF/UA validator was available; the exporter's own checks, `qpdf --check` and
//! `pdfinfo` are what the files have passed.
//!
//! Pictures come from the [`charts`] crate by [`Chart::of`], or as any SVG with a `viewBox`, plain colours and `Source Sans 3`.
//!
//! Rendering takes tens of milliseconds per document in a release build and uses the processor throughout: call it from a blocking thread.

mod agreement;
mod compilation;
mod csv;
mod evaluation;
mod parts;
mod plan;
mod prepare;
mod render;
mod report;
mod sheet;
mod words;
mod workbook;
mod world;

pub use agreement::{AgreementDoc, Approval, Clause, Deviation, DeviationClass, DistrictCodes, Section, Signature, agreement};
pub use compilation::{
    CompilationArea, CompilationDoc, DistrictStatements, Mark, Matrix, MatrixCell, MatrixRow, NotSubmitted, Statement, compilation,
};
pub use csv::csv;
pub use evaluation::{EvaluationDoc, EvaluationPart, evaluation};
pub use parts::{Chart, Column, FULL_WIDTH, Fact, Meta, Party, Row, TEXT_WIDTH, Table};
pub use plan::{Acceptance, AreaPlan, Goal, Measure, PlanDoc, Remark, plan};
pub use report::{AreaReport, Certification, DistrictReport, GoalProgress, ReportDoc, ReportVersion, report};
pub use sheet::{Sheet, SheetColumn, Value};
pub use workbook::{Workbook, workbook};
