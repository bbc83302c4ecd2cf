//! `areas`, `programme`, `district`, `import`.

use super::{STANDARD, unusable};
use crate::cli::{DatabaseArg, Format, table};
use agreements::place::rules::District;
use agreements::{place, programme as programmes};
use figures::statistics::actions::{File, ImportOutcome, import_file};
use figures::statistics::file::{ImportFault, tally};
use figures::statistics::merge::Difference;
use platform::access::Caller;
use platform::text::Texts;
use serde_json::{Value, json};
use series::{Observation, Status};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wording::{Arg, Lang};

#[derive(clap::Subcommand)]
pub enum AreasCommand {
    /// Read a notation of annex 2 out to its codes.
    Expand {
        /// As it stands in the annex: `12800109-10,234-35`.
        notation: String,
        /// Municipality code, four digits.
        #[arg(long)]
        municipality: String,
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
}

/// `stadsdel areas …`.
///
/// # Errors
/// [`super::Unusable`] for a notation that cannot be read.
pub fn areas(command: &AreasCommand) -> anyhow::Result<()> {
    let AreasCommand::Expand { notation, municipality, format } = command;
    let expansion = areas::expand(notation, municipality).map_err(|e| unusable(e.to_string(), e.hint.clone()))?;
    match format {
        Format::Json => println!("{}", serde_json::to_string(&expansion)?),
        Format::Table => {
            let rows: Vec<_> = expansion.codes.iter().map(|code| vec![expansion.system.name().to_owned(), code.clone()]).collect();
            table::print(&["system", "code"], &rows);
            for note in &expansion.notes {
                eprintln!("note: {}", note.text);
            }
        }
    }
    Ok(())
}

#[derive(clap::Subcommand)]
pub enum ProgrammeCommand {
    /// Show a programme: period, duties, districts with their raw notation and codes.
    Show {
        id: String,
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
}

/// `stadsdel programme …`.
///
/// # Errors
/// [`super::Unusable`] for a programme that is not known.
pub fn programme(command: &ProgrammeCommand) -> anyhow::Result<()> {
    let ProgrammeCommand::Show { id, format } = command;
    let found = programmes::source::by_id(id).ok_or_else(|| unusable(format!("there is no programme {id:?}"), "lua-2011"))?;
    let districts: Vec<District> = programmes::source::annex_2()?.into_iter().map(|row| row.district).collect();
    match format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&programmes::view::json(found, &districts))?),
        Format::Table => {
            println!("{}  {} – {}", found.title.sv, found.from, found.to);
            let row = |d: &District| {
                vec![
                    d.municipality.code.clone(),
                    d.municipality.name.clone(),
                    d.name.clone(),
                    d.raw_notation.clone(),
                    d.codes.len().to_string(),
                ]
            };
            table::print(&["code", "municipality", "district", "notation", "codes"], &districts.iter().map(row).collect::<Vec<_>>());
        }
    }
    Ok(())
}

#[derive(clap::Subcommand)]
pub enum DistrictCommand {
    /// A district's figures for a year, as everyone may see them.
    Show {
        /// The district's word in addresses: `alby`.
        slug: String,
        /// The year; the latest where it is absent.
        #[arg(long)]
        year: Option<i32>,
        #[arg(long, value_enum, default_value = "json")]
        format: Format,
        #[command(flatten)]
        database: DatabaseArg,
    },
}

/// `stadsdel district …`.
///
/// # Errors
/// [`super::Unusable`] for a district that is not known, or a year without figures.
pub async fn district(command: DistrictCommand) -> anyhow::Result<()> {
    let DistrictCommand::Show { slug, year, format, database } = command;
    let db = database.open().await?;
    let mut conn = db.read().await?;
    if place::store::district(&mut conn, &slug).await?.is_none() {
        return Err(unusable(format!("there is no district {slug:?}"), near(&place::store::districts(&mut conn).await?, &slug)));
    }
    if let Some(year) = year {
        let picture = figures::statistics::store::picture(&mut conn, &slug).await?;
        unless_known(year, picture.indicators.iter().flat_map(|i| i.district.points.keys().copied()).collect())?;
    }
    let shown = figures::statistics::view::district_json(&mut conn, &slug, year).await?;
    match format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&shown)?),
        Format::Table => print_district(&shown),
    }
    Ok(())
}

/// Ok for a year that there is something to say of.
fn unless_known(year: i32, known: BTreeSet<i32>) -> anyhow::Result<()> {
    if known.contains(&year) {
        return Ok(());
    }
    let hint = match (known.first(), known.last()) {
        (Some(_), Some(_)) => format!("there are {}", known.iter().map(i32::to_string).collect::<Vec<_>>().join(", ")),
        _ => "no figures have come in yet; see `stadsdel import observations --help`".to_owned(),
    };
    Err(unusable(format!("there are no figures of {year}"), hint))
}

/// Districts whose word begins alike, or the first few.
fn near(districts: &[District], slug: &str) -> String {
    let start: String = slug.chars().take(2).collect();
    let mut alike: Vec<_> = districts.iter().map(|d| d.id.as_str()).filter(|id| id.starts_with(&start)).collect();
    if alike.is_empty() {
        alike = districts.iter().map(|d| d.id.as_str()).take(5).collect();
    }
    format!("try {}", alike.join(", "))
}

fn print_district(shown: &Value) {
    let Some(figures) = shown["figures"].as_array() else { return };
    let rows: Vec<_> = figures
        .iter()
        .map(|f| {
            vec![
                f["indicator"]["key"].as_str().unwrap_or_default().to_owned(),
                cell(&f["district"]),
                cell(&f["municipality"]),
                cell(&f["nation"]),
            ]
        })
        .collect();
    table::print(&["indicator", "district", "municipality", "nation"], &rows);
}

/// A value with four decimals, or the word for why there is none: suppressed, missing and not applicable are not zero.
fn cell(shown: &Value) -> String {
    match shown["value"].as_f64() {
        Some(value) => format!("{value:.4}"),
        None => shown["state"].as_str().unwrap_or("missing").to_owned(),
    }
}

#[derive(clap::Subcommand)]
pub enum ImportCommand {
    /// Observations: area code, year, indicator, group, numerator, denominator, status.
    Observations {
        /// CSV file, or `-` for standard input.
        file: PathBuf,
        /// Say what would change and what is wrong; write nothing.
        #[arg(long)]
        dry_run: bool,
        /// The figures are made by a generator and shall say so everywhere.
        #[arg(long)]
        synthetic: bool,
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
        #[command(flatten)]
        database: DatabaseArg,
    },
}

/// `stadsdel import …`: exit 2 with every fault where the file has any; then nothing is written.
///
/// # Errors
/// When the file cannot be read or the database does not answer.
pub async fn import(command: ImportCommand) -> anyhow::Result<ExitCode> {
    let ImportCommand::Observations { file, dry_run, synthetic, format, database } = command;
    let db = database.open().await?;
    let name = file.display().to_string();
    let sent = File { name, bytes: read(&file)?.into(), synthetic };
    let outcome = import_file(&db, &Caller::system(), sent, dry_run).await?;
    let texts = Texts::new(crate::wiring::ALL_TEXTS)?;
    match format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&with_words(&outcome, &texts)?)?),
        Format::Table => print_outcome(&outcome, &texts),
    }
    Ok(if outcome.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new(STANDARD) {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(file).map_err(|e| unusable(format!("cannot read {}: {e}", file.display()), "name a CSV file, or `-` for standard input"))
}

/// The outcome with each fault's rule and remedy in words.
fn with_words(outcome: &ImportOutcome, texts: &Texts) -> anyhow::Result<Value> {
    let mut value = serde_json::to_value(outcome)?;
    let faults = outcome.faults.iter().map(|f| {
        let args = [("value", Arg::Text(f.value.clone())), ("hint", Arg::Text(f.hint.clone()))];
        json!({
            "file": f.file, "row": f.row, "column": f.column, "value": f.value, "rows": f.rows, "first_rows": f.first_rows, "key": f.rule,
            "rule": texts.with(Lang::Sv, f.rule, &args), "remedy": texts.with(Lang::Sv, &f.remedy(), &args),
        })
    });
    value["faults"] = faults.collect();
    Ok(value)
}

fn print_outcome(o: &ImportOutcome, texts: &Texts) {
    let rows = if o.rows == 1 { "row" } else { "rows" };
    println!("{}: {} {rows}, {} new, {} changed, {} unchanged", o.file_name, o.rows, o.new, o.changed, o.unchanged);
    for f in &o.faults {
        let args = [("value", Arg::Text(f.value.clone())), ("hint", Arg::Text(f.hint.clone()))];
        println!("{}: {}", place(f), texts.with(Lang::Sv, f.rule, &args));
        if f.rows > 1 {
            println!("  rows: {}", said(texts, &f.where_it_is()));
        }
        println!("  hint: {}", texts.with(Lang::Sv, &f.remedy(), &args));
    }
    if o.dry_run && o.is_clean() {
        print_differences(o);
    }
    o.unlisted.iter().for_each(|u| println!("{}", said(texts, &u.in_words())));
    match (o.is_clean(), o.delivery_id) {
        (true, Some(id)) => println!("written as delivery {id}"),
        (true, None) => println!("nothing written"),
        (false, _) => println!("{}; nothing written", said(texts, &tally(o.fault_count, o.faulty_rows))),
    }
}

/// File, row, column and value, as far as the fault has them.
fn place(f: &ImportFault) -> String {
    let row = if f.row > 0 { format!(":{}", f.row) } else { String::new() };
    let cell = if f.column.is_empty() { String::new() } else { format!(": {} {:?}", f.column, f.value) };
    format!("{}{row}{cell}", f.file)
}

/// What the file would change, line by line as far as the lines are kept, and how many more there are.
fn print_differences(o: &ImportOutcome) {
    if o.diff.is_empty() {
        return;
    }
    table::print(&["area", "year", "indicator", "group", "old", "new"], &o.diff.iter().map(difference).collect::<Vec<_>>());
    let more = (o.new + o.changed).saturating_sub(o.diff.len() as u64);
    if more > 0 {
        println!("and {more} more");
    }
}

fn difference(d: &Difference) -> Vec<String> {
    let old = d.before.map_or_else(|| "(new)".to_owned(), observation);
    vec![d.area.clone(), d.year.to_string(), d.indicator.clone(), d.group.to_owned(), old, observation(d.after)]
}

/// Numerator over denominator, or the word for why there is none.
fn observation(o: Observation) -> String {
    match (o.status, o.numerator, o.denominator) {
        (Status::Observed, Some(x), Some(n)) => format!("{x}/{n}"),
        (Status::Observed, Some(x), None) => x.to_string(),
        (status, ..) => status.code().to_owned(),
    }
}

/// A sentence in the command line's own language.
fn said(texts: &Texts, sentence: &wording::Fault) -> String {
    texts.with(Lang::En, sentence.key, &sentence.args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_place_as_far_as_it_has_one() {
        let mut faults = figures::statistics::file::Faults::new("a.csv");
        faults.add("import-no-rows", 0, "", "", "");
        faults.add("import-row-width", 4, "", "x", "");
        faults.add("import-negative", 5, "taljare", "-4", "");
        let places: Vec<String> = faults.into_list().iter().map(place).collect();
        assert_eq!(places, ["a.csv", "a.csv:4", "a.csv:5: taljare \"-4\""]);
    }

    #[test]
    fn a_difference_says_what_stood_and_what_comes() {
        let of = |before, after| {
            difference(&Difference { indicator: "x".into(), area: "01270001".into(), group: "alla", year: 2010, before, after })
        };
        assert_eq!(of(None, Observation::of(4, 9)), ["01270001", "2010", "x", "alla", "(new)", "4/9"]);
        assert_eq!(of(Some(Observation::count(3)), Observation::suppressed())[4..], ["3", "suppressed"]);
    }
}
