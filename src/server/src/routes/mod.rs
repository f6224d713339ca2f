//! Routes. The path of an address is the path of its file: `PATCH /api/tags/{id}` is `tags/patch.rs`. A resource with one operation is
//! a file; one with more is a folder, whose `mod.rs` has its `router()` and what its operations share.

mod address;
mod app_schema;
mod apps;
mod attendance_categories;
mod attendances;
mod audit;
mod auth;
mod canned_replies;
mod channels;
mod contacts;
mod conversations;
mod created;
mod custom_fields;
mod docs;
mod events;
mod fields;
mod frames;
mod granted;
mod groups;
mod health;
mod installations;
mod integrations;
mod marketplace;
mod me;
mod media;
mod members;
mod metrics;
mod named;
mod oauth;
mod oauth2;
mod openapi_json;
mod pages;
mod plugins;
mod rate;
mod reviews;
mod sdk;
mod sessions;
mod sign_in;
mod sign_out;
mod tags;
mod tokens;
mod webhooks;
mod well_known;
mod workspace;

use std::sync::{Arc, OnceLock};

use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::any;
use axum::{Extension, Router};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;

use crate::access::authenticate;
use crate::app::Shared;
use crate::error::{Error, normalize_error, panicked};
use crate::extract::known::{self, Known};
use crate::openapi;

/// Everything on the page's port.
pub fn page(app: Shared) -> Router {
    let api = OpenApiRouter::new()
        .merge(address::router())
        .merge(apps::router())
        .merge(attendance_categories::router())
        .merge(attendances::router())
        .merge(audit::router())
        .merge(canned_replies::router())
        .merge(channels::router())
        .merge(contacts::router())
        .merge(conversations::router())
        .merge(custom_fields::router())
        .merge(events::router())
        .merge(frames::router())
        .merge(groups::router())
        .merge(installations::router())
        .merge(integrations::router())
        .merge(marketplace::router())
        .merge(me::router())
        .merge(members::router())
        .merge(plugins::router())
        .merge(reviews::router())
        .merge(sign_out::router())
        .merge(tags::router())
        .merge(tokens::router())
        .merge(webhooks::router())
        .merge(workspace::router())
        .layer(from_fn(known::check))
        .fallback(no_address)
        // Around the fallback too: a stranger does not learn which addresses there are.
        .layer(from_fn_with_state(app.clone(), authenticate));
    let (described, collected) = OpenApiRouter::new()
        .nest("/api", openapi::agent(api))
        .merge(
            metrics::router()
                .layer(from_fn(known::check))
                .layer(from_fn_with_state(app.clone(), authenticate)),
        )
        .merge(openapi_json::router().layer(from_fn(known::check)))
        .merge(health::router())
        .merge(integrations::plug())
        .merge(well_known::router().layer(from_fn(known::check)))
        .merge(
            sign_in::router()
                .merge(rate::router().layer(from_fn(known::check)))
                .merge(rate::page())
                .layer(from_fn_with_state(app.clone(), pages::public_host)),
        )
        .split_for_parts();
    // The same for every company.
    static DESCRIBED: OnceLock<(Arc<Known>, openapi_json::Description)> = OnceLock::new();
    let (known, description) = DESCRIBED.get_or_init(|| {
        let api = openapi::describe(collected);
        (Arc::new(Known::of(&api)), openapi_json::write(&api))
    });
    described
        // A nest does not cover its own address with a slash.
        .route("/api/", any(no_address))
        .merge(app_schema::router())
        .merge(auth::router())
        .merge(media::router())
        .merge(oauth2::router())
        .merge(sdk::at_home(app.clone()))
        .merge(
            docs::router()
                .merge(pages::router())
                .merge(rate::form())
                .merge(apps::callback::router())
                .merge(oauth::router())
                .layer(from_fn_with_state(app.clone(), pages::public_host)),
        )
        .layer(Extension(description.clone()))
        .layer(Extension(known.clone()))
        .layer(map_response(normalize_error))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(map_response(pages::as_said))
        .with_state(app)
}

async fn no_address() -> Error {
    Error::NotFound("address in the API")
}

/// Everything on the port of the demo plugin and the live console: another origin, without cookies and without the API.
pub fn plugin(app: Shared) -> Router {
    Router::new()
        .merge(sdk::router())
        .merge(docs::framed())
        .fallback(pages::demo)
        .layer(map_response(normalize_error))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(map_response(pages::as_said))
        .with_state(app)
}
