//! Asks other hosts for media. Redirects are followed, each as carefully as the first address.

use std::time::Duration;

use reqwest::{Method, Url};
use tokio::time::timeout;

use super::Failed;
use super::kind::{self, Picture};
use crate::outgoing::{Client, Failure, Opened, Request};

/// The most that a picture weighs, in bytes.
const PICTURE: usize = 8 << 20;

/// The most that a film or a recording weighs, in bytes.
pub const MOST_STREAMED: u64 = 512 << 20;

/// How long a picture may take in all.
const TOTAL: Duration = Duration::from_secs(15);

/// How many redirects are followed.
const REDIRECTS: usize = 3;

/// A picture, whole.
pub(super) async fn picture(client: &Client, url: Url) -> Result<Picture, Failed> {
    let fetched = timeout(TOTAL, async {
        let accept = (
            "accept".to_owned(),
            "image/avif,image/webp,image/*".to_owned(),
        );
        let (mut opened, _) = follow(client, url, vec![accept]).await?;
        if opened.status != 200 {
            return Err(Failed::Status(opened.status));
        }
        let mut content = Vec::new();
        while let Some(part) = opened.part().await.map_err(failed)? {
            if content.len() + part.len() > PICTURE {
                return Err(Failed::TooLarge);
            }
            content.extend_from_slice(&part);
        }
        Picture::of(content).ok_or(Failed::Kind)
    });
    fetched.await.unwrap_or(Err(Failed::Unreachable))
}

/// A film or a recording: 200, 206 or 416, of a media type that is one of those, which stands in `content-type`.
pub(super) async fn open(
    client: &Client,
    url: Url,
    headers: Vec<(String, String)>,
) -> Result<Opened, Failed> {
    let (mut opened, url) = follow(client, url, headers).await?;
    match opened.status {
        200 | 206 => {}
        416 => return Ok(opened),
        status => return Err(Failed::Status(status)),
    }
    let length = opened.header("content-length");
    if length.is_some_and(|length| length.parse().is_ok_and(|bytes: u64| bytes > MOST_STREAMED)) {
        return Err(Failed::TooLarge);
    }
    let kind = kind::streamed(opened.header("content-type"), url.path());
    let kind = kind.ok_or(Failed::Kind)?;
    opened.headers.retain(|(name, _)| name != "content-type");
    opened.headers.push(("content-type".to_owned(), kind));
    Ok(opened)
}

/// The answer at the end of the redirects, and where it came from.
async fn follow(
    client: &Client,
    mut url: Url,
    headers: Vec<(String, String)>,
) -> Result<(Opened, Url), Failed> {
    for _ in 0..=REDIRECTS {
        let request = Request {
            method: Method::GET,
            url: url.clone(),
            headers: headers.clone(),
            body: Vec::new(),
            timeout: None,
        };
        let opened = client.open(request).await.map_err(failed)?;
        if !matches!(opened.status, 301 | 302 | 303 | 307 | 308) {
            return Ok((opened, url));
        }
        let to = opened.header("location").and_then(|to| url.join(to).ok());
        url = to.ok_or(Failed::Status(opened.status))?;
    }
    Err(Failed::Unreachable)
}

fn failed(failure: Failure) -> Failed {
    tracing::debug!("media of another host: {failure}");
    match failure {
        Failure::Refused(_) | Failure::Request(_) => Failed::Refused,
        Failure::Long(..) => Failed::TooLarge,
        Failure::Name(_) | Failure::Connect(..) | Failure::Time(_) | Failure::Broken(..) => {
            Failed::Unreachable
        }
    }
}
