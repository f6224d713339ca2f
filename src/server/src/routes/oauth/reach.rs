//! For which companies a consent is, and who is signed in there in this browser.

use std::collections::BTreeSet;

use axum::http::HeaderMap;
use encaixe_api::company::Slug;
use encaixe_api::role::Role;

use crate::access::{Caller, Proof, cookie};
use crate::app::{App, Shared};
use crate::company::Home;
use crate::error::Result;
use crate::random::sha256_hex;
use crate::store::integration::Registered;

/// How many companies are looked at: cookies that others put beside ours open nothing.
const MOST: usize = 20;

/// What `account` says where the first company was chosen.
const FIRST: &str = "/";

/// What `account` says where somebody wants to see all of their companies.
pub(super) const ANY: &str = "*";

/// For which companies it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    /// That one alone.
    One(Option<Slug>),
    /// Each one in which the browser is signed in.
    Each,
}

/// Who is signed in at a company.
#[derive(Debug)]
pub(super) struct Present {
    pub(super) home: Home,
    pub(super) caller: Caller,
    /// The SHA-256 of the cookie by which they are.
    pub(super) session: String,
}

/// A company that somebody may choose.
#[derive(Debug)]
pub(super) struct Choice {
    /// What `account` says of it.
    pub(super) account: String,
    /// What people call it.
    pub(super) name: String,
    /// Host and path of its address, by which it is told from others of that name.
    pub(super) place: String,
    /// Who is signed in there: their name and their e-mail address.
    pub(super) who: String,
}

impl Reach {
    /// For which ones a consent at this address is; none where there is nothing for them. The address of a company is for that one alone, and
    /// what is not published for the one that makes it.
    pub(super) fn of(app: &App, registered: &Registered) -> Option<Self> {
        let here = &app.page.slug;
        if here.is_none() && registered.published.is_some() {
            return Some(Self::Each);
        }
        let company = here.as_ref().or(registered.company.as_ref());
        registered.in_force(company)?;
        Some(Self::One(company.cloned()))
    }

    /// Who is signed in, the first company first, then by slug. The company that `account` names is looked at in any case. One that cannot be
    /// opened is left out, unless it is the one that is asked.
    pub(super) async fn present(
        &self,
        app: &Shared,
        headers: &HeaderMap,
        account: Option<&str>,
    ) -> Result<Vec<Present>> {
        let companies: Vec<Option<Slug>> = match self {
            Self::One(company) => vec![company.clone()],
            Self::Each => {
                let others = slugs(headers, app, account).into_iter();
                [None].into_iter().chain(others.map(Some)).collect()
            }
        };
        let mut found = Vec::new();
        for company in companies {
            match present(app, company.as_ref(), headers).await {
                Ok(present) => found.extend(present),
                Err(error) if *self == Self::Each && company.is_some() => {
                    tracing::warn!(
                        ?company,
                        "a company is left out of a consent, since it cannot be opened: {error:?}"
                    );
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

/// The companies beside the first that are looked at: the one that `account` names, and as many others as there is room for.
fn slugs(headers: &HeaderMap, app: &App, account: Option<&str>) -> BTreeSet<Slug> {
    let all = cookie::slugs(headers, &app.page);
    let named = account.and_then(Slug::parse);
    let named = named.filter(|named| all.contains(named));
    let others = all.into_iter().filter(|slug| Some(slug) != named.as_ref());
    let looked = named.iter().cloned().chain(others).take(MOST);
    looked.collect()
}

/// Who is signed in at a company.
async fn present(
    app: &Shared,
    company: Option<&Slug>,
    headers: &HeaderMap,
) -> Result<Option<Present>> {
    let Some(home) = Home::find(app, company).await? else {
        return Ok(None);
    };
    let signed_in = signed_in(&home, headers).await?;
    Ok(signed_in.map(|(caller, session)| Present {
        home,
        caller,
        session,
    }))
}

impl Present {
    /// Whether they may let a program in.
    pub(super) fn may_agree(&self) -> bool {
        self.caller.member.role == Role::Admin
    }

    /// What `account` says of the company.
    pub(super) fn account(&self) -> String {
        let slug = self.home.page.slug.as_ref();
        slug.map_or_else(|| FIRST.to_owned(), ToString::to_string)
    }

    /// The company as somebody chooses it.
    pub(super) async fn choice(&self) -> Result<Choice> {
        let member = &self.caller.member;
        Ok(Choice {
            account: self.account(),
            name: self.home.store.workspace().await?.unwrap_or_default().name,
            place: self.home.page.place(),
            who: format!("{} ({})", member.name, member.email),
        })
    }
}

/// Who is signed in where, in a few letters: it is another text once that is otherwise.
pub(super) fn standing(present: &[Present]) -> String {
    let sessions: Vec<&str> = present.iter().map(|one| one.session.as_str()).collect();
    sha256_hex(&sessions.join(" "))
}

/// Who is signed in at a company in this browser, and the SHA-256 of their cookie.
async fn signed_in(home: &App, headers: &HeaderMap) -> Result<Option<(Caller, String)>> {
    for value in cookie::read(headers, &home.page) {
        let hash = sha256_hex(value);
        if let Some(caller) = Proof::Session(hash.clone()).caller(home).await? {
            return Ok(Some((caller, hash)));
        }
    }
    Ok(None)
}
