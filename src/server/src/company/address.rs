//! Where a company's page is.

use encaixe_api::company::Slug;
use encaixe_api::plugin_url::PageOrigin;

/// Where a company's page is: at the server's one origin, the first company's at `/`, that of another one below `/w/` and its slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAddress {
    /// The server's one origin.
    pub origin: PageOrigin,
    /// The company; none is the first.
    pub slug: Option<Slug>,
}

impl PageAddress {
    /// The path before every address of the company, such as `/w/padaria`; empty for the first.
    #[must_use]
    pub fn path(&self) -> String {
        self.slug.as_ref().map(Slug::path).unwrap_or_default()
    }

    /// The page's address without a slash at its end, such as `https://inbox.example.com/w/padaria`. It also names the company to
    /// others, as the issuer of tokens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.origin.as_origin(), self.path())
    }

    /// The same without the scheme, such as `inbox.example.com/w/padaria`: by which programs of integrations are told where a company is.
    #[must_use]
    pub fn place(&self) -> String {
        let url = self.url();
        let place = url.split_once("://").map(|(_, place)| place.to_owned());
        place.unwrap_or(url)
    }
}
