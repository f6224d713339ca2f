//! Who takes a channel's replies to the contact: the program behind a webhook, or nobody.

use encaixe_api::inbox::channel::Channel;
use encaixe_api::webhook::{Body, Endpoint};
use encaixe_ui::hooks::use_resource;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::select::use_select_part;
use serde_json::{Value, json};
use yew::prelude::*;
use yew::props;

use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) channel: Channel,
    /// Changes the channel.
    pub(super) onchange: Callback<Value>,
}

#[component]
pub(super) fn Carrier(props: &Props) -> Html {
    let words = use_words();
    let endpoints = use_resource((), Topic::Webhooks, |()| api_client::endpoints());
    let now = props.channel.carrier.as_ref();
    let Remote::Ready(all) = &**endpoints.value else {
        return Html::default();
    };
    let may = |one: &&Endpoint| one.enabled && one.body != Body::Plug || now == Some(&one.id);
    let name = |one: &Endpoint| match one.description.as_str() {
        "" => one.url.clone(),
        description => description.to_owned(),
    };
    let nobody = (
        AttrValue::from(""),
        words.t("own-channels-carrier-none").into(),
    );
    let offered = all.iter().filter(may);
    let offered = offered.map(|one| (one.id.to_string().into(), name(one).into()));
    let options: Vec<_> = std::iter::once(nobody).chain(offered).collect();
    let change = props.onchange.clone();
    let onchange = Callback::from(move |id: String| {
        change.emit(json!({"carrier": (!id.is_empty()).then_some(id)}));
    });
    let label = words.t("own-channels-carrier");
    let value = now.map(ToString::to_string).unwrap_or_default();
    html! {
        <div class="field own-way-in">
            <span class="label" aria-hidden="true">{ label.clone() }</span>
            { part!(use_select_part, props!(encaixe_ui::select::Props { class: "select", name: "carrier", label, value, options, onchange })) }
            <p class="field-help">{ words.t("own-channels-carrier-help") }</p>
        </div>
    }
}
