//! The twin of a chart in rows and columns.

use crate::canvas::escape;
use std::fmt::Write;

/// Everything a chart shows, as text set for print. The first column names the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartTable {
    pub caption: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl ChartTable {
    /// The table as HTML, with headers for rows and columns.
    pub fn html(&self) -> String {
        let mut out = format!("<table><caption>{}</caption><thead><tr>", escape(&self.caption));
        for name in &self.header {
            // Writing to a string cannot fail.
            let _ = write!(out, "<th scope=\"col\">{}</th>", escape(name));
        }
        out.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let (open, close) = if column == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
                let _ = write!(out, "<{open}>{}</{close}>", escape(cell));
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        out
    }
}
