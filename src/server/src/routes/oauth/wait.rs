//! The page before a consent: where somebody signs in, or chooses for which of their companies they agree. Then the same consent comes.

use axum::http::StatusCode;
use axum::response::Response;
use url::form_urlencoded;

use super::page::{data, draw, escape, tell};
use super::reach::{ANY, Choice};
use super::stop::{Problem, Wait};
use crate::error::Result;
use crate::texts::Language;

const SIGN_IN: &str = include_str!("sign_in.html");

/// The texts of the form by which somebody signs in.
const TEXTS: [&str; 16] = [
    "consent-link",
    "consent-link-go",
    "consent-link-waits",
    "consent-link-unread",
    "consent-link-foreign",
    "consent-link-another",
    "consent-link-unknown",
    "consent-link-spent",
    "consent-link-expired",
    "consent-link-failed",
    "consent-link-who",
    "consent-link-at",
    "consent-link-ends",
    "consent-link-begin",
    "consent-link-busy",
    "consent-script",
];

/// Says what has to come first, with the way back to the same consent.
pub(super) fn show(language: Language, wait: &Wait, query: &str) -> Result<Response> {
    let (status, key) = wait
        .problem
        .map_or((StatusCode::OK, "consent-choose"), Problem::parts);
    let about = format!("{key}-text");
    let more = match wait.problem {
        Some(Problem::SignIn) => [
            sign_in(language, wait),
            format!(
                "<p class=\"way\"><a class=\"button quiet\" href=\"?{}\">{}</a></p>",
                escape(query),
                language.text("consent-continue")
            ),
        ]
        .concat(),
        // Nobody is signed in as somebody else unless they want to.
        _ => {
            let elsewhere = if wait.choices.is_empty() {
                "consent-admin"
            } else {
                "consent-elsewhere"
            };
            format!(
                "<h2>{}</h2>{}",
                language.text(elsewhere),
                sign_in(language, wait)
            )
        }
    };
    let hello = tell(wait.back.hello().as_ref());
    let more = [more, cancel(language, wait)?, hello].concat();
    let form = [choices(language, wait, query), more].concat();
    draw(
        language,
        status,
        language.text(key),
        language.text(&about),
        &form,
    )
}

/// The button of whoever does not want to, of which the program hears.
fn cancel(language: Language, wait: &Wait) -> Result<String> {
    if !wait.may_cancel {
        return Ok(String::new());
    }
    Ok(format!(
        "<div class=\"buttons\"><button type=\"button\" class=\"quiet\" id=\"cancel\">{}</button></div>{}",
        language.text("consent-cancel"),
        data("cancelled", &wait.back.json()?)
    ))
}

/// The companies to choose from, each a link.
fn choices(language: Language, wait: &Wait, query: &str) -> String {
    let items: String = wait.choices.iter().map(|one| item(query, one)).collect();
    if items.is_empty() {
        return items;
    }
    format!(
        "<ul class=\"companies\" aria-label=\"{}\">{items}</ul>",
        language.text("consent-companies")
    )
}

fn item(query: &str, choice: &Choice) -> String {
    format!(
        "<li><a class=\"button quiet\" data-account=\"{}\" href=\"?{}\">{}<span>{}</span><span>{}</span></a></li>",
        escape(&choice.account),
        escape(&with(query, &choice.account)),
        escape(&choice.name),
        escape(&choice.place),
        escape(&choice.who)
    )
}

/// The form that takes a sign-in link.
fn sign_in(language: Language, wait: &Wait) -> String {
    let mut form = SIGN_IN.to_owned();
    for key in TEXTS {
        form = form.replace(&format!("{{{{{key}}}}}"), language.text(key));
    }
    let open = if wait.is_free { "open" } else { "" };
    form.replace("{{path}}", &escape(&wait.path))
        .replace("{{open}}", open)
        .replace("{{standing}}", &escape(&wait.standing))
}

/// The way to one's other companies.
pub(super) fn another(language: Language, query: &str) -> String {
    format!(
        " <a class=\"another\" href=\"?{}\">{}</a>",
        escape(&with(query, ANY)),
        language.text("consent-another")
    )
}

/// A query that names this company.
pub(super) fn with(query: &str, account: &str) -> String {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let mut all = form_urlencoded::Serializer::new(String::new());
    all.extend_pairs(pairs.filter(|(name, _)| name != "account"));
    all.append_pair("account", account);
    all.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_named_once_and_the_rest_stays() {
        let query = "client_id=x&account=padaria&state=a%26b+%C3%A9";
        assert_eq!(
            with(query, "/"),
            "client_id=x&state=a%26b+%C3%A9&account=%2F"
        );
    }

    #[test]
    fn each_text_of_the_form_is_there_in_both_languages() {
        for language in [Language::PtBr, Language::En] {
            for key in TEXTS {
                assert_ne!(language.text(key), key);
                assert!(SIGN_IN.contains(key), "{key}");
            }
        }
    }
}
