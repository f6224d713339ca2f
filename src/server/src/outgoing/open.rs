//! Answers that are passed on while they come.

use std::time::Duration;

use axum::body::Bytes;
use reqwest::Response;
use tokio::time::{Instant, timeout};

use super::{Client, Failure, Request, TOTAL, failure, headers};

/// How long an answer may pause.
const PAUSE: Duration = Duration::from_secs(15);

/// An answer whose body comes as it is asked for. Dropped, it lets go of whoever sends it.
#[derive(Debug)]
pub struct Opened {
    /// The status, such as 206.
    pub status: u16,
    /// Names, in lower case, and values of the headers; a value that is no text is left out.
    pub headers: Vec<(String, String)>,
    host: String,
    came: Response,
}

impl Client {
    /// Asks, and gives the answer once its status and headers came.
    ///
    /// # Errors
    /// When the address may not be asked, or no status and headers came in time.
    pub async fn open(&self, request: Request) -> Result<Opened, Failure> {
        let until = Instant::now() + request.timeout.unwrap_or(TOTAL);
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let came = self.begin(request, until).await?;
        Ok(Opened {
            status: came.status().as_u16(),
            headers: headers(&came),
            host,
            came,
        })
    }
}

impl Opened {
    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The next part of the body; none at its end.
    ///
    /// # Errors
    /// When it breaks off, or pauses for 15 s.
    pub async fn part(&mut self) -> Result<Option<Bytes>, Failure> {
        match timeout(PAUSE, self.came.chunk()).await {
            Ok(part) => part.map_err(|error| failure(&self.host, &error)),
            Err(_) => Err(Failure::Time(self.host.clone())),
        }
    }
}
