//! The page of an installed integration among the plugins: whether and for whom it is shown. All else is the integration's.

use encaixe_api::id::IntegrationId;
use encaixe_api::plugin::{Plugin, PluginPatch};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::field::use_switch;
use encaixe_ui::focus::use_kept;
use encaixe_ui::hooks::{use_effect_with, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::plugin_form::{Placement, PlacementPart, placement_mistake};
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) plugin: Plugin,
    /// What it belongs to.
    pub(crate) integration: IntegrationId,
    pub(crate) onchanged: Callback<Plugin>,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Draft {
    enabled: bool,
    placement: Placement,
}

impl Draft {
    fn of(plugin: &Plugin) -> Self {
        Self {
            enabled: plugin.enabled,
            placement: Placement::of(plugin),
        }
    }
}

#[component]
pub(crate) fn InstalledPlugin(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let initial = Draft::of(&props.plugin);
    let draft = use_state_eq(|| initial.clone());
    let mistake = use_state_eq(|| None::<(&'static str, String)>);
    let refused = use_state_eq(|| None::<Failure>);
    let busy = use_state_eq(|| false);
    let save = use_kept(*busy);
    {
        let draft = draft.clone();
        use_effect_with(initial.clone(), move |initial| draft.set(initial.clone()));
    }
    let onenable = {
        let draft = draft.clone();
        Callback::from(move |enabled: bool| {
            let placement = draft.placement.clone();
            draft.set(Draft { enabled, placement });
        })
    };
    let onplace = {
        let (draft, mistake) = (draft.clone(), mistake.clone());
        Callback::from(move |placement: Placement| {
            let enabled = draft.enabled;
            draft.set(Draft { enabled, placement });
            mistake.set(None);
        })
    };
    let onsubmit = {
        let (draft, initial, words) = (draft.clone(), initial.clone(), words.clone());
        let (mistake, refused, busy) = (mistake.clone(), refused.clone(), busy.clone());
        let (id, onchanged, shell) = (
            props.plugin.id.clone(),
            props.onchanged.clone(),
            shell.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let is_placed = draft.placement != initial.placement;
            let missing = draft.placement.check(&words).filter(|_| is_placed);
            if missing.is_some() {
                return mistake.set(missing);
            }
            let mut patch = PluginPatch {
                enabled: Some(draft.enabled),
                ..PluginPatch::default()
            };
            if is_placed {
                draft.placement.put_into(&mut patch);
            }
            busy.set(true);
            refused.set(None);
            let (id, onchanged, words) = (id.clone(), onchanged.clone(), words.clone());
            let (mistake, refused, busy) = (mistake.clone(), refused.clone(), busy.clone());
            let shell = shell.clone();
            spawn_local(async move {
                match api_client::change_plugin(&id, &patch).await {
                    Ok(plugin) => {
                        shell.notice(Kind::Success, words.t("saved"));
                        shell.ask(Request::Frames);
                        onchanged.emit(plugin);
                    }
                    Err(failure) => {
                        shell.signed_out(&failure);
                        let misplaced = placement_mistake(&words, &failure);
                        refused.set(Some(failure).filter(|_| misplaced.is_none()));
                        mistake.set(misplaced);
                    }
                }
                busy.set(false);
            });
        })
    };
    let to = Route::Installation {
        id: props.integration.to_string(),
    };
    html! {
        <section class="section" data-testid="installed-plugin">
            <p class="note">
                { small_icon("puzzle") }
                <span>{ words.t("plugin-installed") }{ " " }{ link(&shell, to.path(), "market-way", words.t("plugin-installed-open").into()) }</span>
            </p>
            <form class="form" {onsubmit} novalidate=true>
                { part!(use_switch, "enabled", props!(encaixe_ui::field::SwitchProps { label: words.t("plugin-enabled"), name: "enabled", on: draft.enabled, help: words.t("plugin-enabled-help"), onchange: onenable })) }
                <PlacementPart placement={draft.placement.clone()} mistake={(*mistake).clone()} onchange={onplace} />
                if let Some(failure) = &*refused {
                    <p class="form-error" role="alert">{ small_icon("circle-alert") }{ failure::reason(&words, failure) }</p>
                }
                <div class="form-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("save"), look: Look::Primary, submit: true, busy: *busy, disabled: *draft == initial, node: save })) }
                </div>
            </form>
        </section>
    }
}
