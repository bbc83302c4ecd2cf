//! What every drawing must keep.

use crate::text;

/// Fails unless the markup is one well-formed element without `style`, `script` or a number that is none.
pub(crate) fn check(markup: &str) {
    for word in [" style=", "<style", "<script", " onload="] {
        assert!(!markup.contains(word), "{word} in {markup}");
    }
    let mut open: Vec<String> = Vec::new();
    let mut roots = 0;
    for tag in tags(markup) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(!name.is_empty(), "a stray < in {markup}");
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "in {markup}");
        } else {
            attributes(&tag);
            numbers(&tag);
            roots += usize::from(open.is_empty());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty() && roots == 1, "left open {open:?}, {roots} roots in {markup}");
    entities(markup);
}

fn tags(markup: &str) -> Vec<String> {
    markup.split('<').skip(1).map(|rest| rest.split_once('>').unwrap_or_else(|| panic!("no end of <{rest}")).0.to_owned()).collect()
}

/// Every attribute is quoted and stands once.
fn attributes(tag: &str) {
    let body = tag.trim_end_matches('/');
    assert_eq!(body.matches('"').count() % 2, 0, "quotes in <{tag}>");
    let outside: String = body.split('"').step_by(2).collect();
    let names: Vec<&str> = outside.split_whitespace().skip(1).map(|name| name.trim_end_matches('=')).collect();
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len(), "an attribute twice in <{tag}>");
}

/// No number of a drawing is none. A place may be called anything, so what holds people's words is left out.
fn numbers(tag: &str) {
    let quoted: Vec<&str> = tag.split('"').collect();
    for pair in quoted.chunks_exact(2).filter(|pair| !pair[0].ends_with("label=") && !pair[0].ends_with("href=")) {
        for word in ["NaN", "Infinity", "inf"] {
            assert!(!pair[1].contains(word), "{word} in <{tag}>");
        }
    }
}

fn entities(markup: &str) {
    for rest in markup.split('&').skip(1) {
        let name = rest.split(';').next().unwrap_or_default();
        assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "&{name}; in {markup}");
    }
}

/// The texts of a drawing: left edge, right edge, baseline, size and words.
pub(crate) fn texts(svg: &str) -> Vec<(f64, f64, f64, f64, String)> {
    svg.split("<text ").skip(1).map(|rest| edges(rest.split("</text>").next().unwrap_or_default())).collect()
}

fn edges(element: &str) -> (f64, f64, f64, f64, String) {
    let (tag, words) = element.split_once('>').unwrap_or_else(|| panic!("no text in {element}"));
    let number = |name: &str| attribute(tag, name).and_then(|v| v.parse::<f64>().ok()).unwrap_or_else(|| panic!("no {name} in {tag}"));
    let words = ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&amp;&"]
        .iter()
        .fold(words.to_owned(), |words, pair| words.replace(&pair[..pair.len() - 1], &pair[pair.len() - 1..]));
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let wide = text::width(&words, size, tag.contains("font-weight"));
    let left = match attribute(tag, "text-anchor").as_deref() {
        Some("middle") => x - wide / 2.0,
        Some("end") => x - wide,
        _ => x,
    };
    (left, left + wide, y, size, words)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_owned())
}

/// Fails unless every text lies inside the frame.
pub(crate) fn labels_inside(svg: &str, width: f64, height: f64) {
    for (left, right, y, size, words) in texts(svg) {
        let inside = left >= -0.6 && right <= width + 0.6 && y - size * 0.8 >= -0.6 && y + size * 0.25 <= height + 0.6;
        assert!(inside, "“{words}” at {left:.1}–{right:.1}, {y:.1} in {width:.1} × {height:.1}: {svg}");
    }
}

/// Fails if two texts lie on each other.
pub(crate) fn labels_apart(svg: &str) {
    let texts = texts(svg);
    for (i, a) in texts.iter().enumerate() {
        for b in &texts[i + 1..] {
            let across = a.0 < b.1 - 0.5 && b.0 < a.1 - 0.5;
            let down = (a.2 - b.2).abs() < (a.3.min(b.3)) * 0.72;
            assert!(!(across && down), "“{}” lies on “{}” in {svg}", a.4, b.4);
        }
    }
}
