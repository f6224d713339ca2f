//! What follows from an operation's shape: the parameters of its path, and which errors it can answer with.

use encaixe_api::error::ErrorBody;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem, Paths};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{
    Components, ContentBuilder, HttpMethod, Ref, RefOr, Required, Response, ResponseBuilder, Schema,
};
use utoipa::{PartialSchema as _, ToSchema as _};

/// A status from 400 on: its number, its name among the components, and when it is answered.
type ErrorAnswer = (&'static str, &'static str, &'static str);

const UNREADABLE: ErrorAnswer = (
    "400",
    "Unreadable",
    "`malformed`: the body is not JSON. `bad_request`: the address is not written as an address is.",
);
const UNAUTHENTICATED: ErrorAnswer = (
    "401",
    "Unauthenticated",
    "`unauthenticated`: there is no cookie and no token, or one that is no longer good.",
);
const FORBIDDEN: ErrorAnswer = (
    "403",
    "Forbidden",
    "`forbidden`: the role may not do this. `wrong_origin`: a change by a session cookie does not come from the page itself. `unknown_plugin`: the header `Encaixe-Plugin`, in which the page names the plugin for which it asks, has the id of none that is enabled, or is not sent by the page. `denied`: that plugin does not hold the scope in `scope`.",
);
const NOT_FOUND: ErrorAnswer = (
    "404",
    "NotFound",
    "`not_found`: what the address names does not exist.",
);
const TOO_SLOW: ErrorAnswer = (
    "408",
    "TooSlow",
    "`too_slow`: the body took too long to come, or the server has too many large ones at once.",
);
const TOO_LARGE: ErrorAnswer = (
    "413",
    "TooLarge",
    "`too_large`: the body, or what it would store, goes past a bound.",
);
const NOT_JSON: ErrorAnswer = (
    "415",
    "NotJson",
    "`unsupported_media_type`: the body is not said to be JSON.",
);
const INVALID: ErrorAnswer = (
    "422",
    "Invalid",
    "Something in the request is wrong, most often `invalid`; which fields, and why, is in `fields`.",
);
const INTERNAL: ErrorAnswer = (
    "500",
    "Internal",
    "`internal`: something went wrong on the server.",
);

const ALL: [ErrorAnswer; 9] = [
    UNREADABLE,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    TOO_SLOW,
    TOO_LARGE,
    NOT_JSON,
    INVALID,
    INTERNAL,
];

/// A picture has no shape that a schema could tell: its media type says all. Source: OpenAPI 3.1, "Considerations for File
/// Uploads".
fn leave_pictures_bare(operation: &mut Operation) {
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            for (kind, content) in &mut response.content {
                if let RefOr::T(content) = content
                    && kind.starts_with("image/")
                {
                    content.schema = None;
                }
            }
        }
    }
}

/// Adds to every operation what its shape says, where its annotation does not say otherwise.
pub(super) fn complete(paths: &mut Paths) {
    for (path, item) in &mut paths.paths {
        for (_, operation) in operations_mut(item) {
            leave_pictures_bare(operation);
            name_parts(path, operation);
            add_error_answers(operation);
        }
    }
}

/// The operations at one address.
pub(super) fn operations_mut(
    item: &mut PathItem,
) -> impl Iterator<Item = (HttpMethod, &mut Operation)> {
    [
        (HttpMethod::Get, &mut item.get),
        (HttpMethod::Put, &mut item.put),
        (HttpMethod::Post, &mut item.post),
        (HttpMethod::Delete, &mut item.delete),
        (HttpMethod::Patch, &mut item.patch),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

/// Puts the answers to bad requests among the components, and what they refer to among the schemas.
pub(super) fn error_answers(
    components: &mut Components,
    schemas: &mut Vec<(String, RefOr<Schema>)>,
) {
    schemas.push((ErrorBody::name().into_owned(), ErrorBody::schema()));
    ErrorBody::schemas(schemas);
    let body = || {
        ContentBuilder::new()
            .schema(Some(Ref::from_schema_name(ErrorBody::name())))
            .build()
    };
    for (_, name, when) in ALL {
        let response = ResponseBuilder::new()
            .description(when)
            .content("application/json", body());
        components
            .responses
            .insert(name.to_owned(), response.build().into());
    }
}

/// A part of the path that the annotation leaves out is a text.
fn name_parts(path: &str, operation: &mut Operation) {
    let known = operation.parameters.get_or_insert_default();
    for name in path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    {
        if known.iter().any(|one| is_part(one, name)) {
            continue;
        }
        let text = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1));
        known.push(RefOr::T(
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .schema(Some(text))
                .build(),
        ));
    }
    if known.is_empty() {
        operation.parameters = None;
    }
}

fn is_part(parameter: &RefOr<Parameter>, name: &str) -> bool {
    matches!(parameter, RefOr::T(one) if one.name == name && one.parameter_in == ParameterIn::Path)
}

fn add_error_answers(operation: &mut Operation) {
    let has = |place: ParameterIn| {
        operation
            .parameters
            .iter()
            .flatten()
            .any(|parameter| matches!(parameter, RefOr::T(one) if one.parameter_in == place))
    };
    let (in_path, in_query) = (has(ParameterIn::Path), has(ParameterIn::Query));
    let has_body = operation.request_body.is_some();
    let secured = operation.security.is_some();
    for (wanted, (status, name, _)) in [
        (in_path || has_body, UNREADABLE),
        (secured, UNAUTHENTICATED),
        (secured, FORBIDDEN),
        (in_path, NOT_FOUND),
        (has_body, TOO_SLOW),
        (has_body, TOO_LARGE),
        (has_body, NOT_JSON),
        // Every address of the API knows its parameters, if only that it has none.
        (has_body || in_query || secured, INVALID),
        (true, INTERNAL),
    ] {
        if wanted {
            operation
                .responses
                .responses
                .entry(status.to_owned())
                .or_insert_with(|| RefOr::Ref(Ref::from_response_name(name)));
        }
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            describe(response);
        }
    }
}

/// OpenAPI wants words for every answer; most need none beside their schema's.
fn describe(response: &mut Response) {
    if response.description.is_empty() {
        let words = if response.content.is_empty() {
            "Done; there is nothing to tell."
        } else {
            "Done."
        };
        words.clone_into(&mut response.description);
    }
}
