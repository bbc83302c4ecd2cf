//! Figures as CSV.

use crate::sheet::{Sheet, Value};
use wording::Lang;

/// The sheet as CSV in UTF-8 with a byte order mark, so that a double click in Excel shows å, ä and ö.
///
/// Swedish: `;` between cells and a decimal comma. English: `,` and a decimal point. Lines end with CR LF (RFC 4180). Text stands in
/// quotation marks and numbers do not, so that a program that heeds the difference (LibreOffice: *Format quoted field as text*) keeps the
/// zeros of a code; Excel does not heed it, and its readers are better served by the workbook.
///
/// A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return could be run as a formula by a spreadsheet program. Such a cell
/// is written with an apostrophe first, which shows it as text; a reader of the raw file removes it.
///
/// # Errors
/// When a row does not fit the columns.
pub fn csv(sheet: &Sheet) -> anyhow::Result<Vec<u8>> {
    let mark = if sheet.lang == Lang::Sv { ";" } else { "," };
    let mut out = String::from('\u{feff}');
    let heads: Vec<String> = sheet.heads().into_iter().map(quoted).collect();
    line(&mut out, &heads, mark);
    for row in sheet.full_rows()? {
        let cells: Vec<String> = row.iter().map(|value| cell(value, sheet.lang)).collect();
        line(&mut out, &cells, mark);
    }
    Ok(out.into_bytes())
}

fn line(out: &mut String, cells: &[String], mark: &str) {
    out.push_str(&cells.join(mark));
    out.push_str("\r\n");
}

fn cell(value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(text) | Value::Empty(text) => quoted(text),
        Value::Integer(number) => number.to_string(),
        Value::Number { value, decimals } => decimal(*value, *decimals, lang),
    }
}

/// No grouping and an ASCII minus: this is for programs to read.
fn decimal(value: f64, decimals: u8, lang: Lang) -> String {
    let text = format!("{value:.*}", usize::from(decimals));
    if lang == Lang::Sv { text.replace('.', ",") } else { text }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", harmless(text).replace('"', "\"\""))
}

fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::SheetColumn;

    fn sheet(lang: Lang) -> Sheet {
        let columns = ["Kod", "Område", "Andel", "Antal"].map(SheetColumn::new).to_vec();
        let row = |code: &str, name: &str, value| vec![Value::text(code), Value::text(name), value, Value::Integer(-3)];
        let rows = vec![row("0127", "Alby \"norra\"; X", Value::number(48.25, 1)), row("=1+1", "@a", Value::Empty("..".into()))];
        Sheet { name: "Arbete".into(), lang, columns, rows, synthetic: None }
    }

    #[test]
    fn swedish_has_semicolon_and_comma() {
        let text = String::from_utf8(csv(&sheet(Lang::Sv)).unwrap()).unwrap();
        let expected = "\u{feff}\"Kod\";\"Område\";\"Andel\";\"Antal\"\r\n\
            \"0127\";\"Alby \"\"norra\"\"; X\";48,2;-3\r\n\"'=1+1\";\"'@a\";\"..\";-3\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn english_has_comma_and_point() {
        let text = String::from_utf8(csv(&sheet(Lang::En)).unwrap()).unwrap();
        assert!(text.contains("\"0127\",\"Alby \"\"norra\"\"; X\",48.2,-3\r\n"), "{text}");
    }

    #[test]
    fn the_synthetic_label_is_on_every_row() {
        let labelled = Sheet { synthetic: Some("Syntetiska uppgifter".into()), ..sheet(Lang::Sv) };
        let text = String::from_utf8(csv(&labelled).unwrap()).unwrap();
        assert!(text.starts_with("\u{feff}\"Kod\";\"Område\";\"Andel\";\"Antal\";\"Märkning\"\r\n"), "{text}");
        assert_eq!(text.matches("Syntetiska uppgifter").count(), 2);
    }

    #[test]
    fn a_sheet_with_keys_for_heads_keeps_its_own_column_for_the_mark() {
        let columns = ["district", "value", "synthetic"].map(SheetColumn::new).to_vec();
        let rows = vec![vec![Value::text("alby"), Value::number(0.5, 1), Value::text("synthetic")]];
        let keyed = |lang| Sheet { columns: columns.clone(), rows: rows.clone(), synthetic: Some("Syntetiska".into()), ..sheet(lang) };
        let text = |lang| String::from_utf8(csv(&keyed(lang)).unwrap()).unwrap();
        assert_eq!(text(Lang::Sv), "\u{feff}\"district\";\"value\";\"synthetic\"\r\n\"alby\";0,5;\"synthetic\"\r\n");
        assert_eq!(text(Lang::En), "\u{feff}\"district\",\"value\",\"synthetic\"\r\n\"alby\",0.5,\"synthetic\"\r\n");
    }

    #[test]
    fn a_row_that_does_not_fit_is_refused() {
        let mut short = sheet(Lang::Sv);
        short.rows[1].pop();
        assert!(csv(&short).unwrap_err().to_string().contains("4 columns but row 2 has 3"));
    }
}
