//! What the pages of the marketplace and of what was installed have in common.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Texts, WantedScope};
use encaixe_protocol::scope::AnyScope;
use encaixe_ui::api_client::Failure;
use encaixe_ui::avatar::use_avatar;
use encaixe_ui::company;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::i18n::{Locale, Words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::shell::Shell;
use yew::prelude::*;
use yew::props;

use crate::plugin_form::{mark, sentence};
use crate::route::Route;

/// The way to a page above this one.
pub(crate) fn crumb(shell: &Shell, to: &Route, word: String) -> Html {
    link(
        shell,
        to.path(),
        "crumb",
        html! { <>{ small_icon("chevron-left") }{ word }</> },
    )
}

/// A text in the page's language, or in the other one where it is not written.
pub(crate) fn said<'a>(words: &Words, texts: &'a Texts) -> &'a str {
    let (own, other) = match words.locale() {
        Locale::PtBr => (&texts.pt_br, &texts.en),
        Locale::En => (&texts.en, &texts.pt_br),
    };
    if own.is_empty() { other } else { own }
}

/// Its picture, or its first letters. Decoration beside its name.
pub(crate) fn logo(id: &IntegrationId, name: &str, picture: Option<&str>) -> Html {
    let inside = match picture {
        Some(address) => {
            let address = company::path(company::within(address));
            html! { <img src={address} alt="" loading="lazy" /> }
        }
        None => {
            let (id, name) = (id.to_string(), name.to_owned());
            html! { { part!(use_avatar, props!(encaixe_ui::avatar::Props { id, name })) } }
        }
    };
    html! { <span class="market-logo" aria-hidden="true">{ inside }</span> }
}

/// What an integration asks for, each in plain words with its reason.
pub(crate) fn wants(words: &Words, scopes: &[WantedScope]) -> Html {
    if scopes.is_empty() {
        return html! { <p class="section-text">{ words.t("market-no-scopes") }</p> };
    }
    let line = |wanted: &WantedScope| {
        let scope = AnyScope::Named(wanted.scope);
        let reason = said(words, &wanted.reason);
        html! {
            <li key={scope.as_str()} data-scope={scope.as_str().to_owned()}>
                <p class="market-want">{ small_icon("check") }<span>{ sentence(words, &None, &scope) }{ mark(words, &scope) }</span></p>
                if !reason.is_empty() { <p class="market-reason" dir="auto">{ reason.to_owned() }</p> }
            </li>
        }
    };
    html! { <ul class="market-wants" data-testid="wants">{ for scopes.iter().map(line) }</ul> }
}

/// In the place of a page that is being fetched.
pub(crate) fn loading() -> Html {
    html! { <div class="section" aria-busy="true"><span class="skeleton skeleton-text" /></div> }
}

/// In the place of a list that is being fetched.
pub(crate) fn loading_list() -> Html {
    html! {
        <div class="cards" aria-hidden="true">
            { for (0..3).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
        </div>
    }
}

/// In the place of a page that did not come; `what` begins the words of what is not there, `list` is what the way back is called.
pub(crate) fn failed(
    words: &Words,
    shell: &Shell,
    (what, list, back): (&str, &str, &Route),
    failure: &Failure,
    onretry: Callback<MouseEvent>,
) -> Html {
    if !failure.is_missing() {
        return html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry })) } };
    }
    let (title, text) = (format!("{what}-missing"), format!("{what}-missing-text"));
    let back = link(
        shell,
        back.path(),
        "button button-plain",
        words.t(list).into(),
    );
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "search-x", title: words.t(&title), text: words.t(&text), children: back })) }
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::integration::Texts;
    use encaixe_ui::i18n::{Locale, Words};

    use super::said;

    #[test]
    fn a_text_that_is_not_written_is_read_in_the_other_language() {
        let texts = |pt_br: &str, en: &str| Texts {
            pt_br: pt_br.to_owned(),
            en: en.to_owned(),
        };
        let [portuguese, english] = [Locale::PtBr, Locale::En].map(Words::of);
        let both = texts("Pedidos", "Orders");
        assert_eq!(said(&portuguese, &both), "Pedidos");
        assert_eq!(said(&english, &both), "Orders");
        assert_eq!(said(&english, &texts("Pedidos", "")), "Pedidos");
        assert_eq!(said(&portuguese, &texts("", "Orders")), "Orders");
        assert_eq!(said(&portuguese, &texts("", "")), "");
    }
}
