//! Calls of an app's API: the inbox's server sends them, with credentials that no page ever sees.

use std::collections::BTreeMap;

use encaixe_protocol::command::Name;
use encaixe_protocol::command::request::{Json, Params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::error::Error;
use super::kinbox::Kinbox;
use super::value::{decode, encode};
use crate::PlainObject;
use crate::command as params;

/// A call of an app's API.
///
/// ```no_run
/// # use encaixe_plugin::typed::{AppRequest, Error, Kinbox};
/// # async fn example(kinbox: Kinbox) -> Result<(), Error> {
/// let tasks = AppRequest::new("GET", "/tasks").query("limit", "10");
/// let answer = kinbox.request("asana", tasks).await?;
/// if answer.status == 200 { /* answer.json::<Tasks>()? */ }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct AppRequest {
    params: Params,
    body: JsValue,
}

impl AppRequest {
    /// A call without a body. The path is that behind the app's base URI, such as `/users/me`, or an address on one of its hosts.
    #[must_use]
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            params: Params {
                app: String::new(),
                method: Some(method.to_owned()),
                path: path.to_owned(),
                query: BTreeMap::new(),
                headers: BTreeMap::new(),
                body: None,
                connection: None,
            },
            body: JsValue::UNDEFINED,
        }
    }

    /// With a parameter of the query.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        let value = Json::Text(value.to_owned());
        self.params.query.insert(name.to_owned(), value);
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let value = value.to_owned();
        self.params.headers.insert(name.to_owned(), value);
        self
    }

    /// With a body of JSON.
    ///
    /// # Errors
    /// JSON has no word for the value.
    pub fn json<T: Serialize + ?Sized>(mut self, value: &T) -> Result<Self, Error> {
        self.body = encode("body", value)?;
        Ok(self)
    }

    /// With a body that goes out as it is.
    #[must_use]
    pub fn text(mut self, body: &str) -> Self {
        self.body = body.into();
        self
    }

    /// By this connection, which an admin named the plugin's author; else by the app's default one.
    #[must_use]
    pub fn connection(mut self, id: &str) -> Self {
        self.params.connection = Some(id.to_owned());
        self
    }
}

/// What an app answered, whatever the status.
#[derive(Debug, Clone, Deserialize)]
pub struct AppAnswer {
    /// The status, such as 200.
    pub status: u16,
    /// Some of the headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body: what JSON says, where it is said to be JSON and is, else its text.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub body: JsValue,
    /// Whether the text is base64, as that of a body is which is no UTF-8.
    pub base64: bool,
}

impl AppAnswer {
    /// The body of an answer in JSON.
    ///
    /// # Errors
    /// It is something else.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        decode("the app's answer", self.body.clone())
    }
}

impl Kinbox {
    /// Calls the API of an app, by its id, such as `asana`. It needs the scope `app:<id>`.
    ///
    /// # Errors
    /// The plugin lacks the scope (`denied`), the app no longer takes the connection's credentials (`denied` with the detail
    /// `reconnect`), there is no such app or connection, the answer has more than 200 KiB (`too_large`), five calls are on their
    /// way (`rate_limited`), the service does not answer, or the host refuses.
    pub async fn request(&self, app: &str, request: AppRequest) -> Result<AppAnswer, Error> {
        let AppRequest { mut params, body } = request;
        app.clone_into(&mut params.app);
        let given = encode("request", &params)?;
        if !body.is_undefined() {
            PlainObject::or_empty(&given).set("body", &body);
        }
        let params = params::request::params(&app.into(), &given);
        self.ask(Name::Request, params).await
    }
}
