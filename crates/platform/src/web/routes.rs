//! Routes that carry their act.
//!
//! A route cannot be added without the [`Act`] it does. The gate in front of it lets through only callers some of whose roles may do the act; the verb
//! behind it asks for the mandate. The list of routes is what the route × role matrix walks.

use crate::access::{Act, Caller};
use crate::web::{App, Refusal};
use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, on};

/// One route as the matrix and the documentation see it.
#[derive(Clone, Copy, Debug)]
pub struct RouteInfo {
    pub method: &'static str,
    pub path: &'static str,
    pub act: &'static Act,
}

/// A router under construction, with the list of what it holds.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    list: Vec<RouteInfo>,
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn get<H, T>(self, path: &'static str, act: &'static Act, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("GET", path, act, handler)
    }

    #[must_use]
    pub fn post<H, T>(self, path: &'static str, act: &'static Act, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("POST", path, act, handler)
    }

    #[must_use]
    pub fn put<H, T>(self, path: &'static str, act: &'static Act, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("PUT", path, act, handler)
    }

    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    /// Every route added so far.
    pub fn list(&self) -> &[RouteInfo] {
        &self.list
    }

    /// The router itself.
    pub fn into_router(self) -> Router<App> {
        self.router
    }

    fn add<H, T>(mut self, method: &'static str, path: &'static str, act: &'static Act, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let filter = Method::from_bytes(method.as_bytes()).ok().and_then(|m| m.try_into().ok());
        let Some(filter) = filter else { return self };
        let gated: MethodRouter<App> =
            on(filter, handler).layer(middleware::from_fn(move |request: Request, next: Next| gate(act, request, next)));
        self.router = self.router.route(path, gated);
        self.list.push(RouteInfo { method, path, act });
        self
    }
}

async fn gate(act: &'static Act, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    if act.open_to(&caller) {
        next.run(request).await
    } else if caller.is_signed_in() {
        Refusal::Forbidden(act).into_response()
    } else {
        Refusal::SignIn.into_response()
    }
}
