//! A small HTTP client that keeps its connection: enough to ask one page many times.

use anyhow::{Context, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// One kept connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    address: String,
}

impl Client {
    pub fn new(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream: BufReader::new(stream), address: address.to_owned() })
    }

    /// Asks for a page and reads all of it; returns its status and length.
    ///
    /// # Errors
    /// When the connection breaks or the answer is no HTTP.
    pub fn get(&mut self, path: &str, cookie: &str) -> anyhow::Result<(u16, usize)> {
        let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
        write!(self.stream.get_mut(), "GET {path} HTTP/1.1\r\nHost: {}\r\n{cookie}\r\n", self.address)?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).context("no status line")?.parse()?;
        let length = self.headers()?;
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, length))
    }

    fn headers(&mut self) -> anyhow::Result<usize> {
        let mut length = None;
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                bail!("the connection ended within the headers");
            }
            if line == "\r\n" {
                return length.context("an answer without a length");
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = Some(value.trim().parse()?);
            }
        }
    }
}

/// The status of one page.
///
/// # Errors
/// When nobody answers.
pub fn get(address: &str, path: &str) -> anyhow::Result<u16> {
    Client::new(address)?.get(path, "").map(|(status, _)| status)
}
