//! The company whose page this is, which its address says: what the page asks, shows as an address and keeps in the browser is that
//! company's. The first company's page has no name in any of that.

use encaixe_api::company::Slug;

fn path_now() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.pathname().ok())
        .unwrap_or_default()
}

fn own() -> Option<Slug> {
    thread_local! {
        // A page never becomes another company's.
        static OWN: Option<Slug> = Slug::split(&path_now()).map(|(slug, _)| slug);
    }
    OWN.with(Clone::clone)
}

/// The whole path of an address of this company, such as `/w/padaria/inbox` of `/inbox`.
#[must_use]
pub fn path(within: &str) -> String {
    own().map(|slug| slug.path()).unwrap_or_default() + within
}

/// The part of a whole path that is within this company; the path itself where that is none of its own.
#[must_use]
pub fn within(path: &str) -> &str {
    match (own(), Slug::split(path)) {
        (Some(own), Some((slug, rest))) if own == slug => rest,
        _ => path,
    }
}

/// A name for what the pages of this company alone share in the browser: that of the first is the name itself.
#[must_use]
pub fn name(name: &str) -> String {
    match own() {
        Some(slug) => format!("{name}-{slug}"),
        None => name.to_owned(),
    }
}
