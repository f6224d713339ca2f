//! The pages of a consent, in the language of the browser: what a program would be let in for, and why that cannot be.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use encaixe_api::integration::{Texts, WantedScope};
use serde_json::Value;
use url::Url;

use super::back::{Back, Mode};
use super::ready::Ready;
use super::stop::Refused;
use super::wait;
use crate::error::{Error, Result};
use crate::random;
use crate::texts::Language;

const PAGE: &str = include_str!("page.html");
const FORM: &str = include_str!("form.html");
const SCRIPT: &str = concat!(include_str!("page.js"), include_str!("sign_in.js"));

/// How much of a description is shown, in characters.
const SHOWN_CHARS: usize = 600;

/// What would be let in, and two buttons.
pub(super) fn ask(
    language: Language,
    ready: &Ready,
    query: &str,
    ticket: &str,
) -> Result<Response> {
    let manifest = &ready.manifest;
    let wanted = manifest.scopes.iter();
    let wanted = wanted.filter(|wanted| ready.scopes.has(wanted.scope));
    let lines: String = wanted.map(|wanted| line(language, wanted)).collect();
    let scopes = if lines.is_empty() {
        format!("<p>{}</p>", language.text("consent-nothing"))
    } else {
        format!("<p>{}</p><ul>{lines}</ul>", language.text("consent-scopes"))
    };
    let mut form = FORM.to_owned();
    for key in [
        "consent-by",
        "consent-as",
        "consent-maker",
        "consent-goes",
        "consent-allow",
        "consent-deny",
        "consent-script",
    ] {
        form = form.replace(&format!("{{{{{key}}}}}"), language.text(key));
    }
    let note = if ready.is_published {
        String::new()
    } else {
        format!("<p class=\"note\">{}</p>", language.text("consent-draft"))
    };
    // The company is a part of what is sent, so that what somebody signs in to meanwhile changes nothing.
    let account = ready.account.as_deref();
    let query = account.map_or_else(|| query.to_owned(), |account| wait::with(query, account));
    let another = account.map_or_else(String::new, |_| wait::another(language, &query));
    let told = text(language, &manifest.description);
    let about: String = told.chars().take(SHOWN_CHARS).collect();
    let url = Url::parse(&ready.redirect).map_err(|error| Error::Internal(error.into()))?;
    let form = form
        .replace("{{scopes}}", &scopes)
        .replace("{{note}}", &note)
        .replace("{{another}}", &another)
        .replace("{{company}}", &escape(&ready.company))
        .replace("{{place}}", &escape(&ready.place))
        .replace("{{who}}", &escape(&ready.who))
        .replace("{{maker}}", &escape(&ready.maker))
        .replace("{{about}}", &escape(&about))
        .replace("{{host}}", &escape(&url.origin().ascii_serialization()))
        .replace("{{query}}", &escape(&query))
        .replace("{{ticket}}", &escape(ticket));
    let form = [form, tell(ready.back(Vec::new()).hello().as_ref())].concat();
    let title = language.text("consent-title");
    draw(language, StatusCode::OK, title, &manifest.name, &form)
}

/// Why there is nothing to agree to. The page that opened the window hears it as well; the window goes to the program only by a link, which
/// says where it leads.
pub(super) fn say(language: Language, refused: &Refused) -> Result<Response> {
    let (status, key) = refused.problem.parts();
    let about = language.text(&format!("{key}-text")).to_owned();
    let more = match &refused.back {
        Some(back) => [link(language, back)?, tell(back.beside()?.as_ref())].concat(),
        None => String::new(),
    };
    draw(language, status, language.text(key), &about, &more)
}

/// A link to the redirect URI, if one may lead there.
fn link(language: Language, back: &Back) -> Result<String> {
    if !back.may_lead || back.mode != Mode::Popup {
        return Ok(String::new());
    }
    let location = back.location()?;
    Ok(format!(
        "<p class=\"way\"><a class=\"button quiet\" rel=\"noreferrer\" href=\"{}\">{} {}</a></p>",
        escape(location.as_str()),
        language.text("consent-back"),
        escape(&location.origin().ascii_serialization())
    ))
}

/// What the page's script tells the one that opened the window as soon as it is there, while the window stays.
pub(super) fn tell(told: Option<&Value>) -> String {
    told.map_or_else(String::new, |told| data("tell", told))
}

/// What the page's script reads. No text in it ends the script that holds it, or is a place of ours.
pub(super) fn data(id: &str, value: &Value) -> String {
    let text = value
        .to_string()
        .replace('<', "\\u003c")
        .replace("{{", "{\\u007b");
    format!("<script type=\"application/json\" id=\"{id}\">{text}</script>")
}

/// A page that tells the one that opened the window, and closes it. Whether it did, its script says.
pub(super) fn post(language: Language, told: &Value) -> Result<Response> {
    let form = format!(
        "<noscript><p class=\"wrong\">{}</p></noscript>{}",
        language.text("consent-script"),
        data("told", told)
    );
    draw(language, StatusCode::OK, "", "", &form)
}

fn line(language: Language, wanted: &WantedScope) -> String {
    let key = format!("consent-scope-{}", wanted.scope.as_str().replace(':', "-"));
    let reason = text(language, &wanted.reason);
    let reason = if reason.trim().is_empty() {
        String::new()
    } else {
        format!("<span>{}</span>", escape(reason))
    };
    format!("<li><b>{}</b>{reason}</li>", language.text(&key))
}

/// The text of the language, or the other one where that is not written yet.
fn text(language: Language, texts: &Texts) -> &str {
    let (first, second) = match language {
        Language::PtBr => (&texts.pt_br, &texts.en),
        Language::En => (&texts.en, &texts.pt_br),
    };
    if first.trim().is_empty() {
        second
    } else {
        first
    }
}

/// A page with that title, a text below it, and markup below that.
pub(super) fn draw(
    language: Language,
    status: StatusCode,
    title: &str,
    about: &str,
    form: &str,
) -> Result<Response> {
    let nonce = random::secret().map_err(|error| Error::Internal(error.into()))?;
    let mut page = PAGE
        .replace("{{lang}}", language.tag())
        .replace("{{title}}", title);
    for key in [
        "consent-failed",
        "consent-done",
        "consent-done-text",
        "consent-alone",
        "consent-alone-text",
        "consent-unsure",
        "consent-unsure-text",
    ] {
        page = page.replace(&format!("{{{{{key}}}}}"), language.text(key));
    }
    let page = page
        .replace("{{nonce}}", &nonce)
        .replace("{{script}}", SCRIPT)
        .replace("{{about}}", &escape(about))
        .replace("{{form}}", form);
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; \
         form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    );
    let policy = HeaderValue::from_str(&policy).map_err(|error| Error::Internal(error.into()))?;
    let headers = response.headers_mut();
    headers.insert("content-security-policy", policy);
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
    for (name, value) in [
        ("referrer-policy", "no-referrer"),
        // For browsers that do not know `frame-ancestors`.
        ("x-frame-options", "DENY"),
        ("origin-agent-cluster", "?1"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// A text as markup has it, without two braces in a row, by which places of a page are marked.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace("{{", "{&#123;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_wrote_is_markup_or_a_place() {
        assert_eq!(
            escape("<b a=\"x\">&{{about}}"),
            "&lt;b a=&quot;x&quot;&gt;&amp;{&#123;about}}"
        );
    }

    #[test]
    fn each_scope_has_words_in_both_languages() {
        for scope in encaixe_protocol::scope::Scope::EACH {
            for language in [Language::PtBr, Language::En] {
                let wanted = WantedScope {
                    scope: *scope,
                    reason: Texts::default(),
                };
                let line = line(language, &wanted);
                assert!(!line.contains("consent-"), "{line}");
            }
        }
    }
}
