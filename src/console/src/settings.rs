//! The settings: a rail of sections and one column of content. Whoever is no admin sees what is theirs.

use encaixe_api::access::Role;
use encaixe_ui::banner::use_banner;
use encaixe_ui::empty::use_empty;
use encaixe_ui::focus::{self, Heir};
use encaixe_ui::hooks::use_shared;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::link::{HOME, INTEGRATIONS, link};
use encaixe_ui::part;
use encaixe_ui::shell::Shared;
use yew::prelude::*;
use yew::props;

use crate::own::{Kind, Own};
use crate::rail::Rail;
use crate::route::Route;
use crate::{
    apps, audit, dev_plugins, installed, integrations, marketplace, members, new_plugin,
    plugin_page, plugins, preferences, reviews, sessions, tokens, webhooks, workspace,
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
    let is_developer = use_shared(Shared::is_developer);
    let is_moderator = use_shared(Shared::is_moderator);
    let content = match own(&props.route) {
        Some(kind) if *is_admin || (kind == Kind::Replies && !*is_developer) => {
            html! { <Own key={kind.word()} {kind} /> }
        }
        _ if props.route == Route::Sessions => html! { <sessions::SessionsPage /> },
        _ if props.route == Route::Preferences => html! { <preferences::Preferences /> },
        _ if props.route.is_of_reviews() && *is_moderator => {
            reviews::page(&props.route).unwrap_or_default()
        }
        _ if props.route.is_of_integrations() && (*is_admin || *is_developer) => {
            integrations::page(&props.route).unwrap_or_default()
        }
        _ if *is_developer && props.route == Route::Settings => {
            integrations::page(&Route::Integrations).unwrap_or_default()
        }
        _ if props.route == Route::OwnPlugins && !*is_admin && !*is_developer => {
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
                .or_else(|| marketplace::page(&route))
                .or_else(|| installed::page(&route))
                .unwrap_or_else(|| html! { <plugins::Plugins /> }),
        },
        _ if props.route == Route::Settings => html! { <preferences::Preferences /> },
        _ if !*is_developer => {
            marketplace::page(&props.route).unwrap_or_else(|| html! { <ForAdmins /> })
        }
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
    let (to, back) = if *use_shared(Shared::is_developer) {
        (INTEGRATIONS, "integrations")
    } else {
        (HOME, "back-to-inbox")
    };
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "lock", alone: true, title: words.t("admin-only"), text, children: html! { <>{ link(&shell, to, "button button-primary", words.t(back).into()) }</> } })) }
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
