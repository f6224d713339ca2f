//! Clients of OAuth 2.0 that others wrote, each as its documentation shows it, against a real server. The tests are the browser.

mod node;
mod program;
mod python;
mod rust;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server};
use reqwest::header::{CONTENT_TYPE, ORIGIN};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::fresh;

/// Where codes go: nobody listens there.
const REDIRECT: &str = "https://crm.example/callback";

/// Which company lets a program in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    First,
    Bakery,
}

/// A server with an integration of one of its companies, and a browser in which an admin of that company is signed in.
struct Inbox {
    server: Server,
    // Goes after the server.
    _data: TempDir,
    browser: Client,
    /// The address of a contact of the company, and the contact's name.
    contact: (String, String),
    /// The client's.
    id: String,
    secret: String,
}

impl Inbox {
    /// Starts the server and registers the integration, which may read contacts and set tags.
    async fn start(company: Company, profile: &str, redirect: &str) -> Result<Self> {
        let (data, server) = fresh().await?;
        let (path, admin, of) = match company {
            Company::First => ("", "ana@aurora.example", &[][..]),
            Company::Bakery => {
                let admin = "dona@padaria.example";
                let create = ["company", "create", "--name", "Padaria", "--admin-email"];
                let made = binary::run(data.path(), &[&create[..], &[admin]].concat()).await?;
                ensure!(made.status.success(), "{made:?}");
                ("/w/padaria", admin, &["--company", "padaria"][..])
            }
        };
        let base = format!("{}{path}", server.page);
        let said =
            async |arguments: &[&str]| binary::line(data.path(), &[arguments, of].concat()).await;
        let token = said(&["token", "create", "--name", "t", "--role", "admin"]).await?;
        let api = Api::new(&base, Some(&token))?;
        let contact = contact(&api, company).await?;
        let scopes = json!([{"scope": "contact:read"}, {"scope": "tags:write"}]);
        let new = json!({"name": "CRM", "redirectUris": [redirect], "scopes": scopes, "profile": profile});
        let made = api.post("/api/integrations", &new).await?;

        let browser = Client::builder()
            .redirect(Policy::none())
            .cookie_store(true)
            .build()?;
        let link = said(&["link", "create", "--member", admin]).await?;
        let signed_in = browser.post(link).header(ORIGIN, &server.page);
        signed_in.send().await?.error_for_status()?;
        Ok(Self {
            server,
            _data: data,
            browser,
            contact: (
                format!("{base}/api/contacts/{}", text(&contact, "/id")?),
                text(&contact, "/name")?,
            ),
            id: text(&made, "/id")?,
            secret: text(&made, "/secret")?,
        })
    }

    /// Opens the page to which a program sends the browser, and sends what its script sends; where the browser goes then.
    async fn decide(&self, address: &str, decision: &str) -> Result<Url> {
        let answer = self.browser.get(address).send().await?;
        let (status, page) = (answer.status(), answer.text().await?);
        ensure!(status == StatusCode::OK, "{address}: {status} {page}");
        let form = [
            ("query", field(&page, "query")?),
            ("ticket", field(&page, "ticket")?),
            ("decision", decision.to_owned()),
        ];
        let mut url = Url::parse(address)?;
        url.set_query(None);
        let form = Url::parse_with_params("http://form/", form)?;
        let request = self.browser.post(url).header(ORIGIN, &self.server.page);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(form.query().unwrap_or_default().to_owned());
        let told: Value = request.send().await?.json().await?;
        Ok(Url::parse(&text(&told, "/location")?)?)
    }

    /// The admin agrees.
    async fn agree(&self, address: &str) -> Result<Url> {
        self.decide(address, "allow").await
    }

    /// The admin does not.
    async fn deny(&self, address: &str) -> Result<Url> {
        self.decide(address, "deny").await
    }

    /// The admin agrees, and another server passes the code on as its own (RFC 9207, section 1).
    async fn agree_elsewhere(&self, address: &str) -> Result<Url> {
        let mut url = self.agree(address).await?;
        let told: Vec<_> = url.query_pairs().into_owned().collect();
        let mut query = url.query_pairs_mut();
        query.clear();
        for (name, value) in &told {
            let is_issuer = name == "iss";
            query.append_pair(
                name,
                if is_issuer {
                    "https://other.example"
                } else {
                    value
                },
            );
        }
        drop(query);
        Ok(url)
    }

    /// Host and path of a company's address, as `referer` has them.
    fn place(&self, path: &str) -> String {
        format!("{}{path}", self.server.page.replace("http://", ""))
    }
}

/// Somebody whom the company knows.
async fn contact(api: &Api, company: Company) -> Result<Value> {
    if company == Company::First {
        return api.get("/api/contacts/7001").await;
    }
    let channels = api.get("/api/channels").await?;
    let channel = text(&channels, "/items/0/id")?;
    let message = json!({"sender": "v", "type": "text", "content": "Tem pão?", "contactInfo": {"name": "Rui"}});
    let messages = format!("/api/channels/{channel}/messages");
    let got = api.post(&messages, &message).await?;
    let conversation = text(&got, "/conversation/id")?;
    let conversation = format!("/api/conversations/{conversation}");
    Ok(api.get(&conversation).await?["contact"].take())
}

/// The value of a field of the page's form.
fn field(page: &str, name: &str) -> Result<String> {
    let begin = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&begin).with_context(|| page.to_owned())?;
    let (value, _) = rest.split_once('"').context("it does not end")?;
    let value = value.replace("&quot;", "\"").replace("&lt;", "<");
    Ok(value.replace("&gt;", ">").replace("&amp;", "&"))
}

/// The text at that place (RFC 6901).
fn text(value: &Value, place: &str) -> Result<String> {
    let found = value.pointer(place).and_then(Value::as_str);
    let found = found.with_context(|| format!("no {place}: {value:#}"))?;
    Ok(found.to_owned())
}

/// At each of these places is that.
fn holds(found: &Value, expected: &[(&str, Value)]) -> Result<()> {
    for (place, expected) in expected {
        let there = found.pointer(place).unwrap_or(&Value::Null);
        ensure!(there == expected, "{place} is not {expected}: {found:#}");
    }
    Ok(())
}

/// These tokens are others than those, of the kinds that the server gives, and are told as RFC 6749 has it (section 5.1).
fn renewed(found: &Value, first: &str, second: &str, lasts: u64) -> Result<()> {
    for (name, begin) in [("access_token", "ena_"), ("refresh_token", "enr_")] {
        let of = |place: &str| text(found, &format!("{place}/{name}"));
        let (one, other) = (of(first)?, of(second)?);
        ensure!(one != other, "{name} is the same: {one}");
        ensure!(
            one.starts_with(begin) && other.starts_with(begin),
            "{name}: {one} {other}"
        );
    }
    for place in [first, second] {
        let lasting = found.pointer(&format!("{place}/expires_in"));
        ensure!(lasting == Some(&lasts.into()), "{place}: {found:#}");
        let kind = text(found, &format!("{place}/token_type"))?;
        ensure!(kind.eq_ignore_ascii_case("bearer"), "{place}: {found:#}");
    }
    Ok(())
}
