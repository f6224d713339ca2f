//! How an address is read that is being typed.

use encaixe_api::inbox::merge::Reading;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::Words;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api_client;

/// How long the agent's hand has to rest before the server is asked, in milliseconds.
const REST_MS: u32 = 250;

/// What the server makes of a text that is typed for a kind of channel; none while it is not known, or is what was typed.
#[hook]
pub(crate) fn use_reading(words: &Words, kind: &str, text: &str) -> Option<AttrValue> {
    let read = use_state_eq(|| None::<(String, String, Reading)>);
    let asked = (kind.to_owned(), text.trim().to_owned());
    let newest = use_mut_ref(|| asked.clone());
    {
        let read = read.clone();
        use_effect_with(asked.clone(), move |asked| {
            newest.borrow_mut().clone_from(asked);
            let asked = asked.clone();
            let timer = (!asked.0.is_empty() && !asked.1.is_empty()).then(|| {
                Timeout::new(REST_MS, move || {
                    spawn_local(async move {
                        // Without an answer nothing is said; what is saved is shown all the same.
                        if let Ok(reading) = api_client::read_address(&asked.0, &asked.1).await
                            && *newest.borrow() == asked
                        {
                            read.set(Some((asked.0, asked.1, reading)));
                        }
                    });
                })
            });
            move || drop(timer)
        });
    }
    let (kind, text, reading) = read.as_ref()?;
    let shown = reading.display.as_ref()?;
    if (kind, text) != (&asked.0, &asked.1) {
        return None;
    }
    let is_phone = matches!(kind.as_str(), "whatsapp" | "sms");
    if reading.sure && shown != text {
        let address = [("address", shown.clone().into())];
        Some(words.with("reading-as", address).into())
    } else if !reading.sure && is_phone {
        Some(words.t("reading-unsure").into())
    } else {
        None
    }
}
