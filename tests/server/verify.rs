//! The samples that verify who asks, each with the tokens and the keys of a real server, and with what others would pass off for them.

use std::env;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use encaixe_tests::binary::{Server, workspace};
use reqwest::Client;
use ring::hmac;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio::process::Command;

use super::{api, fresh};

#[path = "../../examples/verify/rust/src/verify.rs"]
mod rust;

const AUDIENCE: &str = "https://crm.example";

/// The algorithm that a plugin's settings name, and what it is verified with there.
struct Settings {
    algorithm: &'static str,
    issuer: String,
    jwks: String,
    secrets: Vec<String>,
}

/// A sample in one language.
enum Sample {
    Program(&'static str, PathBuf, PathBuf),
    Rust,
}

impl Sample {
    fn node(folder: &TempDir) -> Result<Self> {
        // As npm would have it: beside the package that it imports.
        for name in ["main.mjs", "verify.mjs"] {
            std::fs::copy(example(&format!("node/{name}")), folder.path().join(name))?;
        }
        let modules = folder.path().join("node_modules");
        std::os::unix::fs::symlink(tool("ENCAIXE_NPM")?, modules)?;
        let main = folder.path().join("main.mjs");
        Ok(Self::Program("Node", "node".into(), main))
    }

    fn python() -> Result<Self> {
        let python = tool("ENCAIXE_PYTHON")?;
        Ok(Self::Program("Python", python, example("python/verify.py")))
    }

    fn php() -> Result<Self> {
        let php = tool("ENCAIXE_PHP")?;
        Ok(Self::Program("PHP", php, example("php/main.php")))
    }

    /// The claims, or why the token is refused.
    async fn verify(&self, settings: &Settings, token: &str) -> Result<Result<Value, String>> {
        let Self::Program(name, program, script) = self else {
            return in_rust(settings, token).await;
        };
        let mut child = Command::new(program)
            .arg(script)
            .env("ALGORITHM", settings.algorithm)
            .env("ISSUER", &settings.issuer)
            .env("AUDIENCE", AUDIENCE)
            .env("JWKS", &settings.jwks)
            .env("SECRETS", settings.secrets.join(" "))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {name}"))?;
        let mut stdin = child.stdin.take().context("no stdin")?;
        stdin.write_all(token.as_bytes()).await?;
        drop(stdin);
        let output = child.wait_with_output().await?;
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if output.status.success() {
            return Ok(Ok(serde_json::from_slice(&output.stdout)?));
        }
        ensure!(!said.is_empty(), "{name} says nothing");
        Ok(Err(said))
    }
}

async fn in_rust(settings: &Settings, token: &str) -> Result<Result<Value, String>> {
    let keys = if settings.algorithm == "EdDSA" {
        let set = reqwest::get(&settings.jwks).await?.text().await?;
        rust::Keys::ed_dsa(&set).map_err(anyhow::Error::msg)?
    } else {
        rust::Keys::Hs256(settings.secrets.clone())
    };
    let verifier = rust::Verifier {
        keys,
        issuer: settings.issuer.clone(),
        audience: AUDIENCE.to_owned(),
    };
    Ok(match verifier.verify(token) {
        Ok(claims) => Ok(serde_json::to_value(claims)?),
        Err(why) => Err(why),
    })
}

fn tool(name: &str) -> Result<PathBuf> {
    let path = env::var_os(name).with_context(|| format!("{name}: run `cargo xtask test`"))?;
    Ok(path.into())
}

fn example(path: &str) -> PathBuf {
    workspace().join("examples/verify").join(path)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_in_node_takes_what_the_server_signed_and_nothing_else() -> Result<()> {
    let folder = tempfile::tempdir()?;
    holds(&Sample::node(&folder)?).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_in_python_takes_what_the_server_signed_and_nothing_else() -> Result<()> {
    holds(&Sample::python()?).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_in_php_takes_what_the_server_signed_and_nothing_else() -> Result<()> {
    holds(&Sample::php()?).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_in_rust_takes_what_the_server_signed_and_nothing_else() -> Result<()> {
    holds(&Sample::Rust).await
}

/// Asks the server for tokens as an agent's page does.
struct Page<'a> {
    server: &'a Server,
    client: Client,
    session: String,
}

impl<'a> Page<'a> {
    async fn sign_in(server: &'a Server) -> Result<Self> {
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let link = client.post(&server.link).header("origin", &server.page);
        let answer = link.send().await?;
        let cookies = answer.headers().get_all("set-cookie");
        let cookie = cookies.iter().next_back().context("no cookie")?.to_str()?;
        let session = cookie.split(';').next().context("no value")?.to_owned();
        Ok(Self {
            server,
            client,
            session,
        })
    }

    async fn token(&self, plugin: &str) -> Result<String> {
        let address = format!("{}/api/frames/{plugin}/token", self.server.page);
        let request = self.client.post(address).header("cookie", &self.session);
        let request = request.header("origin", &self.server.page);
        let answer = request.json(&json!({"conversation": "955"})).send().await?;
        let answer: Value = answer.error_for_status()?.json().await?;
        Ok(answer["token"].as_str().context("no token")?.to_owned())
    }
}

async fn holds(sample: &Sample) -> Result<()> {
    let (data, server) = fresh().await?;
    let admin = api(&data, &server, "admin").await?;
    let page = Page::sign_in(&server).await?;
    let jwks = format!("{}/.well-known/jwks.json", server.page);
    for algorithm in ["EdDSA", "HS256"] {
        let register = async |name: &str, origin: &str| -> Result<String> {
            let new = json!({"name": name, "endpoint": format!("{origin}/p"), "proofAlgorithm": algorithm});
            let made = admin.post("/api/plugins", &new).await?;
            Ok(made["id"].as_str().context("no id")?.to_owned())
        };
        let plugin = register("CRM", AUDIENCE).await?;
        let other = register("ERP", "https://erp.example").await?;
        let secrets = async |plugin: &str| -> Result<Vec<String>> {
            let all = admin
                .get(&format!("/api/plugins/{plugin}/signing/secrets"))
                .await?;
            let all = all.as_array().context("no list")?.iter();
            Ok(all
                .filter_map(|one| Some(one["secret"].as_str()?.to_owned()))
                .collect())
        };
        let settings = Settings {
            algorithm,
            issuer: server.page.clone(),
            jwks: jwks.clone(),
            secrets: [secrets(&plugin).await?, secrets(&other).await?].concat(),
        };
        let token = page.token(&plugin).await?;
        let claims = sample
            .verify(&settings, &token)
            .await?
            .map_err(anyhow::Error::msg)?;
        ensure!(
            claims["plugin"] == plugin.as_str() && claims["conversation"] == "955",
            "{claims}"
        );

        let mut refused = Vec::new();
        let parts: Vec<&str> = token.split('.').collect();
        let mut said = claims.clone();
        said["role"] = "owner".into();
        refused.push((
            "other claims",
            format!("{}.{}.{}", parts[0], encoded(&said), parts[2]),
        ));
        let none = encoded(&json!({"alg": "none", "typ": "JWT"}));
        refused.push(("alg none", format!("{none}.{}.", parts[1])));
        // The keys of both are there; the audience is not.
        refused.push(("another plugin's", page.token(&other).await?));
        let set: Value = reqwest::get(&jwks).await?.json().await?;
        for key in set["keys"].as_array().context("no keys")? {
            let x = key["x"].as_str().context("no key")?;
            for secret in [x.as_bytes().to_vec(), URL_SAFE_NO_PAD.decode(x)?] {
                let forged = by_secret(&secret, key["kid"].as_str().context("no id")?, &claims);
                refused.push(("the public key for a secret", forged));
            }
            if sample.is_slow() {
                break;
            }
        }
        for (what, token) in &refused {
            let outcome = sample.verify(&settings, token).await?;
            ensure!(
                outcome.is_err(),
                "{algorithm}: {what} is taken: {outcome:?}"
            );
        }
        let elsewhere = Settings {
            issuer: "https://inbox.example".to_owned(),
            ..settings
        };
        let outcome = sample.verify(&elsewhere, &token).await?;
        ensure!(outcome.is_err(), "{algorithm}: another inbox's is taken");
        times(sample, algorithm, &claims).await.context(algorithm)?;
    }
    Ok(())
}

impl Sample {
    /// Whether each look costs the start of a program.
    const fn is_slow(&self) -> bool {
        matches!(self, Self::Program(..))
    }
}

/// Tokens that were made at other times, by keys of our own.
async fn times(sample: &Sample, algorithm: &'static str, claims: &Value) -> Result<()> {
    let pair =
        Ed25519KeyPair::from_seed_unchecked(&[7; 32]).map_err(|_| anyhow::anyhow!("no pair"))?;
    let x = URL_SAFE_NO_PAD.encode(pair.public_key());
    let set = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": x, "kid": "own", "alg": "EdDSA", "use": "sig"}]});
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let jwks = format!("http://{}/", listener.local_addr()?);
    let served = Router::new().route("/", get(async move || set.to_string()));
    let serving = tokio::spawn(async move { axum::serve(listener, served).await });
    let secret = "0123456789012345678901234567890123456789012";
    let settings = Settings {
        algorithm,
        issuer: claims["iss"].as_str().context("no issuer")?.to_owned(),
        jwks,
        secrets: vec![
            "another-secret-that-is-no-longer-in-use-here".to_owned(),
            secret.to_owned(),
        ],
    };
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
    for (made, lasts, words) in [
        (now, 300, None),
        // Within the leeway.
        (now + 20, 300, None),
        (now - 310, 300, None),
        (now - 400, 300, Some(["expired", "this machine"])),
        (
            now + 600,
            300,
            Some([
                "this machine's clock is 10 minutes behind the inbox's",
                "the token was made at",
            ]),
        ),
        (
            now - 600,
            300,
            Some([
                "this machine's clock is 10 minutes ahead of the inbox's",
                "the token was made at",
            ]),
        ),
    ] {
        let mut said = claims.clone();
        for (name, value) in [("iat", made), ("nbf", made), ("exp", made + lasts)] {
            said[name] = value.into();
        }
        let token = if algorithm == "EdDSA" {
            let header = json!({"alg": "EdDSA", "typ": "JWT", "kid": "own"});
            let said = format!("{}.{}", encoded(&header), encoded(&said));
            format!(
                "{said}.{}",
                URL_SAFE_NO_PAD.encode(pair.sign(said.as_bytes()))
            )
        } else {
            by_secret(secret.as_bytes(), "own", &said)
        };
        match (sample.verify(&settings, &token).await?, words) {
            (Ok(_), None) => {}
            (Err(why), Some(words)) => {
                ensure!(
                    words.iter().all(|word| why.contains(word)),
                    "{}: {why}",
                    made - now
                );
            }
            (outcome, _) => anyhow::bail!("made {} s from now: {outcome:?}", made - now),
        }
    }
    serving.abort();
    Ok(())
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn by_secret(secret: &[u8], kid: &str, claims: &Value) -> String {
    let header = json!({"alg": "HS256", "typ": "JWT", "kid": kid});
    let said = format!("{}.{}", encoded(&header), encoded(claims));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let signature = URL_SAFE_NO_PAD.encode(hmac::sign(&key, said.as_bytes()));
    format!("{said}.{signature}")
}
