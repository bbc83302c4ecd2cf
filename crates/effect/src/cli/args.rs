use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::fault::Fault;
use crate::inference::placebo::Draw;
use crate::panel::{Panel, Period};
use crate::read::{Columns, read_csv};

#[derive(Subcommand, Debug)]
pub enum Action {
    /// Difference-in-differences: all donors and pre-periods weigh the same
    Did(Estimate),
    /// Synthetic control, by outcomes or with predictors
    Sc(Estimate),
    /// Synthetic difference-in-differences
    Sdid(Estimate),
    /// Ridge-augmented synthetic control
    Ascm(Estimate),
    /// Group-time effects for staggered adoption, with four aggregations
    AttGt(AttGt),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Json,
    Table,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Compat {
    /// The unconverged Frank–Wolfe answers of the R package synthdid
    Synthdid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ControlGroup {
    #[value(alias = "never-treated", alias = "nevertreated")]
    Never,
    #[value(alias = "not-yet-treated", alias = "notyettreated", alias = "notyet")]
    NotYet,
}

/// The file and what its columns mean.
#[derive(Args, Debug)]
pub struct Source {
    /// A CSV with one row per unit and period; delimiter and decimal mark are found out
    pub file: Option<PathBuf>,
    /// Column that names the unit
    #[arg(long, value_name = "COLUMN")]
    pub unit: String,
    /// Column that names the period
    #[arg(long, value_name = "COLUMN")]
    pub time: String,
    /// Column with the outcome
    #[arg(long, value_name = "COLUMN")]
    pub outcome: String,
    /// Treated unit, as written in the file; may be repeated, or a list with commas. Needs --from
    #[arg(long, value_name = "UNIT", num_args = 1.., conflicts_with_all = ["treatment", "first_treated"])]
    pub treated: Vec<String>,
    /// Column with 1 in rows under treatment and 0 in the others
    #[arg(long, value_name = "COLUMN", conflicts_with = "first_treated")]
    pub treatment: Option<String>,
    /// Column with each unit's first treated period; 0, nothing or inf is never
    #[arg(long, value_name = "COLUMN")]
    pub first_treated: Option<String>,
    /// First treated period
    #[arg(long, value_name = "PERIOD")]
    pub from: Option<String>,
    /// Last period to use
    #[arg(long, value_name = "PERIOD")]
    pub to: Option<String>,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
    /// Write a picture
    #[arg(long, value_name = "FILE.svg")]
    pub plot: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct Estimate {
    #[command(flatten)]
    pub source: Source,
    /// Donor, as written in the file; may be repeated, or a list with commas. Without it: every untreated unit
    #[arg(long, value_name = "UNIT", num_args = 1..)]
    pub donors: Vec<String>,
    /// Predictor columns (sc only): NAME, or NAME:PERIOD, or NAME:FROM-TO for the mean over periods before the start
    #[arg(long, value_name = "NAME[:FROM[-TO]]", num_args = 1..)]
    pub predictors: Vec<String>,
    /// Hold these predictor weights instead of searching for them
    #[arg(long, value_name = "NUMBER", value_delimiter = ',', requires = "predictors")]
    pub v: Vec<f64>,
    /// Periods before the start whose outcomes choose the predictor weights (default: all)
    #[arg(long, value_name = "FROM-TO", requires = "predictors")]
    pub fit_periods: Option<String>,
    /// Placebos in space: every donor, or a number drawn at random
    #[arg(long, value_name = "all|N")]
    pub placebo: Option<String>,
    /// Conformal interval
    #[arg(long)]
    pub conformal: bool,
    /// Jackknife standard error (two treated units or more)
    #[arg(long)]
    pub jackknife: bool,
    #[arg(long, default_value_t = 0.95)]
    pub level: f64,
    /// Ridge on the unit weights, in outcome units
    #[arg(long)]
    pub zeta: Option<f64>,
    /// Ridge of the augmentation (ascm); chosen by leaving out pre-periods when not given
    #[arg(long)]
    pub lambda: Option<f64>,
    /// Print what another program prints, unconverged answers included
    #[arg(long, value_enum)]
    pub compat: Option<Compat>,
    /// Column with the denominators behind the outcome's shares
    #[arg(long, value_name = "COLUMN")]
    pub denominator: Option<String>,
    /// Donor the treatment may have reached; the estimate is told with and without. May be repeated
    #[arg(long, value_name = "UNIT", num_args = 1..)]
    pub neighbours: Vec<String>,
    /// First period after a break in the series. Refused inside the window unless bridged
    #[arg(long = "break", value_name = "PERIOD")]
    pub breaks: Vec<String>,
    /// Why the series may be read across its break
    #[arg(long, value_name = "REASON", requires = "breaks")]
    pub bridge: Option<String>,
}

#[derive(Args, Debug)]
pub struct AttGt {
    #[command(flatten)]
    pub source: Source,
    /// Compare with the never treated, or also with those not treated yet
    #[arg(long, value_enum, default_value = "never")]
    pub control_group: ControlGroup,
    /// Compare pre-periods with the last one before the start instead of the one just before
    #[arg(long)]
    pub universal_base: bool,
    /// Multiplier bootstrap replicates for the standard errors; 0: analytic
    #[arg(long, default_value_t = 0)]
    pub bootstrap: usize,
}

impl Source {
    /// Read the panel and who is treated when.
    pub(super) fn panel(&self, others: Vec<String>) -> Result<Panel, Fault> {
        let no_file = || Fault::BadSetting { what: "no FILE is given".to_owned() };
        let file = self.file.as_ref().ok_or_else(no_file)?;
        let columns = Columns {
            unit: self.unit.clone(),
            time: self.time.clone(),
            outcome: self.outcome.clone(),
            treatment: self.treatment.clone(),
            first_treated: self.first_treated.clone(),
            others,
        };
        let mut panel = read_csv(file, &columns)?;
        self.assign(&mut panel)?;
        if let Some(to) = &self.to {
            panel.until(&self.period(&panel, to)?);
        }
        Ok(panel)
    }

    fn assign(&self, panel: &mut Panel) -> Result<(), Fault> {
        let from = self.from.as_ref().map(|f| self.period(panel, f)).transpose()?;
        if !self.treated.is_empty() {
            return panel.treat(&panel.names(&self.treated), &from.ok_or(Fault::NoStart)?);
        }
        if let Some(from) = from {
            let names: Vec<String> = panel.units.iter().zip(&panel.starts).filter(|(_, s)| s.is_some()).map(|(u, _)| u.clone()).collect();
            panel.treat(&names, &from)?;
        }
        Ok(())
    }

    /// A period given on the command line, comparable with those of the panel.
    pub(super) fn period(&self, panel: &Panel, text: &str) -> Result<Period, Fault> {
        let mut period = Period::new(text);
        let numbered = panel.periods.iter().all(|p| p.number.is_some());
        if numbered && period.number.is_none() {
            return Err(Fault::BadSetting {
                what: format!("period “{text}” is not a number as the periods in column “{}” are", self.time),
            });
        }
        if !numbered {
            period.number = None;
        }
        Ok(period)
    }

    /// `--treated A B panel.csv` has swallowed the file: give it back.
    pub(super) fn recover_file(&mut self, more: &mut [&mut Vec<String>]) {
        let lists = std::iter::once(&mut self.treated).chain(more.iter_mut().map(|l| &mut **l));
        for list in lists {
            if self.file.is_none() && list.len() > 1 && list.last().is_some_and(|last| std::path::Path::new(last).is_file()) {
                self.file = list.pop().map(PathBuf::from);
            }
        }
    }
}

impl Estimate {
    pub(super) fn draw(&self) -> Result<Option<Draw>, Fault> {
        let Some(text) = &self.placebo else { return Ok(None) };
        match (text.as_str(), text.parse::<usize>()) {
            ("all", _) => Ok(Some(Draw::All)),
            (_, Ok(n)) if n > 0 => Ok(Some(Draw::Sample(n))),
            _ => Err(Fault::BadSetting { what: format!("--placebo takes “all” or a positive number, not “{text}”") }),
        }
    }
}
