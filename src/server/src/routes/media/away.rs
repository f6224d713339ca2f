//! `/media/away/...`: media of other hosts. Its address is signed by this server and holds the original, so that it needs no cookie.

use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_TYPE, IF_RANGE, RANGE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::stream::try_unfold;
use url::Url;

use super::PICTURE_ALONE;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::media::{Failed, Form, MOST_STREAMED};
use crate::routes::pages::guard;

/// What of an answer is passed on.
const PASSED: [&str; 7] = [
    "accept-ranges",
    "content-length",
    "content-range",
    "content-type",
    "etag",
    "last-modified",
    "vary",
];

/// What the page says that explains why something is not shown.
const ALONE: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

pub(super) async fn show(
    State(app): State<Shared>,
    Path(signed): Path<String>,
    RawQuery(query): RawQuery,
    asked: HeaderMap,
) -> Result<Response> {
    let read = query.and_then(|query| app.media.signer.read(&signed, &query));
    let (form, url) = read.ok_or(Error::NotFound("picture"))?;
    let shown = match form {
        Form::Picture => picture(&app, &url).await,
        Form::Stream => stream(&app, &url, &asked).await,
    };
    let mut response = match shown {
        Ok(response) => response,
        Err(failed) if is_opened(&asked) => return Ok(explain(&failed, &url, &asked)),
        Err(failed) => return Err(Error::Elsewhere(failed)),
    };
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("content-security-policy", PICTURE_ALONE),
    ] {
        let value = HeaderValue::from_static(value);
        let headers = response.headers_mut();
        headers.insert(HeaderName::from_static(name), value);
    }
    Ok(response)
}

async fn picture(app: &Shared, url: &Url) -> std::result::Result<Response, Failed> {
    let picture = app.media.picture(url).await?;
    let headers = [
        (CONTENT_TYPE, picture.kind),
        (CACHE_CONTROL, "private, max-age=86400"),
    ];
    Ok((headers, picture.content).into_response())
}

async fn stream(
    app: &Shared,
    url: &Url,
    asked: &HeaderMap,
) -> std::result::Result<Response, Failed> {
    let passed = [RANGE, IF_RANGE].into_iter().filter_map(|name| {
        let value = asked.get(&name)?.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    let (opened, place) = app.media.stream(url, passed.collect()).await?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(opened.status).unwrap_or(StatusCode::OK);
    for (name, value) in &opened.headers {
        if let (true, Ok(name), Ok(value)) = (
            PASSED.contains(&name.as_str()),
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) {
            response.headers_mut().insert(name, value);
        }
    }
    let kept = HeaderValue::from_static("private, max-age=3600");
    response.headers_mut().insert("cache-control", kept);
    // The place is given back with the last part, or when the reader goes away.
    let parts = try_unfold((opened, place, 0), |(mut opened, place, sent)| async move {
        let Some(part) = opened.part().await? else {
            return Ok::<_, anyhow::Error>(None);
        };
        let sent = sent + part.len() as u64;
        anyhow::ensure!(sent <= MOST_STREAMED, "it is too large");
        Ok(Some((part, (opened, place, sent))))
    });
    *response.body_mut() = Body::from_stream(parts);
    Ok(response)
}

/// Whether somebody opened the address by itself.
fn is_opened(asked: &HeaderMap) -> bool {
    let accept = asked.get(ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// A page that says why it is not shown, with the address that it came with.
fn explain(failed: &Failed, url: &Url, asked: &HeaderMap) -> Response {
    let wanted = asked
        .get(ACCEPT_LANGUAGE)
        .and_then(|wanted| wanted.to_str().ok());
    let (language, title, why, open) = if wanted.is_some_and(|wanted| wanted.starts_with("pt")) {
        let why = match failed {
            Failed::Refused => {
                "O endereço não é público ou não usa https. Um administrador pode liberá-lo no servidor."
            }
            Failed::Unreachable | Failed::Status(_) => {
                "O site de origem não respondeu com o arquivo."
            }
            Failed::Kind => {
                "O arquivo não é uma imagem, um vídeo ou um áudio que o navegador mostra."
            }
            Failed::TooLarge => "O arquivo é grande demais.",
            Failed::Busy => "Há muitos arquivos sendo carregados. Tente de novo em instantes.",
        };
        (
            "pt-BR",
            "Não foi possível mostrar este arquivo",
            why,
            "Abrir no site de origem",
        )
    } else {
        let why = match failed {
            Failed::Refused => {
                "Its address is not public, or has no https. An admin can allow it on the server."
            }
            Failed::Unreachable | Failed::Status(_) => {
                "The site that it came from did not send it."
            }
            Failed::Kind => "It is no picture, video or recording that browsers show.",
            Failed::TooLarge => "It is too large.",
            Failed::Busy => "Too many files are being loaded. Try again in a moment.",
        };
        (
            "en",
            "This file cannot be shown",
            why,
            "Open it on the site that it came from",
        )
    };
    let address = url
        .as_str()
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;");
    let page = format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
         <style>body{{font:16px/1.5 system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}}</style>\
         <h1>{title}</h1><p>{why}</p><p><a href=\"{address}\" rel=\"noreferrer noopener nofollow\">{open}</a></p></html>"
    );
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, html);
    let none = HeaderValue::from_static("no-store");
    response.headers_mut().insert("cache-control", none);
    guard(&mut response, HeaderValue::from_static(ALONE));
    response
}
