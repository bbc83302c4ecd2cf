//! The API's description, walked: it says what the router has, no more and no less, and how each operation says no.

use serde_json::Value;
use stadsdel::description::{WHOLE, operations};
use std::collections::BTreeSet;

/// The variables of a route's pattern.
fn variables(path: &str) -> BTreeSet<&str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

fn parameters<'a>(operation: &'a Value, place: &str) -> BTreeSet<&'a str> {
    let all = operation["parameters"].as_array().into_iter().flatten();
    all.filter(|p| p["in"] == place).filter_map(|p| p["name"].as_str()).collect()
}

#[test]
fn the_description_has_every_route_of_the_api_and_no_other() {
    let routes = stadsdel::wiring::routes();
    let served: BTreeSet<_> =
        routes.list().iter().filter(|r| r.path.starts_with("/api/")).map(|r| (r.path, r.method.to_lowercase())).collect();
    let described: BTreeSet<_> = operations(&WHOLE).into_iter().map(|(path, method, _)| (path, method.to_owned())).collect();
    assert!(served.len() > 45, "{}", served.len());
    assert_eq!(served, described);
}

#[test]
fn every_operation_has_a_name_of_its_own_with_its_room() {
    let mut seen = BTreeSet::new();
    for (path, method, operation) in operations(&WHOLE) {
        let id = operation["operationId"].as_str().unwrap_or_default();
        assert!(seen.insert(id), "{id} stands twice, at {method} {path}");
        let room = operation["tags"][0].as_str().unwrap_or_default();
        assert!(!room.is_empty() && id.starts_with(&format!("{room}_")), "{method} {path}: {id}");
    }
}

#[test]
fn every_variable_of_an_address_is_a_parameter_in_the_path_and_every_such_parameter_a_variable() {
    for (path, method, operation) in operations(&WHOLE) {
        assert_eq!(parameters(operation, "path"), variables(path), "{method} {path}");
    }
    let asked = |path: &str| parameters(&WHOLE["paths"][path]["get"], "query");
    assert_eq!(asked("/api/v1/areas/expand"), BTreeSet::from(["municipality", "notation"]));
    assert_eq!((asked("/api/v1/districts"), asked("/api/v1/organisations")), (["municipality"].into(), ["municipality"].into()));
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|v| references(v, found));
        }
        Value::Array(items) => items.iter().for_each(|v| references(v, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let mut found = Vec::new();
    references(&WHOLE, &mut found);
    assert!(found.len() > 300, "{}", found.len());
    for reference in found {
        assert!(WHOLE.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

#[test]
fn every_operation_says_what_comes_out_and_how_it_says_no() {
    for (path, method, operation) in operations(&WHOLE) {
        let answers = operation["responses"].as_object().expect("answers");
        let is_good = |(status, answer): (&String, &Value)| {
            let empty = matches!(status.as_str(), "204" | "303");
            empty
                || (status.starts_with('2') && answer["content"].as_object().is_some_and(|c| c.values().all(|m| m.get("schema").is_some())))
        };
        assert!(answers.iter().any(is_good), "{method} {path} says nothing of what comes out");
        assert!(answers.contains_key("401") && answers.contains_key("500"), "{method} {path}");
        for (status, answer) in answers.iter().filter(|(status, _)| status.as_str() >= "400") {
            let schema = &answer["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/Problem", "{method} {path} {status}");
            assert!(answer["description"].as_str().is_some_and(|d| !d.is_empty()), "{method} {path} {status}");
        }
        let is_public = operation["security"].as_array().is_some_and(|ways| ways.contains(&serde_json::json!({})));
        assert!(is_public || answers.contains_key("403"), "{method} {path} is not for everybody, and does not say so");
    }
}

#[test]
fn every_change_of_what_has_a_version_names_it_in_if_match() {
    for (path, method, operation) in operations(&WHOLE) {
        let answers = &operation["responses"];
        let has = |status: &str| answers.get(status).is_some();
        assert_eq!(has("428"), parameters(operation, "header").contains("If-Match"), "{method} {path}");
        assert_eq!(has("428"), has("412"), "{method} {path}");
        if method == "put" {
            assert!(has("428") && operation.get("requestBody").is_some(), "{method} {path}");
        }
        if method == "post" {
            assert!(has("412") || has("409"), "{method} {path}");
        }
    }
}

#[test]
fn what_is_served_is_what_was_described() {
    super::runtime().block_on(async {
        let world = super::demo().await;
        let served = world.get("/api/v1/openapi.json", "").await.json();
        assert_eq!(served["openapi"], "3.1.0");
        assert_eq!(served, *WHOLE);
        let schemes = &served["components"]["securitySchemes"];
        assert_eq!((&schemes["token"]["scheme"], &schemes["session"]["name"]), (&"bearer".into(), &"stadsdel_session".into()));
    });
}
