//! The settings: a rail of sections and one column of content. For admins.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::components::banner::Banner;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::user_menu::UserMenu;
use crate::hooks::use_select;
use crate::i18n::use_words;
use crate::route::Route;
use crate::state::State;

mod members;
mod new_member;
mod new_plugin;
mod new_token;
mod plugin_danger;
mod plugin_form;
mod plugin_page;
mod plugin_secret;
mod plugins;
mod tokens;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Settings(props: &Props) -> Html {
    let words = use_words();
    let is_admin = use_select(State::is_admin);
    let content = if *is_admin {
        match props.route.clone() {
            Route::NewPlugin => html! { <new_plugin::NewPluginPage /> },
            Route::Plugin { id } => {
                html! { <plugin_page::PluginPage key={id.clone()} id={id.clone()} /> }
            }
            Route::Members => html! { <members::Members /> },
            Route::Tokens => html! { <tokens::Tokens key="all" /> },
            Route::NewToken => html! { <tokens::Tokens key="new" first=true /> },
            _ => html! { <plugins::Plugins /> },
        }
    } else {
        html! {
            <Empty icon="lock" title={words.t("admin-only")} text={words.t("admin-only-text")}>
                <Link<Route> to={Route::Home} classes="button button-primary">{ words.t("back-to-inbox") }</Link<Route>>
            </Empty>
        }
    };
    html! {
        <div class="settings">
            <Rail route={props.route.clone()} />
            <main class="settings-main">
                <Banner />
                <div class="settings-column">{ content }</div>
            </main>
        </div>
    }
}

#[component]
fn Rail(props: &Props) -> Html {
    let words = use_words();
    let sections = [
        (
            Route::Plugins,
            "puzzle",
            words.t("plugins"),
            matches!(
                props.route,
                Route::Settings | Route::Plugins | Route::NewPlugin | Route::Plugin { .. }
            ),
        ),
        (
            Route::Members,
            "users",
            words.t("members"),
            props.route == Route::Members,
        ),
        (
            Route::Tokens,
            "key-round",
            words.t("tokens"),
            matches!(props.route, Route::Tokens | Route::NewToken),
        ),
    ];
    html! {
        <nav class="rail" aria-label={words.t("settings")}>
            <div class="rail-head">
                <Link<Route> to={Route::Home} classes="rail-back">
                    <Icon name="arrow-left" />{ words.t("back-to-inbox") }
                </Link<Route>>
                <UserMenu />
            </div>
            <h2 class="rail-title">{ words.t("settings") }</h2>
            <ul class="rail-list">
                { for sections.into_iter().map(|(to, icon, label, here)| html! {
                    <li class={classes!(here.then_some("is-here"))} aria-current={here.then_some("page")}>
                        <Link<Route> {to} classes="rail-item"><Icon name={icon} />{ label }</Link<Route>>
                    </li>
                }) }
            </ul>
        </nav>
    }
}
