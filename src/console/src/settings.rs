//! The settings: a rail of sections and one column of content. Whoever is no admin sees what is theirs.

use encaixe_api::access::Role;
use encaixe_ui::banner::use_banner;
use encaixe_ui::empty::use_empty;
use encaixe_ui::focus::{self, Heir};
use encaixe_ui::hooks::use_shell;
use encaixe_ui::hooks::{use_effect_with, use_shared};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::{HOME, link};
use encaixe_ui::part;
use encaixe_ui::shell::Shared;
use encaixe_ui::user_menu::use_user_menu;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew::props;

use crate::own::{Kind, Own};
use crate::route::Route;
use crate::{
    apps, audit, dev_plugins, members, new_plugin, plugin_page, plugins, preferences, sessions,
    tokens, webhooks, workspace,
};

/// How many admins are named to whom asks for one.
const NAMED: usize = 3;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Settings(props: &Props) -> Html {
    let is_admin = use_shared(Shared::is_admin);
    let content = match own(&props.route) {
        Some(kind) if *is_admin || kind == Kind::Replies => {
            html! { <Own key={kind.word()} {kind} /> }
        }
        _ if props.route == Route::Sessions => html! { <sessions::SessionsPage /> },
        _ if props.route == Route::Preferences => html! { <preferences::Preferences /> },
        _ if props.route == Route::OwnPlugins && !*is_admin => {
            html! { <dev_plugins::OwnPlugins /> }
        }
        _ if *is_admin => match props.route.clone() {
            Route::NewPlugin => html! { <new_plugin::NewPluginPage /> },
            Route::Plugin { id } => {
                html! { <plugin_page::PluginPage key={id.clone()} id={id.clone()} /> }
            }
            Route::Members => html! { <members::Members /> },
            Route::Tokens => html! { <tokens::Tokens key="all" /> },
            Route::NewToken => html! { <tokens::Tokens key="new" first=true /> },
            Route::Workspace => html! { <workspace::WorkspacePage /> },
            Route::Audit => html! { <audit::Audit /> },
            route => apps::page(&route)
                .or_else(|| webhooks::page(&route))
                .unwrap_or_else(|| html! { <plugins::Plugins /> }),
        },
        _ if props.route == Route::Settings => html! { <preferences::Preferences /> },
        _ => html! { <ForAdmins /> },
    };
    let place = use_node_ref();
    focus::use_never_lost(&place, Heir::TITLE);
    html! {
        <div class="settings">
            <Rail route={props.route.clone()} />
            <main class="settings-main" ref={place} tabindex="-1">
                { part!(use_banner) }
                if *is_admin && !props.route.is_of_webhooks() { <webhooks::Banner /> }
                <div class="settings-column">{ content }</div>
            </main>
        </div>
    }
}

/// In the place of a page that agents may not change: who may.
#[component]
fn ForAdmins() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let names = use_shared(|shared| {
        let members = shared.directory.members.iter();
        let admins = members.filter(|it| it.is_active && it.role == Role::Admin);
        let names: Vec<&str> = admins.map(|it| it.name.as_str()).take(NAMED).collect();
        names.join(", ")
    });
    let text = words.with("admin-only-text", [("names", names.as_str().into())]);
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "lock", alone: true, title: words.t("admin-only"), text, children: html! { <>{ link(&shell, HOME, "button button-primary", words.t("back-to-inbox").into()) }</> } })) }
    }
}

/// The list of what the workspace has of its own that an address shows.
const fn own(route: &Route) -> Option<Kind> {
    Some(match route {
        Route::Tags => Kind::Tags,
        Route::Groups => Kind::Groups,
        Route::Fields => Kind::Fields,
        Route::Channels => Kind::Channels,
        Route::Categories => Kind::Categories,
        Route::Replies => Kind::Replies,
        _ => return None,
    })
}

#[component]
fn Rail(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let is_admin = use_shared(Shared::is_admin);
    let route = &props.route;
    let rail = use_node_ref();
    {
        // Where the sections stand in a row that scrolls, the present one can be seen.
        let rail = rail.clone();
        use_effect_with(route.clone(), move |_| {
            let find = |css| {
                let found = rail.cast::<HtmlElement>()?.query_selector(css).ok()??;
                found.dyn_into::<HtmlElement>().ok()
            };
            if let (Some(list), Some(here)) = (find(".rail-list"), find(".is-here")) {
                let beside = (list.client_width() - here.offset_width()) / 2;
                list.set_scroll_left(here.offset_left() - list.offset_left() - beside);
            }
        });
    }
    let of = |kind: Kind, to: Route| {
        let label = words.t(&format!("own-{}", kind.word()));
        let here = *route == to;
        (to, kind.icon(), label, here)
    };
    let section = |to: Route, icon: &'static str, label: String| {
        let here = *route == to;
        (to, icon, label, here)
    };
    let replies = of(Kind::Replies, Route::Replies);
    let sessions = section(Route::Sessions, "monitor", words.t("sessions"));
    let mut preferences = section(Route::Preferences, "settings", words.t("preferences"));
    let sections = if *is_admin {
        vec![
            (
                Route::Plugins,
                "puzzle",
                words.t("plugins"),
                matches!(
                    route,
                    Route::Settings
                        | Route::Plugins
                        | Route::OwnPlugins
                        | Route::NewPlugin
                        | Route::Plugin { .. }
                ),
            ),
            section(Route::Workspace, "building-2", words.t("workspace")),
            section(Route::Members, "users", words.t("members")),
            of(Kind::Groups, Route::Groups),
            of(Kind::Tags, Route::Tags),
            of(Kind::Fields, Route::Fields),
            of(Kind::Channels, Route::Channels),
            of(Kind::Categories, Route::Categories),
            replies,
            (
                Route::Tokens,
                "key-round",
                words.t("tokens"),
                matches!(route, Route::Tokens | Route::NewToken),
            ),
            (Route::Apps, "link", words.t("apps"), route.is_of_apps()),
            (
                Route::Webhooks,
                "send",
                words.t("webhooks"),
                route.is_of_webhooks(),
            ),
            section(Route::Audit, "clock", words.t("audit")),
            preferences,
            sessions,
        ]
    } else {
        preferences.3 |= *route == Route::Settings;
        let own = section(Route::OwnPlugins, "puzzle", words.t("dev-plugins-own"));
        vec![preferences, replies, own, sessions]
    };
    html! {
        <nav class="rail" ref={rail} aria-label={words.t("settings")}>
            <div class="rail-head">
                { link(&shell, HOME, "rail-back", html! {
                    <>{ small_icon("arrow-left") }{ words.t("back-to-inbox") }</>
                }) }
                { part!(use_user_menu, props!(encaixe_ui::user_menu::Props {  })) }
            </div>
            <h2 class="rail-title">{ words.t("settings") }</h2>
            <ul class="rail-list">
                { for sections.into_iter().map(|(to, icon, label, here)| html! {
                    <li class={classes!(here.then_some("is-here"))} aria-current={here.then_some("page")}>
                        { link(&shell, to.path(), "rail-item", html! { <>{ small_icon(icon) }{ label }</> }) }
                    </li>
                }) }
            </ul>
        </nav>
    }
}
