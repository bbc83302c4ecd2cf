//! The years of one series as a line of text: `2008,123,456;2009,s;2010,77,,h`.
//!
//! Year, numerator and denominator for a number (nothing for a denominator that is not there); `m` missing, `s` withheld by the deliverer,
//! `n` not applicable; an `h` after the numbers when the house withholds them to protect others.

use anyhow::{Context, bail};
use series::{Observation, Status};

/// A year and what was observed.
pub type Point = (i32, Observation);

/// Sets points as text.
pub fn pack(points: &[Point]) -> String {
    let mut out = String::with_capacity(points.len() * 18);
    for (year, observation) in points {
        if !out.is_empty() {
            out.push(';');
        }
        push(&mut out, i64::from(*year));
        push_observation(&mut out, observation);
    }
    out
}

fn push_observation(out: &mut String, o: &Observation) {
    match (o.status, o.numerator) {
        (Status::Observed, Some(x)) => push_numbers(out, x, o.denominator, ""),
        (Status::Suppressed, Some(x)) => push_numbers(out, x, o.denominator, ",h"),
        (Status::Suppressed, None) => out.push_str(",s"),
        (Status::NotApplicable, _) => out.push_str(",n"),
        (Status::Missing, _) | (Status::Observed, None) => out.push_str(",m"),
    }
}

fn push_numbers(out: &mut String, x: i64, n: Option<i64>, end: &str) {
    out.push(',');
    push(out, x);
    out.push(',');
    if let Some(n) = n {
        push(out, n);
    }
    out.push_str(end);
}

/// Writes a whole number; a tenth of the time of the formatting machinery, which counts when there are millions.
fn push(out: &mut String, value: i64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut left = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(left % 10).unwrap_or(0);
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if value < 0 {
        out.push('-');
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// Reads points back.
///
/// # Errors
/// When the text is not as [`pack`] writes it; names the part.
pub fn unpack(text: &str) -> anyhow::Result<Vec<Point>> {
    text.split(';').filter(|part| !part.is_empty()).map(|part| point(part).with_context(|| format!("the stored point {part:?}"))).collect()
}

fn point(part: &str) -> anyhow::Result<Point> {
    let mut fields = part.split(',');
    let year = fields.next().unwrap_or_default().parse().context("its year")?;
    let observation = match (fields.next().unwrap_or_default(), fields.next(), fields.next()) {
        ("m", None, _) => Observation::missing(),
        ("s", None, _) => Observation::suppressed(),
        ("n", None, _) => Observation::not_applicable(),
        (x, Some(n), mark) => Observation {
            numerator: Some(x.parse().context("its numerator")?),
            denominator: if n.is_empty() { None } else { Some(n.parse().context("its denominator")?) },
            status: if mark == Some("h") { Status::Suppressed } else { Status::Observed },
        },
        (other, ..) => bail!("unknown mark {other:?}"),
    };
    Ok((year, observation))
}

/// The delivery of each point: one number when it is the same for all.
pub fn pack_origin(deliveries: &[i64]) -> String {
    match deliveries {
        [] => String::new(),
        [first, rest @ ..] if rest.iter().all(|d| d == first) => first.to_string(),
        all => all.iter().map(i64::to_string).collect::<Vec<_>>().join(","),
    }
}

/// The delivery of each of `count` points.
///
/// # Errors
/// When the text is not as [`pack_origin`] writes it for so many points.
pub fn unpack_origin(text: &str, count: usize) -> anyhow::Result<Vec<i64>> {
    let numbers: Vec<i64> =
        text.split(',').map(str::parse).collect::<Result<_, _>>().with_context(|| format!("the stored origin {text:?}"))?;
    match numbers.len() {
        1 => Ok(vec![numbers[0]; count]),
        found if found == count => Ok(numbers),
        found => bail!("{found} origins for {count} points"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_observation() -> impl Strategy<Value = Observation> {
        let hidden = |(x, n): (i64, i64)| Observation { status: Status::Suppressed, ..Observation::of(x, n) };
        prop_oneof![
            (any::<i64>(), any::<i64>()).prop_map(|(x, n)| Observation::of(x, n)),
            any::<i64>().prop_map(Observation::count),
            (0i64..99, 0i64..99).prop_map(hidden),
            Just(Observation::missing()),
            Just(Observation::suppressed()),
            Just(Observation::not_applicable()),
        ]
    }

    proptest! {
        #[test]
        fn points_come_back_as_they_were(points in proptest::collection::vec((1800i32..2200, any_observation()), 0..12)) {
            prop_assert_eq!(unpack(&pack(&points)).unwrap(), points);
        }

        #[test]
        fn origins_come_back_as_they_were(origins in proptest::collection::vec(1i64..4, 1..9)) {
            prop_assert_eq!(unpack_origin(&pack_origin(&origins), origins.len()).unwrap(), origins);
        }
    }

    #[test]
    fn the_form_is_the_one_the_migration_describes() {
        let hidden = Observation { status: Status::Suppressed, ..Observation::count(77) };
        assert_eq!(
            pack(&[(2008, Observation::of(123, 456)), (2009, Observation::suppressed()), (2010, hidden)]),
            "2008,123,456;2009,s;2010,77,,h"
        );
    }

    #[test]
    fn what_was_not_written_here_is_refused() {
        for text in ["x,1,2", "2010", "2010,q", "2010,1,x", "2010,5"] {
            assert!(unpack(text).is_err(), "{text}");
        }
        assert!(unpack_origin("1,2", 3).is_err());
    }
}
