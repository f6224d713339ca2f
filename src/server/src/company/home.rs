//! Which company a code or token is of: the address of the server takes those of all, that of a company its own alone.

use std::ops::Deref;

use encaixe_api::company::Slug;

use super::Held;
use crate::app::{App, Shared};
use crate::error::{Error, Result};

/// The company, which stays open while it is held.
#[derive(Debug)]
pub(crate) enum Home {
    /// The one that is asked.
    Own(Shared),
    /// Another one.
    Other(Held),
}

impl Home {
    /// The company of that slug, none being the first; none where there is none, or it is not to be asked here.
    pub(crate) async fn find(app: &Shared, company: Option<&Slug>) -> Result<Option<Self>> {
        match (&app.page.slug, company) {
            (asked, company) if asked.as_ref() == company => Ok(Some(Self::Own(app.clone()))),
            (None, Some(slug)) => {
                let held = app.server()?.company(slug).await?;
                Ok(held.map(Self::Other))
            }
            _ => Ok(None),
        }
    }

    /// A company of the server, whichever is asked; none where there is none of that slug.
    pub(crate) async fn any(app: &Shared, company: Option<&Slug>) -> Result<Option<Self>> {
        if app.page.slug.as_ref() == company {
            return Ok(Some(Self::Own(app.clone())));
        }
        let server = app.server()?;
        match company {
            Some(slug) => Ok(server.company(slug).await?.map(Self::Other)),
            None => Ok(server.first().map(|first| Self::Own(first.app.clone()))),
        }
    }

    /// What a company is called, for others: one that is closed is not opened for it, and has the name that it began with; its slug where it
    /// cannot be asked.
    pub(crate) async fn name(app: &Shared, company: Option<&Slug>) -> Result<String> {
        let asked = async {
            let closed = company.filter(|_| app.page.slug.as_ref() != company);
            if let Some(slug) = closed {
                let server = app.server()?;
                let opened = server.opened().await;
                if !opened.iter().any(|(open, _)| open == slug) {
                    let Some(store) = server.server().await? else {
                        return Ok(None);
                    };
                    return Ok(store.company(slug).await?.map(|known| known.name));
                }
            }
            let home = Self::any(app, company).await?;
            let workspace = match home {
                Some(home) => home.store.workspace().await?,
                None => None,
            };
            Ok::<_, Error>(workspace.map(|workspace| workspace.name))
        };
        let name = asked.await.unwrap_or_else(|error| {
            tracing::warn!(?company, "the name of a company cannot be read: {error:?}");
            None
        });
        let slug = || company.map_or_else(String::new, ToString::to_string);
        Ok(name.unwrap_or_else(slug))
    }
}

impl Deref for Home {
    type Target = App;

    fn deref(&self) -> &App {
        match self {
            Self::Own(app) => app,
            Self::Other(held) => &held.app,
        }
    }
}
