//! Companies that share a server. The first has its page at the address of the server, each other one below `/w/` and its slug.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is before the slug in the path of a company's page.
pub const COMPANIES: &str = "/w/";

/// The most characters of a slug.
pub const SLUG_CHARS: usize = 40;

/// The name of a company in addresses, such as `padaria`: 1 to 40 letters a to z, digits and hyphens, with no hyphen at an end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "String")]
pub struct Slug(String);

/// The text is no slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSlug;

impl Slug {
    /// Reads one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_slug = (1..=SLUG_CHARS).contains(&text.len())
            && text.bytes().all(is_plain)
            && !text.starts_with('-')
            && !text.ends_with('-');
        is_slug.then(|| Self(text.to_owned()))
    }

    /// It as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the company's page, without a slash at its end: `/w/padaria`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{COMPANIES}{self}")
    }

    /// The company that a path lies in, and the rest of the path, which begins with a slash. None outside of all of them, which is in
    /// the first company.
    ///
    /// ```
    /// use encaixe_api::company::Slug;
    ///
    /// let (slug, rest) = Slug::split("/w/padaria/inbox").unwrap();
    /// assert_eq!((slug.as_str(), rest), ("padaria", "/inbox"));
    /// assert!(Slug::split("/inbox").is_none());
    /// ```
    #[must_use]
    pub fn split(path: &str) -> Option<(Self, &str)> {
        let within = path.strip_prefix(COMPANIES)?;
        let end = within.find('/').unwrap_or(within.len());
        let (slug, rest) = within.split_at(end);
        Some((Self::parse(slug)?, if rest.is_empty() { "/" } else { rest }))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NoSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected 1 to {SLUG_CHARS} letters a to z, digits and hyphens, with no hyphen at an end, such as padaria"
        )
    }
}

impl std::error::Error for NoSlug {}

impl TryFrom<String> for Slug {
    type Error = NoSlug;

    fn try_from(text: String) -> Result<Self, NoSlug> {
        Self::parse(&text).ok_or(NoSlug)
    }
}

impl std::str::FromStr for Slug {
    type Err = NoSlug;

    fn from_str(text: &str) -> Result<Self, NoSlug> {
        Self::parse(text).ok_or(NoSlug)
    }
}

/// A company of the server in which this browser is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(as = SignedInCompany)
)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// The workspace's name.
    pub name: String,
    /// The path of its page: `/w/padaria/`, or `/` for the first one.
    pub path: String,
    /// The e-mail address of the member who is signed in there.
    pub email: String,
    /// Whether it is the one that was asked.
    pub current: bool,
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn a_slug_is_plain() {
        for good in ["a", "padaria", "loja-2", "7", &"x".repeat(40)] {
            assert_eq!(Slug::parse(good).unwrap().as_str(), good);
        }
        let long = "x".repeat(41);
        for bad in [
            "", "-a", "a-", "Padaria", "a_b", "a.b", "ção", "a b", "..", &long,
        ] {
            assert_eq!(Slug::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_path_lies_in_a_company_or_in_the_first() {
        let split = |path| Slug::split(path).map(|(slug, rest)| (slug.to_string(), rest));
        assert_eq!(split("/w/a"), Some(("a".to_owned(), "/")));
        assert_eq!(split("/w/a/"), Some(("a".to_owned(), "/")));
        assert_eq!(split("/w/a/w/b"), Some(("a".to_owned(), "/w/b")));
        for first in [
            "/",
            "/w",
            "/w/",
            "/w//",
            "/w/A/inbox",
            "/inbox/w/a",
            "/w/a%2Fb",
        ] {
            assert_eq!(split(first), None, "{first}");
        }
    }
}
