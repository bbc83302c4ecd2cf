//! The verdict in four words, by one printed rule. It never says that something has no effect.

use effect::inference::placebo::DETECTABLE;
use serde::{Deserialize, Serialize};

/// The four words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Support,
    Weak,
    None,
    Undecidable,
}

impl Verdict {
    pub const ALL: [Self; 4] = [Self::Support, Self::Weak, Self::None, Self::Undecidable];

    pub fn key(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Weak => "weak",
            Self::None => "none",
            Self::Undecidable => "undecidable",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.key() == text)
    }
}

/// Which part of the rule decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The comparison does not follow the district before the start.
    NoComparison,
    /// Chance could not be measured.
    FewPlacebos,
    /// The design cannot detect an effect of the size that matters.
    Power,
    /// All three agree and chance is unlikely.
    Agree,
    /// The same, but an examination warns.
    AgreeWarned,
    /// All three point the good way, and the primary is unlikely to be chance at ten per cent.
    Lean,
    /// An effect of the size that matters is outside every interval.
    RuledOut,
    /// The intervals hold both nothing and an effect that matters, or the methods disagree.
    Wide,
}

impl Why {
    pub fn key(self) -> &'static str {
        match self {
            Self::NoComparison => "no-comparison",
            Self::FewPlacebos => "few-placebos",
            Self::Power => "power",
            Self::Agree => "agree",
            Self::AgreeWarned => "agree-warned",
            Self::Lean => "lean",
            Self::RuledOut => "ruled-out",
            Self::Wide => "wide",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    pub verdict: Verdict,
    pub why: Why,
}

/// What the rule looks at. Estimates are turned so that above zero is the good way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Estimate, placebo standard deviation and placebo p of each method; the primary one second (see [`PRIMARY`]).
    pub methods: [(f64, f64, f64); 3],
    /// The least effect worth finding.
    pub relevant: f64,
    pub placebos: usize,
    /// No comparison follows the district.
    pub stopped: bool,
    /// Some examination speaks against the estimate.
    pub warned: bool,
}

/// Place of the primary method among the three.
pub const PRIMARY: usize = 1;
/// Fewer placebos than this cannot give a p of five per cent.
pub const LEAST_PLACEBOS: usize = 19;
/// Half the width of a 95 per cent interval in standard deviations.
pub const HALF: f64 = 1.96;

/// The rule, in order: (1) without a comparison, or without placebos enough, nothing can be decided; (2) nor where the design cannot detect the
/// effect that matters; (3) support where all three methods point the good way with p at most 0.05, weak support if an examination warns;
/// (4) weak support where all three point the good way and the primary has p at most 0.10; (5) no support where every interval ends below the
/// effect that matters; (6) otherwise nothing can be decided.
pub fn judge(e: &Evidence) -> Judgement {
    let of = |verdict, why| Judgement { verdict, why };
    let good = e.methods.iter().all(|(estimate, ..)| *estimate > 0.0);
    if e.stopped {
        return of(Verdict::Undecidable, Why::NoComparison);
    }
    if e.placebos < LEAST_PLACEBOS {
        return of(Verdict::Undecidable, Why::FewPlacebos);
    }
    if DETECTABLE * e.methods[PRIMARY].1 > e.relevant {
        return of(Verdict::Undecidable, Why::Power);
    }
    if good && e.methods.iter().all(|(_, _, p)| *p <= 0.05) {
        return if e.warned { of(Verdict::Weak, Why::AgreeWarned) } else { of(Verdict::Support, Why::Agree) };
    }
    if good && e.methods[PRIMARY].2 <= 0.10 {
        return of(Verdict::Weak, Why::Lean);
    }
    if e.methods.iter().all(|(estimate, sd, _)| estimate + HALF * sd < e.relevant) {
        return of(Verdict::None, Why::RuledOut);
    }
    of(Verdict::Undecidable, Why::Wide)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn evidence(estimates: [f64; 3], sd: f64, p: f64) -> Evidence {
        Evidence { methods: estimates.map(|e| (e, sd, p)), relevant: 3.0, placebos: 199, stopped: false, warned: false }
    }

    fn word(e: &Evidence) -> (&'static str, &'static str) {
        let judged = judge(e);
        (judged.verdict.key(), judged.why.key())
    }

    #[test]
    fn the_rule_as_a_table() {
        let strong = evidence([2.5, 3.0, 3.2], 0.6, 0.005);
        assert_eq!(word(&strong), ("support", "agree"));
        assert_eq!(word(&Evidence { warned: true, ..strong }), ("weak", "agree-warned"));
        assert_eq!(word(&Evidence { stopped: true, ..strong }), ("undecidable", "no-comparison"));
        assert_eq!(word(&Evidence { placebos: 18, ..strong }), ("undecidable", "few-placebos"));
        assert_eq!(word(&evidence([9.0, 9.0, 9.0], 1.1, 0.005)), ("undecidable", "power"), "a large finding does not mend a weak design");
        assert_eq!(word(&evidence([0.8, 1.1, 1.4], 0.6, 0.08)), ("weak", "lean"));
        assert_eq!(word(&evidence([0.1, -0.2, 0.3], 0.6, 0.7)), ("none", "ruled-out"));
        assert_eq!(word(&evidence([-2.5, -3.0, -2.0], 0.6, 0.005)), ("none", "ruled-out"), "the bad way is no support");
        assert_eq!(word(&evidence([-0.2, 2.2, 2.4], 0.6, 0.02)), ("undecidable", "wide"), "the methods disagree");
        assert_eq!(word(&evidence([1.9, 2.0, 2.1], 1.0, 0.2)), ("undecidable", "wide"));
    }

    #[test]
    fn the_words_are_read_back_as_they_were_written() {
        assert!(Verdict::ALL.into_iter().all(|v| Verdict::parse(v.key()) == Some(v)));
    }

    proptest! {
        #[test]
        fn no_support_is_never_said_while_an_effect_that_matters_is_within_an_interval(
            estimates in proptest::array::uniform3(-9.0f64..9.0), sds in proptest::array::uniform3(0.01f64..4.0), ps in proptest::array::uniform3(0.005f64..1.0),
            relevant in 0.1f64..6.0, placebos in 0usize..300, stopped: bool, warned: bool,
        ) {
            let methods = [0, 1, 2].map(|i| (estimates[i], sds[i], ps[i]));
            let e = Evidence { methods, relevant, placebos, stopped, warned };
            let widest = methods.iter().map(|(t, s, _)| t + HALF * s).fold(f64::MIN, f64::max);
            match judge(&e).verdict {
                Verdict::None => prop_assert!(widest < relevant),
                Verdict::Support => prop_assert!(!warned && estimates.iter().all(|t| *t > 0.0) && ps.iter().all(|p| *p <= 0.05)),
                Verdict::Weak => prop_assert!(estimates.iter().all(|t| *t > 0.0)),
                Verdict::Undecidable => {}
            }
            if stopped || placebos < LEAST_PLACEBOS || DETECTABLE * sds[PRIMARY] > relevant {
                prop_assert_eq!(judge(&e).verdict, Verdict::Undecidable);
            }
        }
    }
}
