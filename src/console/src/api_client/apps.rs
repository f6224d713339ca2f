//! Apps: their files, their connections, and the calls that were made with them.

use encaixe_api::app::{
    App, AppCall, AppFiles, Authorize, Connection, ConnectionPatch, NewAppClient, NewConnection,
    PingResult, Problem, Problems,
};
use encaixe_api::id::ConnectionId;
use gloo_net::http::Method;

use encaixe_ui::api_client::{Answer, get, part, send, send_only};

pub(crate) async fn apps() -> Answer<Vec<App>> {
    get("/api/apps").await
}

pub(crate) async fn app(id: &str) -> Answer<App> {
    get(&path(id, "")).await
}

/// Everything that is wrong or unwise in an app's files. Nothing is kept.
pub(crate) async fn check_app(files: &AppFiles) -> Answer<Vec<Problem>> {
    let found: Problems = send(Method::POST, "/api/apps/check", Some(files)).await?;
    Ok(found.problems)
}

pub(crate) async fn upload_app(files: &AppFiles) -> Answer<App> {
    send(Method::POST, "/api/apps", Some(files)).await
}

/// The files in force, with `***` for each secret.
pub(crate) async fn app_files(id: &str) -> Answer<AppFiles> {
    get(&path(id, "/files")).await
}

pub(crate) async fn delete_app(id: &str) -> Answer<()> {
    send_only(Method::DELETE, &path(id, ""), None::<&()>).await
}

pub(crate) async fn put_app_client(id: &str, client: &NewAppClient) -> Answer<App> {
    send(Method::PUT, &path(id, "/client"), Some(client)).await
}

pub(crate) async fn connections(id: &str) -> Answer<Vec<Connection>> {
    get(&path(id, "/connections")).await
}

pub(crate) async fn connect(id: &str, new: &NewConnection) -> Answer<Connection> {
    send(Method::POST, &path(id, "/connections"), Some(new)).await
}

/// Pings with what was filled in. Nothing is kept.
pub(crate) async fn try_connection(id: &str, new: &NewConnection) -> Answer<PingResult> {
    send(Method::POST, &path(id, "/connections/try"), Some(new)).await
}

pub(crate) async fn connection(id: &str, connection: &ConnectionId) -> Answer<Connection> {
    get(&of_connection(id, connection, "")).await
}

pub(crate) async fn change_connection(
    id: &str,
    connection: &ConnectionId,
    patch: &ConnectionPatch,
) -> Answer<Connection> {
    let path = of_connection(id, connection, "");
    send(Method::PATCH, &path, Some(patch)).await
}

pub(crate) async fn delete_connection(id: &str, connection: &ConnectionId) -> Answer<()> {
    let path = of_connection(id, connection, "");
    send_only(Method::DELETE, &path, None::<&()>).await
}

/// From now on what was only tried is a connection like any other.
pub(crate) async fn keep_connection(id: &str, connection: &ConnectionId) -> Answer<Connection> {
    let path = of_connection(id, connection, "/keep");
    send(Method::POST, &path, None::<&()>).await
}

/// Pings with what is kept, or with credentials that are made up.
pub(crate) async fn ping_connection(
    id: &str,
    connection: &ConnectionId,
    made_up: bool,
) -> Answer<PingResult> {
    let rest = if made_up { "/ping_made_up" } else { "/ping" };
    let path = of_connection(id, connection, rest);
    send(Method::POST, &path, None::<&()>).await
}

/// Where the person agrees.
pub(crate) async fn authorize(id: &str, connection: &ConnectionId) -> Answer<String> {
    let path = of_connection(id, connection, "/authorize");
    let answer: Authorize = send(Method::POST, &path, None::<&()>).await?;
    Ok(answer.url)
}

/// The last calls, newest first.
pub(crate) async fn app_calls(id: &str, connection: &ConnectionId) -> Answer<Vec<AppCall>> {
    get(&of_connection(id, connection, "/calls")).await
}

fn path(id: &str, rest: &str) -> String {
    format!("/api/apps/{}{rest}", part(id))
}

fn of_connection(id: &str, connection: &ConnectionId, rest: &str) -> String {
    let connection = part(connection.as_str());
    path(id, &format!("/connections/{connection}{rest}"))
}
