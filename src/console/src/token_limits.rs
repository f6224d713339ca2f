//! What a new API token is narrowed to, and when it ends.

use encaixe_protocol::scope::{AnyScope, Grants, Scope};
use encaixe_ui::field::use_switch;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use yew::prelude::*;
use yew::props;

use crate::app_scopes::{self, box_id, toggled, use_apps};
use crate::plugin_form::sentence;

/// The ends that are proposed, in days.
const ENDS: [u32; 4] = [30, 90, 365, 730];

/// What a token is made with beside its role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Limits {
    /// The scopes that it is narrowed to.
    pub(super) only: Option<Grants>,
    /// For how many days it works.
    pub(super) days: Option<u32>,
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) limits: Limits,
    /// Whether it can be narrowed: nothing that a scope opens is for developers.
    pub(super) narrows: bool,
    /// What is wrong with the scopes.
    pub(super) error: Option<AttrValue>,
    pub(super) onchange: Callback<Limits>,
}

#[component]
pub(super) fn TokenLimits(props: &Props) -> Html {
    let words = use_words();
    let apps = use_apps();
    let limits = &props.limits;
    let narrow = {
        let (limits, change) = (limits.clone(), props.onchange.clone());
        Callback::from(move |on: bool| {
            change.emit(Limits {
                only: on.then_some(Grants::NONE),
                ..limits.clone()
            });
        })
    };
    let end = {
        let (limits, change) = (limits.clone(), props.onchange.clone());
        Callback::from(move |value: String| {
            change.emit(Limits {
                days: value.parse().ok(),
                ..limits.clone()
            });
        })
    };
    let ends = std::iter::once((AttrValue::default(), words.t("token-end-never").into())).chain(
        ENDS.map(|days| {
            let label = words.with("token-end-days", [("count", days.into())]);
            (AttrValue::from(days.to_string()), label.into())
        }),
    );
    let rows = limits.only.iter().flat_map(|only| {
        let named = Scope::EACH.iter().copied().map(AnyScope::Named);
        named
            .chain(app_scopes::listed(&apps, only))
            .map(|scope| {
                let (id, checked) = (box_id(&scope), only.has(&scope));
                let (label, value) = (sentence(&words, &apps, &scope), scope.as_str().to_owned());
                let (limits, only, change) = (limits.clone(), only.clone(), props.onchange.clone());
                let onchange = Callback::from(move |_: Event| {
                    change.emit(Limits {
                        only: Some(toggled(&only, &scope)),
                        ..limits.clone()
                    });
                });
                html! {
                    <li key={id.clone()} class="scope">
                        <input id={id.clone()} type="checkbox" name="only" {value} {checked} {onchange} />
                        <div><label for={id}>{ label }</label></div>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    });
    let days = limits.days.map(|days| days.to_string()).unwrap_or_default();
    html! {
        <>
            if props.narrows {
                <fieldset class="scopes">
                    <legend class="label">{ words.t("token-only") }</legend>
                    { part!(use_switch, "token-only", props!(encaixe_ui::field::SwitchProps { label: words.t("token-only-switch"), name: "token-only", on: limits.only.is_some(), help: words.t("token-only-help"), onchange: narrow })) }
                    if limits.only.is_some() { <ul class="scope-list">{ for rows }</ul> }
                    if let Some(error) = &props.error { <p class="field-error" role="alert">{ error }</p> }
                </fieldset>
            }
            <div class="field">
                <span class="label">{ words.t("token-end") }</span>
                { part!(use_select_part, "days", props!(encaixe_ui::select::Props { label: words.t("token-end"), name: "days", options: ends.collect::<Vec<_>>(), value: days, onchange: end })) }
            </div>
        </>
    }
}
