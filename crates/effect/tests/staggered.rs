//! Group-time effects against diff-diff 3.13.0 (`CallawaySantAnna`, analytic standard errors) on a panel both can make. The calendar averages,
//! and the overall ones by group and event time, are those of a separate implementation in numpy: each unit's influence, and the derivative
//! of the weighted mean with respect to the groups' shares taken numerically (good to 1e-9 or so).

use effect::staggered::{Comparison, Part, Settings, att_gt};
use effect::{Cell, Panel, Period};

const STARTS: [Option<usize>; 5] = [None, None, Some(1), Some(3), Some(4)];

/// Sixty units, 2003–2007, starts in 2004, 2006 and 2007, effect 0.5 a year since the start, sines for noise.
fn panel() -> Panel {
    let value = |i: usize, t: usize| {
        let (x, k) = (i as f64, t as f64);
        let effect = STARTS[i % 5].filter(|s| t >= *s).map_or(0.0, |s| 0.5 * (t - s + 1) as f64);
        (1.3 * x).sin() + 0.2 * k * (1.0 + 0.3 * (2.1 * x).sin()) + effect + 0.5 * (12.9898 * x + 78.233 * k).sin()
    };
    Panel {
        units: (0..60).map(|i| format!("u{i}")).collect(),
        periods: (2003..2008).map(|t| Period::new(&t.to_string())).collect(),
        cells: (0..300).map(|i| Cell::Value(value(i / 5, i % 5))).collect(),
        starts: (0..60).map(|i| STARTS[i % 5]).collect(),
        ..Panel::default()
    }
}

fn close(found: (f64, Option<f64>), expected: (f64, f64)) {
    assert!((found.0 - expected.0).abs() < 1e-9, "{found:?} {expected:?}");
    assert!((found.1.unwrap() - expected.1).abs() < 1e-9, "{found:?} {expected:?}");
}

fn all_close(parts: &[Part], expected: &[(i64, f64, f64)]) {
    assert_eq!(parts.len(), expected.len());
    for (part, (at, estimate, se)) in parts.iter().zip(expected) {
        assert_eq!(part.at, *at);
        close((part.estimate, part.se), (*estimate, *se));
    }
}

fn check(
    comparison: Comparison,
    cells: [(i64, i64, f64, f64); 3],
    simple: (f64, f64),
    events: [(i64, f64, f64); 7],
    groups: [(i64, f64, f64); 3],
) {
    let found = att_gt(&panel(), Settings { comparison, universal_base: false, bootstrap: 0, seed: 1 }).unwrap();
    assert_eq!(found.att_gt.len(), 12);
    for (group, time, estimate, se) in cells {
        let cell = found.att_gt.iter().find(|c| c.group == group && c.time == time).unwrap();
        close((cell.estimate, cell.se), (estimate, se));
    }
    let a = &found.aggregations;
    close((a.simple.estimate, a.simple.se), simple);
    all_close(&a.dynamic.by, &events);
    all_close(&a.group.by, &groups);
}

#[test]
fn against_the_never_treated() {
    check(
        Comparison::NeverTreated,
        [
            (2004, 2006, 1.498837825384841, 0.23459404518936802),
            (2006, 2005, 0.009602597148628322, 0.2408832250053451),
            (2007, 2007, 0.5090064982536994, 0.2549686909930872),
        ],
        (0.9987212416003157, 0.11731309623781501),
        [
            (-3, -0.016461722990916333, 0.24019886964299178),
            (-2, 0.0017405179573200397, 0.14722396420953102),
            (-1, -0.0012122980366073843, 0.13705233051669177),
            (0, 0.49855586403273344, 0.13407507610426309),
            (1, 0.9980111767265778, 0.06427717910559684),
            (2, 1.498837825384841, 0.23459404518936805),
            (3, 2.000520920266015, 0.18489473859034247),
        ],
        [
            (2004, 1.248618844120159, 0.1565276363479743),
            (2006, 0.7437834082339376, 0.14345220105479203),
            (2007, 0.5090064982536994, 0.25496869099308717),
        ],
    );
}

#[test]
fn against_those_not_treated_yet() {
    check(
        Comparison::NotYetTreated,
        [
            (2004, 2006, 1.5029791888968962, 0.21721904643497317),
            (2006, 2005, 0.004247655256430283, 0.22717223638332185),
            (2007, 2007, 0.5090064982536994, 0.2549686909930872),
        ],
        (1.001043574255954, 0.11354830273768804),
        [
            (-3, -0.01226712640359831, 0.2252818726888916),
            (-2, 0.0028837055977014026, 0.1901155382771943),
            (-1, -0.003889768982706404, 0.16359934048980176),
            (0, 0.5023126782312329, 0.13748904417508206),
            (1, 0.9984334379675338, 0.05809613087126751),
            (2, 1.5029791888968962, 0.21721904643497317),
            (3, 2.000520920266015, 0.18489473859034247),
        ],
        [
            (2004, 1.2516806601657056, 0.146105499669393),
            (2006, 0.7457879404375781, 0.13533721155502393),
            (2007, 0.5090064982536994, 0.25496869099308717),
        ],
    );
}

/// Overall averages by group, event time and calendar period, then the calendar periods one by one.
fn check_averages(comparison: Comparison, overall: [(f64, f64); 3], calendar: [(i64, f64, f64); 4]) {
    let found = att_gt(&panel(), Settings { comparison, universal_base: false, bootstrap: 0, seed: 1 }).unwrap();
    let a = &found.aggregations;
    let close = |found: (f64, Option<f64>), expected: (f64, f64)| {
        assert!((found.0 - expected.0).abs() < 1e-12 && (found.1.unwrap() - expected.1).abs() < 1e-8, "{found:?} {expected:?}");
    };
    [&a.group, &a.dynamic, &a.calendar].iter().zip(overall).for_each(|(a, e)| close((a.estimate, a.se), e));
    assert_eq!(a.calendar.by.len(), 4);
    for (part, (at, estimate, se)) in a.calendar.by.iter().zip(calendar) {
        assert_eq!(part.at, at);
        close((part.estimate, part.se), (estimate, se));
    }
}

#[test]
fn averages_against_a_separate_implementation() {
    check_averages(
        Comparison::NeverTreated,
        [(0.8338029168692653, 0.11314053489166374), (1.2489814466025417, 0.1183834568780942), (0.9147323923223001, 0.12837702027524103)],
        [
            (2004, 0.4944854092176888, 0.2503587956660437),
            (2005, 1.0006312216120925, 0.09514745475794764),
            (2006, 0.9955067550058269, 0.22386926477397173),
            (2007, 1.1683061834535922, 0.1548202841384901),
        ],
    );
    check_averages(
        Comparison::NotYetTreated,
        [(0.8354916996189942, 0.1207808236719758), (1.2510615563404195, 0.11305014811453792), (0.9177776709797494, 0.11847758488270833)],
        [
            (2004, 0.5017467874059064, 0.2281842271391144),
            (2005, 1.0014757440940043, 0.09073617005859433),
            (2006, 0.9995819689654948, 0.20556813342679292),
            (2007, 1.1683061834535922, 0.1548202841384901),
        ],
    );
}
