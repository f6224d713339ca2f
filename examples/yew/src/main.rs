//! A plugin in Rust: the open conversation's contact with its tags, a button that marks it as VIP, and notes.

mod app;
mod contact;
mod note;
mod state;
mod vip;
mod words;

use encaixe_plugin::typed::{Kinbox, Toast};
use yew::platform::spawn_local;

use crate::app::{App, Props};
use crate::words::Language;

fn main() {
    // A plugin for one inbox alone names it: `Kinbox::connect_to(&["https://inbox.example.com"])`.
    let kinbox = Kinbox::connect();
    let toaster = kinbox.clone();
    kinbox.on_error(move |error| {
        let kinbox = toaster.clone();
        let text = Language::of(&kinbox).words().failure(error);
        spawn_local(async move {
            // Where not even that can be shown, there is nobody to show it to.
            drop(kinbox.toast(Toast::Error, &text).await);
        });
    });
    yew::Renderer::<App>::with_props(Props { kinbox }).render();
}
