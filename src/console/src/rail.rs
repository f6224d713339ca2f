//! The rail of the settings: which sections there are for whom.

use encaixe_ui::hooks::{use_effect_with, use_shared, use_shell};
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

use crate::own::Kind;
use crate::route::Route;
use crate::settings::Props;

#[component]
pub(crate) fn Rail(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let is_admin = use_shared(Shared::is_admin);
    let is_developer = use_shared(Shared::is_developer);
    let is_moderator = use_shared(Shared::is_moderator);
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
    let market = (
        Route::Marketplace,
        "store",
        words.t("market"),
        matches!(route, Route::Marketplace | Route::Listing { .. }),
    );
    let mut integrations = (
        Route::Integrations,
        "code-xml",
        words.t("integrations"),
        route.is_of_integrations(),
    );
    let mut preferences = section(Route::Preferences, "settings", words.t("preferences"));
    let mut sections = if *is_admin {
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
            market,
            (
                Route::Installations,
                "blocks",
                words.t("installed"),
                matches!(route, Route::Installations | Route::Installation { .. }),
            ),
            integrations,
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
    } else if *is_developer {
        integrations.3 |= *route == Route::Settings;
        vec![integrations, preferences, sessions]
    } else {
        preferences.3 |= *route == Route::Settings;
        let own = section(Route::OwnPlugins, "puzzle", words.t("dev-plugins-own"));
        vec![preferences, replies, own, market, sessions]
    };
    if *is_moderator {
        sections.push((
            Route::Reviews,
            "shield-check",
            words.t("reviews"),
            route.is_of_reviews(),
        ));
    }
    html! {
        <nav class="rail" ref={rail} aria-label={words.t("settings")}>
            <div class="rail-head">
                if !*is_developer {
                    { link(&shell, HOME, "rail-back", html! {
                        <>{ small_icon("arrow-left") }{ words.t("back-to-inbox") }</>
                    }) }
                }
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
