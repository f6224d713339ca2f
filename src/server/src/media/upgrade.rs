//! What an earlier version showed of other hosts and this one does not: said once in the log.

use std::collections::BTreeSet;

use url::Url;

use crate::app::App;
use crate::store;

/// How many hosts are looked at, and how many are named.
const MOST: usize = 200;
const NAMED: usize = 20;

/// Says it, after an upgrade alone.
///
/// # Errors
/// When the database fails.
pub async fn tell(app: &App) -> store::Result<()> {
    if app.store.is_media_told().await? {
        return Ok(());
    }
    let Refused { hosts, is_all } = refused(app).await?;
    if !hosts.is_empty() {
        let named: Vec<&str> = hosts.iter().take(NAMED).map(String::as_str).collect();
        tracing::warn!(
            "pictures and media of {}{} hosts are not shown: they are not public, or have no https. Those that are your own may be named \
             in outgoing-allow: {}{}",
            if is_all { "" } else { "at least " },
            hosts.len(),
            named.join(", "),
            if named.len() < hosts.len() {
                ", ..."
            } else {
                ""
            }
        );
    }
    app.store.end_media_told().await
}

/// The hosts of pictures and media that may not be asked.
#[derive(Debug)]
pub struct Refused {
    /// Those that were found.
    pub hosts: BTreeSet<String>,
    /// Whether every host was looked at.
    pub is_all: bool,
}

/// Looks for them.
///
/// # Errors
/// When the database fails.
pub async fn refused(app: &App) -> store::Result<Refused> {
    let mut is_all = true;
    let mut hosts: BTreeSet<(String, String)> = BTreeSet::new();
    let mut place = Some(store::media::Place::default());
    while let Some(at) = place {
        let (addresses, next) = app.store.media_addresses(&at).await?;
        for url in addresses.iter().filter_map(|one| Url::parse(one).ok()) {
            let host = url.host_str().unwrap_or_default().to_owned();
            let host = (host, url.origin().ascii_serialization());
            if hosts.len() < MOST {
                hosts.insert(host);
            } else {
                is_all &= hosts.contains(&host);
            }
        }
        place = next;
    }
    let mut refused = BTreeSet::new();
    for (host, origin) in hosts {
        if let Ok(url) = Url::parse(&origin)
            && app.media.may_ask(&url).await.is_err()
        {
            refused.insert(host);
        }
    }
    Ok(Refused {
        hosts: refused,
        is_all,
    })
}
