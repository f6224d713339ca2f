//! `GET /api/me/companies`: the companies of this server in which the browser is signed in.

use axum::extract::State;
use axum::http::HeaderMap;
use encaixe_api::company::SignedIn;
use encaixe_api::inbox::Page;

use crate::access::{Proof, Signed, cookie};
use crate::app::{App, Shared};
use crate::error::Result;
use crate::extract::Json;
use crate::random::sha256_hex;

/// How many companies are looked at: cookies that others put beside ours open nothing.
const MOST: usize = 20;

/// The companies of this server in which this browser is signed in, the first company first, then by slug.
///
/// For a token it is the company of the token alone.
#[utoipa::path(
    get,
    path = "/me/companies",
    operation_id = "list_companies",
    tag = "access",
    responses((status = 200, body = Page<SignedIn>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Signed(caller): Signed,
    headers: HeaderMap,
) -> Result<Json<Page<SignedIn>>> {
    let mut items = Vec::new();
    let is_page = matches!(caller.proof, Proof::Session(_));
    if let Some(companies) = app.companies.upgrade().filter(|_| is_page) {
        if let Some(first) = companies.first() {
            items.extend(signed_in(&first.app, &app, &headers).await?);
        }
        for slug in cookie::slugs(&headers, &app.page).into_iter().take(MOST) {
            let found = async {
                match companies.company(&slug).await? {
                    Some(company) => signed_in(&company.app, &app, &headers).await,
                    None => Ok(None),
                }
            };
            match found.await {
                Ok(found) => items.extend(found),
                Err(error) if app.page.slug.as_ref() == Some(&slug) => return Err(error),
                Err(error) => {
                    tracing::warn!(%slug, "a company is left out of a member's, since it cannot be opened: {error:?}");
                }
            }
        }
    } else {
        items.extend(described(&app, &app, caller.member.email).await?);
    }
    Ok(Json(Page { items, next: None }))
}

/// The company, if the browser is signed in there.
async fn signed_in(of: &App, asked: &App, headers: &HeaderMap) -> Result<Option<SignedIn>> {
    for value in cookie::read(headers, &of.page) {
        let proof = Proof::Session(sha256_hex(value));
        if let Some(caller) = proof.caller(of).await? {
            return described(of, asked, caller.member.email).await;
        }
    }
    Ok(None)
}

async fn described(of: &App, asked: &App, email: String) -> Result<Option<SignedIn>> {
    let workspace = of.store.workspace().await?;
    Ok(workspace.map(|workspace| SignedIn {
        name: workspace.name,
        path: format!("{}/", of.page.path()),
        email,
        current: of.page == asked.page,
    }))
}
