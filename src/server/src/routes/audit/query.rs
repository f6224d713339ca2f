//! `?area=&kind=&actor=...`: which entries of the audit log are wanted, and as what.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Query};
use axum::http::header::ACCEPT;
use axum::http::request::Parts;
use encaixe_api::audit::{AuditActorKind, AuditArea, AuditKind, AuditObjectKind};
use encaixe_api::error::FieldError;
use utoipa::{IntoParams, ToSchema};

use crate::check::{collect_error, ensure_valid, field_error};
use crate::error::{Error, Result};
use crate::store::audit::Filter;
use crate::time;

/// What is wanted, as the address says it.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it is read by hand, so that each mistake is told")]
pub(super) struct AuditParams {
    /// Those of a part of the workspace.
    area: Option<AuditArea>,
    /// Those of a kind.
    kind: Option<AuditKind>,
    /// What somebody did: the kind of actor (`member`, `plugin`, `token`, `command_line`, `system`), and after a colon the id of
    /// the one, such as `member:101`. What a plugin did in a member's page is theirs too.
    #[param(pattern = r"^(member|plugin|token|command_line|system)(:[\s\S]*)?$")]
    actor: Option<String>,
    /// What was done to things of a kind, such as `plugin`, or after a colon to the one of that id, such as `contact:17`.
    #[param(
        pattern = r"^(plugin|member|token|workspace|tag|group|custom_field|channel|canned_reply|category|contact|webhook|app|connection|integration)(:[\s\S]*)?$"
    )]
    object: Option<String>,
    /// Those from this time on.
    #[param(value_type = Option<encaixe_api::schema::Timestamp>)]
    from: Option<String>,
    /// Those before this time.
    #[param(value_type = Option<encaixe_api::schema::Timestamp>)]
    to: Option<String>,
    /// As what; by the header `Accept` when it is missing. As `csv`, all entries come, whatever `before` and `limit` say.
    #[param(inline)]
    format: Option<Format>,
}

/// As what the log is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "snake_case")]
pub(super) enum Format {
    /// A page of it.
    Json,
    /// All of it, as a file.
    Csv,
}

/// What is wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) filter: Filter,
    pub(super) format: Format,
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let Query(query) = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri)
            .map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
        let accepts = parts.headers.get_all(ACCEPT).iter();
        let accepts = accepts.filter_map(|value| value.to_str().ok());
        let wanted = read(query, prefers_csv(accepts));
        wanted.map_err(Error::Invalid)
    }
}

/// Whether CSV is asked for before JSON. Source: RFC 9110, 12.5.1; weights are left to programs that have none of both.
fn prefers_csv<'a>(accepts: impl Iterator<Item = &'a str>) -> bool {
    let mut kinds = accepts
        .flat_map(|value| value.split(','))
        .filter_map(|kind| kind.split(';').next())
        .map(|kind| kind.trim().to_ascii_lowercase());
    let first = kinds.find(|kind| ["text/csv", "application/json"].contains(&kind.as_str()));
    first.as_deref() == Some("text/csv")
}

fn read(
    mut query: BTreeMap<String, String>,
    prefers_csv: bool,
) -> std::result::Result<Wanted, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut text = |name: &str| query.remove(name);
    let area = text("area").and_then(|word| {
        let known = AuditArea::ALL.iter().map(|one| one.as_str());
        expect(AuditArea::parse(&word), "area", known, &mut errors)
    });
    let kind = text("kind").and_then(|word| {
        let known = AuditKind::ALL.iter().map(|one| one.as_str());
        expect(AuditKind::parse(&word), "kind", known, &mut errors)
    });
    let actor = text("actor").and_then(|word| {
        let known = AuditActorKind::ALL.iter().map(|one| one.as_str());
        let found = one(&word, AuditActorKind::parse);
        expect(found, "actor", known, &mut errors)
    });
    let object = text("object").and_then(|word| {
        let known = AuditObjectKind::ALL.iter().map(|one| one.as_str());
        let found = one(&word, AuditObjectKind::parse);
        expect(found, "object", known, &mut errors)
    });
    let mut at = |name: &str| {
        let found = time::parse(&text(name)?).ok_or_else(|| {
            let message = "a point in time is expected, such as `2026-11-22T17:20:16Z`";
            field_error(name, "invalid", message)
        });
        collect_error(&mut errors, found)
    };
    let (from, to) = (at("from"), at("to"));
    let format = text("format").map_or_else(
        || {
            Some(if prefers_csv {
                Format::Csv
            } else {
                Format::Json
            })
        },
        |word| {
            let found = match word.as_str() {
                "json" => Some(Format::Json),
                "csv" => Some(Format::Csv),
                _ => None,
            };
            let known = ["json", "csv"].into_iter();
            expect(found, "format", known, &mut errors)
        },
    );
    ensure_valid(errors)?;
    Ok(Wanted {
        filter: Filter {
            area,
            kind,
            actor,
            object,
            from,
            to,
        },
        format: format.unwrap_or(Format::Json),
    })
}

/// A kind, or one of it by its id after a colon.
fn one<T>(text: &str, parse: fn(&str) -> Option<T>) -> Option<(T, Option<String>)> {
    match text.split_once(':') {
        None => Some((parse(text)?, None)),
        Some((kind, id)) => Some((parse(kind)?, Some(id.to_owned()))),
    }
}

fn expect<T>(
    found: Option<T>,
    path: &str,
    known: impl Iterator<Item = &'static str>,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    let found = found.ok_or_else(|| {
        let names: Vec<String> = known.map(|name| format!("`{name}`")).collect();
        let message = format!("one of these is expected: {}", names.join(", "));
        field_error(path, "invalid", &message)
    });
    collect_error(errors, found)
}

#[cfg(test)]
mod tests {
    use encaixe_api::audit::{AuditActorKind, AuditObjectKind};
    use utoipa::IntoParams as _;

    use super::{AuditParams, prefers_csv};

    #[test]
    fn the_description_has_every_kind_of_actor_and_object() {
        let about = serde_json::to_value(AuditParams::into_params(|| None)).unwrap();
        let pattern = |name: &str| {
            let all = about.as_array().unwrap().iter();
            let found = all.clone().find(|one| one["name"] == name).unwrap();
            found["schema"]["pattern"].as_str().unwrap().to_owned()
        };
        let written = |words: Vec<&str>| format!(r"^({})(:[\s\S]*)?$", words.join("|"));
        let actors = AuditActorKind::ALL.iter().map(|one| one.as_str());
        let objects = AuditObjectKind::ALL.iter().map(|one| one.as_str());
        assert_eq!(pattern("actor"), written(actors.collect()));
        assert_eq!(pattern("object"), written(objects.collect()));
    }

    #[test]
    fn csv_is_for_those_who_ask_for_it_first() {
        for (accept, csv) in [
            ("text/csv", true),
            ("Text/CSV; q=0.9, application/json", true),
            ("application/json, text/csv", false),
            ("text/html,*/*", false),
            ("", false),
        ] {
            assert_eq!(prefers_csv([accept].into_iter()), csv, "{accept}");
        }
    }
}
