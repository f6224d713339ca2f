//! The description of the API, `GET /api/openapi.json`: made of the handlers' own annotations and of what follows from them.
//!
//! A route exists only with its annotation: routers of the API are [`OpenApiRouter`]s, which `routes!` fills, and `clippy.toml`
//! keeps everybody from their `route`. An annotation says what is special about an operation; [`complete`] adds what every
//! operation of its shape can answer, so that nobody has to remember it.

mod answers;
mod complete;
mod grants;
mod webhooks;

use encaixe_api::live::Change;
use serde_json::Value;
use utoipa::ToSchema as _;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa_axum::router::OpenApiRouter;

use crate::access::cookie;
use crate::app::Shared;

/// The names of the two ways to show who one is.
const SESSION: &str = "session";
const TOKEN: &str = "token";

/// The way of programs that know no scheme: taken by one operation alone.
const RAW_TOKEN: &str = "raw_token";

/// What an operation says that takes a body with keys that it does not know, as `extensions(("x-unknown-keys" = json!("ignored")))`.
pub const OPEN: &str = "x-unknown-keys";

/// The whole description, from what the routers brought together.
#[must_use]
pub fn describe(mut collected: OpenApi) -> Value {
    complete::complete(&mut collected.paths);
    let mut whole = about();
    whole.merge(collected);
    let mut whole = serde_json::to_value(whole).unwrap_or_default();
    answers::complete(&mut whole);
    grants::name(&mut whole);
    if let Value::Object(of) = &mut whole {
        of.insert("webhooks".to_owned(), webhooks::webhooks());
    }
    whole
}

/// Only admins may use these routes.
#[must_use]
pub fn admin(mut router: OpenApiRouter<Shared>) -> OpenApiRouter<Shared> {
    require(router.get_openapi_mut(), "admin");
    router
}

/// Only developers and admins may use these routes.
#[must_use]
pub fn developer(mut router: OpenApiRouter<Shared>) -> OpenApiRouter<Shared> {
    require(router.get_openapi_mut(), "developer");
    router
}

/// Everyone who is signed in may use these routes, developers too.
#[must_use]
pub fn everyone(mut router: OpenApiRouter<Shared>) -> OpenApiRouter<Shared> {
    require(router.get_openapi_mut(), "everyone");
    router
}

/// Agents and admins may use these routes, unless it was said already who may.
#[must_use]
pub fn agent(mut router: OpenApiRouter<Shared>) -> OpenApiRouter<Shared> {
    require(router.get_openapi_mut(), "agent");
    router
}

/// Only moderators of the server may use these routes, who have signed in.
#[must_use]
pub fn moderator(mut router: OpenApiRouter<Shared>) -> OpenApiRouter<Shared> {
    let api = router.get_openapi_mut();
    for (_, operation) in api
        .paths
        .paths
        .values_mut()
        .flat_map(complete::operations_mut)
    {
        let signed_in = SecurityRequirement::new(SESSION, ["moderator"]);
        operation.security = Some(vec![signed_in]);
    }
    router
}

fn require(api: &mut OpenApi, role: &str) {
    for (_, operation) in api
        .paths
        .paths
        .values_mut()
        .flat_map(complete::operations_mut)
    {
        operation.security.get_or_insert_with(|| {
            [SESSION, TOKEN]
                .map(|way| SecurityRequirement::new(way, [role]))
                .into()
        });
    }
}

fn about() -> OpenApi {
    let session = ApiKeyValue::with_description(
        cookie::PLAIN,
        "The cookie of a member who signed in by a link; by https its name begins with `__Host-`. Every method but GET also needs the page's own `Origin`.",
    );
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("enc_ and 43 characters")
        .description(Some(
            "An API token: `encaixe token create`, or `POST /api/tokens`.",
        ))
        .build();
    let raw = ApiKeyValue::with_description(
        "Authorization",
        "An API token without a scheme before it, as programs send it that were written for Plug.",
    );
    let info = InfoBuilder::new()
        .title("Encaixe")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The inbox and its plugins. What a role may do stands with each operation: an admin may do what an agent or a developer may, and `everyone` is each of the three. \
             Every status from 400 on has one shape, `ErrorBody`.",
        ))
        .license(Some(
            LicenseBuilder::new()
                .name("MIT OR Apache-2.0")
                .identifier(Some("MIT OR Apache-2.0"))
                .build(),
        ))
        .build();
    let mut components = ComponentsBuilder::new()
        .security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(session)))
        .security_scheme(TOKEN, SecurityScheme::Http(token))
        .security_scheme(grants::GRANT, grants::scheme())
        .security_scheme(RAW_TOKEN, SecurityScheme::ApiKey(ApiKey::Header(raw)))
        // The stream of events is text to OpenAPI 3.1; this is what stands in its lines.
        .schema_from::<Change>()
        .build();
    let mut schemas = Vec::new();
    Change::schemas(&mut schemas);
    complete::error_answers(&mut components, &mut schemas);
    components.schemas.extend(schemas);
    OpenApiBuilder::new()
        .info(info)
        .components(Some(components))
        .build()
}
