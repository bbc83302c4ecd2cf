use documents::{Fact, Sheet, SheetColumn, Value, Workbook, workbook};
use wording::Lang;

fn book() -> Workbook {
    let columns =
        vec![SheetColumn::new("Kod"), SheetColumn::new("Stadsdel").wide(30.0), SheetColumn::new("Andel"), SheetColumn::new("Antal")];
    let rows = vec![
        vec![Value::text("0127"), Value::text("Alby"), Value::number(48.25, 1), Value::Integer(8123)],
        vec![Value::text("=HYPERLINK(1)"), Value::text("<b> & \u{1}"), Value::Empty("..".into()), Value::Integer(0)],
    ];
    let sheet = Sheet { name: "Arbete: [2010]".into(), lang: Lang::Sv, columns, rows, synthetic: Some("Syntetiska uppgifter".into()) };
    Workbook {
        title: "Utvecklingen i 38 stadsdelar".into(),
        lang: Lang::Sv,
        date_iso: "2011-12-01".into(),
        readme: vec![Fact::new("Källa", "SCB"), Fact::new("Tecken", ".. uppgift saknas")],
        synthetic: Some("Syntetiska uppgifter".into()),
        sheets: vec![sheet],
    }
}

#[test]
fn the_workbook_is_made_and_the_same_each_time() {
    let bytes = workbook(&book()).unwrap();
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/figures.xlsx"), &bytes).unwrap();
    assert!(bytes.starts_with(b"PK"));
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(bytes == workbook(&book()).unwrap());
}

#[test]
fn a_workbook_that_would_mislead_is_refused() {
    let mut short = book();
    short.sheets[0].rows[0].pop();
    assert!(format!("{:#}", workbook(&short).unwrap_err()).contains("4 columns but row 1 has 3"));
    let undated = Workbook { date_iso: "i dag".into(), ..book() };
    assert!(workbook(&undated).unwrap_err().to_string().contains("\"i dag\""));
}
