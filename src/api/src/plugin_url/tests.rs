//! The parser as a table: what is taken and as what, what is refused and why.

use super::{PageOrigin, PluginUrl, Refusal};

fn page() -> PageOrigin {
    page_at("http://127.0.0.1:7070")
}

fn page_at(origin: &str) -> PageOrigin {
    PageOrigin::parse(origin).unwrap()
}

#[test]
fn an_address_is_taken_in_the_form_that_browsers_report() {
    for (text, origin, path) in [
        (
            "https://plugins.example.com/p",
            "https://plugins.example.com",
            "/p",
        ),
        (
            "https://plugins.example.com",
            "https://plugins.example.com",
            "/",
        ),
        (
            "  https://plugins.example.com/p \n",
            "https://plugins.example.com",
            "/p",
        ),
        (
            "HTTPS://Plugins.Example.COM/P",
            "https://plugins.example.com",
            "/P",
        ),
        (
            "https://plugins.example.com:443/p",
            "https://plugins.example.com",
            "/p",
        ),
        (
            "https://plugins.example.com:8443/p",
            "https://plugins.example.com:8443",
            "/p",
        ),
        (
            "https://plugins.example.com/p/",
            "https://plugins.example.com",
            "/p/",
        ),
        (
            "https://plugins.example.com/a/../p",
            "https://plugins.example.com",
            "/p",
        ),
        (
            "https://plugins.example.com/a/%2e%2e/p",
            "https://plugins.example.com",
            "/p",
        ),
        (
            "https://plugins.example.com/./p",
            "https://plugins.example.com",
            "/p",
        ),
        (
            "https://plugins.example.com//p",
            "https://plugins.example.com",
            "//p",
        ),
        (
            "https://plugins.example.com/p?x=1&y=2",
            "https://plugins.example.com",
            "/p",
        ),
        (
            "https://plugins.example.com?x=1",
            "https://plugins.example.com",
            "/",
        ),
        (
            "https://plugins.example.com\\p",
            "https://plugins.example.com",
            "/p",
        ),
        (
            "https://plugins.example.com/ação",
            "https://plugins.example.com",
            "/a%C3%A7%C3%A3o",
        ),
        (
            "https://plugins.example.com/a%20b",
            "https://plugins.example.com",
            "/a%20b",
        ),
        (
            "https://ação.example/p",
            "https://xn--ao-siap.example",
            "/p",
        ),
        (
            "https://plugins.example.com./p",
            "https://plugins.example.com.",
            "/p",
        ),
        ("https://intranet/p", "https://intranet", "/p"),
        ("https://10.0.0.7/p", "https://10.0.0.7", "/p"),
        (
            "https://192.168.0.10:8443/p",
            "https://192.168.0.10:8443",
            "/p",
        ),
        ("https://[2001:db8::1]/p", "https://[2001:db8::1]", "/p"),
        ("https://[2001:DB8:0:0::1]/p", "https://[2001:db8::1]", "/p"),
        ("http://localhost:5173/p", "http://localhost:5173", "/p"),
        ("http://localhost/p", "http://localhost", "/p"),
        ("http://localhost:80/p", "http://localhost", "/p"),
        ("http://LOCALHOST:5173/p", "http://localhost:5173", "/p"),
        (
            "http://my.localhost:5173/p",
            "http://my.localhost:5173",
            "/p",
        ),
        ("http://127.1.2.3:7071/", "http://127.1.2.3:7071", "/"),
        ("http://0x7f.2:7071/", "http://127.0.0.2:7071", "/"),
        ("http://[::1]:7071/", "http://[::1]:7071", "/"),
        ("https://localhost:8443/p", "https://localhost:8443", "/p"),
        (
            "https://localhost.example.com:7070/p",
            "https://localhost.example.com:7070",
            "/p",
        ),
    ] {
        let url = PluginUrl::parse(text, &page()).unwrap_or_else(|why| panic!("{text}: {why}"));
        assert_eq!(
            (url.origin().as_str(), url.path()),
            (origin, path),
            "{text}"
        );
        assert_eq!(
            PluginUrl::parse(url.as_str(), &page()),
            Ok(url.clone()),
            "{text}: parsed again"
        );
    }
}

#[test]
fn what_counts_is_the_address_as_a_frame_has_it() {
    // `?auth_secret=`, 43 characters, `&dark_mode=false`.
    let added = 13 + 43 + 16;
    let long = |count: usize| format!("https://a.example/{}", "x".repeat(count - 18));
    let bytes = |text: &str| match PluginUrl::parse(text, &page()) {
        Ok(_) => None,
        Err(Refusal::TooLong(bytes)) => Some(bytes),
        Err(other) => panic!("{other}"),
    };
    assert_eq!(bytes(&long(2_048 - added)), None);
    assert_eq!(bytes(&long(2_049 - added)), Some(2_049));
    assert_eq!(bytes(&long(2_048)), Some(2_048 + added));
    assert_eq!(bytes(&long(3_000)), Some(3_000 + added));
    // Six bytes in the place of the two that were typed.
    let encoded = |count: usize| format!("https://a.example/{}", "ã".repeat(count));
    assert_eq!(bytes(&encoded(326)), None);
    assert_eq!(bytes(&encoded(327)), Some(18 + 327 * 6 + added));
    // A parameter of that name is replaced: its own value takes no room.
    let own = format!("https://a.example/?auth_secret={}", "s".repeat(1_900));
    assert_eq!(bytes(&format!("{own}&x=1")), None);
    // White space around it is not part of it.
    assert_eq!(bytes(&format!(" {}\n", long(2_048 - added))), None);
}

#[test]
fn a_host_counts_as_browsers_write_it() {
    let host = format!("{}.example", "ã".repeat(40));
    let url = PluginUrl::parse(&format!("https://{host}/"), &page()).unwrap();
    let path = 2_048 - 72 - url.as_str().len();
    let whole = |more: usize| format!("https://{host}/{}", "x".repeat(path + more));
    assert!(PluginUrl::parse(&whole(0), &page()).is_ok());
    let refused = PluginUrl::parse(&whole(1), &page());
    assert_eq!(refused, Err(Refusal::TooLong(2_049)));
}

#[test]
fn what_was_registered_longer_is_still_read() {
    let text = format!("https://a.example/{}", "%C3%A3".repeat(900));
    let url = PluginUrl::registered(&text, &page()).unwrap();
    assert_eq!(url.as_str(), text);
    let src = url.with_param("auth_secret", "s");
    assert_eq!(
        PluginUrl::registered(src.as_str(), &page()),
        Ok(src.clone())
    );
    assert_eq!(
        PluginUrl::registered("https://a.example/#x", &page()),
        Err(Refusal::Fragment)
    );
}

#[test]
fn a_refusal_says_why() {
    let long = format!("https://example.com/{}", "a".repeat(2_048));
    for (text, code) in [
        ("", "empty"),
        ("   ", "empty"),
        (long.as_str(), "too_long"),
        ("https://example.com/a b", "whitespace"),
        ("https://exa mple.com/", "whitespace"),
        ("https://exam\tple.com/", "whitespace"),
        ("https://example.com/\np", "whitespace"),
        ("https://example.com/\u{0}", "whitespace"),
        ("https://example.com/\u{a0}p", "whitespace"),
        ("example.com/p", "not_absolute"),
        ("//example.com/p", "not_absolute"),
        ("/p", "not_absolute"),
        ("https", "not_absolute"),
        ("https:example.com/p", "not_absolute"),
        ("https:/example.com/p", "not_absolute"),
        ("https:\\\\example.com\\p", "not_absolute"),
        ("localhost:5173/p", "not_absolute"),
        ("1https://example.com/", "not_absolute"),
        ("ftp://example.com/p", "scheme"),
        ("ws://example.com/p", "scheme"),
        ("wss://example.com/p", "scheme"),
        ("mailto:a@example.com", "scheme"),
        ("chrome-extension://abcdef/p.html", "scheme"),
        ("data:text/html,<p>hi</p>", "opaque_origin"),
        ("javascript:alert(1)", "opaque_origin"),
        ("JavaScript:alert(1)", "opaque_origin"),
        ("about:blank", "opaque_origin"),
        ("about:srcdoc", "opaque_origin"),
        ("blob:https://example.com/9c1e", "opaque_origin"),
        ("file:///etc/passwd", "opaque_origin"),
        ("http://example.com/p", "insecure"),
        ("http://10.0.0.7/p", "insecure"),
        ("http://localhost.example.com/p", "insecure"),
        ("http://notlocalhost:5173/p", "insecure"),
        ("http://[::ffff:127.0.0.2]:5173/p", "insecure"),
        ("http://128.0.0.1/p", "insecure"),
        ("https://user@example.com/p", "user_info"),
        ("https://user:secret@example.com/p", "user_info"),
        ("https://@example.com/p", "user_info"),
        ("https://example.com@evil.example/p", "user_info"),
        ("https://example.com/p#top", "fragment"),
        ("https://example.com/p#", "fragment"),
        ("https:///p", "empty_host"),
        ("https://", "empty_host"),
        ("https://?x=1", "empty_host"),
        ("https://:8443/p", "empty_host"),
        ("https://./p", "invalid_host"),
        ("https://example.com../p", "invalid_host"),
        ("https://127.0.0.1../p", "invalid_host"),
        ("https://plugins..example.com/p", "invalid_host"),
        ("https://256.256.256.256/p", "invalid_host"),
        ("https://1.2.3.4.5/p", "invalid_host"),
        ("https://[::1/p", "invalid_host"),
        ("https://[12345::]/p", "invalid_host"),
        ("https://exa%00mple.com/p", "invalid_host"),
        ("https://exa<mple.com/p", "invalid_host"),
        ("https://xn--zzzzzzzz--/p", "invalid_host"),
        ("https://0.0.0.0/p", "invalid_host"),
        ("https://255.255.255.255/p", "invalid_host"),
        ("https://224.0.0.1/p", "invalid_host"),
        ("https://[::]/p", "invalid_host"),
        ("https://[ff02::1]/p", "invalid_host"),
        ("https://example.com:0/p", "invalid_port"),
        ("https://example.com:99999/p", "invalid_port"),
        ("https://example.com:port/p", "invalid_port"),
        ("http://localhost:7070/", "page_loopback"),
        ("http://LOCALHOST:7070/p", "page_loopback"),
        ("http://localhost.:7070/p", "page_loopback"),
        ("http://127.9.9.9:7070/p", "page_loopback"),
        ("http://0x7f000002:7070/p", "page_loopback"),
        ("http://[::1]:7070/p", "page_loopback"),
        ("http://app.localhost:7070/p", "page_loopback"),
        ("https://localhost:7070/p", "page_loopback"),
        ("https://[::ffff:127.0.0.2]:7070/p", "page_loopback"),
    ] {
        match PluginUrl::parse(text, &page()) {
            Ok(url) => panic!("{text} was taken as {url}"),
            Err(why) => assert_eq!(why.code(), code, "{text}: {why}"),
        }
    }
}

#[test]
fn the_pages_own_host_is_refused_at_every_port_and_in_every_spelling() {
    for (page, texts) in [
        (
            "http://127.0.0.1:7070",
            &[
                "http://127.0.0.1:7070/",
                "http://127.0.0.1:5173/",
                "https://127.0.0.1/p",
                "http://127.0.0.1./p",
                "http://127.1:5173/p",
                "http://127.0.1:5173/p",
                "http://0x7f.1:5173/p",
                "http://0177.0.0.1:5173/p",
                "http://2130706433:5173/p",
                "http://0x7f000001:5173/p",
                "http://１２７.０.０.１:5173/p",
                "http://127。0。0。1:5173/p",
                "http://%31%32%37.0.0.1:5173/p",
                "http://[::ffff:127.0.0.1]:5173/p",
                "https://[::ffff:7f00:1]:5173/p",
            ][..],
        ),
        (
            "http://localhost:7070",
            &[
                "http://localhost:5173/",
                "http://LocalHost:5173/",
                "http://localhost.:5173/",
                "http://ｌｏｃａｌｈｏｓｔ:5173/",
                "http://loc%61lhost:5173/",
                "https://localhost:8443/",
            ],
        ),
        (
            "http://[::1]:7070",
            &["http://[::1]:5173/", "http://[0:0:0:0:0:0:0:1]:5173/"],
        ),
        (
            "http://[::ffff:127.0.0.1]:7070",
            &["http://127.0.0.1:5173/"],
        ),
        (
            "https://inbox.example.com",
            &[
                "https://inbox.example.com/p",
                "https://inbox.example.com:8443/p",
                "https://INBOX.example.com:8443/p",
                "https://inbox.example.com./p",
                "https://inbox。example．com:8443/p",
                "http://inbox.example.com:8080/p",
            ],
        ),
        (
            "https://ação.example",
            &[
                "https://ação.example:8443/",
                "https://AÇÃO.example:8443/",
                "https://xn--ao-siap.example:8443/",
            ],
        ),
        (
            "https://10.0.0.7",
            &["https://10.0.0.7:8443/", "https://10.7:8443/"],
        ),
    ] {
        for text in texts {
            let got = PluginUrl::parse(text, &page_at(page));
            let code = got.as_ref().err().map(Refusal::code);
            assert_eq!(code, Some("own_host"), "{text} at {page}: {got:?}");
        }
    }
}

#[test]
fn a_refusal_of_the_own_host_says_which_to_use() {
    for (page, text, instead) in [
        (
            "http://127.0.0.1:7070",
            "http://127.0.0.1:5173/p",
            "use http://localhost:5173 instead",
        ),
        (
            "http://127.0.0.1:7070",
            "https://[::ffff:127.0.0.1]:5173/p",
            "use https://localhost:5173 instead",
        ),
        (
            "http://localhost:7070",
            "http://localhost:5173/",
            "use http://127.0.0.1:5173 instead",
        ),
        (
            "http://inbox.localhost:7070",
            "http://inbox.localhost:5173/",
            "use http://localhost:5173 instead",
        ),
        (
            "https://inbox.example.com",
            "https://inbox.example.com:8443/p",
            "use https://plugin.inbox.example.com:8443 instead",
        ),
        (
            "https://10.0.0.7",
            "https://10.0.0.7:8443/p",
            "use a host name of its own instead",
        ),
    ] {
        let page = page_at(page);
        let why = PluginUrl::parse(text, &page).unwrap_err().to_string();
        assert!(why.ends_with(instead), "{text}: {why}");
        let Some(origin) = instead
            .split(' ')
            .nth(1)
            .filter(|word| word.contains("://"))
        else {
            continue;
        };
        let taken = PluginUrl::parse(origin, &page);
        assert_eq!(
            taken.map(|url| url.origin()).as_deref(),
            Ok(origin),
            "{text}"
        );
    }
}

#[test]
fn a_page_on_the_network_refuses_plain_http_and_loopback_at_its_port() {
    let page = page_at("https://inbox.example.com");
    for (text, code) in [
        ("https://localhost/p", Some("page_loopback")),
        ("https://127.0.0.1/p", Some("page_loopback")),
        ("http://localhost:5173/p", Some("loopback_on_https")),
        ("http://my.localhost:5173/p", Some("loopback_on_https")),
        ("http://127.0.0.1:5173/p", Some("loopback_on_https")),
        ("http://plugins.example.com/p", Some("insecure")),
        ("https://inbox.example.com.evil.example/p", None),
        ("https://xinbox.example.com/p", None),
        ("https://plugins.example.com/p", None),
        ("https://localhost:8443/p", None),
    ] {
        let got = PluginUrl::parse(text, &page).err().map(|why| why.code());
        assert_eq!(got, code, "{text}");
    }
}

#[test]
fn a_frame_may_hold_https_and_this_machine_but_never_the_pages_own_host() {
    for (page, sources) in [
        (
            "http://127.0.0.1:7070",
            "https: http://localhost:* http://*.localhost:*",
        ),
        (
            "http://localhost:7070",
            "https: http://*.localhost:* http://127.0.0.1:*",
        ),
        (
            "http://localhost.:7070",
            "https: http://*.localhost:* http://127.0.0.1:*",
        ),
        (
            "http://inbox.localhost:7070",
            "https: http://localhost:* http://127.0.0.1:*",
        ),
        (
            "http://intranet",
            "https: http://localhost:* http://*.localhost:* http://127.0.0.1:*",
        ),
        ("https://inbox.example.com", "https:"),
        ("https://localhost:7070", "https:"),
    ] {
        assert_eq!(page_at(page).frame_sources(), sources, "{page}");
    }
}

#[test]
fn only_http_is_development() {
    for (text, dev) in [
        ("http://localhost:5173/p", true),
        ("http://127.0.0.2:7071/", true),
        ("https://localhost:8443/p", false),
        ("https://example.com/p", false),
    ] {
        assert_eq!(
            PluginUrl::parse(text, &page()).unwrap().is_dev(),
            dev,
            "{text}"
        );
    }
}

#[test]
fn a_parameter_is_set_in_place_and_the_rest_is_left_alone() {
    for (query, want) in [
        ("", "?auth_secret=s%26"),
        ("?", "?auth_secret=s%26"),
        ("?a=1", "?a=1&auth_secret=s%26"),
        ("?auth_secret=old&a=1", "?auth_secret=s%26&a=1"),
        (
            "?a=1&auth_secret=old&b=2&auth_secret=older&c",
            "?a=1&auth_secret=s%26&b=2&c",
        ),
        (
            "?auth%5Fsecret=old&a=%2f+%20",
            "?auth_secret=s%26&a=%2f+%20",
        ),
        ("?auth_secret", "?auth_secret=s%26"),
        ("?Auth_Secret=kept", "?Auth_Secret=kept&auth_secret=s%26"),
    ] {
        let url = PluginUrl::parse(&format!("https://example.com/p{query}"), &page()).unwrap();
        assert_eq!(
            url.with_param("auth_secret", "s&").as_str(),
            format!("https://example.com/p{want}"),
            "{query}"
        );
    }
}

#[test]
fn a_page_origin_is_an_origin_and_nothing_more() {
    for (text, origin) in [
        ("http://localhost:7070", Some("http://localhost:7070")),
        (
            "https://Inbox.example.com/",
            Some("https://inbox.example.com"),
        ),
        ("https://inbox.example.com/path", None),
        ("https://inbox.example.com?x", None),
        ("https://a@inbox.example.com", None),
        ("ftp://inbox.example.com", None),
        ("inbox.example.com", None),
    ] {
        assert_eq!(
            PageOrigin::parse(text)
                .map(|page| page.as_origin())
                .as_deref(),
            origin,
            "{text}"
        );
    }
}
