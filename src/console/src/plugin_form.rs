//! The form of a plugin, new or registered. Mistakes stand in their place; nothing typed is lost.

mod draft;
mod placement;
mod proof;
pub(super) mod scope_request;
mod scopes;

use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_api::plugin::{NAME_CHARS, Plugin};
use encaixe_api::plugin_url::{PageOrigin, PluginUrl, Refusal};
use encaixe_protocol::scope::Grants;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::field::{use_field_part, use_switch};
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_effect_with, use_shared};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::plugin_icon::is_picture;
use web_sys::Url;
use yew::prelude::*;
use yew::props;

pub(super) use self::draft::Draft;
pub(super) use self::placement::{
    Mistake, Placement, PlacementPart, channels, of_failure as placement_mistake,
};
use self::proof::proof_fields;
use self::scopes::ScopeList;
pub(super) use self::scopes::{mark, sentence};
use super::plugin_picture::PluginPicture;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) initial: Draft,
    /// The plugin is not registered yet.
    #[prop_or_default]
    pub(super) new: bool,
    /// The registered plugin.
    #[prop_or_default]
    pub(super) plugin: Option<Plugin>,
    /// One member alone sees it.
    #[prop_or_default]
    pub(super) owned: bool,
    pub(super) busy: bool,
    /// Why the server refused the last try.
    pub(super) failure: Option<Failure>,
    pub(super) onsubmit: Callback<Draft>,
}

/// The mistakes of the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Mistakes {
    name: Option<String>,
    url: Option<String>,
    icon: Option<String>,
    placement: Mistake,
}

#[component]
pub(super) fn PluginForm(props: &Props) -> Html {
    let words = use_words();
    let draft = use_state_eq(|| props.initial.clone());
    let mistakes = use_state_eq(Mistakes::default);
    let page = use_shared(|shared| {
        let me = shared.me.ready();
        me.and_then(|me| PageOrigin::parse(&me.public_origin))
    });
    let (name_node, url_node) = (use_node_ref(), use_node_ref());
    {
        let name = name_node.clone();
        use_effect_with(props.new, move |is_new| {
            if *is_new {
                focus::to(&name);
            }
        });
    }
    {
        let (draft, before) = (draft.clone(), use_mut_ref(|| props.initial.clone()));
        use_effect_with(props.initial.clone(), move |initial| {
            let before = before.replace(initial.clone());
            draft.set(draft.following(&before, initial));
        });
    }
    {
        let (mistakes, words) = (mistakes.clone(), words.clone());
        let nodes = (name_node.clone(), url_node.clone());
        use_effect_with(props.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                let found = of_failure(&words, failure);
                focus_first(&found, &nodes);
                mistakes.set(found);
            }
        });
    }
    let edit = {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        move |change: fn(&mut Draft, String), mend: fn(&mut Mistakes)| {
            let (draft, mistakes) = (draft.clone(), mistakes.clone());
            Callback::from(move |value: String| {
                let mut new = (*draft).clone();
                change(&mut new, value);
                draft.set(new);
                let mut left = (*mistakes).clone();
                mend(&mut left);
                mistakes.set(left);
            })
        }
    };
    let flip = |change: fn(&mut Draft, bool)| {
        let draft = draft.clone();
        Callback::from(move |on: bool| {
            let mut new = (*draft).clone();
            change(&mut new, on);
            draft.set(new);
        })
    };
    let set_scopes = {
        let draft = draft.clone();
        Callback::from(move |scopes: Grants| {
            let new = (*draft).clone();
            draft.set(Draft { scopes, ..new });
        })
    };
    let place = {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        Callback::from(move |placement: Placement| {
            let mut new = (*draft).clone();
            new.placement = placement;
            draft.set(new);
            let mut left = (*mistakes).clone();
            left.placement = None;
            mistakes.set(left);
        })
    };
    let onsubmit = {
        let (draft, mistakes, page) = (draft.clone(), mistakes.clone(), page.clone());
        let (words, submit) = (words.clone(), props.onsubmit.clone());
        let known = props.initial.url.clone();
        let known_placement = props.initial.placement.clone();
        let nodes = (name_node.clone(), url_node.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let mut found = check(&words, &draft, &known, page.as_ref().as_ref());
            // One that is for nobody by what was removed can be changed otherwise.
            if draft.placement == known_placement {
                found.placement = None;
            }
            focus_first(&found, &nodes);
            if found == Mistakes::default() {
                submit.emit((*draft).clone());
            }
            mistakes.set(found);
        })
    };
    let dev = page
        .as_ref()
        .as_ref()
        .and_then(|page| read(&draft.url, page).ok())
        .is_some_and(|url| url.is_dev());
    let general = props
        .failure
        .as_ref()
        .filter(|failure| of_failure(&words, failure) == Mistakes::default());
    let save = words.t(if props.new { "plugin-create" } else { "save" });
    let emoji = Some(draft.icon.clone()).filter(|icon| !is_picture(icon));
    let emoji = emoji.unwrap_or_default();
    html! {
        <form class="form" {onsubmit} novalidate=true>
            <div class="field-pair">
                { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("plugin-name"), name: "name", value: draft.name.clone(), node: name_node, help: words.t("plugin-name-help"), error: mistakes.name.clone().map(AttrValue::from), oninput: edit(|draft, value| draft.name = value, |left| left.name = None) })) }
                { part!(use_field_part, "icon", props!(encaixe_ui::field::Props { label: words.t("plugin-icon"), name: "icon", value: emoji, class: "field-icon", placeholder: "🧩", error: mistakes.icon.clone().map(AttrValue::from), help: words.t("plugin-icon-help"), oninput: edit(|draft, value| draft.icon = value, |left| left.icon = None) })) }
            </div>
            <PluginPicture
                icon={draft.icon.clone()}
                onchange={edit(|draft, value| draft.icon = value, |left| left.icon = None)}
            />
            { part!(use_field_part, "endpoint", props!(encaixe_ui::field::Props { label: words.t("plugin-endpoint"), name: "endpoint", value: draft.url.clone(), kind: "url", node: url_node, placeholder: "https://", help: words.t("plugin-endpoint-help"), error: mistakes.url.clone().map(AttrValue::from), oninput: edit(|draft, value| draft.url = value, |left| left.url = None) })) }
            if dev {
                <p class="note">{ small_icon("info") }<span>{ words.t("dev-text") }</span></p>
            }
            { part!(use_switch, "enabled", props!(encaixe_ui::field::SwitchProps { label: words.t("plugin-enabled"), name: "enabled", on: draft.enabled, help: words.t("plugin-enabled-help"), onchange: flip(|draft, on| draft.enabled = on) })) }
            if !props.owned {
                <PlacementPart placement={draft.placement.clone()} mistake={mistakes.placement.clone()} onchange={place} />
            }
            { part!(use_switch, "classic", props!(encaixe_ui::field::SwitchProps { label: words.t("plugin-classic"), name: "classic", on: draft.classic, help: words.t("plugin-classic-help"), onchange: flip(if props.new { allow_in_new } else { |draft, on| draft.classic = on }) })) }
            { proof_fields(&words, &draft, flip(|draft, on| draft.auth_secret = on), edit(choose, |_| {})) }
            <ScopeList scopes={draft.scopes.clone()} plugin={props.plugin.clone()} onchange={set_scopes} />
            if let Some(failure) = general {
                <p class="form-error" role="alert">{ small_icon("circle-alert") }{ failure::reason(&words, failure) }</p>
            }
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: save, look: Look::Primary, submit: true, busy: props.busy, disabled: !props.new && *draft == props.initial })) }
            </div>
        </form>
    }
}

/// A page with the older SDK knows no tokens, so its server is told by the secret.
fn allow_in_new(draft: &mut Draft, on: bool) {
    draft.classic = on;
    draft.auth_secret = on;
}

fn choose(draft: &mut Draft, word: String) {
    draft.algorithm = ProofAlgorithm::parse(&word).unwrap_or_default();
}

/// Reads an address that was typed. Hosts in other letters than ours are written in ASCII by the browser.
fn read(typed: &str, page: &PageOrigin) -> Result<PluginUrl, Refusal> {
    let url = PluginUrl::parse(typed, page);
    match (&url, Url::new(typed.trim())) {
        (Err(Refusal::InvalidHost(_)), Ok(written)) => PluginUrl::parse(&written.href(), page),
        _ => url,
    }
}

fn check(words: &Words, draft: &Draft, known: &str, page: Option<&PageOrigin>) -> Mistakes {
    let name = draft.name.trim().chars().count();
    let read = |page| match draft.url.trim() {
        same if same == known => PluginUrl::registered(same, page),
        typed => read(typed, page),
    };
    let refusal = page.and_then(|page| read(page).err());
    Mistakes {
        name: if name == 0 {
            Some(words.t("mistake-name-empty"))
        } else {
            (name > NAME_CHARS).then(|| words.t("mistake-name-too-long"))
        },
        url: refusal.map(|refusal| refusal_text(words, &refusal)),
        icon: None,
        placement: draft.placement.check(words),
    }
}

fn of_failure(words: &Words, failure: &Failure) -> Mistakes {
    let refused = failure.field("endpoint");
    Mistakes {
        name: failure::mistake(words, failure, "name"),
        url: refused.map(|(code, message)| of_code(words, code, message)),
        icon: failure::mistake(words, failure, "icon"),
        placement: placement::of_failure(words, failure),
    }
}

/// Why an address is refused, and what to use instead where the parser names it.
pub(super) fn refusal_text(words: &Words, refusal: &Refusal) -> String {
    if let Refusal::TooLong(bytes) = refusal {
        return words.with("refusal-too-long-by", [("bytes", (*bytes).into())]);
    }
    if let Refusal::OwnHost(Some(origin)) = refusal {
        return words.with(
            "refusal-own-host-use",
            [("instead", origin.as_str().into())],
        );
    }
    of_code(words, refusal.code(), &refusal.to_string())
}

/// A refusal in the page's words where it has them, else in the parser's.
fn of_code(words: &Words, code: &str, message: &str) -> String {
    words
        .find(&format!("refusal-{}", code.replace('_', "-")))
        .unwrap_or_else(|| message.to_owned())
}

fn focus_first(mistakes: &Mistakes, (name, url): &(NodeRef, NodeRef)) {
    match (&mistakes.name, &mistakes.url) {
        (Some(_), _) => focus::to(name),
        (None, Some(_)) => focus::to(url),
        (None, None) => {}
    }
}
