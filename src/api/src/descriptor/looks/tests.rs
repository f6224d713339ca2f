//! What looks like a secret, and what does not.

use super::{in_format, is_copied, secret_looking, shown};

fn found<'t>(text: &'t str, spans: &[(usize, usize)]) -> Vec<&'t str> {
    spans.iter().map(|(from, to)| &text[*from..*to]).collect()
}

#[test]
fn a_word_that_a_machine_made_is_found_in_any_place() {
    for (text, secrets) in [
        (
            "/v1/sk_live_51HxYz09AbCdEf/me",
            vec!["sk_live_51HxYz09AbCdEf"],
        ),
        ("/s3cr3t/me", vec!["s3cr3t"]),
        (
            "https://hooks.a1b2c3d4e5f6g7h8.example/T0/QhTzAbYdPoFgHiJkLmNoPqRs",
            vec!["QhTzAbYdPoFgHiJkLmNoPqRs"],
        ),
        (
            "https://api.example.org/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
            vec!["bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"],
        ),
        (
            "https://{{site}}/a/9f86d081884c7d659a2feaa0c55ad015?x={{api_secret_3}}",
            vec!["9f86d081884c7d659a2feaa0c55ad015"],
        ),
        ("Token abc123def456", vec!["abc123def456"]),
        ("/my-secret-word/x", vec!["my-secret-word"]),
        (
            "é/hunter2/AKIAIOSFODNN7EXAMPLE",
            vec!["AKIAIOSFODNN7EXAMPLE"],
        ),
    ] {
        assert_eq!(found(text, &secret_looking(text)), secrets, "{text}");
    }
}

#[test]
fn names_versions_and_dates_are_no_secrets() {
    for text in [
        "/api/v2/custom_fields_2024_export",
        "https://login.example.com/oauth2/v2.0/token",
        "https://graph.facebook.com/v19.0/listCustomerSubscriptions",
        "/v2beta1/me",
        "2026-11-30",
        "crm.objects.contacts.read",
        "application/x-www-form-urlencoded",
        "/client-secrets",
        "/users/password_reset",
        "offline",
        "Token",
        "{{shop_key_1a2b3c4d}}",
        "index.php",
        "UTF-8",
        "/listAllUsersInOrg/getUserInfoByIdAndKey",
        "/oauth2callback/customers-export2024/b2wmarketplace/office365crm",
        "/forgot_password_email_v2/reset-password-for-me",
        "PLUGA_CLIENT_SECRET",
    ] {
        assert_eq!(
            found(text, &secret_looking(text)),
            Vec::<&str>::new(),
            "{text}"
        );
    }
}

#[test]
fn what_a_format_sends_as_it_is_is_a_secret_unless_everybody_knows_it() {
    for (format, secrets) in [
        ("{username}:{password}", vec![]),
        ("{username}/token:{password}", vec![]),
        ("{password}:X", vec![]),
        ("{password}:api_token", vec![]),
        ("{username}:swordfish", vec!["swordfish"]),
        ("acme-7{username}:{password}é!", vec!["acme-7", "é!"]),
    ] {
        assert_eq!(found(format, &in_format(format)), secrets, "{format}");
    }
}

#[test]
fn what_is_shown_of_an_address_has_no_secret_in_its_path_or_its_query() {
    for (text, expected) in [
        (
            "https://a.example/t?key=1&a=b",
            "https://a.example/t?key=***&a=b",
        ),
        (
            "https://a.example/t?a=b&api_key=x%2F1#f",
            "https://a.example/t?a=b&api_key=***#f",
        ),
        (
            "https://a.example/t?key=PLUGA_KEY",
            "https://a.example/t?key=PLUGA_KEY",
        ),
        (
            "https://a.example/s3cr3t/t?api_key=sk_live_51HxYz09AbCdEf,1&v=2",
            "https://a.example/***/t?api_key=***&v=2",
        ),
        ("a & key=b", "a & key=b"),
    ] {
        assert_eq!(shown("u", text), expected);
    }
    let page = "https://a.example/s3cr3t?key=1";
    assert_eq!(shown("website", page), page);
}

#[test]
fn a_copy_is_told_by_what_stands_in_place_of_a_secret() {
    for (key, text, is) in [
        ("api_key", "***", true),
        ("uri", "https://a.example/***/t", true),
        ("basic_auth_format", "{username}:***", true),
        ("to", "https://a.example/?key=***&b=1", true),
        ("label", "***", false),
        ("to", "a****b", false),
        ("to", "a***b", false),
    ] {
        assert_eq!(is_copied(key, text), is, "{text}");
    }
}
