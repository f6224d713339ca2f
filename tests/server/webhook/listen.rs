//! `encaixe webhook listen`, asked by a sender of our own.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_tests::listener::Listener;
use encaixe_tests::wait::SOON;
use reqwest::Client;
use ring::hmac;

const KEY: [u8; 24] = [7; 24];

fn secret() -> String {
    format!("whsec_{}", STANDARD.encode(KEY))
}

fn now() -> Result<i64> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(i64::try_from(since.as_secs())?)
}

/// Sends a delivery that is signed for `signed`, and gives the status of the answer.
async fn send(url: &str, id: &str, time: i64, body: &str, signed: &str) -> Result<u16> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &KEY);
    let tag = hmac::sign(&key, format!("{id}.{time}.{signed}").as_bytes());
    let answer = Client::new()
        .post(url)
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", time.to_string())
        .header("webhook-signature", format!("v1,{}", STANDARD.encode(tag)))
        .body(body.to_owned())
        .send()
        .await?;
    Ok(answer.status().as_u16())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listener_says_what_holds_and_answers_what_it_is_told_to() -> Result<()> {
    let secret = secret();
    let flags = ["--secret", &secret, "--answer", "500,204", "--slow", "50ms"];
    let mut listener = Listener::start(&flags).await?;
    let (url, now) = (listener.url.clone(), now()?);
    let body = r#"{"type":"message.sent"}"#;
    for (id, time, sent, signed, status) in [
        ("m1", now, body, body, 500),
        ("m1", now, body, body, 204),
        ("m1", now, "{}", "{}", 204),
        ("m2", now - 400, body, body, 204),
        ("m3", now, body, "{}", 204),
    ] {
        let answered = send(&url, id, time, sent, signed).await?;
        ensure!(answered == status, "{id}: {answered}");
    }
    listener.line("answered   204 to m3", SOON).await?;
    let printed = listener.printed();
    let deliveries: Vec<&str> = printed.split("POST /").skip(1).collect();
    ensure!(deliveries.len() == 5, "{printed}");
    for (delivery, words) in deliveries.iter().zip([
        [
            "id         m1\n",
            "time       holds",
            "signature  holds",
            body,
        ],
        [
            "m1, attempt 2, the same body",
            "time       holds",
            "signature  holds",
            "204",
        ],
        [
            "m1, attempt 3, WITH ANOTHER BODY",
            "time       holds",
            "signature  holds",
            "{}",
        ],
        ["id         m2\n", "TOO OLD: 40", "signature  holds", body],
        [
            "id         m3\n",
            "time       holds",
            "signature  WRONG",
            body,
        ],
    ]) {
        for word in words {
            ensure!(delivery.contains(word), "{word}: {delivery}");
        }
    }
    ensure!(listener.interrupt().await?.success());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_score_names_what_a_sender_breaks() -> Result<()> {
    let secret = secret();
    let mut listener = Listener::start(&["--score", "--secret", &secret]).await?;
    let (url, now) = (listener.url.clone(), now()?);
    listener
        .line("waiting for 4 further deliveries", SOON)
        .await?;
    let body = r#"{"type":"message.sent","timestamp":"2026-01-02T03:04:05Z","data":{}}"#;
    ensure!(send(&url, "m1", now, body, body).await? == 500);
    ensure!(send(&url, "m1", now, body, body).await? == 200);
    ensure!(send(&url, "m1", now, body, body).await? == 200);
    ensure!(send(&url, "m2", now, body, "{}").await? == 503);
    // It goes away before the answer.
    let redirected = Client::new()
        .post(&url)
        .header("webhook-id", "m3")
        .body("{}");
    redirected.send().await?;
    let left = Client::builder()
        .timeout(Duration::from_millis(300))
        .build()?;
    let left = left.post(&url).header("webhook-id", "m4").body("{}");
    ensure!(left.send().await.is_err_and(|error| error.is_timeout()));
    listener.line("the sender of m4 left after", SOON).await?;
    let ended = listener.interrupt().await?;
    let printed = listener.printed();
    ensure!(ended.code() == Some(1), "{ended}: {printed}");
    for (rule, verdict) in [
        ("a delivery that failed comes again", "must    holds"),
        ("a signature holds", "must    BROKEN"),
        ("what was taken does not come again", "must    BROKEN"),
        // The test's client follows it.
        ("a redirect is a failure", "should  BROKEN"),
        ("an answer may take 14 s", "should  BROKEN"),
        ("after 410 nothing comes", "should  not seen"),
    ] {
        let line = printed.lines().find(|line| line.starts_with(rule));
        ensure!(
            line.is_some_and(|line| line.contains(verdict)),
            "{rule}: {printed}"
        );
    }
    Ok(())
}
