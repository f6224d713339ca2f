//! Addresses of plugins in development, which only the member who registered them sees: on a loopback host, also where the inbox is
//! served by https.
//!
//! Source: Mixed Content, "potentially trustworthy URL": browsers load loopback hosts by plain http into a page that is https.

use std::net::Ipv4Addr;

use url::{Host, Url};

use super::{MAX_BYTES, PageOrigin, PluginUrl, Refusal, bare, is_trusted_loopback};

impl PageOrigin {
    /// The names of this machine by plain http, except the page's own, as sources of a policy with a space before each.
    #[must_use]
    pub fn loopback_sources(&self) -> String {
        let mut sources = String::new();
        let own = self.0.host().map(|host| bare(&host));
        for (source, taken) in [
            ("localhost", own == Some(Host::Domain("localhost"))),
            ("*.localhost", self.is_below_localhost()),
            ("127.0.0.1", own == Some(Host::Ipv4(Ipv4Addr::LOCALHOST))),
        ] {
            if !taken {
                sources += " http://";
                sources += source;
                sources += ":*";
            }
        }
        sources
    }
}

impl PluginUrl {
    /// Takes the address of a plugin that only one member sees.
    ///
    /// # Errors
    /// As [`PluginUrl::parse`], but that plain http is taken by an https inbox too; and [`Refusal::NotLoopback`] for every other host
    /// than this machine's.
    pub fn for_one(text: &str, page: &PageOrigin) -> Result<Self, Refusal> {
        let url = match Self::registered(text, page) {
            // Every other check but the last is behind it.
            Err(Refusal::LoopbackOnHttps) => {
                let url = Url::parse(text.trim()).map_err(|_| Refusal::NotAbsolute)?;
                if url.port_or_known_default() == page.0.port_or_known_default() {
                    return Err(Refusal::PageLoopback);
                }
                Self(url)
            }
            read => read?,
        };
        if !url.0.host().is_some_and(|host| is_trusted_loopback(&host)) {
            return Err(Refusal::NotLoopback);
        }
        let length = url.embedded_bytes();
        if length > MAX_BYTES {
            return Err(Refusal::TooLong(length));
        }
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::{PageOrigin, PluginUrl};

    fn check(page: &str, text: &str, refused: Option<&str>) {
        let page = PageOrigin::parse(page).unwrap();
        let code = PluginUrl::for_one(text, &page).err();
        let code = code.map(|refusal| refusal.code());
        assert_eq!(code, refused, "{text} for {page:?}");
    }

    #[test]
    fn a_plugin_for_one_member_is_on_this_machine_and_never_on_the_inboxs_host() {
        const LOCAL: &str = "http://127.0.0.1:7070";
        const PUBLIC: &str = "https://inbox.example";
        for (page, text, refused) in [
            (LOCAL, "http://localhost:5173/p", None),
            (LOCAL, "https://localhost:5173/p", None),
            (LOCAL, "http://my.localhost:5173/", None),
            (LOCAL, "http://[::1]:5173/", None),
            (LOCAL, "https://plugins.example.com/", Some("not_loopback")),
            (LOCAL, "http://plugins.example.com/", Some("insecure")),
            (LOCAL, "https://192.168.0.9/", Some("not_loopback")),
            (
                LOCAL,
                "https://localhost.example.com/",
                Some("not_loopback"),
            ),
            (LOCAL, "http://127.0.0.1:5173/", Some("own_host")),
            (LOCAL, "http://127.1:5173/", Some("own_host")),
            (LOCAL, "http://2130706433:5173/", Some("own_host")),
            (LOCAL, "http://0x7f.0.0.1:5173/", Some("own_host")),
            (LOCAL, "https://[::ffff:127.0.0.1]:5173/", Some("own_host")),
            (LOCAL, "http://localhost:7070/", Some("page_loopback")),
            (LOCAL, "http://[::1]:7070/", Some("page_loopback")),
            (PUBLIC, "http://localhost:5173/p", None),
            (PUBLIC, "http://127.0.0.1:5173/p", None),
            (PUBLIC, "http://localhost:443/p", Some("page_loopback")),
            (PUBLIC, "https://localhost/p", Some("page_loopback")),
            (PUBLIC, "https://inbox.example:8443/", Some("own_host")),
            (PUBLIC, "https://INBOX.example./", Some("own_host")),
            (PUBLIC, "https://other.example/", Some("not_loopback")),
            (PUBLIC, "http://localhost:5173/#a", Some("fragment")),
            (
                "https://localhost:8443",
                "http://localhost:5173/",
                Some("own_host"),
            ),
            (
                "https://localhost:8443",
                "http://LOCALHOST.:5173/",
                Some("own_host"),
            ),
        ] {
            check(page, text, refused);
        }
        check(
            LOCAL,
            &format!("http://localhost/{}", "x".repeat(2_048)),
            Some("too_long"),
        );
    }
}
