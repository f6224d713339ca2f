//! The whole body of a request, in little memory however many come at once.

use std::time::Duration;

use axum::body::Body;
use futures::StreamExt as _;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::error::{Error, Result};
use crate::serve::TooSlow;

/// What every body may take at once, in bytes: most have less.
const SMALL: usize = 64 << 10;

/// The places for bodies beyond that, so that those which do not end hold little together.
static LARGE: Semaphore = Semaphore::const_new(32);

/// How long a body waits for such a place.
const PATIENCE: Duration = Duration::from_secs(10);

/// All of a body of at most `most` bytes.
///
/// # Errors
/// 413 when there is more, 408 when it takes too long, 400 when it ends early.
pub(super) async fn whole(body: Body, most: usize) -> Result<Vec<u8>> {
    let mut body = body.into_data_stream();
    let mut place = None;
    let mut all = Vec::new();
    while let Some(data) = body.next().await {
        let data = data.map_err(broken)?;
        if all.len() + data.len() > most {
            return Err(Error::TooLarge { most, found: None });
        }
        all.extend_from_slice(&data);
        if all.len() > SMALL && place.is_none() {
            place = timeout(PATIENCE, LARGE.acquire()).await.ok();
            if place.is_none() {
                return Err(Error::TooSlow);
            }
        }
    }
    Ok(all)
}

fn broken(error: axum::Error) -> Error {
    if error.into_inner().is::<TooSlow>() {
        Error::TooSlow
    } else {
        Error::Malformed("it ends early".to_owned())
    }
}
