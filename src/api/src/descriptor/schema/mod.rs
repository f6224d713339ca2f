//! The format as a JSON Schema, for editors: the same words and patterns as the parser's. What the parser alone can say is listed in
//! `docs/app-descriptors.md`.

mod fields;

use serde_json::{Map, Value, json};

use self::fields::{fields, header};
use super::parse::{Form, OF_KINDS, PLACES, Place, RESERVED_PARAMETERS, forms};

/// The schema (JSON Schema, draft 2020-12). It refuses no file that the parser takes.
#[must_use]
pub fn schema() -> Value {
    let mut top = object(
        Place::Top,
        &[
            "app_id",
            "name",
            "color",
            "description",
            "website",
            "signup_url",
            "api_base_uri",
            "authentication",
        ],
        json!({
            "app_id": text(&forms::APP_ID),
            "name": text(&forms::TEXT),
            "color": text(&forms::COLOR),
            "description": object(
                Place::Description,
                &["pt_BR", "en"],
                json!({"pt_BR": text(&forms::DESCRIPTION), "en": text(&forms::DESCRIPTION)}),
            ),
            "website": text(&forms::URL),
            "signup_url": text(&forms::URL),
            "version": text(&forms::VERSION),
            "api_base_uri": {
                "type": "object",
                "description": "Where the API is, by environment; one has `\"default\": true`.",
                "minProperties": 1,
                "not": {"additionalProperties": {"not": {
                    "properties": {"default": {"const": true}},
                    "required": ["default"],
                }}},
                "propertyNames": text(&forms::ENVIRONMENT),
                "additionalProperties": object(
                    Place::Environment,
                    &["uri", "label"],
                    json!({
                        "uri": text(&forms::ADDRESS),
                        "label": text(&forms::TEXT),
                        "default": {"type": "boolean"},
                    }),
                ),
            },
            "hosts": hosts(),
            "authentication": authentication(),
        }),
    );
    if let Some(top) = top.as_object_mut() {
        let about = [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", "lib/app.json of an app"),
        ];
        for (key, value) in about {
            top.insert(key.to_owned(), Value::from(value));
        }
    }
    top
}

fn text(form: &Form) -> Value {
    json!({
        "type": "string",
        "pattern": form.pattern,
        "maxLength": form.most,
        "description": form.expected,
    })
}

fn words(words: &[&str]) -> Value {
    json!({"enum": words})
}

/// An object of the format. Keys that belong elsewhere are refused, those of nobody are not.
fn object(place: Place, required: &[&str], properties: Value) -> Value {
    let mut properties: Map<String, Value> = match properties {
        Value::Object(properties) => properties,
        _ => Map::new(),
    };
    for key in PLACES.iter().flat_map(|(.., keys)| keys.iter()) {
        if place.is_elsewhere(key) {
            properties.insert((*key).to_owned(), Value::Bool(false));
        }
    }
    json!({"type": "object", "required": required, "properties": properties})
}

fn hosts() -> Value {
    json!({
        "description": "Where the app may be, for addresses with a field in the host.",
        "anyOf": [
            {"const": "typed"},
            {"type": "array", "minItems": 1, "maxItems": 100, "items": text(&forms::HOST)},
        ],
    })
}

fn authentication() -> Value {
    let kinds = [
        "oauth_2",
        "basic_auth",
        "pass_through_header",
        "pass_through_query_string",
        "no_auth",
    ];
    let mut auth = object(
        Place::Authentication,
        &["type"],
        json!({
            "type": words(&kinds),
            "oauth_access_fields": {"type": "object"},
            "query_string": {"type": "object"},
            "basic_auth_format": {"type": "string"},
            "fields": {"type": "array"},
            "ping_request": ping(),
        }),
    );
    let rules: Vec<_> = kinds.iter().map(|kind| of_kind(kind)).collect();
    if let Some(auth) = auth.as_object_mut() {
        auth.insert("allOf".to_owned(), Value::Array(rules));
    }
    auth
}

/// What belongs to one kind of authentication.
fn of_kind(kind: &str) -> Value {
    let (required, mut properties) = match kind {
        "oauth_2" => (
            vec!["oauth_access_fields"],
            json!({
                "oauth_access_fields": access(),
                "query_string": {
                    "type": "object",
                    "propertyNames": parameter_name(),
                    "additionalProperties": scalar(),
                },
                "fields": fields(json!({"mapping": false, "prefix": false})),
            }),
        ),
        "basic_auth" => (
            vec!["fields"],
            json!({
                "basic_auth_format": text(&forms::FORMAT),
                "fields": fields(json!({
                    "mapping": words(&["username", "password"]),
                    "prefix": false,
                })),
            }),
        ),
        "pass_through_header" => (
            vec!["fields"],
            json!({"fields": fields(json!({"mapping": header(), "prefix": text(&forms::PREFIX)}))}),
        ),
        "pass_through_query_string" => (
            vec!["fields"],
            json!({"fields": fields(json!({"mapping": false, "prefix": false}))}),
        ),
        _ => (vec![], json!({})),
    };
    if let Some(properties) = properties.as_object_mut() {
        for (key, kinds) in OF_KINDS {
            if !kinds.contains(&kind) {
                properties.insert(key.to_owned(), Value::Bool(false));
            }
        }
    }
    json!({
        "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
        "then": {"required": required, "properties": properties},
    })
}

fn scalar() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

fn parameter_name() -> Value {
    json!({"allOf": [text(&forms::PARAMETER), {"not": {"enum": RESERVED_PARAMETERS}}]})
}

fn access() -> Value {
    let mut access = object(
        Place::OAuth,
        &[
            "client_id",
            "client_secret",
            "access_token_url",
            "access_token_placement",
        ],
        json!({
            "client_id": text(&forms::CREDENTIAL),
            "client_secret": text(&forms::CREDENTIAL),
            "authorize_url": text(&forms::ADDRESS),
            "access_token_url": text(&forms::ADDRESS),
            "refresh_token_url": text(&forms::ADDRESS),
            "access_token_placement": words(&["header_bearer", "header_basic", "query_string"]),
            "access_token_on_query_string_replacement": text(&forms::PARAMETER),
            "scope": {"type": "array", "items": text(&forms::WORD)},
            "scope_separator": text(&forms::SEPARATOR),
            "response_type": text(&forms::WORD),
            "token_auth": words(&["body", "basic"]),
            "token_body": words(&["form", "json"]),
            "pkce": {"type": "boolean"},
            "client_credentials": {"type": "boolean"},
        }),
    );
    let rules = json!([
        {
            "if": {
                "properties": {"client_credentials": {"const": true}},
                "required": ["client_credentials"],
            },
            "else": {"required": ["authorize_url", "response_type"]},
        },
        {
            "if": {
                "properties": {"access_token_placement": {"const": "query_string"}},
            },
            "else": {"properties": {"access_token_on_query_string_replacement": false}},
        },
    ]);
    if let Some(access) = access.as_object_mut() {
        access.insert("allOf".to_owned(), rules);
        access.insert("additionalProperties".to_owned(), scalar());
        let known = json!({"enum": Place::OAuth.keys()});
        let names = json!({"anyOf": [known, parameter_name()]});
        access.insert("propertyNames".to_owned(), names);
    }
    access
}

fn ping() -> Value {
    object(
        Place::Ping,
        &["method_name"],
        json!({
            "method_name": text(&forms::PATH),
            "params": {"type": "object", "additionalProperties": scalar()},
            "status": object(
                Place::PingStatus,
                &["field", "value"],
                json!({
                    "field": text(&forms::TEXT),
                    "value": {"type": ["string", "integer", "boolean"]},
                }),
            ),
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::super::parse::COMMON;
    use super::{PLACES, schema};

    #[test]
    fn the_schema_names_every_key_of_the_format() {
        let text = schema().to_string();
        for key in PLACES.iter().flat_map(|(.., keys)| keys.iter()) {
            assert!(text.contains(&format!("\"{key}\":")), "{key}");
        }
        assert!(
            COMMON
                .iter()
                .all(|word| { PLACES.iter().any(|(.., keys)| keys.contains(word)) })
        );
    }
}
