//! What is common to every operation of the API, put to the rooms' own descriptions: names that are no other's, who may, which version, how it says no.

use crate::wiring;
use platform::web::RouteInfo;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// The whole description, as OpenAPI 3.1.
pub static WHOLE: LazyLock<Value> = LazyLock::new(whole);

const METHODS: [&str; 3] = ["get", "post", "put"];
const PROBLEM: &str = "application/problem+json";

fn whole() -> Value {
    let mut all = serde_json::to_value(wiring::openapi()).unwrap_or_default();
    all["info"]["description"] = json!(ABOUT);
    all["components"]["securitySchemes"] = json!({
        "token": { "type": "http", "scheme": "bearer", "description": "Made with `stadsdel user token`." },
        "session": { "type": "apiKey", "in": "cookie", "name": "stadsdel_session", "description": "The cookie of a signed-in browser." },
    });
    all["components"]["schemas"]["Problem"] = problem();
    for route in wiring::routes().list().iter().filter(|route| route.path.starts_with("/api/v1/")) {
        if let Some(operation) = all["paths"][route.path].get_mut(route.method.to_lowercase()) {
            complete(operation, route);
        }
    }
    all
}

const ABOUT: &str = "Dates are YYYY-MM-DD, moments ISO 8601 in UTC, codes text. An answer that can be changed carries its version as ETag; a change names it in If-Match: 428 without, 412 with both texts when somebody else was first. Every error is a problem document (RFC 9457).";

/// A problem document, as every error is answered.
fn problem() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "type": "object",
        "required": ["type", "title", "status", "instance"],
        "properties": {
            "type": text, "title": text, "detail": text, "instance": text,
            "status": { "type": "integer" },
            "reference": { "type": ["string", "null"], "description": "Of a fault of ours: what to give when it is reported." },
            "faults": { "type": "array", "items": { "type": "object", "properties": {
                "key": text, "field": text, "ground": text, "severity": text, "text": text,
            } }, "description": "422: every fault at once." },
            "current": { "type": "object", "properties": {
                "version": { "type": ["integer", "null"] }, "by": text, "at": text, "text": text,
            }, "description": "409 and 412: what stands now." },
            "yours": { "type": "object", "properties": { "text": text }, "description": "409 and 412: what was to be saved." },
            "page": { "type": "string", "description": "409 and 412: the page with what stands." },
        },
    })
}

fn complete(operation: &mut Value, route: &RouteInfo) {
    let room = route.act.name.split('.').next().unwrap_or_default();
    let name = operation["operationId"].as_str().unwrap_or_default();
    operation["operationId"] = json!(format!("{room}_{name}"));
    operation["tags"] = json!([room]);
    let somebody = [json!({ "token": [] }), json!({ "session": [] })];
    let nobody = route.act.public.then(|| json!({}));
    operation["security"] = nobody.into_iter().chain(somebody).collect();
    name_version(operation);
    let refusals: Vec<_> = refusals(operation, route).into_iter().map(|(status, why)| (status.to_owned(), why)).collect();
    let Some(answers) = operation["responses"].as_object_mut() else { return };
    for (status, why) in refusals {
        answers.entry(status).or_insert_with(|| json!({ "description": why }));
    }
    dress(answers);
}

/// An operation that refuses a change without its version (428) reads it from `If-Match`.
fn name_version(operation: &mut Value) {
    if operation["responses"].get("428").is_none() || names(operation, "header", "If-Match") {
        return;
    }
    let header = json!({
        "name": "If-Match", "in": "header", "required": true, "schema": { "type": "string" }, "example": "\"3\"",
        "description": "The version the change was made from, as ETag had it.",
    });
    match operation["parameters"].as_array_mut() {
        Some(parameters) => parameters.push(header),
        None => operation["parameters"] = json!([header]),
    }
}

fn parameters(operation: &Value) -> impl Iterator<Item = &Value> {
    operation["parameters"].as_array().into_iter().flatten()
}

fn names(operation: &Value, place: &str, name: &str) -> bool {
    parameters(operation).any(|p| p["in"] == place && p["name"] == name)
}

/// How an operation of this kind says no, beside what its room says of it.
fn refusals(operation: &Value, route: &RouteInfo) -> Vec<(&'static str, &'static str)> {
    let has_body = operation.get("requestBody").is_some();
    let in_path = parameters(operation).any(|p| p["in"] == "path");
    let changes = route.method != "GET";
    let versioned = operation["responses"].get("428").is_some();
    let all = [
        (parameters(operation).any(|p| p["in"] != "header") || has_body, "400", "What was sent cannot be read"),
        (true, "401", if route.act.public { "The token is not valid" } else { "Nobody is signed in, or the token is not valid" }),
        (!route.act.public || changes, "403", "The caller's roles do not reach this, or the request came from another site"),
        (in_path, "404", "No such thing, or none that the caller may know of"),
        (changes && !versioned, "409", "Somebody else was first"),
        (versioned, "412", "Somebody else was first: both texts and the version that stands"),
        (has_body, "413", "Larger than 64 MB"),
        (has_body, "415", "Not of the kind that is taken"),
        (changes, "422", "The rules say no: every fault at once"),
        (true, "500", "A fault of ours, with its reference"),
    ];
    all.into_iter().filter(|(applies, ..)| *applies).map(|(_, status, why)| (status, why)).collect()
}

/// Every answer that says no is a problem document, and says in words what it says no to.
fn dress(answers: &mut Map<String, Value>) {
    for (status, answer) in answers.iter_mut().filter(|(status, _)| status.as_str() >= "400") {
        answer["content"] = json!({ PROBLEM: { "schema": { "$ref": "#/components/schemas/Problem" } } });
        if answer["description"].as_str().unwrap_or_default().is_empty() {
            answer["description"] = json!(format!("Refused: {status}"));
        }
    }
}

/// Every operation of a description: address, method, itself.
pub fn operations(description: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = description["paths"].as_object().into_iter().flatten();
    let found = paths
        .map(|(path, item)| (path.as_str(), item))
        .flat_map(|(path, item)| METHODS.into_iter().filter_map(move |method| item.get(method).map(|operation| (path, method, operation))));
    found.collect()
}
