//! The script of the button by which another site opens the consent.

use reqwest::StatusCode;
use reqwest::header::IF_NONE_MATCH;

use crate::companies::create;
use crate::support::{Running, header};

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_any_site_loads_the_button() {
    let running = Running::start().await;
    let (path, _) = create(running.data(), "Padaria", &[]);
    let stranger = running.stranger();
    for address in [
        "/auth/button.js".to_owned(),
        format!("{path}/auth/button.js"),
    ] {
        let answer = stranger.get(&address).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{address}");
        for (name, value) in [
            ("content-type", "text/javascript; charset=utf-8"),
            ("cache-control", "no-cache"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("access-control-allow-origin", "*"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(header(&answer, name), value, "{name}");
        }
        let tag = header(&answer, "etag");
        let script = answer.text().await.unwrap();
        // What a page's policy with a nonce for its scripts would stop, and what is nobody's business.
        for part in [
            "eval(",
            "innerHTML",
            "setAttribute(\"style\"",
            "setAttribute(\"on",
            "document.cookie",
            "localStorage",
            "\"*\"",
        ] {
            assert!(!script.contains(part), "{part}");
        }
        for part in ["encaixe_oauth", "kommo_oauth", "isTrusted"] {
            assert!(script.contains(part), "{part}");
        }
        // It believes the server's one origin, by whichever name it was loaded.
        let origin = format!("const origin = \"{}\";", running.origin());
        assert!(script.contains(&origin), "{script}");
        assert!(
            !script.contains("{{") && !script.contains("address.origin"),
            "{script}"
        );
        let again = stranger.get(&address).header(IF_NONE_MATCH, &tag);
        let again = again.send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.text().await.unwrap(), "");
    }
}
