//! The command as a researcher meets it: exit codes, one message each, the JSON's fields.

use std::path::PathBuf;

fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn run(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = effect::cli::run_to(args, &mut out, &mut err);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

/// Six units over eight years; A is treated from 2005 by 3.
fn panel(delimiter: char, decimal: char) -> String {
    let mut text = format!("omr{delimiter}år{delimiter}värde{delimiter}insats{delimiter}start\n");
    for (i, unit) in ["A", "B, norr", "C", "D", "E", "F"].iter().enumerate() {
        for t in 0..8 {
            let effect = if i == 0 && t >= 5 { 3.0 } else { 0.0 };
            let value = 20.0 + i as f64 * 0.5 + f64::from((t * 3 + i as i32 * i as i32) % 5) * 0.25 + effect;
            let number = format!("{value:.2}").replace('.', &decimal.to_string());
            let start = if i == 0 { "2005" } else { "0" };
            let name = if unit.contains(delimiter) { format!("\"{unit}\"") } else { (*unit).to_owned() };
            let number = if number.contains(delimiter) { format!("\"{number}\"") } else { number };
            text.push_str(&format!(
                "{name}{delimiter}{}{delimiter}{number}{delimiter}{}{delimiter}{start}\n",
                2000 + t,
                i32::from(effect > 0.0)
            ));
        }
    }
    text
}

const COLUMNS: [&str; 6] = ["--unit", "omr", "--time", "år", "--outcome", "värde"];

fn json(command: &str, file: &str, more: &[&str]) -> serde_json::Value {
    let args = [&[command, file][..], &COLUMNS, &["--format", "json"], more].concat();
    let (code, out, err) = run(&args);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn one_panel_in_four_spellings_and_three_ways_to_say_who_is_treated() {
    let mut seen = Vec::new();
    for (i, (delimiter, decimal)) in [(';', ','), (',', '.'), ('\t', ','), (',', ',')].into_iter().enumerate() {
        let f = file(&format!("spelling{i}.csv"), &panel(delimiter, decimal));
        for who in [&["--treated", "A", "--from", "2005"][..], &["--treatment", "insats"], &["--first-treated", "start"]] {
            seen.push(json("sdid", &f, who)["estimate"].as_f64().unwrap());
        }
    }
    assert!(seen.iter().all(|v| *v == seen[0]), "{seen:?}");
    assert!((seen[0] - 3.0).abs() < 1.0);
}

#[test]
fn the_json_has_its_fields() {
    let f = file("fields.csv", &panel(';', ','));
    for method in ["did", "sc", "sdid", "ascm"] {
        let j = json(method, &f, &["--treatment", "insats", "--placebo", "all", "--seed", "7"]);
        for field in ["estimate", "weights", "pre_rmse", "duality_gap", "placebo", "interval", "diagnostics", "warnings"] {
            assert!(!j[field].is_null(), "{method} {field}");
        }
        assert_eq!(j["weights"]["unit"].as_object().unwrap().len(), 5);
        assert_eq!(j["weights"]["time"].as_object().unwrap().len(), 5);
        assert_eq!(j["placebo"]["per_unit"].as_array().unwrap().len(), 5);
        assert!(j["placebo"]["sd"].is_f64() && j["placebo"]["p"].is_f64());
        assert!(
            (j["diagnostics"]["minimum_detectable_effect"].as_f64().unwrap() - 2.8 * j["placebo"]["sd"].as_f64().unwrap()).abs() < 1e-12
        );
    }
    let j = json("att-gt", &f, &["--first-treated", "start"]);
    assert_eq!(j["att_gt"][0]["group"], 2005);
    for kind in ["simple", "group", "dynamic", "calendar"] {
        assert!(j["aggregations"][kind]["estimate"].is_f64() && j["aggregations"][kind]["se"].is_f64(), "{kind}");
    }
}

#[test]
fn donors_and_treated_may_be_repeated_or_listed_even_before_the_file() {
    let f = file("donors.csv", &panel(';', ','));
    let treated = ["--treatment", "insats"];
    let a = json("sc", &f, &[&treated[..], &["--donors", "B, norr", "C"]].concat());
    let b = json("sc", &f, &[&treated[..], &["--donors", "B, norr", "--donors", "C"]].concat());
    assert_eq!(a["weights"], b["weights"]);
    let c = json("sc", &f, &[&treated[..], &["--donors", "B, norr,C"]].concat());
    assert_eq!(a["weights"], c["weights"]);
    let (code, _, err) = run(&[&["sc", &f][..], &COLUMNS, &treated, &["--donors", "C,X"]].concat());
    assert!(code == 2 && err.contains("“X” is not in the file"), "{err}");
    let (code, _, err) = run(&["sc", "--unit", "omr", "--time", "år", "--outcome", "värde", "--from", "2005", "--treated", "A", "C", &f]);
    assert_eq!(code, 0, "{err}");
}

#[test]
fn several_treated_are_their_mean() {
    let f = file("several.csv", &panel(';', ','));
    let both = json("did", &f, &["--treated", "A", "--treated", "C", "--from", "2005", "--jackknife", "--placebo", "all"]);
    let one = |unit: &str, other: &str| {
        let donors: Vec<&str> = ["A", "B, norr", "C", "D", "E", "F"].into_iter().filter(|d| *d != unit && *d != other).collect();
        json("did", &f, &[&["--treated", unit, "--from", "2005", "--donors"][..], &donors].concat())["estimate"].as_f64().unwrap()
    };
    let mean = (one("A", "C") + one("C", "A")) / 2.0;
    assert!((both["estimate"].as_f64().unwrap() - mean).abs() < 1e-12);
    assert!(both["diagnostics"]["jackknife_se"].as_f64().unwrap() > 0.0);
    assert_eq!(both["placebo"]["per_unit"].as_array().unwrap().len(), 6);
}

#[test]
fn bad_panels_get_one_message_each_and_exit_2() {
    let good = panel(';', ',');
    let duplicate = good.clone() + "A;2003;1,0;0;2005\n";
    let text = good.replace("20,50", "tjugo");
    let twice: String = good.lines().map(|l| format!("{l};{}\n", if l.starts_with("omr") { "värde" } else { "1" })).collect();
    let cases: [(&str, &str, &[&str], &str); 13] = [
        ("twice", &twice, &["--treatment", "insats"], "more than one column “värde”"),
        ("duplicate", &duplicate, &["--treatment", "insats"], "duplicate"),
        ("text", &text, &["--treatment", "insats"], "is not a number"),
        ("always", &good, &["--treated", "A", "--from", "2000"], "all periods"),
        ("onepre", &good, &["--treated", "A", "--from", "2001"], "only one period before"),
        ("nopost", &good, &["--treated", "A", "--from", "2020"], "no period at or after"),
        ("unknown", &good, &["--treated", "a", "--from", "2005"], "not in the file"),
        ("nodonors", &good, &["--treated", "A", "B, norr", "C", "D", "E", "F", "--from", "2005"], "no donors"),
        ("donor", &good, &["--treatment", "insats", "--donors", "A"], "cannot be a donor"),
        ("column", &good, &["--treatment", "saknas"], "no column “saknas”"),
        ("none", &good, &[], "no unit is treated"),
        ("nofrom", &good, &["--treated", "A"], "--from"),
        ("broken", &good, &["--treatment", "insats", "--break", "2003"], "breaks at 2003"),
    ];
    for (name, text, more, expected) in cases {
        let f = file(&format!("bad-{name}.csv"), text);
        for method in ["did", "sc", "sdid", "ascm"] {
            let (code, out, err) = run(&[&[method, &f][..], &COLUMNS, more].concat());
            assert_eq!((code, out.as_str()), (2, ""), "{name} {method}: {err}");
            assert!(err.contains(expected) && err.lines().count() == 1, "{name} {method}: {err}");
        }
    }
    let (code, _, err) = run(&[&["sc", "nowhere.csv"][..], &COLUMNS].concat());
    assert!(code == 2 && err.contains("no such file"), "{err}");
    assert_eq!(run(&["sc"]).0, 2);
}

#[test]
fn a_bridged_break_is_told_and_a_bad_comparison_prints_no_effect() {
    let f = file("bridge.csv", &panel(';', ','));
    let j = json("did", &f, &["--treatment", "insats", "--break", "2003", "--bridge", "same definition, new source"]);
    assert!(j["warnings"].to_string().contains("same definition, new source"));
    let text: String =
        panel(';', ',').lines().map(|l| format!("{l};{}\n", if l.starts_with("omr") { "antal" } else { "4000000" })).collect();
    let f = file("noise.csv", &text);
    let j = json("did", &f, &["--treatment", "insats", "--denominator", "antal"]);
    assert!(j["estimate"].is_null() && j["diagnostics"]["binomial_noise"]["ratio"].as_f64().unwrap() > 2.0);
    assert!(j["warnings"][0].as_str().unwrap().starts_with("no comparison"));
}

#[test]
fn pictures_are_written_and_a_failure_to_write_is_exit_1() {
    let f = file("plot.csv", &panel(';', ','));
    let svg = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("plot.svg").display().to_string();
    json("sdid", &f, &["--treatment", "insats", "--placebo", "all", "--plot", &svg]);
    let drawn = std::fs::read_to_string(&svg).unwrap();
    assert!(drawn.starts_with("<svg") && drawn.matches("<polyline").count() == 8, "{drawn}");
    json("att-gt", &f, &["--treatment", "insats", "--plot", &svg]);
    let (code, _, err) = run(&[&["did", &f][..], &COLUMNS, &["--treatment", "insats", "--plot", "/nowhere/x.svg"]].concat());
    assert!(code == 1 && err.contains("/nowhere/x.svg"), "{err}");
}

#[test]
fn staggered_starts_are_sent_to_att_gt() {
    let text = panel(';', ',');
    let text: String = text
        .lines()
        .map(|l| if l.starts_with("C;") { l.rsplit_once(';').unwrap().0.to_owned() + ";2003\n" } else { format!("{l}\n") })
        .collect();
    let f = file("staggered.csv", &text);
    let (code, _, err) = run(&[&["sdid", &f][..], &COLUMNS, &["--first-treated", "start"]].concat());
    assert!(code == 2 && err.contains("att-gt"), "{err}");
    let j = json("att-gt", &f, &["--first-treated", "start", "--control-group", "not-yet"]);
    assert_eq!(j["att_gt"].as_array().unwrap().len(), 14);
}

#[test]
fn a_conformal_interval_with_predictors_says_what_it_is() {
    let f = file("conformal.csv", &panel(';', ','));
    let warned = |more: &[&str]| json("sc", &f, &[&["--treatment", "insats", "--conformal"][..], more].concat())["warnings"].to_string();
    assert!(warned(&["--predictors", "värde:2000-2004"]).contains("by outcomes alone"));
    assert!(!warned(&[]).contains("by outcomes alone"));
}
