//! What somebody had typed when the session ran out: it goes along through the sign-in, so that nothing is lost without script either.

use crate::web::Fields;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};

/// The longest form that is carried, bytes.
const LONGEST: usize = 1024 * 1024;
const FORM: &[u8] = b"application/x-www-form-urlencoded";

/// A form on its way, with the address it was sent to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    pub address: String,
    /// As the browser sent it.
    pub body: String,
}

/// The field that carries the form's address through the sign-in, and the one that carries the form.
const ADDRESS: &str = "skrivet-till";
const BODY: &str = "skrivet";

impl Typed {
    /// What came along with a sign-in.
    pub fn carried(fields: &Fields) -> Option<Self> {
        let typed = Self { address: fields.get(ADDRESS).to_owned(), body: fields.get(BODY).to_owned() };
        (typed.address.starts_with('/') && !typed.address.starts_with("//") && !typed.body.is_empty()).then_some(typed)
    }

    /// Its fields, to be sent once more.
    pub fn fields(&self) -> Vec<(String, String)> {
        serde_urlencoded::from_str(&self.body).unwrap_or_default()
    }

    /// The hidden fields that carry it.
    pub fn hidden(&self) -> [(&'static str, &str); 2] {
        [(ADDRESS, &self.address), (BODY, &self.body)]
    }
}

/// Keeps a copy of a form that was sent from a page of ours; everything else passes as it is.
pub(super) async fn keep(request: Request) -> (Request, Option<Typed>) {
    if request.method() != Method::POST || !is_form_of_a_page(request.headers()) {
        return (request, None);
    }
    let address = request.uri().path_and_query().map_or("/", |at| at.as_str()).to_owned();
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST).await else { return (Request::from_parts(parts, Body::empty()), None) };
    let typed = String::from_utf8(bytes.to_vec()).ok().map(|body| Typed { address, body });
    (Request::from_parts(parts, Body::from(bytes)), typed)
}

/// A browser names the page a form stands on; what comes without one was not typed there.
fn is_form_of_a_page(headers: &HeaderMap) -> bool {
    let is_form = headers.get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(FORM));
    is_form && headers.contains_key(header::REFERER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_our_own_are_carried() {
        let of = |address: &str| Typed::carried(&Fields(vec![(ADDRESS.into(), address.into()), (BODY.into(), "text=a+b&x=%C3%A5".into())]));
        assert_eq!(of("/redovisningar/gavle-2011").unwrap().fields(), [("text".into(), "a b".into()), ("x".into(), "å".into())]);
        assert!(of("//elsewhere.example").is_none() && of("https://elsewhere.example").is_none());
    }
}
