//! Which company a code or token is of: the address of the server takes those of all, that of a company its own alone.

use std::ops::Deref;

use encaixe_api::company::Slug;

use super::Held;
use crate::app::{App, Shared};
use crate::error::Result;

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
