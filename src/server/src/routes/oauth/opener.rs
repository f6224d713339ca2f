//! Whom a consent tells beside the redirect URI: the page that opened the window, at an origin that the integration registered.

use encaixe_api::integration::IntegrationManifest;
use url::Url;

use crate::check::integration::is_loopback;

/// Whether an origin is that of a redirect URI or of the address where the integration is installed. Of the own machine it may have any
/// port, as redirect URIs have (RFC 8252, section 7.3), where such ones are taken at all.
pub(super) fn is_registered(manifest: &IntegrationManifest, uris: &[String], asked: &str) -> bool {
    let Ok(url) = Url::parse(asked) else {
        return false;
    };
    // Letter by letter, so that it is an origin and nothing else.
    if url.origin().ascii_serialization() != asked {
        return false;
    }
    let install = manifest.install_url.iter();
    let mut known = uris
        .iter()
        .chain(install)
        .filter_map(|uri| Url::parse(uri).ok());
    known.any(|known| known.origin() == url.origin()) || is_same_machine(uris, &url)
}

/// Whether a redirect URI is of the same name of the own machine, whatever its port.
fn is_same_machine(uris: &[String], url: &Url) -> bool {
    let mut known = uris.iter().filter_map(|uri| Url::parse(uri).ok());
    url.scheme() == "http"
        && is_loopback(url)
        && known.any(|known| known.scheme() == "http" && known.host_str() == url.host_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_origin_that_was_registered_is_told() {
        let uris = ["https://crm.example/cb", "http://127.0.0.1:3000/cb"].map(str::to_owned);
        let manifest = IntegrationManifest {
            install_url: Some("https://shop.example/install".to_owned()),
            ..IntegrationManifest::default()
        };
        let is_told = |asked| is_registered(&manifest, &uris, asked);
        for good in [
            "https://crm.example",
            "https://shop.example",
            "http://127.0.0.1:3000",
            "http://127.0.0.1:41001",
        ] {
            assert!(is_told(good), "{good}");
        }
        for bad in [
            "",
            "*",
            "null",
            "https://crm.example/",
            "https://crm.example/cb",
            "https://crm.example:8443",
            "http://crm.example",
            "https://CRM.example",
            "https://evil.example",
            "https://crm.example.evil.example",
            "http://localhost:3000",
            "https://127.0.0.1:3000",
            "data:text/html,x",
        ] {
            assert!(!is_told(bad), "{bad}");
        }
    }
}
