//! An app that runs anywhere, at the host that somebody typed, by real TLS.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use reqwest::StatusCode;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::api::{Api, Reply};
use super::{call, no_call, path_of, upload};
use crate::support::{Running, Visitor, expect, refused};

/// Connections at `localhost` by a certificate of an authority of its own.
pub(super) struct Secured {
    listener: TcpListener,
    acceptor: TlsAcceptor,
}

impl Secured {
    pub(super) async fn bind() -> Self {
        let chain = CertificateDer::from_pem_file(file("receiver.pem")).unwrap();
        let key = PrivateKeyDer::from_pem_file(file("receiver.key.pem")).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![chain], key)
            .unwrap();
        Self {
            listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
            acceptor: TlsAcceptor::from(Arc::new(config)),
        }
    }
}

impl axum::serve::Listener for Secured {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, from) = self.listener.accept().await.unwrap();
            // Whoever does not trust the certificate leaves.
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, from);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/tls")
        .join(name)
}

/// A server that may ask this machine, and where so much is said trusts the authority.
async fn start(trusts: bool) -> Running {
    Running::start_with(tempfile::tempdir().unwrap(), |config| {
        config.delivery_allow_loopback = true;
        config.delivery_extra_ca_file = trusts.then(|| file("ca.pem"));
    })
    .await
}

/// Magento's example, word for word, at the shop of that API.
async fn connected(admin: &Visitor, api: &Api) -> Value {
    let text = include_str!("../../../../api/tests/descriptors/good/magento.json");
    assert_eq!(upload(admin, text).await["typedHost"], true);
    let new = |site: &str, host: &str| {
        let fields = json!({"site": site, "api_user": "ana", "api_key": "chave-30"});
        let new = json!({"name": "Loja", "fields": fields, "confirmedHost": host});
        admin.post_json("/api/apps/magento/connections", &new)
    };
    let host = api.origin.strip_prefix("https://").unwrap();
    // Neither without TLS, nor where the person did not say so.
    let plain = format!("http://{host}");
    let error = refused(new(&plain, host), 422).await;
    assert_eq!(error.fields[0].path, "fields.site");
    let error = refused(new(&api.origin, "localhost"), 422).await;
    assert_eq!(error.fields[0].path, "confirmedHost");
    expect(new(&api.origin, host), StatusCode::CREATED).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_at_a_typed_host_is_called_by_tls_with_its_credentials_alone() {
    let running = start(true).await;
    let admin = running.admin().await;
    let api = Api::by_tls(|got| match got.query.as_str() {
        "limit=1&api_user=ana&api_key=chave-30" => Reply::with(200, "[]"),
        _ => Reply::with(401, "no"),
    })
    .await;
    let connection = connected(&admin, &api).await;
    assert_eq!(connection["baseUri"], format!("{}/api/rest", api.origin));
    let asked = json!({"path": "/products", "query": {"limit": "1", "api_key": "mine"}});
    assert_eq!(call(&admin, "magento", asked).await["body"], "[]");
    let told = "GET /api/rest/products?limit=1&api_user=ana&api_key=chave-30\naccept: */*";
    assert_eq!(
        api.last().told(),
        told,
        "what is for the address is not sent"
    );
    let ping = format!("{}/ping", path_of(&connection));
    let found: Value = expect(admin.post(&ping), StatusCode::OK).await;
    assert_eq!(found["outcome"], "passed", "{found}");

    // The host is fixed: neither a path nor another port leads elsewhere.
    let other = Api::by_tls(|_| Reply::with(200, "other")).await;
    for path in [
        format!("{}/x", other.origin),
        "https://127.0.0.1/x".to_owned(),
    ] {
        let error = no_call(&admin, "magento", json!({"path": path}), 422).await;
        assert_eq!(error.fields[0].path, "path");
    }
    assert!(other.got().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_typed_host_whose_certificate_nobody_trusts_gets_no_credentials() {
    let running = start(false).await;
    let admin = running.admin().await;
    let api = Api::by_tls(|_| Reply::with(200, "[]")).await;
    let connection = connected(&admin, &api).await;
    let error = no_call(&admin, "magento", json!({"path": "/products"}), 502).await;
    assert_eq!(error.code, "unreachable");
    assert!(error.message.contains("certificate"), "{}", error.message);
    let ping = format!("{}/ping", path_of(&connection));
    let found: Value = expect(admin.post(&ping), StatusCode::OK).await;
    assert_eq!(found["outcome"], "service_down", "{found}");
    assert!(api.got().is_empty());
}
