//! From numbers to places on paper.

/// A straight scale from a domain to a stretch of paper.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    pub domain: (f64, f64),
    pub range: (f64, f64),
}

impl Scale {
    /// A scale over the domain; one of no width is widened so that its only value stands in the middle.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        let (low, high) = (domain.0.min(domain.1), domain.0.max(domain.1));
        let domain = if high > low { (low, high) } else { (low - 1.0, low + 1.0) };
        Self { domain, range }
    }

    /// Where a value stands, kept on the paper.
    pub fn at(self, value: f64) -> f64 {
        let part = ((value - self.domain.0) / (self.domain.1 - self.domain.0)).clamp(0.0, 1.0);
        self.range.0 + part * (self.range.1 - self.range.0)
    }
}

/// Least and greatest of the finite values.
pub(crate) fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|v| v.is_finite()).fold(None, |seen, v| match seen {
        None => Some((v, v)),
        Some((low, high)) => Some((low.min(v), high.max(v))),
    })
}

/// Round ticks that enclose low and high, about `want` of them: steps of 1, 2 or 5 times a power of ten.
pub(crate) fn ticks(low: f64, high: f64, want: usize) -> Vec<f64> {
    let span = (high - low).max(1e-6 * low.abs().max(high.abs())).max(1e-9);
    let step = nice(span / want.max(1) as f64);
    let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
    let last = if last <= first { first + 1.0 } else { last };
    let count = ((last - first) as usize).min(50);
    (0..=count).map(|i| (first + i as f64) * step).collect()
}

fn nice(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let part = rough / power;
    let whole = if part < 1.42 {
        1.0
    } else if part < 3.17 {
        2.0
    } else if part < 7.08 {
        5.0
    } else {
        10.0
    };
    whole * power
}

/// Years to label, counted back from the last so that it is always among them, no closer than `least` apart on paper.
pub(crate) fn years(first: i32, last: i32, x: Scale, least: f64) -> Vec<i32> {
    let each = (x.at(f64::from(last)) - x.at(f64::from(first))) / f64::from((last - first).max(1));
    let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|step| f64::from(*step) * each >= least).unwrap_or(1000);
    let mut years: Vec<i32> = (0..).map(|i| last - i * step).take_while(|year| *year >= first).collect();
    years.reverse();
    years
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round_and_enclose() {
        let text = |t: Vec<f64>| t.iter().map(|v| format!("{v:.2}")).collect::<Vec<_>>();
        assert_eq!(text(ticks(0.41, 0.57, 4)), ["0.40", "0.45", "0.50", "0.55", "0.60"]);
        assert_eq!(text(ticks(0.0, 1.0, 5)), ["0.00", "0.20", "0.40", "0.60", "0.80", "1.00"]);
        assert!(ticks(5.0, 5.0, 4).len() >= 2);
    }

    #[test]
    fn the_last_year_is_always_labelled() {
        let x = Scale::new((2005.0, 2011.0), (0.0, 300.0));
        assert_eq!(years(2005, 2011, x, 40.0), [2005, 2006, 2007, 2008, 2009, 2010, 2011]);
        assert_eq!(years(2005, 2011, x, 60.0), [2005, 2007, 2009, 2011]);
        assert_eq!(years(2010, 2010, Scale::new((2010.0, 2010.0), (0.0, 300.0)), 60.0), [2010]);
    }

    proptest! {
        #[test]
        fn any_two_numbers_have_ticks_around_them(a in -1e9f64..1e9, b in -1e9f64..1e9, want in 1usize..9) {
            let (low, high) = (a.min(b), a.max(b));
            let ticks = ticks(low, high, want);
            let slack = 1e-6 * (high - low).max(low.abs()).max(1.0);
            prop_assert!(ticks.len() >= 2 && ticks.len() <= want * 8 / 5 + 3);
            prop_assert!(ticks[0] <= low + slack && *ticks.last().unwrap() >= high - slack);
        }
    }
}
