//! `GET /api/marketplace`: what this company can let in.

use axum::extract::{Query, State};
use encaixe_api::inbox::Page;
use encaixe_api::integration::{IntegrationCategory, IntegrationManifest, Listing};
use serde::Deserialize;
use utoipa::IntoParams;

use super::shelf::Shelf;
use crate::access::Signed;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::fold::fold;
use crate::store::integration::Registered;
use crate::store::server::ServerStore;

/// The longest text that is looked for, in characters.
const SEARCH_CHARS: usize = 200;

/// Which integrations a list shall have.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct MarketplaceQuery {
    /// Words that stand in the name or the description, case and accents aside.
    #[param(max_length = 200)]
    search: Option<String>,
    /// What they are for.
    #[param(inline, value_type = Option<IntegrationCategory>)]
    category: Option<String>,
}

/// The integrations that every company can let in, the newest first; before them those of this company that are not published yet.
#[utoipa::path(
    get,
    path = "/marketplace",
    operation_id = "list_marketplace",
    tag = "marketplace",
    params(MarketplaceQuery),
    responses((status = 200, body = Page<Listing>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Signed,
    Query(query): Query<MarketplaceQuery>,
) -> Result<Json<Page<Listing>>> {
    let (words, category) = read(query)?;
    let server = app.server()?;
    let mut items = Vec::new();
    if let Some(store) = server.server().await? {
        let mut shelf = Shelf::new(&app, store).await?;
        for known in offered(&app, store).await? {
            let Some((_, manifest)) = known.in_force(app.page.slug.as_ref()) else {
                continue;
            };
            let is_wanted = category.is_none_or(|category| manifest.category == category);
            if is_wanted && has_words(manifest, &words) {
                items.push(shelf.listing(&known, manifest).await?);
            }
        }
    }
    Ok(Json(Page { items, next: None }))
}

/// The folded words, and the category.
fn read(query: MarketplaceQuery) -> Result<(Vec<String>, Option<IntegrationCategory>)> {
    let search = query.search.unwrap_or_default();
    if search.chars().count() > SEARCH_CHARS {
        let message = format!("at most {SEARCH_CHARS} characters are looked for");
        return Err(Error::field("search", "too_long", message));
    }
    let words = fold(&search);
    let words = words.split_whitespace().map(str::to_owned).collect();
    let word = query.category.unwrap_or_default();
    if word.is_empty() {
        return Ok((words, None));
    }
    let category = IntegrationCategory::parse(&word).ok_or_else(|| {
        let all = IntegrationCategory::ALL.iter().map(|one| one.as_str());
        let all: Vec<&str> = all.collect();
        let message = format!("one of these is expected: {}", all.join(", "));
        Error::field("category", "invalid", message)
    })?;
    Ok((words, Some(category)))
}

/// Those of this company that are not published yet, then those that are published, without what is suspended or retired.
async fn offered(app: &App, store: &ServerStore) -> Result<Vec<Registered>> {
    let mut found = Vec::new();
    for own in store.integrations(app.page.slug.as_ref()).await? {
        if own.published.is_none()
            && let Some(known) = store.integration(&own.id).await?
            && known.working.may_be_agreed_to(true)
        {
            found.push(known);
        }
    }
    let published = store.published_integrations().await?.into_iter();
    found.extend(published.filter(|known| known.working.may_be_agreed_to(false)));
    Ok(found)
}

fn has_words(manifest: &IntegrationManifest, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let texts = &manifest.description;
    let all = fold(&format!("{} {} {}", manifest.name, texts.pt_br, texts.en));
    words.iter().all(|word| all.contains(word.as_str()))
}
