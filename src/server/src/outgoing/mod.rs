//! What the server asks of others: the only HTTP client. An address is looked up here, checked, and then connected to as it was
//! checked, so that a name cannot lead into the host's own network, neither by a second answer of the name server nor by a redirect.

mod guard;
mod resolver;

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Method, Url};
use thiserror::Error;

pub use self::guard::{Exceptions, Guard, Refused};
use self::resolver::Resolver;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);

/// How long an answer may take in all, unless a request says otherwise.
const TOTAL: Duration = Duration::from_secs(15);

/// The longest answer that is read, in bytes.
const MOST_BYTES: usize = 1024 * 1024;

/// Asks others. A clone shares the connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    guard: Arc<Guard>,
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
    /// The answer is too long.
    #[error("the answer of {0} has more than {MOST_BYTES} bytes")]
    Long(String),
}

impl Client {
    /// One that asks public addresses, and those that are excepted.
    ///
    /// # Errors
    /// When the system offers no certificates.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn new(exceptions: Exceptions) -> reqwest::Result<Self> {
        let guard = Arc::new(Guard::new(exceptions));
        // Another part of the process may have chosen one before: then that one stands.
        drop(rustls::crypto::ring::default_provider().install_default());
        let http = reqwest::Client::builder()
            .user_agent(concat!("Encaixe/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .dns_resolver(Arc::new(Resolver::new(guard.clone())))
            .build()?;
        Ok(Self { http, guard })
    }

    /// Asks, and reads the answer whole.
    ///
    /// # Errors
    /// When the address may not be asked, or no whole answer came.
    pub async fn send(&self, request: Request) -> Result<Answer, Failure> {
        self.guard.url(&request.url)?;
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let mut builder = self.http.request(request.method, request.url);
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        if let Some(timeout) = request.timeout {
            builder = builder.timeout(timeout);
        }
        let answer = builder.body(request.body).send().await;
        let mut answer = answer.map_err(|error| failure(&host, &error))?;
        let status = answer.status().as_u16();
        let headers = answer.headers().iter().filter_map(|(name, value)| {
            let value = value.to_str().ok()?;
            Some((name.as_str().to_owned(), value.to_owned()))
        });
        let headers = headers.collect();
        let mut body = Vec::new();
        while let Some(part) = (answer.chunk().await).map_err(|error| failure(&host, &error))? {
            if body.len() + part.len() > MOST_BYTES {
                return Err(Failure::Long(host));
            }
            body.extend_from_slice(&part);
        }
        Ok(Answer {
            status,
            headers,
            body,
        })
    }
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
