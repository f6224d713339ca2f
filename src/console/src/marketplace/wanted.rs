//! What of the marketplace is wanted, as the page's address keeps it.

use encaixe_api::integration::IntegrationCategory;
use encaixe_ui::api_client::part as encoded;
use web_sys::UrlSearchParams;

use crate::route::Route;

/// What is wanted; an empty search and no category are everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Wanted {
    pub(super) search: String,
    pub(super) category: Option<IntegrationCategory>,
}

impl Wanted {
    /// What the page's address says.
    pub(super) fn of_address() -> Self {
        let query = web_sys::window().and_then(|window| window.location().search().ok());
        let query = query.and_then(|query| UrlSearchParams::new_with_str(&query).ok());
        let get = |name: &str| query.as_ref().and_then(|query| query.get(name));
        Self {
            search: get("search").unwrap_or_default(),
            category: get("category").and_then(|word| IntegrationCategory::parse(&word)),
        }
    }

    /// It as the rest of an address.
    pub(super) fn query(&self) -> String {
        let category = self.category.map(IntegrationCategory::as_str);
        let given = [
            ("search", self.search.as_str()),
            ("category", category.unwrap_or_default()),
        ];
        let given = given.into_iter().filter(|(_, value)| !value.is_empty());
        let given = given.map(|(name, value)| format!("{name}={}", encoded(value)));
        given.collect::<Vec<_>>().join("&")
    }

    /// The page's address.
    pub(super) fn path(&self) -> String {
        let (path, query) = (Route::Marketplace.path(), self.query());
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }
}
