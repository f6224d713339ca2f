//! Hosts the console: fetches its module when a settings page is opened, and sends it updates of the shared state. The store
//! carries out its requests.

use encaixe_ui::part;
use std::cell::RefCell;
use std::rc::Rc;
use yew::props;

use encaixe_api::access::Me;
use encaixe_api::inbox::Directory;
use encaixe_ui::bridge::Update;
use encaixe_ui::button::push_button;
use encaixe_ui::empty::use_empty;
use encaixe_ui::hooks::{use_effect_with, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::shell::{Request, Shared, Shell, Subscription};
use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

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

/// The loading state of the module.
#[derive(Clone)]
enum Fetched {
    Pending,
    Here(Module),
    Failed,
}

impl Fetched {
    fn now() -> Self {
        MODULE.with_borrow(|module| module.clone().map_or(Self::Pending, Self::Here))
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The path of the page's address.
    pub(crate) path: AttrValue,
}

/// The console, its loading indicator, or why it could not be loaded.
#[hook]
pub(crate) fn use_console(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let tries = use_state_eq(|| 0_u32);
    let fetched = use_state(Fetched::now);
    let place = use_node_ref();
    let sent = use_mut_ref(|| None::<Sent>);
    let module = match &*fetched {
        Fetched::Here(module) => Some(module.clone()),
        Fetched::Pending | Fetched::Failed => None,
    };
    {
        let (fetched, is_here) = (fetched.clone(), module.is_some());
        use_effect_with(*tries, move |_| {
            if !is_here {
                fetched.set(Fetched::Pending);
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
    {
        let (module, place, sent) = (module.clone(), place.clone(), Rc::clone(&sent));
        let (shell, path) = (shell.clone(), props.path.clone());
        use_effect_with(module.is_some(), move |_| {
            let drawn = module.zip(place.cast::<Element>());
            let drawn =
                drawn.map(|(module, place)| Drawn::start(module, place, &sent, shell, &path));
            move || drop(drawn)
        });
    }
    use_effect_with(props.path.clone(), move |path| {
        if let Some(module) = &module {
            send_update(module, &sent, &shell, Some(path));
        }
    });
    match &*fetched {
        Fetched::Pending => {
            html! { <div class="starting" role="status" data-testid="console-loading"><span class="spinner" /></div> }
        }
        Fetched::Failed => {
            let onclick = Callback::from(move |_: MouseEvent| tries.set(*tries + 1));
            html! {
                <main class="alone" role="alert" data-testid="console-failed">
                    { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "wifi-off", title: words.t("console-failed"), text: words.t("fetch-failed-text"), children: html! { <>{ push_button(&props!(encaixe_ui::button::Props { label: words.t("retry"), icon: "refresh-cw", onclick })) }</> } })) }
                </main>
            }
        }
        Fetched::Here(_) => html! { <div class="console-place" ref={place} /> },
    }
}

/// The mounted console; dropping it unmounts it.
struct Drawn {
    module: Module,
    _ask: Closure<dyn Fn(String, String)>,
    _told: Subscription,
}

impl Drawn {
    fn start(
        module: Module,
        place: Element,
        sent: &Rc<RefCell<Option<Sent>>>,
        shell: Shell,
        path: &str,
    ) -> Self {
        let ask = {
            let shell = shell.clone();
            Closure::<dyn Fn(String, String)>::new(move |word: String, text: String| {
                if let Some(request) = Request::read(&word, text) {
                    shell.ask(request);
                }
            })
        };
        let (now, update) = Sent::default().update(&shell.shared(), Some(path));
        *sent.borrow_mut() = Some(now);
        let update = update.unwrap_or_default();
        module.start(place, &update, ask.as_ref().unchecked_ref());
        let told = {
            let (module, sent, whole) = (module.clone(), Rc::clone(sent), shell.clone());
            shell.subscribe(Rc::new(move |_| send_update(&module, &sent, &whole, None)))
        };
        Self {
            module,
            _ask: ask,
            _told: told,
        }
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.module.stop();
    }
}

/// Sends what changed, if anything did.
fn send_update(module: &Module, sent: &RefCell<Option<Sent>>, shell: &Shell, path: Option<&str>) {
    let update = {
        let mut sent = sent.borrow_mut();
        let Some(before) = sent.take() else { return };
        let (now, update) = before.update(&shell.shared(), path);
        *sent = Some(now);
        update
    };
    // The console may ask for something at once: nothing is borrowed any more.
    if let Some(update) = update {
        module.update(&update);
    }
}

/// What the console was last sent.
#[derive(Default)]
struct Sent {
    path: String,
    shared: Option<Rc<Shared>>,
}

impl Sent {
    /// What was sent afterwards, and the update to send; none when nothing changed.
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
