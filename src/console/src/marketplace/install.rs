//! The question before an integration is installed: what it will be able to do, and for whom it is. A person has to press the button.

use encaixe_api::integration::{Installation, ListingDetails, NewInstallation};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::{Answer, Failure};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_modal;
use encaixe_ui::failure;
use encaixe_ui::hooks::{use_id, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::listing::destinations;
use super::parts::wants;
use super::press::is_by_a_person;
use crate::api_client;
use crate::plugin_form::{Placement, PlacementPart, placement_mistake};
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) listing: ListingDetails,
    pub(super) onclose: Callback<()>,
    /// What is shown is no longer how it is.
    pub(super) onstale: Callback<()>,
}

#[component]
pub(super) fn Install(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let node = use_node_ref();
    let title_id = use_id("install");
    use_modal(&node);
    let placement = use_state_eq(Placement::default);
    let mistake = use_state_eq(|| None::<(&'static str, String)>);
    let trouble = use_state_eq(|| None::<String>);
    let busy = use_state_eq(|| false);
    // Known at once, before the button is drawn again.
    let running = use_mut_ref(|| false);
    let onpress = {
        let (placement, mistake, trouble) = (placement.clone(), mistake.clone(), trouble.clone());
        let (busy, words) = (busy.clone(), words.clone());
        let (listing, onstale) = (props.listing.clone(), props.onstale.clone());
        Callback::from(move |event: MouseEvent| {
            if !is_by_a_person(&event) {
                return trouble.set(Some(words.t("market-not-pressed")));
            }
            let missing = placement.check(&words);
            if missing.is_some() {
                return mistake.set(missing);
            }
            if running.replace(true) {
                return;
            }
            busy.set(true);
            mistake.set(None);
            trouble.set(None);
            let (listing, placement) = (listing.clone(), (*placement).clone());
            let (mistake, trouble, busy) = (mistake.clone(), trouble.clone(), busy.clone());
            let (running, onstale) = (running.clone(), onstale.clone());
            let (words, shell) = (words.clone(), shell.clone());
            spawn_local(async move {
                match install(&listing, &placement).await {
                    Ok(installed) => {
                        let name = installed.name.as_str().into();
                        let done = words.with("market-done", [("name", name)]);
                        shell.notice(Kind::Success, done);
                        shell.ask(Request::Frames);
                        let id = installed.id.to_string();
                        shell.replace(Route::Installation { id }.path());
                    }
                    Err(failure) => {
                        shell.signed_out(&failure);
                        let misplaced = placement_mistake(&words, &failure);
                        if misplaced.is_none() {
                            trouble.set(Some(said(&words, &failure)));
                        }
                        mistake.set(misplaced);
                        if failure.status == Some(409) {
                            onstale.emit(());
                        }
                        *running.borrow_mut() = false;
                        busy.set(false);
                    }
                }
            });
        })
    };
    let onplace = {
        let (placement, mistake) = (placement.clone(), mistake.clone());
        Callback::from(move |new: Placement| {
            placement.set(new);
            mistake.set(None);
        })
    };
    // What is on its way is not left alone.
    let close = {
        let (busy, onclose) = (busy.clone(), props.onclose.clone());
        move || {
            if !*busy {
                onclose.emit(());
            }
        }
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            // No key of the page acts while a question stands over it.
            event.stop_propagation();
            if event.key() == "Escape" {
                // The browser would close the element before the page knows.
                event.prevent_default();
                close();
            }
        })
    };
    let oncancel = {
        let close = close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            close();
        })
    };
    let onno = Callback::from(move |_: MouseEvent| close());
    let listing = &props.listing;
    let name = listing.listing.name.as_str();
    html! {
        <dialog ref={node} class="dialog market-dialog" data-testid="install" aria-labelledby={title_id.clone()} {onkeydown} {oncancel}>
            <h2 id={title_id} class="dialog-title" dir="auto">{ words.with("market-install-title", [("name", name.into())]) }</h2>
            <h3>{ words.t("market-can") }</h3>
            { wants(&words, &listing.scopes) }
            { destinations(&words, listing) }
            <h3>{ words.t("market-for-whom") }</h3>
            <div class="form">
                <PlacementPart placement={(*placement).clone()} mistake={(*mistake).clone()} onchange={onplace} />
            </div>
            if let Some(text) = &*trouble {
                <p class="form-error" role="alert" data-testid="install-trouble">{ small_icon("circle-alert") }{ text.clone() }</p>
            }
            <p class="line-more" role="status">
                if *busy { { words.t("market-installing") } }
            </p>
            <div class="dialog-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), disabled: *busy, onclick: onno, testid: "install-cancel" })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("market-install"), look: Look::Primary, busy: *busy, onclick: onpress, testid: "install-ok" })) }
            </div>
        </dialog>
    }
}

async fn install(listing: &ListingDetails, placement: &Placement) -> Answer<Installation> {
    let integration = listing.listing.id.clone();
    let click = api_client::click(&integration).await?;
    let mut new = NewInstallation {
        integration,
        version: listing.version,
        stamp: listing.stamp.clone(),
        nonce: click.nonce,
        audience: None,
        groups: None,
        members: None,
        channels: None,
    };
    placement.put_into_installation(&mut new);
    api_client::install(&new).await
}

/// Why it was not installed.
fn said(words: &Words, failure: &Failure) -> String {
    match failure.error.code.as_str() {
        "changed_meanwhile" => words.t("market-changed"),
        "wrong_state" => words.t("market-not-now"),
        "click_expired" | "click_spent" => words.t("market-again"),
        _ => failure::reason(words, failure),
    }
}
