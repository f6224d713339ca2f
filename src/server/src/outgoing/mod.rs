//! What the server asks of others: the only HTTP client. An address is looked up here, checked, and then connected to as it was
//! checked, so that a name cannot lead into the host's own network, neither by a second answer of the name server nor by a redirect.

mod exceptions;
mod guard;
mod open;
mod public;
mod resolver;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use reqwest::redirect::Policy;
use reqwest::{Certificate, Method, Response, Url};
use thiserror::Error;
use tokio::time::Instant;
use url::Host;

pub use self::exceptions::Exceptions;
pub use self::guard::{Guard, Refused};
pub use self::open::Opened;
use self::resolver::{Names, Resolver};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);

/// How long an answer may take in all, unless a request says otherwise.
const TOTAL: Duration = Duration::from_secs(15);

/// The longest answer that is read, in bytes.
const MOST_BYTES: usize = 1024 * 1024;

/// What may be asked beside public addresses by https.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Hosts and networks of one's own, also without https.
    pub allow: Exceptions,
    /// Whether this machine may be asked, also without https.
    pub loopback: bool,
    /// A file of certificates in PEM that are trusted beside those of the system.
    pub extra_ca: Option<PathBuf>,
}

/// Asks others. A clone shares the connections.
#[derive(Debug, Clone)]
pub struct Client {
    https: reqwest::Client,
    /// Connects to what is excepted alone.
    plain: reqwest::Client,
    guard: Arc<Guard>,
    names: Names,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Where to.
    pub url: Url,
    /// Names and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body, which may be empty.
    pub body: Vec<u8>,
    /// How long the answer may take in all; none is 15 s.
    pub timeout: Option<Duration>,
}

/// What was answered, whatever the status: a redirect is an answer too, and is not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status, such as 200.
    pub status: u16,
    /// Names, in lower case, and values of the headers; a value that is no text is left out.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Whether the body is longer than what was kept of it, or did not end in time.
    pub cut: bool,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum Failure {
    /// The address may not be asked.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The request cannot be written.
    #[error("this is no request: {0}")]
    Request(String),
    /// The name has no address.
    #[error("{0} has no address")]
    Name(String),
    /// Nobody took the connection, or its certificate is not trusted.
    #[error("no connection to {0}: {1}")]
    Connect(String, String),
    /// It took too long.
    #[error("{0} did not answer in time")]
    Time(String),
    /// The answer broke off, or was no HTTP.
    #[error("the answer of {0} broke off: {1}")]
    Broken(String, String),
    /// The answer is too long: longer than so many bytes.
    #[error("the answer of {0} has more than {1} bytes")]
    Long(String, usize),
}

impl Client {
    /// One that asks what the rules let it ask.
    ///
    /// # Errors
    /// When the system offers no certificates, or the file with further ones cannot be read.
    pub fn new(rules: Rules) -> anyhow::Result<Self> {
        Self::with_names(rules, Names::system())
    }

    fn with_names(rules: Rules, names: Names) -> anyhow::Result<Self> {
        let guard = Arc::new(Guard::new(rules.allow, rules.loopback));
        let certificates = match &rules.extra_ca {
            Some(file) => read_certificates(file)
                .with_context(|| format!("the certificates in {}", file.display()))?,
            None => Vec::new(),
        };
        // Another part of the process may have chosen one before: then that one stands.
        drop(rustls::crypto::ring::default_provider().install_default());
        let of = |plain| {
            let resolver = Resolver {
                guard: guard.clone(),
                names: names.clone(),
                plain,
            };
            http(resolver, certificates.clone())
        };
        let (https, plain) = (of(false)?, of(true)?);
        Ok(Self {
            https,
            plain,
            guard,
            names,
        })
    }

    /// Says now whether an address may be asked; what is asked is checked anew. `false`: its name has no address at the moment.
    ///
    /// # Errors
    /// When it may not be asked, or leads to nothing that may.
    pub async fn check(&self, url: &Url) -> Result<bool, Refused> {
        self.guard.url(url)?;
        let Some(Host::Domain(host)) = url.host() else {
            return Ok(true);
        };
        let resolver = Resolver {
            guard: self.guard.clone(),
            names: self.names.clone(),
            plain: url.scheme() == "http",
        };
        let looked_up = tokio::time::timeout(CONNECT, resolver.look_up(host)).await;
        Ok(looked_up.unwrap_or(Ok(None))?.is_some())
    }

    /// Asks, and reads the answer whole.
    ///
    /// # Errors
    /// When the address may not be asked, or no whole answer came.
    pub async fn send(&self, request: Request) -> Result<Answer, Failure> {
        self.send_within(request, MOST_BYTES).await
    }

    /// The same with another bound for the answer's body, in bytes.
    ///
    /// # Errors
    /// As of [`Client::send`].
    pub async fn send_within(&self, request: Request, most: usize) -> Result<Answer, Failure> {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        match self.ask(request, most).await? {
            (_, Some(failure)) => Err(failure),
            (answer, None) if answer.cut => Err(Failure::Long(host, most)),
            (answer, None) => Ok(answer),
        }
    }

    /// Asks, and keeps of the answer's body the first `most` bytes. An answer whose body is longer, breaks off or does not end in time is one
    /// still: its status and headers came, and whoever sent them is let go.
    ///
    /// # Errors
    /// When the address may not be asked, or no status and headers came in time.
    pub async fn send_keeping(&self, request: Request, most: usize) -> Result<Answer, Failure> {
        let (mut answer, failure) = self.ask(request, most).await?;
        answer.cut |= failure.is_some();
        Ok(answer)
    }

    /// The answer up to so many bytes of its body, and why the body ended before its end.
    async fn ask(
        &self,
        request: Request,
        most: usize,
    ) -> Result<(Answer, Option<Failure>), Failure> {
        let until = Instant::now() + request.timeout.unwrap_or(TOTAL);
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let mut came = self.begin(request, until).await?;
        let mut answer = Answer {
            status: came.status().as_u16(),
            headers: headers(&came),
            body: Vec::new(),
            cut: false,
        };
        let ended = loop {
            let part = match tokio::time::timeout_at(until, came.chunk()).await {
                Ok(Ok(Some(part))) => part,
                Ok(Ok(None)) => break None,
                Ok(Err(error)) => break Some(failure(&host, &error)),
                Err(_) => break Some(Failure::Time(host)),
            };
            let room = most - answer.body.len();
            answer.cut = part.len() > room;
            answer.body.extend_from_slice(&part[..part.len().min(room)]);
            if answer.cut {
                break None;
            }
        };
        Ok((answer, ended))
    }

    /// The answer once its status and headers came.
    async fn begin(&self, request: Request, until: Instant) -> Result<Response, Failure> {
        self.guard.url(&request.url)?;
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let http = if request.url.scheme() == "https" {
            &self.https
        } else {
            &self.plain
        };
        let mut builder = http.request(request.method, request.url);
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        let sent = tokio::time::timeout_at(until, builder.body(request.body).send()).await;
        let sent = sent.map_err(|_| Failure::Time(host.clone()))?;
        sent.map_err(|error| failure(&host, &error))
    }
}

/// Names, in lower case, and values of the headers that are text.
fn headers(came: &Response) -> Vec<(String, String)> {
    let texts = came.headers().iter().filter_map(|(name, value)| {
        let value = value.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    texts.collect()
}

#[expect(clippy::disallowed_methods, reason = "this is the one place")]
fn http(resolver: Resolver, certificates: Vec<Certificate>) -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .user_agent(concat!("Encaixe/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT)
        .tls_certs_merge(certificates)
        .dns_resolver(Arc::new(resolver))
        .build()
}

fn read_certificates(file: &PathBuf) -> anyhow::Result<Vec<Certificate>> {
    let certificates = Certificate::from_pem_bundle(&std::fs::read(file)?)?;
    anyhow::ensure!(!certificates.is_empty(), "there is none");
    Ok(certificates)
}

fn failure(host: &str, error: &reqwest::Error) -> Failure {
    let host = host.to_owned();
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        if let Some(refused) = source.downcast_ref::<Refused>() {
            return refused.clone().into();
        }
        if source.is::<resolver::NoAddress>() {
            return Failure::Name(host);
        }
        innermost = source;
    }
    let why = innermost.to_string();
    if error.is_builder() {
        Failure::Request(why)
    } else if error.is_timeout() {
        Failure::Time(host)
    } else if error.is_connect() {
        Failure::Connect(host, why)
    } else {
        Failure::Broken(host, why)
    }
}
