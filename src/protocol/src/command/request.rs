//! Calls an app's API: the server sends the request, with credentials that no page ever sees.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Command, Name};

/// The command.
#[derive(Debug)]
pub struct Request;

impl Command for Request {
    const NAME: Name = Name::Request;
    type Params = Params;
    type Reply = Reply;
}

/// The request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// The app, by its `app_id`.
    pub app: String,
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `HEAD`; `GET` when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path behind the app's base URI, such as `/users/me`, or an address on one of its hosts.
    pub path: String,
    /// Parameters of the query: texts, numbers and truths.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, Json>,
    /// Headers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The body: a text goes out as it is, everything else as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Json>,
    /// Which connection, by its id; the default one when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<String>,
}

/// What the app answered, whatever the status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The status, such as 200.
    pub status: u16,
    /// Some of the headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body: what JSON says, where it is said to be JSON and is, else its text.
    pub body: Json,
    /// Whether the text is base64, as that of a body is which is no UTF-8.
    pub base64: bool,
}

/// A value of JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Json {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(BTreeMap<String, Json>),
}
