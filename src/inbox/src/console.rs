//! The place of the console: fetches its module when a page of the settings is opened, and keeps it told of what it shows of
//! the whole. What it asks for is done by the store.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_api::access::Me;
use encaixe_api::inbox::Directory;
use encaixe_ui::bridge::Update;
use encaixe_ui::button::Button;
use encaixe_ui::empty::Empty;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::shell::{Backing, Shared};
use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use crate::hooks::use_store;
use crate::store::Store;

#[wasm_bindgen]
extern "C" {
    /// Fetches the module with its wasm and its styles. `boot.js` knows where they are.
    #[wasm_bindgen(catch, js_namespace = encaixe, js_name = console)]
    async fn fetch() -> Result<JsValue, JsValue>;

    /// What the module exports; see `src/console/src/lib.rs`.
    #[derive(Clone)]
    type Module;

    #[wasm_bindgen(method)]
    fn start(this: &Module, place: Element, update: &str, ask: &Function);

    #[wasm_bindgen(method)]
    fn update(this: &Module, update: &str);

    #[wasm_bindgen(method)]
    fn stop(this: &Module);
}

thread_local! {
    /// The module, once it is here.
    static MODULE: RefCell<Option<Module>> = const { RefCell::new(None) };
}

/// How far the module is.
#[derive(Clone)]
enum Fetched {
    Asked,
    Here(Module),
    Failed,
}

impl Fetched {
    fn now() -> Self {
        MODULE.with_borrow(|module| module.clone().map_or(Self::Asked, Self::Here))
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The path of the page's address.
    pub(crate) path: AttrValue,
}

/// The console, or how far it is.
#[component]
pub(crate) fn Console(props: &Props) -> Html {
    let words = use_words();
    let tries = use_state_eq(|| 0_u32);
    let fetched = use_state(Fetched::now);
    {
        let fetched = fetched.clone();
        use_effect_with(*tries, move |_| {
            if !matches!(*fetched, Fetched::Here(_)) {
                fetched.set(Fetched::Asked);
                spawn_local(async move {
                    fetched.set(fetch().await.map_or(Fetched::Failed, |module| {
                        let module: Module = module.unchecked_into();
                        MODULE.set(Some(module.clone()));
                        Fetched::Here(module)
                    }));
                });
            }
        });
    }
    match &*fetched {
        Fetched::Asked => {
            html! { <div class="starting" role="status" data-testid="console-loading"><span class="spinner" /></div> }
        }
        Fetched::Failed => {
            let onclick = Callback::from(move |_: MouseEvent| tries.set(*tries + 1));
            html! {
                <main class="alone" role="alert" data-testid="console-failed">
                    <Empty icon="wifi-off" title={words.t("console-failed")} text={words.t("console-failed-text")}>
                        <Button label={words.t("retry")} icon="refresh-cw" {onclick} />
                    </Empty>
                </main>
            }
        }
        Fetched::Here(module) => {
            html! { <Mounted module={module.clone()} path={props.path.clone()} /> }
        }
    }
}

#[derive(Properties)]
struct MountedProps {
    module: Module,
    path: AttrValue,
}

impl PartialEq for MountedProps {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

/// The element in which the console draws.
#[component]
fn Mounted(props: &MountedProps) -> Html {
    let store = use_store();
    let place = use_node_ref();
    let sent = use_mut_ref(|| None::<Sent>);
    {
        let (place, sent) = (place.clone(), Rc::clone(&sent));
        let (module, path) = (props.module.clone(), props.path.clone());
        use_effect_with((), move |()| {
            let ask = {
                let store = store.clone();
                Closure::<dyn Fn(String)>::new(move |request: String| {
                    if let Ok(request) = serde_json::from_str(&request) {
                        store.ask(request);
                    }
                })
            };
            if let Some(place) = place.cast::<Element>() {
                let begun = Sent::default().update(&store.shared(), Some(&path));
                *sent.borrow_mut() = Some(begun.0);
                module.start(
                    place,
                    &begun.1.unwrap_or_default(),
                    ask.as_ref().unchecked_ref(),
                );
            }
            let told = {
                let module = module.clone();
                Store::subscribe(&store, move |state| {
                    tell(&module, &sent, &state.shared, None)
                })
            };
            move || {
                drop(told);
                module.stop();
                drop(ask);
            }
        });
    }
    {
        let (module, store) = (props.module.clone(), use_store());
        use_effect_with(props.path.clone(), move |path| {
            tell(&module, &sent, &store.shared(), Some(path));
        });
    }
    html! { <div class="console-place" ref={place} /> }
}

/// Sends what changed, if anything did.
fn tell(module: &Module, sent: &RefCell<Option<Sent>>, shared: &Rc<Shared>, path: Option<&str>) {
    let update = {
        let mut sent = sent.borrow_mut();
        let Some(before) = sent.take() else { return };
        let (now, update) = before.update(shared, path);
        *sent = Some(now);
        update
    };
    // The console may ask for something at once: nothing is borrowed any more.
    if let Some(update) = update {
        module.update(&update);
    }
}

/// What the console knows.
#[derive(Default)]
struct Sent {
    path: String,
    shared: Option<Rc<Shared>>,
}

impl Sent {
    /// What it knows afterwards, and the update that takes it there; none when nothing changed.
    fn update(self, shared: &Rc<Shared>, path: Option<&str>) -> (Self, Option<String>) {
        let path = path.map_or_else(|| self.path.clone(), str::to_owned);
        let before = self.shared.as_deref();
        let is_known = self.path == path && before == Some(&**shared);
        let update = (!is_known).then(|| {
            let me = (shared.me.ready())
                .filter(|me| before.and_then(|before| before.me.ready()) != Some(*me));
            let directory = Some(&shared.directory)
                .filter(|names| before.map(|before| &before.directory) != Some(*names));
            serde_json::to_string(&Update::<&Me, &Directory> {
                path: path.clone(),
                locale: shared.locale,
                choice: shared.choice,
                live: shared.live,
                revisions: shared.revisions,
                new_token: shared.new_token.as_deref().map(str::to_owned),
                me: me.map(|me| &**me),
                directory: directory.map(|names| &**names),
            })
            .unwrap_or_default()
        });
        let shared = Some(Rc::clone(shared));
        (Self { path, shared }, update)
    }
}
