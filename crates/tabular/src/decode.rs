//! Bytes into text.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How the bytes of a file stand for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// UTF-8 with a byte order mark, as Excel saves "CSV UTF-8".
    Utf8Bom,
    /// Excel's "Unicode text".
    Utf16,
    /// What is not UTF-8: older Excel and Windows programs.
    Windows1252,
}

impl Encoding {
    /// The name a reader knows.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 (BOM)",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// The text of a file, without byte order mark; borrowed from the bytes when they are UTF-8.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: Encoding,
    /// The bytes are not UTF-8, yet hold Swedish letters in UTF-8: parts of the file come from different programs, and some letters are wrong.
    pub mixed: bool,
}

/// Detects the encoding by byte order mark, UTF-16 without it by its zeros, else takes valid UTF-8 for UTF-8 and anything else for Windows-1252.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return of(UTF_16LE.decode_without_bom_handling(rest).0, Encoding::Utf16);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return of(UTF_16BE.decode_without_bom_handling(rest).0, Encoding::Utf16);
    }
    if let Some(unmarked) = unmarked_utf16(bytes) {
        return of(unmarked.decode_without_bom_handling(bytes).0, Encoding::Utf16);
    }
    let (rest, encoding) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, Encoding::Utf8Bom),
        None => (bytes, Encoding::Utf8),
    };
    match std::str::from_utf8(rest) {
        Ok(text) => of(Cow::Borrowed(text), encoding),
        Err(_) => Decoded { mixed: has_utf8_letter(rest), ..of(WINDOWS_1252.decode_without_bom_handling(rest).0, Encoding::Windows1252) },
    }
}

/// The byte order of UTF-16 whose mark has been cut off: in a table most signs are of one byte, so that every other byte is zero, and no
/// other encoding of a text has zeros at all.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = &bytes[..bytes.len().min(256) & !1];
    let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let most = start.len() / 4;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

fn of(text: Cow<'_, str>, encoding: Encoding) -> Decoded<'_> {
    Decoded { text, encoding, mixed: false }
}

/// å, ä, ö, Å, Ä or Ö as two bytes of UTF-8; in Windows-1252 they would be `Ã¥` and the like, which no Swedish word holds.
fn has_utf8_letter(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair[0] == 0xc3 && [0xa5, 0xa4, 0xb6, 0x85, 0x84, 0x96].contains(&pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_come_out_of_every_encoding() {
        let utf16: Vec<u8> = b"\xff\xfe".iter().copied().chain("Växjö".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = b"\xfe\xff".iter().copied().chain("Växjö".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let cases: [(&[u8], Encoding); 7] = [
            ("Växjö".as_bytes(), Encoding::Utf8),
            ("\u{feff}Växjö".as_bytes(), Encoding::Utf8Bom),
            (b"V\xe4xj\xf6", Encoding::Windows1252),
            (&utf16, Encoding::Utf16),
            (&big, Encoding::Utf16),
            (&utf16[2..], Encoding::Utf16),
            (&big[2..], Encoding::Utf16),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_ref(), decoded.encoding, decoded.mixed), ("Växjö", encoding, false));
        }
    }

    #[test]
    fn a_stray_zero_does_not_make_utf16_of_a_text() {
        for bytes in [&b"0127\0;5\n"[..], b"\0", b"\0\0\0\0", b""] {
            assert_eq!(decode(bytes).encoding, Encoding::Utf8, "{bytes:?}");
        }
    }

    #[test]
    fn letters_of_two_encodings_in_one_file_are_told() {
        assert!(decode(b"V\xe4xj\xc3\xb6").mixed);
    }
}
