//! A client in Rust: the crate oauth2.

use anyhow::{Context as _, Result, ensure};
use oauth2::basic::{BasicClient, BasicErrorResponseType, BasicTokenResponse};
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse,
    IntrospectionUrl, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    RevocationUrl, Scope, StandardRevocableToken, TokenIntrospectionResponse as _,
    TokenResponse as _, TokenUrl,
};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use serde_json::Value;

use super::{Company, Inbox, REDIRECT};

/// What the crate sends requests with. It revokes by HTTPS alone, which ends at a front before the server: this is in its place.
async fn send(client: &Client, request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let mut request = reqwest::Request::try_from(request)?;
    let url = request.url().as_str().replacen("https://", "http://", 1);
    if let Ok(url) = Url::parse(&url) {
        *request.url_mut() = url;
    }
    let answer = client.execute(request).await?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let mut response = HttpResponse::new(answer.bytes().await?.into());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// The contact's name, or with which status it is refused.
async fn read(client: &Client, inbox: &Inbox, tokens: &BasicTokenResponse) -> Result<String> {
    let request = client.get(&inbox.contact.0);
    let request = request.bearer_auth(tokens.access_token().secret());
    let answer = request.send().await?;
    if answer.status() != StatusCode::OK {
        return Ok(answer.status().to_string());
    }
    let contact: Value = answer.json().await?;
    super::text(&contact, "/name")
}

fn told(url: &Url, name: &str) -> Result<String> {
    let found = url.query_pairs().find(|(key, _)| key == name);
    let (_, value) = found.with_context(|| format!("no {name} in {url}"))?;
    Ok(value.into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_crate_oauth2_is_let_in_and_reads_what_the_server_says_no_with() -> Result<()> {
    let inbox = Inbox::start(Company::First, "default", REDIRECT).await?;
    let http = Client::builder().redirect(Policy::none()).build()?;
    let transport = |request: HttpRequest| send(&http, request);
    let page = &inbox.server.page;
    let secure = page.replacen("http://", "https://", 1);
    let client = BasicClient::new(ClientId::new(inbox.id.clone()))
        .set_client_secret(ClientSecret::new(inbox.secret.clone()))
        .set_auth_uri(AuthUrl::new(format!("{page}/oauth"))?)
        .set_token_uri(TokenUrl::new(format!("{page}/oauth2/access_token"))?)
        .set_introspection_url(IntrospectionUrl::new(format!("{page}/oauth2/introspect"))?)
        .set_revocation_url(RevocationUrl::new(format!("{secure}/oauth2/revoke"))?)
        .set_redirect_uri(RedirectUrl::new(REDIRECT.to_owned())?);

    let ask = || {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state) = client
            .authorize_url(CsrfToken::new_random)
            .add_scope(Scope::new("contact:read".to_owned()))
            .add_scope(Scope::new("tags:write".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        (url, state, verifier)
    };
    let (url, state, _) = ask();
    let denied = inbox.deny(url.as_str()).await?;
    ensure!(told(&denied, "error")? == "access_denied", "{denied}");
    ensure!(told(&denied, "state")? == *state.secret(), "{denied}");

    let (url, state, verifier) = ask();
    let back = inbox.agree(url.as_str()).await?;
    ensure!(told(&back, "state")? == *state.secret(), "{back}");
    let code = told(&back, "code")?;
    let exchange = |verifier: &str| {
        client
            .exchange_code(AuthorizationCode::new(code.clone()))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
    };
    let request = exchange(verifier.secret());
    let tokens = request.request_async(&transport).await?;
    let scopes: Vec<&str> = tokens
        .scopes()
        .context("no scopes")?
        .iter()
        .map(|scope| scope.as_str())
        .collect();
    ensure!(scopes == ["contact:read", "tags:write"], "{scopes:?}");
    let lasts = tokens.expires_in().context("it lasts for ever")?.as_secs();
    ensure!(lasts == 3_600, "{lasts}");
    ensure!(read(&http, &inbox, &tokens).await? == inbox.contact.1);

    let request = client.introspect(tokens.access_token());
    let about = request.request_async(&transport).await?;
    ensure!(about.active() && about.iss() == Some(page), "{about:?}");
    let id = about.client_id().map(|id| id.as_str());
    ensure!(id == Some(inbox.id.as_str()), "{about:?}");

    let refresh = tokens.refresh_token().context("no refresh token")?;
    let request = client.exchange_refresh_token(refresh);
    let renewed = request.request_async(&transport).await?;
    let next = renewed.refresh_token().context("no next one")?;
    ensure!(next.secret() != refresh.secret());
    ensure!(read(&http, &inbox, &renewed).await? == inbox.contact.1);

    let token = StandardRevocableToken::RefreshToken(next.clone());
    let request = client.revoke_token(token)?;
    request.request_async(&transport).await?;
    let request = client.introspect(renewed.access_token());
    let about = request.request_async(&transport).await?;
    ensure!(!about.active(), "{about:?}");
    let refused = read(&http, &inbox, &renewed).await?;
    ensure!(refused == "401 Unauthorized", "{refused}");

    let request = exchange(verifier.secret());
    let Err(error) = request.request_async(&transport).await else {
        anyhow::bail!("the code was taken twice");
    };
    let RequestTokenError::ServerResponse(answer) = error else {
        anyhow::bail!("{error:?}");
    };
    let is_grant = *answer.error() == BasicErrorResponseType::InvalidGrant;
    let twice = "the code was used before; what it gave then is taken back";
    let description = answer.error_description().map(String::as_str);
    ensure!(is_grant && description == Some(twice), "{answer:?}");
    Ok(())
}
