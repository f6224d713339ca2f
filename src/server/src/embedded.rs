//! The built page, SDK files, reference and demo plugin: inside the program, or read from a folder at the start.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use sha2::{Digest as _, Sha256};

use crate::random::hex;

/// For what carries a hash or a version in its address.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For everything else: kept, but asked for each time.
pub const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The folders of `dist/` that are served.
const ASSET_DIRS: [&str; 4] = ["page", "sdk", "docs", "demo"];

/// A file as `build.rs` writes it down.
struct File {
    name: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gz: Option<&'static [u8]>,
}

static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Files by names such as `page/index.html`, `sdk/kinbox.js`, `docs/errors.html` and `demo/index.html`.
#[derive(Debug, Default)]
pub struct Assets(BTreeMap<Cow<'static, str>, Asset>);

/// One file.
#[derive(Debug)]
pub struct Asset {
    kind: &'static str,
    etag: String,
    plain: Bytes,
    br: Option<Bytes>,
    gz: Option<Bytes>,
}

impl Assets {
    /// What the program was built with.
    #[must_use]
    pub fn embedded() -> Self {
        let named = FILES.iter().map(|file| {
            let asset = Asset {
                kind: kind(file.name),
                etag: etag(file.plain),
                plain: Bytes::from_static(file.plain),
                br: file.br.map(Bytes::from_static),
                gz: file.gz.map(Bytes::from_static),
            };
            (Cow::Borrowed(file.name), asset)
        });
        Self(named.collect())
    }

    /// What a folder holds: `page/`, `sdk/`, `docs/` and `demo/`, as `cargo xtask build` leaves them in `dist/`.
    ///
    /// # Errors
    /// When the folder or a file cannot be read.
    pub fn from_folder(folder: &Path) -> anyhow::Result<Self> {
        let mut found = Self::default();
        for room in ASSET_DIRS {
            let inside = folder.join(room);
            if inside.is_dir() {
                found.read_folder(&inside, room)?;
            }
        }
        Ok(found)
    }

    /// One file.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.0.get(name)
    }

    fn read_folder(&mut self, folder: &Path, name: &str) -> anyhow::Result<()> {
        let context = || format!("cannot read {}", folder.display());
        for entry in std::fs::read_dir(folder).with_context(context)? {
            let path = entry.with_context(context)?.path();
            let Some(last) = path.file_name() else {
                continue;
            };
            let name = format!("{name}/{}", last.to_string_lossy());
            if path.is_dir() {
                self.read_folder(&path, &name)?;
                continue;
            }
            let bytes =
                std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let asset = Asset::made(&name, bytes);
            self.0.insert(Cow::Owned(name), asset);
        }
        Ok(())
    }
}

impl Asset {
    /// A file that is made at the start.
    #[must_use]
    pub fn made(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            kind: kind(name),
            etag: etag(&bytes),
            plain: Bytes::from(bytes),
            br: None,
            gz: None,
        }
    }

    /// The file as an answer: compressed when the caller takes that, nothing when they have it.
    #[must_use]
    pub fn answer(&self, asked: &HeaderMap, cache: HeaderValue) -> Response {
        let known = asked
            .get_all(IF_NONE_MATCH)
            .iter()
            .any(|tags| tags.to_str().is_ok_and(|tags| tags.contains(&self.etag)));
        let (body, encoding) = if accepts(asked, "br") && self.br.is_some() {
            (self.br.clone(), Some("br"))
        } else if accepts(asked, "gzip") && self.gz.is_some() {
            (self.gz.clone(), Some("gzip"))
        } else {
            (Some(self.plain.clone()), None)
        };
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, cache);
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(etag) = HeaderValue::from_str(&format!("W/{}", self.etag)) {
            headers.insert(ETAG, etag);
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        *response.body_mut() = Body::from(body.unwrap_or_default());
        response
    }
}

impl Asset {
    /// The same with values in the places of names: `{{origin}}`, say. Such a file goes out uncompressed.
    #[must_use]
    pub fn answer_with(
        &self,
        places: &[(&str, &str)],
        asked: &HeaderMap,
        cache: HeaderValue,
    ) -> Response {
        let text = str::from_utf8(&self.plain).unwrap_or_default();
        if !places.iter().any(|(place, _)| text.contains(place)) {
            return self.answer(asked, cache);
        }
        let filled = places.iter().fold(text.to_owned(), |text, (place, value)| {
            text.replace(place, value)
        });
        let filled = Self {
            kind: self.kind,
            etag: etag(filled.as_bytes()),
            plain: Bytes::from(filled),
            br: None,
            gz: None,
        };
        filled.answer(asked, cache)
    }
}

fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    asked.get_all(ACCEPT_ENCODING).iter().any(|value| {
        value.to_str().is_ok_and(|value| {
            value.split(',').any(|part| {
                let (name, weight) = part.split_once(';').unwrap_or((part, ""));
                let refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
                name.trim().eq_ignore_ascii_case(encoding) && !refused
            })
        })
    })
}

fn etag(bytes: &[u8]) -> String {
    format!("\"{}\"", &hex(&Sha256::digest(bytes))[..32])
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "tgz" => "application/gzip",
        "ts" | "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::{ASSET_DIRS, FILES, accepts};

    #[test]
    fn embedded_files_are_named_by_room_and_path() {
        for file in FILES {
            let (room, path) = file.name.split_once('/').unwrap();
            assert!(ASSET_DIRS.contains(&room), "{}", file.name);
            assert!(path.split('/').all(|part| !part.is_empty() && part != ".."));
        }
    }

    #[test]
    fn an_encoding_is_taken_unless_its_weight_is_nothing() {
        for (value, taken) in [
            ("gzip, deflate, br, zstd", true),
            ("BR", true),
            ("br;q=0.5, gzip", true),
            ("br;q=0, gzip", false),
            ("gzip, brotli", false),
            ("", false),
        ] {
            let mut asked = HeaderMap::new();
            asked.insert("accept-encoding", value.parse().unwrap());
            assert_eq!(accepts(&asked, "br"), taken, "{value}");
        }
    }
}
