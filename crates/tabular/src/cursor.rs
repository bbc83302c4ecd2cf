//! From text to records, without copying.

use crate::{Delimiter, Fault, Problem};
use std::borrow::Cow;

/// What comes next in the text.
pub(crate) enum Next {
    /// A record that begins on this line.
    Row(u64),
    Fault(Fault),
    End,
}

/// A place in the text.
pub(crate) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    delimiter: u8,
    /// The bytes that end a cell without quotation marks.
    stops: [bool; 256],
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str, delimiter: Delimiter) -> Self {
        let delimiter = delimiter.byte();
        let mut stops = [false; 256];
        for stop in [delimiter, b'\r', b'\n'] {
            stops[usize::from(stop)] = true;
        }
        Self { text, at: 0, line: 1, delimiter, stops }
    }

    /// The same, from so many bytes on in the first line.
    pub fn skip(mut self, bytes: usize) -> Self {
        self.at = bytes.min(self.text.len());
        self
    }

    /// Reads the next record into `cells`, which keeps its memory from one record to the next. Empty lines are passed over.
    pub fn record(&mut self, cells: &mut Vec<Cow<'t, str>>) -> Next {
        cells.clear();
        while self.end_line() {}
        if self.at == self.text.len() {
            return Next::End;
        }
        let line = self.line;
        loop {
            match self.cell() {
                Ok(cell) => cells.push(cell),
                Err(problem) => return Next::Fault(self.fault(problem, line, cells.len() + 1)),
            }
            if self.byte() != Some(self.delimiter) {
                self.end_line();
                return Next::Row(line);
            }
            self.at += 1;
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// One cell, up to the delimiter, the end of the line or of the text.
    #[inline]
    fn cell(&mut self) -> Result<Cow<'t, str>, Problem> {
        if self.byte() == Some(b'"') {
            return self.quoted();
        }
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|byte| self.stops[usize::from(*byte)]).unwrap_or(rest.len());
        let cell = &self.text[self.at..self.at + length];
        self.at += length;
        Ok(Cow::Borrowed(cell))
    }

    /// A cell in quotation marks, where a doubled mark is one.
    fn quoted(&mut self) -> Result<Cow<'t, str>, Problem> {
        let start = self.at + 1;
        let mut end = start;
        let mut doubled = false;
        loop {
            let Some(found) = self.text.as_bytes()[end..].iter().position(|byte| *byte == b'"') else {
                return Err(Problem::QuoteOpen);
            };
            end += found;
            if self.text.as_bytes().get(end + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            end += 2;
        }
        let inner = &self.text[start..end];
        self.line += lines_in(inner);
        self.at = end + 1;
        match self.byte() {
            Some(byte) if !self.stops[usize::from(byte)] => Err(Problem::QuoteText),
            _ if doubled => Ok(Cow::Owned(inner.replace("\"\"", "\""))),
            _ => Ok(Cow::Borrowed(inner)),
        }
    }

    /// Steps over one end of line: `\n`, `\r\n`, `\r` or the `\r\r\n` of text saved twice.
    fn end_line(&mut self) -> bool {
        let length = line_end(&self.text.as_bytes()[self.at..]);
        self.at += length;
        self.line += u64::from(length > 0);
        length > 0
    }

    /// The fault, with the cursor past the damage: the next line, or the end when a quotation is never closed.
    fn fault(&mut self, problem: Problem, line: u64, column: usize) -> Fault {
        let rest = &self.text[self.at..];
        let damaged = rest.split(['\r', '\n']).next().unwrap_or(rest);
        let fault = Fault::new(problem, line, Some(column), damaged);
        self.at += if fault.problem == Problem::QuoteOpen { rest.len() } else { damaged.len() };
        self.end_line();
        fault
    }
}

fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\r', b'\n', ..] => 3,
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn lines_in(text: &str) -> u64 {
    let mut rest = text.as_bytes();
    let mut lines = 0;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
        rest = &rest[at + line_end(&rest[at..])..];
        lines += 1;
    }
    lines
}
