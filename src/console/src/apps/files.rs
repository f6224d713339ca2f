//! The files of an app, as they are in force: every secret of the descriptor is `***`.

use encaixe_ui::copy::use_copy_button;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use yew::prelude::*;
use yew::props;

use super::head::{crumb, failed, loading};
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn Files(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let files = use_resource(props.id.clone(), Topic::Apps, |id| {
        let id = id.clone();
        async move { api_client::app_files(&id).await }
    });
    let found = match &**files.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => return failed(&words, &shell, "app", failure, files.retry()),
        Remote::Ready(found) => found,
    };
    let app = Route::App {
        id: props.id.to_string(),
    };
    let file = |name: &'static str, text: &str| {
        html! {
            <section class="section" key={name}>
                <div class="section-line">
                    <h2><code>{ name }</code></h2>
                    { part!(use_copy_button, name, props!(encaixe_ui::copy::Props { value: text.to_owned() })) }
                </div>
                <pre class="wire" tabindex="0" data-testid={name}><code>{ text.to_owned() }</code></pre>
            </section>
        }
    };
    html! {
        <>
            <header class="settings-head">
                <div>
                    { crumb(&shell, &app, props.id.to_string()) }
                    <h1>{ words.t("app-files") }</h1>
                    <p>{ words.t("app-files-text") }</p>
                </div>
            </header>
            { for found.descriptor.as_deref().map(|text| file("lib/app.json", text)) }
            { for found.script.as_deref().map(|text| file("lib/index.js", text)) }
        </>
    }
}
