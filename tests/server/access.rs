//! Who gets in, and what is open to all.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::wait::{SOON, until};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, StatusCode};
use serde_json::json;

use super::{api, fresh};

#[tokio::test(flavor = "multi_thread")]
async fn without_a_session_or_a_token_the_api_is_closed() -> Result<()> {
    let (_data, server) = fresh().await?;
    let stranger = Api::new(&server.page, None)?;
    for path in [
        "/api/me",
        "/api/conversations",
        "/api/frames",
        "/api/plugins",
        "/api/workspace",
        "/api/events",
    ] {
        let (status, body) = stranger.send(Method::GET, path, None).await?;
        ensure!(status == StatusCode::UNAUTHORIZED, "{path} gave {status}");
        ensure!(
            body["error"]["code"].is_string() && body["error"]["message"].is_string(),
            "{path}: {body}"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agents_token_may_not_do_what_an_admin_does() -> Result<()> {
    let (data, server) = fresh().await?;
    let agent = api(&data, &server, "agent").await?;
    agent.get("/api/frames").await?;
    for path in ["/api/plugins", "/api/members", "/api/tokens"] {
        let (status, body) = agent.send(Method::GET, path, None).await?;
        ensure!(
            status == StatusCode::FORBIDDEN,
            "{path} gave {status}: {body}"
        );
    }
    let body = json!({"name": "x", "endpoint": "https://plugin.example/"});
    let (status, _) = agent
        .send(Method::POST, "/api/plugins", Some(&body))
        .await?;
    ensure!(status == StatusCode::FORBIDDEN, "{status}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_address_is_told_with_its_field() -> Result<()> {
    let (data, server) = fresh().await?;
    let admin = api(&data, &server, "admin").await?;
    for (endpoint, code) in [
        ("http://plugin.example/", "insecure"),
        ("javascript:alert(1)", "opaque_origin"),
        (server.page.as_str(), "own_host"),
        ("http://127.0.0.1:5173/", "own_host"),
        ("http://127.1:5173/", "own_host"),
        (
            &server.page.replace("127.0.0.1", "localhost"),
            "page_loopback",
        ),
        ("https://plugin.example/#top", "fragment"),
    ] {
        let body = json!({"name": "x", "endpoint": endpoint});
        let (status, answer) = admin
            .send(Method::POST, "/api/plugins", Some(&body))
            .await?;
        ensure!(
            status == StatusCode::UNPROCESSABLE_ENTITY,
            "{endpoint} gave {status}"
        );
        let field = &answer["error"]["fields"][0];
        ensure!(
            field["path"] == "endpoint" && field["code"] == code,
            "{endpoint}: {answer}"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_link_is_spent_by_its_first_use_and_not_by_looking_at_it() -> Result<()> {
    let (_data, server) = fresh().await?;
    let client = Client::builder().redirect(Policy::none()).build()?;
    for _ in 0..2 {
        ensure!(client.get(&server.link).send().await?.status() == StatusCode::OK);
    }
    let post = || {
        client
            .post(&server.link)
            .header("origin", &server.page)
            .send()
    };
    let first = post().await?;
    ensure!(
        first.status().is_success() || first.status().is_redirection(),
        "{}",
        first.status()
    );
    let cookie = first
        .headers()
        .get_all("set-cookie")
        .iter()
        .next_back()
        .context("no cookie")?
        .to_str()?
        .to_owned();
    ensure!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let second = post().await?;
    ensure!(second.status().is_client_error(), "{}", second.status());

    let session = cookie.split(';').next().context("no value")?;
    let me = client
        .get(format!("{}/api/me", server.page))
        .header("cookie", session)
        .send()
        .await?;
    ensure!(me.status() == StatusCode::OK, "{}", me.status());
    // Ports share cookies: a page on another one must not act with this session.
    for origin in [None, Some(server.plugin.as_str()), Some("null")] {
        let mut request = client
            .post(format!("{}/api/tokens", server.page))
            .header("cookie", session)
            .json(&json!({"name": "x", "role": "admin"}));
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        let status = request.send().await?.status();
        ensure!(status == StatusCode::FORBIDDEN, "{origin:?} gave {status}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sdk_is_served_to_everybody_on_both_ports() -> Result<()> {
    let (_data, server) = fresh().await?;
    for base in [&server.page, &server.plugin] {
        let answer = reqwest::get(format!("{base}/sdk/kinbox.js")).await?;
        ensure!(
            answer.status() == StatusCode::OK,
            "{base} gave {}",
            answer.status()
        );
        for (name, value) in [
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("content-type", "text/javascript; charset=utf-8"),
        ] {
            let got = answer.headers().get(name).context(name)?.to_str()?;
            ensure!(got == value, "{base}: {name} is {got}");
        }
        let served = answer.bytes().await?;
        ensure!(
            served == std::fs::read(encaixe_tests::binary::dist().join("sdk/kinbox.js"))?,
            "another script"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_have_one_shape() -> Result<()> {
    let (data, server) = fresh().await?;
    let admin = api(&data, &server, "admin").await?;
    for (method, path, want) in [
        (Method::GET, "/api/nothing", 404),
        (Method::GET, "/api/conversations/nobody", 404),
        (Method::PUT, "/api/me", 405),
        (Method::POST, "/api/plugins", 415),
    ] {
        let (status, body) = admin.send(method.clone(), path, None).await?;
        ensure!(status == want, "{method} {path} gave {status}");
        ensure!(
            body["error"]["code"].is_string() && body["error"]["message"].is_string(),
            "{path}: {body}"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_codes_and_tokens_are_logged_without_the_secret_and_bounded_in_number() -> Result<()>
{
    let (_data, server) = fresh().await?;
    let client = Client::builder().redirect(Policy::none()).build()?;
    let secret = "enc_0123456789012345678901234567890123456789012";
    let ask = || {
        let asked = client.get(format!("{}/api/me", server.page));
        asked.bearer_auth(secret).send()
    };
    let code = "c0dec0dec0dec0dec0dec0dec0dec0dec0dec0dec0d";
    let sign_in = |link: String| {
        let asked = client.post(link).header("origin", &server.page);
        asked.send()
    };
    ensure!(ask().await?.status() == StatusCode::UNAUTHORIZED);
    let unknown = sign_in(format!("{}/sign-in/{code}", server.page));
    ensure!(unknown.await?.status() == StatusCode::NOT_FOUND);
    for want in [StatusCode::OK, StatusCode::GONE] {
        let status = sign_in(server.link.clone()).await?.status();
        ensure!(status == want, "{status}");
    }
    for _ in 0..40 {
        ensure!(ask().await?.status() == StatusCode::UNAUTHORIZED);
    }
    let of =
        |lines: &[String], words: &str| lines.iter().filter(|line| line.contains(words)).count();
    until("the count of the others", SOON, async || {
        Ok((of(&server.complained(), "33 more refused") == 1).then_some(()))
    })
    .await
    .with_context(|| format!("{:#?}", server.complained()))?;
    let lines = server.complained();
    for (words, count) in [
        ("refused: an API token that is not good", 8),
        ("refused: a sign-in code that does not exist", 1),
        ("refused: a sign-in code that was used before", 1),
    ] {
        let found = of(&lines, words);
        ensure!(found == count, "{found} x {words}: {lines:#?}");
    }
    ensure!(of(&lines, "peer=127.0.0.1:") == 10, "{lines:#?}");
    let spent = server.link.rsplit('/').next().context("no code")?;
    for secret in [secret, code, spent] {
        ensure!(of(&lines, secret) == 0, "{lines:#?}");
    }
    Ok(())
}
