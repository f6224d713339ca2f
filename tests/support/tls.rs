//! HTTPS before a server on this machine, as a proxy of the host owner's gives it, with a certificate that nobody signed.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// The running front. It ends when this is dropped.
#[derive(Debug)]
pub struct Tls {
    /// Where it listens.
    pub address: SocketAddr,
    /// The certificate, for whoever is to trust it, as PEM.
    pub certificate: String,
    task: JoinHandle<()>,
}

impl Tls {
    /// Listens on a free port for `localhost` and leads to that port of this machine.
    ///
    /// # Errors
    /// There is no port, or no certificate can be made.
    pub async fn start(to: u16) -> Result<Self> {
        let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            while let Ok((from, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    // Whoever does not trust the certificate leaves; so does a connection that either side ends.
                    if let Ok(mut from) = acceptor.accept(from).await
                        && let Ok(mut to) = TcpStream::connect(("127.0.0.1", to)).await
                    {
                        drop(copy_bidirectional(&mut from, &mut to).await);
                    }
                });
            }
        });
        Ok(Self {
            address,
            certificate: cert.pem(),
            task,
        })
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        self.task.abort();
    }
}
