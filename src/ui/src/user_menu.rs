//! The signed-in member's menu: settings, colours, language, shortcuts, sign out.

use crate::part;
use encaixe_api::access::{Me, Role};
use encaixe_api::company::SignedIn;
use encaixe_api::inbox::Page;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::avatar::{Size, use_avatar};
use crate::field::use_switch;
use crate::hooks::{use_shared, use_shell};
use crate::i18n::{Locale, use_words};
use crate::icon::small_icon;
use crate::link::{SETTINGS, link};
use crate::popover::use_popover;
use crate::shell::Request;
use crate::theme::Choice;
use crate::{api_client, focus, storage, time};

/// Where it is kept that the agent goes on to the next conversation after closing one.
pub const GOES_ON: &str = "next-after-closing";

/// What the menu may open.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The agent asks for the shortcuts.
    #[prop_or_default]
    pub onshortcuts: Callback<()>,
}

/// The signed-in member's menu.
#[hook]
pub fn use_user_menu(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    let me = use_shared(|state| state.me.ready().cloned());
    let Some(me) = me.as_ref().clone() else {
        return Html::default();
    };
    let button = html! {
        { part!(use_avatar, props!(crate::avatar::Props { id: me.member.id.to_string(), name: me.member.name.clone(), picture: me.member.avatar.clone().map(AttrValue::from), size: Size::Small })) }
    };
    let has_inbox = me.member.role != Role::Developer;
    let shortcuts = props.onshortcuts.reform(|_: MouseEvent| {
        // What gets the focus back outlives the menu.
        focus::on(".user-button");
    });
    let sign_out = {
        let shell = shell.clone();
        Callback::from(move |_: MouseEvent| shell.ask(Request::SignOut))
    };
    html! {
        { part!(use_popover, props!(crate::popover::Props { button, label: words.t("menu-label"), class: "user-button", align: "end", children: html! { <><div class="menu">
                <div class="menu-who">
                    <p class="menu-name">{ &me.member.name }</p>
                    <p class="menu-mail">{ &me.member.email }</p>
                </div>
                { part!(use_companies) }
                { link(&shell, SETTINGS, "menu-item", html! {
                    <>{ small_icon("settings") }{ words.t("settings") }if has_inbox { <kbd>{ "g s" }</kbd> }</>
                }) }
                if has_inbox {
                    <button type="button" class="menu-item" onclick={shortcuts}>
                        { small_icon("keyboard") }{ words.t("shortcuts") }<kbd>{ "?" }</kbd>
                    </button>
                }
                <hr />
                { part!(use_themes) }
                { part!(use_languages) }
                { part!(use_zones) }
                if has_inbox { { part!(use_goes_on) } }
                <hr />
                <button type="button" class="menu-item" onclick={sign_out}>
                    { small_icon("log-out") }{ words.t("sign-out") }
                </button>
            </div></> } })) }
    }
}

/// The other companies of this server in which the browser is signed in: each is a page of its own.
#[hook]
pub fn use_companies() -> Html {
    let words = use_words();
    let others = use_state_eq(Vec::<SignedIn>::new);
    {
        let others = others.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                // Without an answer there is nothing to choose.
                if let Ok(page) = api_client::get::<Page<SignedIn>>("/api/me/companies").await {
                    others.set(page.items.into_iter().filter(|one| !one.current).collect());
                }
            });
        });
    }
    if others.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p class="menu-note menu-title">{ words.t("menu-companies") }</p>
            { for others.iter().map(|one| html! {
                <a key={one.path.clone()} class="menu-item" href={one.path.clone()} data-testid="company">
                    { small_icon("building-2") }<span class="clip" dir="auto">{ &one.name }</span>
                </a>
            }) }
            <hr />
        </>
    }
}

/// System, light or dark.
#[hook]
pub fn use_themes() -> Html {
    let words = use_words();
    let shell = use_shell();
    let choice = use_shared(|state| state.choice);
    let options = Choice::ALL.map(|option| {
        let (icon, label) = match option {
            Choice::System => ("monitor", words.t("theme-system")),
            Choice::Light => ("sun", words.t("theme-light")),
            Choice::Dark => ("moon", words.t("theme-dark")),
        };
        let shell = shell.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            option.apply();
            shell.ask(Request::Theme(option));
        });
        segment(
            html! { <>{ small_icon(icon) }{ label }</> },
            *choice == option,
            onclick,
        )
    });
    html! {
        <div class="segments" role="group" aria-label={words.t("theme-label")}>{ for options }</div>
    }
}

/// The page's languages.
#[hook]
pub fn use_languages() -> Html {
    let words = use_words();
    let shell = use_shell();
    let options = Locale::ALL.map(|locale| {
        let shell = shell.clone();
        let onclick = Callback::from(move |_: MouseEvent| shell.ask(Request::Locale(locale)));
        let name = html! { <span lang={locale.tag()}>{ locale.own_name() }</span> };
        segment(name, words.locale() == locale, onclick)
    });
    html! {
        <div class="segments" role="group" aria-label={words.t("language-label")}>{ for options }</div>
    }
}

/// Whether the next conversation is opened once one is closed.
#[hook]
pub fn use_goes_on() -> Html {
    let words = use_words();
    let on = use_state_eq(|| storage::get(GOES_ON).is_some());
    let onchange = {
        let on = on.clone();
        Callback::from(move |now: bool| {
            if now {
                storage::set(GOES_ON, "yes");
            } else {
                storage::forget(GOES_ON);
            }
            on.set(now);
        })
    };
    part!(
        use_switch,
        "goesOn",
        props!(crate::field::SwitchProps {
            label: words.t("next-after-closing"),
            name: "goesOn",
            on: *on,
            onchange
        })
    )
}

/// The time zone that the member began with, where it is not the device's.
pub fn other_zone(me: &Me) -> Option<String> {
    (me.timezone.clone()).filter(|own| *own != time::device_timezone())
}

/// The time zone that the member began with, or that of the device, where they differ.
#[hook]
pub fn use_zones() -> Html {
    let words = use_words();
    let device = time::device_timezone();
    let own = use_shared(|state| other_zone(state.me.ready()?));
    let Some(own) = &*own else {
        return Html::default();
    };
    let is_device = time::is_device_chosen();
    let choice = |zone: &str, of_device: bool| {
        let onclick = Callback::from(move |_: MouseEvent| {
            time::choose_device(of_device);
            // Every time on the page is written anew.
            if let Some(window) = web_sys::window() {
                // A page that cannot be loaded again shows the times as before.
                let _ = window.location().reload();
            }
        });
        let place = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
        segment(
            html! { <span title={zone.to_owned()}>{ place }</span> },
            is_device == of_device,
            onclick,
        )
    };
    html! {
        <div class="segments" role="group" aria-label={words.t("timezone-label")}>
            { choice(own, false) }
            { choice(&device, true) }
        </div>
    }
}

fn segment(content: Html, pressed: bool, onclick: Callback<MouseEvent>) -> Html {
    let pressed = if pressed { "true" } else { "false" };
    html! { <button type="button" class="segment" aria-pressed={pressed} {onclick}>{ content }</button> }
}
