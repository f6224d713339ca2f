//! Receivers verify what the server sends with the libraries of Standard Webhooks, during a rotation too, and by TLS.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use axum::http::HeaderMap;
use encaixe_tests::receiver::{Received, Receiver};
use encaixe_tests::wait::{SOON, until};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
use tokio::time::timeout;

use super::{add, inbox, say, text, tool};

/// Says of each delivery whether the library takes it.
const NODE: &str = r#"
const { Webhook } = require(process.argv[1] + "/standardwebhooks");
const verified = JSON.parse(require("fs").readFileSync(0, "utf8")).map(({ secret, headers, body }) => {
  try { new Webhook(secret).verify(body, headers); return true; } catch { return false; }
});
console.log(JSON.stringify(verified));
"#;

const PYTHON: &str = r#"
import json, sys
from standardwebhooks import Webhook
def verified(one):
    try:
        Webhook(one["secret"]).verify(one["body"], one["headers"])
        return True
    except Exception:
        return False
print(json.dumps([verified(one) for one in json.load(sys.stdin)]))
"#;

/// A receiver with a certificate of an authority of its own: it writes that to the named file, says its port, and prints what it gets.
const TLS: &str = r#"
import datetime, http.server, json, ssl, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
def signed(name, key, by, by_key, authority):
    now = datetime.datetime.now(datetime.timezone.utc)
    named = lambda text: x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])
    made = (x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(by)).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.BasicConstraints(authority, None), critical=True))
    if not authority:
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return made.sign(by_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
authority, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
folder = sys.argv[1]
with open(folder + "/authority.pem", "wb") as file:
    file.write(signed("authority", authority, "authority", authority, True))
with open(folder + "/own.pem", "wb") as file:
    file.write(own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    file.write(signed("localhost", own, "authority", authority, False))
class Take(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        print(json.dumps({"headers": dict(self.headers), "body": body}), flush=True)
        self.send_response(204)
        self.end_headers()
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Take)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder + "/own.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
"#;

/// What each library says of the deliveries, each with the secret that is tried.
async fn verified(deliveries: &[(String, Received)]) -> Result<Vec<(&'static str, Vec<bool>)>> {
    let told: Vec<Value> = deliveries
        .iter()
        .map(|(secret, got)| {
            let names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
            let headers = names.map(|name| (name.to_owned(), Value::from(got.header(name))));
            let headers: serde_json::Map<_, _> = headers.into_iter().collect();
            json!({"secret": secret, "headers": headers, "body": String::from_utf8_lossy(&got.body)})
        })
        .collect();
    let told = serde_json::to_string(&told)?;
    let modules = tool("ENCAIXE_NPM")?;
    let mut node = Command::new("node");
    node.args(["-e", NODE]).arg(modules);
    let mut python = Command::new(tool("ENCAIXE_PYTHON")?);
    python.args(["-c", PYTHON]);
    let in_rust = deliveries.iter().map(|(secret, got)| {
        let headers: &HeaderMap = &got.headers;
        Ok(Webhook::new(secret)?.verify(&got.body, headers).is_ok())
    });
    Ok(vec![
        ("npm", asked(node, &told).await?),
        ("PyPI", asked(python, &told).await?),
        ("crates.io", in_rust.collect::<Result<_>>()?),
    ])
}

async fn asked(mut command: Command, told: &str) -> Result<Vec<bool>> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut stdin = child.stdin.take().context("no stdin")?;
    stdin.write_all(told.as_bytes()).await?;
    drop(stdin);
    let output = timeout(SOON, child.wait_with_output()).await??;
    ensure!(output.status.success(), "{command:?}");
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_libraries_of_three_languages_verify_deliveries_during_a_rotation_too() -> Result<()> {
    let (_data, _server, admin) = inbox(&[]).await?;
    let receiver = Receiver::start().await?;
    let (id, old) = add(&admin, &receiver.url, &["message.sent"]).await?;
    say(&admin, "955", "Olá, João! Já saiu 🚚").await?;
    receiver.received(1).await?;
    let path = format!("/api/webhooks/{id}/rotate");
    let rotated = admin.post(&path, &json!({})).await?;
    let new = text(&rotated, "secret")?;
    ensure!(
        rotated["previous"] == old.as_str() && new != old,
        "{rotated}"
    );
    say(&admin, "955", "Chega amanhã").await?;
    receiver.received(2).await?;
    admin.post(&path, &json!({"overlapHours": 0})).await?;
    let last = admin.get(&format!("/api/webhooks/{id}/secret")).await?;
    let last = text(&last, "secret")?;
    say(&admin, "955", "Obrigado!").await?;
    let got = receiver.received(3).await?;
    let [before, during, after] = [0, 1, 2].map(|place| got[place].clone());
    ensure!(during.header("webhook-signature").split(' ').count() == 2);
    let mut changed = during.clone();
    changed.body.push(b' ');
    let other = format!("whsec_{}", "A".repeat(32));
    let tried = [
        (&old, &before, true),
        (&new, &before, false),
        (&old, &during, true),
        (&new, &during, true),
        (&other, &during, false),
        (&old, &changed, false),
        (&new, &changed, false),
        (&last, &after, true),
        (&new, &after, false),
    ];
    let deliveries: Vec<_> = (tried.iter())
        .map(|(secret, got, _)| ((*secret).clone(), (*got).clone()))
        .collect();
    let want: Vec<bool> = tried.iter().map(|(.., holds)| *holds).collect();
    for (library, holds) in verified(&deliveries).await? {
        ensure!(holds == want, "{library}: {holds:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_with_a_certificate_of_its_own_is_trusted_where_it_is_named() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut child = Command::new(tool("ENCAIXE_PYTHON")?)
        .args(["-c", TLS])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let stdout = child.stdout.take().context("no stdout")?;
    let mut lines = tokio::io::AsyncBufReadExt::lines(tokio::io::BufReader::new(stdout));
    let port = timeout(SOON, lines.next_line())
        .await??
        .context("no port")?;
    let url = format!("https://localhost:{port}/hooks");

    let file = folder.path().join("authority.pem").display().to_string();
    let (_data, _server, admin) = inbox(&["--delivery-extra-ca-file", &file]).await?;
    let (_, secret) = add(&admin, &url, &["message.sent"]).await?;
    say(&admin, "955", "Por TLS").await?;
    let line = timeout(SOON, lines.next_line()).await??;
    let told: Value = serde_json::from_str(&line.context("nothing came")?)?;
    let mut headers = HeaderMap::new();
    for (name, value) in told["headers"].as_object().context("no headers")? {
        let name = name.to_lowercase();
        if let Some(value) = value.as_str().filter(|_| name.starts_with("webhook-")) {
            headers.insert(axum::http::HeaderName::try_from(name)?, value.parse()?);
        }
    }
    let body = told["body"].as_str().context("no body")?;
    Webhook::new(&secret)?.verify(body.as_bytes(), &headers)?;
    ensure!(body.contains("Por TLS"), "{body}");

    // Where nobody named it, it is not.
    let (_data, _server, admin) = inbox(&[]).await?;
    let (id, _) = add(&admin, &url, &["message.sent"]).await?;
    say(&admin, "955", "Por TLS").await?;
    let path = format!("/api/webhooks/{id}/deliveries");
    until(
        "an attempt that failed",
        Duration::from_secs(15),
        async || {
            let page = admin.get(&path).await?;
            let error = page["items"][0]["lastError"].as_str();
            Ok(error
                .filter(|error| error.contains("certificate"))
                .map(drop))
        },
    )
    .await
}
