//! The root: one store, one set of frames, the language, and the page of the address.

use std::rc::Rc;

use encaixe_api::access::Role;
use encaixe_api::id::PluginId;
use encaixe_api::inbox::conversation::Filter;
use encaixe_ui::empty::use_trouble;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::Words;
use encaixe_ui::link::INTEGRATIONS;
use encaixe_ui::not_found::{use_no_company, use_not_found};
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::shell::Shell;
use encaixe_ui::theme::Choice;
use encaixe_ui::{media_query, storage};
use yew::prelude::*;
use yew::props;

use crate::components::dialog::use_plugin_dialogs;
use crate::components::shortcuts::use_shortcuts;
use crate::components::toasts::use_toasts;
use crate::console::use_console;
use crate::flow::recovery::Recovery;
use crate::flow::{composer, panel, session};
use crate::frames::Frames;
use crate::hooks::{use_select, use_store};
use crate::ime::Guard;
use crate::keys::use_keys;
use crate::live::Stream;
use crate::pages::inbox::{use_inbox, use_starting, use_title};
use crate::pages::sign_in::{use_sign_in, use_signed_out};
use crate::route::Route;
use crate::state::{Action, Address, State};
use crate::store::Store;
use crate::{filters, history, languages, shell};

/// Makes the store and the frames, and gives them to every component.
#[component]
pub(crate) fn App() -> Html {
    let store = use_memo((), |()| {
        let (locale, choice) = (languages::first(), Choice::remembered());
        locale.apply(false);
        choice.apply();
        let asked = asked_tab();
        let hidden = asked.is_none() && panel::is_put_away();
        let tab = asked.or_else(|| storage::get("tab").map(PluginId::from));
        let mut state = State::new(locale, choice, choice.theme(), tab);
        state.panel.hidden = hidden;
        state.panel.order = panel::order();
        state.panel.narrow = media_query::NARROW.holds();
        state.list.filter = Rc::new(asked_filter());
        state.address = Address::present();
        Store::new(state)
    });
    let shell = use_memo((), |()| {
        let frames = Frames::new(&store);
        store.set_frames(&frames);
        shell::of(&store, &frames)
    });
    {
        let store = Store::clone(&store);
        use_effect_with((), move |()| {
            let listening = (Guard::listen(), history::follow(&store));
            move || drop(listening)
        });
    }
    html! {
        <ContextProvider<Store> context={(*store).clone()}>
            <ContextProvider<Shell> context={(*shell).clone()}>
                { part!(use_speaking) }
            </ContextProvider<Shell>>
        </ContextProvider<Store>>
    }
}

/// The plugin in the address, as in `/inbox?plugin=ID`: a link to its tab.
fn asked_tab() -> Option<PluginId> {
    let search = web_sys::window()?.location().search().ok()?;
    let asked = web_sys::UrlSearchParams::new_with_str(&search).ok()?;
    asked.get("plugin").map(PluginId::from)
}

/// What the address asks the list for, before anything is fetched.
fn asked_filter() -> Filter {
    let query = web_sys::window().and_then(|window| window.location().search().ok());
    query
        .filter(|_| Route::present().is_inbox())
        .map_or_else(filters::usual, |query| filters::of_query(&query))
}

/// Gives the words of the chosen language to every component.
#[hook]
fn use_speaking() -> Html {
    let locale = use_select(|state| state.locale);
    html! { <ContextProvider<Words> context={Words::of(*locale)}>{ part!(use_pages) }</ContextProvider<Words>> }
}

#[hook]
fn use_pages() -> Html {
    let route = Route::of(&use_select(|state| state.address.path.clone()));
    use_system_theme();
    use_narrow_window();
    match route {
        Route::SignIn { code } => part!(use_sign_in, props!(crate::pages::sign_in::Props { code })),
        route => part!(use_member, props!(MemberProps { route })),
    }
}

#[derive(Properties, PartialEq)]
struct MemberProps {
    route: Route,
}

/// The pages of who is signed in.
#[hook]
fn use_member(props: &MemberProps) -> Html {
    let store = use_store();
    let me = use_select(|state| state.me.clone());
    {
        let store = store.clone();
        use_effect_with((), move |()| {
            let recovery = Recovery::watch(&store);
            session::start(&store);
            move || drop(recovery)
        });
    }
    match &*me {
        Remote::Loading if props.route.is_inbox() => {
            let is_open = matches!(props.route, Route::Conversation { .. });
            part!(
                use_starting,
                props!(crate::pages::inbox::StartingProps { is_open })
            )
        }
        Remote::Loading => {
            html! { <div class="starting" role="status"><span class="spinner" /></div> }
        }
        Remote::Failed(failure) if failure.is_signed_out() => part!(use_signed_out),
        Remote::Failed(failure) if failure.status == Some(404) => part!(use_no_company),
        Remote::Failed(failure) => {
            let onretry = Callback::from(move |_: MouseEvent| {
                store.dispatch(Action::Me(Remote::Loading));
                session::start(&store);
            });
            html! { <main class="alone">{ part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry })) }</main> }
        }
        Remote::Ready(me) if me.member.role == Role::Developer => part!(
            use_developer,
            props!(MemberProps {
                route: props.route.clone()
            })
        ),
        Remote::Ready(_) => part!(
            use_signed_in,
            props!(MemberProps {
                route: props.route.clone()
            })
        ),
    }
}

/// The inbox is always there, so that its frames live on while another page is shown.
#[hook]
fn use_signed_in(props: &MemberProps) -> Html {
    let store = use_store();
    let help = use_state_eq(|| false);
    let show_help = {
        let help = help.clone();
        Callback::from(move |()| help.set(true))
    };
    let hide_help = {
        let help = help.clone();
        Callback::from(move |()| help.set(false))
    };
    use_keys(show_help.clone());
    use_effect_with((), move |()| {
        let drafts = composer::follow_tabs(&store);
        let stream = Stream::open(&store);
        move || drop((stream, drafts))
    });
    let path = use_select(|state| state.address.path.clone());
    let route = &props.route;
    let id = match route {
        Route::Conversation { id } => Some(AttrValue::from(id.clone())),
        _ => None,
    };
    html! {
        <>
            { part!(use_inbox, props!(crate::pages::inbox::Props { id, shown: route.is_inbox(), onshortcuts: show_help })) }
            { beside(route, &path) }
            { part!(use_toasts) }
            <div>
                { part!(use_plugin_dialogs) }
                if *help { { part!(use_shortcuts, props!(crate::components::shortcuts::Props { onclose: hide_help })) } }
            </div>
        </>
    }
}

/// Whoever makes integrations has no inbox: its addresses lead to what is theirs, and nothing of it is fetched.
#[hook]
fn use_developer(props: &MemberProps) -> Html {
    let store = use_store();
    let path = use_select(|state| state.address.path.clone());
    use_title(false);
    {
        let store = store.clone();
        use_effect_with(props.route.is_inbox(), move |is_inbox| {
            if *is_inbox {
                history::replace(&store, INTEGRATIONS);
            }
        });
    }
    use_effect_with((), move |()| {
        let stream = Stream::open(&store);
        move || drop(stream)
    });
    html! {
        <>
            { beside(&props.route, &path) }
            { part!(use_toasts) }
        </>
    }
}

/// The page that is no inbox, if the address is one of those.
fn beside(route: &Route, path: &str) -> Html {
    html! {
        <div class="other">
            if *route == Route::Settings {
                { part!(use_console, props!(crate::console::Props { path: path.to_owned() })) }
            } else if !route.is_inbox() {
                { part!(use_not_found) }
            }
        </div>
    }
}

/// Knows whether there is room for more than one pane.
#[hook]
fn use_narrow_window() {
    let store = use_store();
    use_effect_with((), move |()| {
        let tell = move || store.dispatch(Action::Narrow(media_query::NARROW.holds()));
        tell();
        let listener = media_query::NARROW.on_change(tell);
        move || drop(listener)
    });
}

/// Follows the system's colours while the agent chose to.
#[hook]
fn use_system_theme() {
    let store = use_store();
    use_effect_with((), move |()| {
        let listener = media_query::DARK.on_change(move || {
            let choice = store.state().choice;
            store.dispatch(Action::Theme(choice, choice.theme()));
        });
        move || drop(listener)
    });
}
