//! The root: the words, the shell, and the page of the address.

use encaixe_ui::part;
use std::rc::Rc;

use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::Words;
use encaixe_ui::not_found::use_not_found;
use encaixe_ui::shell::{Backing, Shell};
use yew::prelude::*;

use crate::page::Page;
use crate::route::Route;
use crate::settings::Settings;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) page: Page,
}

/// The console.
#[component]
pub(crate) fn Root(props: &Props) -> Html {
    let page = &props.page;
    let shell = use_memo((), |()| Shell::new(page.clone()));
    let now = use_state_eq(|| (page.path(), page.shared().locale));
    {
        let (page, now) = (page.clone(), now.clone());
        use_effect_with((), move |()| {
            let told = {
                let page = page.clone();
                page.clone().subscribe(Rc::new(move |shared| {
                    now.set((page.path(), shared.locale));
                }))
            };
            move || drop(told)
        });
    }
    let (path, locale) = &*now;
    html! {
        <ContextProvider<Shell> context={Shell::clone(&shell)}>
            <ContextProvider<Words> context={Words::of(*locale)}>
                if let Some(route) = Route::of(path) {
                    <Settings {route} />
                } else {
                    { part!(use_not_found) }
                }
            </ContextProvider<Words>>
        </ContextProvider<Shell>>
    }
}
