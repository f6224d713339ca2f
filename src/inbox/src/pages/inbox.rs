//! The inbox: list, conversation and plugins side by side. Which of them a narrow window shows is decided by
//! the style sheet alone, so that no frame ever moves.

use encaixe_api::id::ConversationId;
use encaixe_ui::banner::use_banner;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::user_menu::use_user_menu;
use yew::prelude::*;
use yew::props;

use crate::components::composer::use_composer;
use crate::components::filters::use_filters;
use crate::components::list::{self, SKELETON_ROWS, use_list};
use crate::components::panel::{use_panel, use_panel_toggle};
use crate::components::properties::use_head;
use crate::components::search::use_search;
use crate::components::start::use_start;
use crate::components::thread::use_thread;
use crate::components::unread::{self, counted};
use crate::components::welcome::use_unselected;
use crate::filters;
use crate::flow::{conversations, panel, reading};
use crate::hooks::{use_select, use_store, use_window_event};
use crate::route::Route;
use crate::state::Action;
use crate::state::list::Step;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The conversation in the address.
    pub(crate) id: Option<AttrValue>,
    /// Whether the address is one of the inbox; else everything stays, unseen.
    pub(crate) shown: bool,
    pub(crate) onshortcuts: Callback<()>,
}

#[hook]
pub(crate) fn use_inbox(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let shown = use_select(|state| (state.panel.is_open(), state.list_over));
    let query = use_select(|state| state.address.query.clone());
    let starting = use_select(|state| state.starting && state.inbox_shown);
    {
        let store = store.clone();
        let asked = (props.id.clone(), props.shown, query);
        use_effect_with(asked, move |(id, shown, query)| {
            store.dispatch(Action::InboxShown(*shown));
            // Another page keeps what was open in the inbox.
            if *shown {
                let filter = filters::of_query(query);
                conversations::ask(&store, filter);
                let id = id.as_ref().map(|id| ConversationId::new(id.as_str()));
                conversations::select(&store, id);
                reading::look(&store);
            }
        });
    }
    use_return(props.id.is_some(), props.shown);
    use_title(props.shown);
    use_looking();
    use_go();
    let uncover = Callback::from(move |_: MouseEvent| {
        if store.state().panel.narrow {
            panel::show(&store, false);
        }
        store.dispatch(Action::ListOver(false));
    });
    html! {
        <div
            class="inbox"
            hidden={!props.shown}
            data-open={props.id.is_some().to_string()}
            data-panel={panel_word(shown.0)}
            data-list={if shown.1 { "over" } else { "beside" }}
        >
            <nav class="list" aria-label={words.t("inbox")}>
                { part!(use_list_head, props!(ListHeadProps { onshortcuts: props.onshortcuts.clone() })) }
                { part!(use_search) }
                { part!(use_filters) }
                { part!(use_banner) }
                { part!(use_list) }
            </nav>
            <main class="conversation-place">{ part!(use_conversation) }</main>
            <button type="button" class="scrim" tabindex="-1" aria-label={words.t("uncover")} onclick={uncover} />
            { part!(use_panel) }
            if *starting { { part!(use_start) } }
        </div>
    }
}

const fn panel_word(is_open: bool) -> &'static str {
    if is_open { "shown" } else { "hidden" }
}

/// Takes the focus along when the agent comes back from another page, which had it.
#[hook]
fn use_return(is_open: bool, shown: bool) {
    let store = use_store();
    let was_shown = use_mut_ref(|| shown);
    use_effect_with(shown, move |shown| {
        let comes_back = !was_shown.replace(*shown) && *shown;
        match (comes_back && focus::is_lost(), is_open) {
            (true, true) => focus::on(".thread"),
            (true, false) => store.dispatch(Action::Step(Step::By(0))),
            (false, _) => {}
        }
    });
}

/// Takes the focus to the row of the conversation that was left, or to the one in its place.
#[hook]
fn use_leaving(open: Option<ConversationId>) {
    let store = use_store();
    let before = use_mut_ref(|| None);
    use_effect_with(open, move |open| {
        let left = before.replace(open.clone());
        if let (Some(left), None, true) = (left, open, focus::is_lost()) {
            if store.state().list.at(&left).is_some() {
                store.dispatch(Action::Focus(left));
            }
            store.dispatch(Action::Step(Step::By(0)));
        }
    });
}

/// What is open is read when the page is looked at again.
#[hook]
fn use_looking() {
    let store = use_store();
    let look = move |_: &web_sys::Event| reading::look(&store);
    use_window_event("visibilitychange", look.clone());
    use_window_event("focus", look.clone());
    use_window_event("pageshow", look);
}

/// Takes the address to the conversation that was opened without a link.
#[hook]
fn use_go() {
    let store = use_store();
    let go = use_select(|state| state.go.clone());
    use_effect_with(go, move |go| {
        if let Some((_, id)) = go.as_ref() {
            let route = id.as_ref().map_or(Route::Inbox, |id| Route::Conversation {
                id: id.to_string(),
            });
            route.push(&store, &store.state().list.filter);
        }
    });
}

/// Names the window after the open conversation while the inbox is shown, and says how many are unread.
#[hook]
pub(crate) fn use_title(shown: bool) {
    let words = use_words();
    let name = use_select(|state| {
        let open = state.conversation();
        open.map(|open| open.person.name.clone())
    });
    let title = if shown {
        (*name).clone().unwrap_or_else(|| words.t("inbox"))
    } else {
        words.t("settings")
    };
    let unread = *use_select(|state| state.unread);
    use_effect_with((title, unread), |(title, unread)| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let count = if *unread > 0 {
                format!("({}) ", counted(*unread))
            } else {
                String::new()
            };
            document.set_title(&format!("{count}{title} · Encaixe"));
        }
    });
}

#[derive(Properties, PartialEq)]
struct ListHeadProps {
    onshortcuts: Callback<()>,
}

#[hook]
fn use_list_head(props: &ListHeadProps) -> Html {
    let words = use_words();
    let store = use_store();
    let workspace = use_select(|state| {
        let me = state.me.ready();
        me.map(|me| me.workspace.name.clone()).unwrap_or_default()
    });
    let unread = *use_select(|state| state.unread);
    let over = *use_select(|state| state.list_over);
    let widen = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::ListOver(!over)))
    };
    html! {
        <header class="list-head">
            { push_button(&props!(encaixe_ui::button::Props { class: "only-rail", label: words.t(if over { "list-fold" } else { "list-unfold" }), icon: "panel-right", look: Look::Quiet, bare: true, onclick: widen, testid: "list-unfold" })) }
            <div class="list-title">
                <div class="list-name">
                    <h1>{ words.t("inbox") }</h1>
                    if unread > 0 {
                        { unread::unread(&words, unread, Some("unread")) }
                    }
                </div>
                <p class="clip" title={(*workspace).clone()}>{ &*workspace }</p>
            </div>
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("start"), icon: "plus", look: Look::Quiet, bare: true, onclick: Callback::from(move |_: MouseEvent| store.dispatch(Action::Starting(true))), testid: "start" })) }
            { part!(use_user_menu, props!(encaixe_ui::user_menu::Props { onshortcuts: props.onshortcuts.clone() })) }
        </header>
    }
}

/// The open conversation, or what to do when there is none.
#[hook]
fn use_conversation() -> Html {
    let words = use_words();
    let store = use_store();
    let open = use_select(|state| state.open.clone());
    use_leaving((*open).as_ref().map(|open| open.id.clone()));
    let look = {
        let store = store.clone();
        move || reading::look(&store)
    };
    let (press, key) = (look.clone(), look);
    let retry = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| conversations::load_open(&store))
    };
    let back = Callback::from(move |_: MouseEvent| {
        Route::Inbox.push(&store, &store.state().list.filter);
    });
    let corner = html! { <div class="place-corner">{ part!(use_panel_toggle) }</div> };
    let Some(open) = open.as_ref() else {
        return html! { <>{ corner }{ part!(use_unselected) }</> };
    };
    match &open.data {
        Remote::Loading => html! { <>{ corner }{ skeleton(&words) }</> },
        Remote::Failed(failure) if failure.is_missing() => html! {
            <>
                { corner }
                { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "search-x", title: words.t("conversation-missing"), text: words.t("conversation-missing-text"), children: html! { <>{ push_button(&props!(encaixe_ui::button::Props { label: words.t("back-to-list"), icon: "arrow-left", onclick: back })) }</> } })) }
            </>
        },
        Remote::Failed(failure) => {
            html! {
                <>
                    { corner }
                    { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: retry, children: html! { <>{ push_button(&props!(encaixe_ui::button::Props { class: "only-single", label: words.t("back-to-list"), icon: "arrow-left", onclick: back })) }</> } })) }
                </>
            }
        }
        Remote::Ready(conversation) => html! {
            <section class="conversation" data-testid="conversation" data-id={open.id.to_string()}
                onpointerdown={Callback::from(move |_: PointerEvent| press())}
                onkeydown={Callback::from(move |_: KeyboardEvent| key())}
            >
                { part!(use_head, props!(crate::components::properties::Props { conversation: conversation.clone() })) }
                { part!(use_thread, props!(crate::components::thread::Props { conversation: conversation.clone() })) }
                { part!(use_composer, &open.id.to_string(), props!(crate::components::composer::Props { conversation: conversation.clone() })) }
            </section>
        },
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct StartingProps {
    /// Whether the address is one of a conversation.
    pub(crate) is_open: bool,
}

/// What stands there until it is known who is signed in: the places of what comes.
#[hook]
pub(crate) fn use_starting(props: &StartingProps) -> Html {
    let words = use_words();
    let is_panel_open = use_select(|state| state.panel.is_open());
    html! {
        <div class="inbox" data-open={props.is_open.to_string()} data-panel={panel_word(*is_panel_open)}>
            <div class="list">
                <div class="list-head"><span class="skeleton skeleton-name" /></div>
                <div class="list-scroll">{ list::skeleton_rows(SKELETON_ROWS) }</div>
            </div>
            <div class="conversation-place">{ skeleton(&words) }</div>
            <div class="panel"><div class="panel-head"><span class="skeleton skeleton-tab" /><span class="skeleton skeleton-tab" /></div></div>
        </div>
    }
}

fn skeleton(words: &Words) -> Html {
    html! {
        <div class="conversation" role="status" aria-label={words.t("loading")}>
            <div class="conversation-head">
                <div class="head-line">
                    <span class="avatar avatar-medium skeleton" />
                    <span class="skeleton skeleton-name" />
                </div>
                <div class="head-properties">
                    <span class="skeleton skeleton-chip" /><span class="skeleton skeleton-chip" /><span class="skeleton skeleton-chip" />
                </div>
            </div>
            <div class="thread skeletons">
                <span class="skeleton skeleton-theirs" /><span class="skeleton skeleton-ours" /><span class="skeleton skeleton-theirs" />
                <span class="skeleton skeleton-theirs is-short" /><span class="skeleton skeleton-ours is-short" />
            </div>
        </div>
    }
}
