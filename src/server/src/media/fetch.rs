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

/// How long a picture may take in all, and a film or a recording until it begins.
pub(super) const PATIENCE: Duration = Duration::from_secs(15);

/// How many redirects are followed.
const REDIRECTS: usize = 3;

/// A picture, whole, within so long.
pub(super) async fn picture(
    client: &Client,
    url: Url,
    patience: Duration,
) -> Result<Picture, Failed> {
    let fetched = timeout(patience, async {
        let accept = (
            "accept".to_owned(),
            "image/avif,image/webp,image/*".to_owned(),
        );
        let (mut opened, _) = follow(client, url, vec![accept], patience).await?;
        if opened.status != 200 {
            return Err(Failed::Status(opened.status));
        }
        if says_more(&opened, PICTURE as u64) {
            return Err(Failed::TooLarge);
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

/// A film or a recording that begins within so long: 200 or 206, of a media type that is one of those, which stands in `content-type`; or
/// 416, of none.
pub(super) async fn open(
    client: &Client,
    url: Url,
    headers: Vec<(String, String)>,
    patience: Duration,
) -> Result<Opened, Failed> {
    let (mut opened, url) = follow(client, url, headers, patience).await?;
    let said = opened.header("content-type").map(str::to_owned);
    opened.headers.retain(|(name, _)| name != "content-type");
    match opened.status {
        200 | 206 => {}
        416 => return Ok(opened),
        status => return Err(Failed::Status(status)),
    }
    if says_more(&opened, MOST_STREAMED) {
        return Err(Failed::TooLarge);
    }
    let kind = kind::streamed(said.as_deref(), url.path());
    let kind = kind.ok_or(Failed::Kind)?;
    opened.headers.push(("content-type".to_owned(), kind));
    Ok(opened)
}

/// Whether an answer says that it has more bytes than that.
fn says_more(opened: &Opened, most: u64) -> bool {
    let length = opened.header("content-length");
    length.is_some_and(|length| length.parse().is_ok_and(|bytes: u64| bytes > most))
}

/// The answer at the end of the redirects, each of which begins within so long, and where it came from.
async fn follow(
    client: &Client,
    mut url: Url,
    headers: Vec<(String, String)>,
    patience: Duration,
) -> Result<(Opened, Url), Failed> {
    for _ in 0..=REDIRECTS {
        let request = Request {
            method: Method::GET,
            url: url.clone(),
            headers: headers.clone(),
            body: Vec::new(),
            timeout: Some(patience),
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

#[cfg(test)]
mod tests;
