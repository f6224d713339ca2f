//! Links within the page, and the addresses that more than one module names.

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::company;
use crate::shell::Shell;

/// The inbox.
pub const HOME: &str = "/";
/// The settings' first section.
pub const SETTINGS: &str = "/settings";
/// The list of plugins.
pub const PLUGINS: &str = "/settings/plugins";
/// A new plugin.
pub const NEW_PLUGIN: &str = "/settings/plugins/new";
/// A new token.
pub const NEW_TOKEN: &str = "/settings/tokens/new";
/// The integrations that the company makes.
pub const INTEGRATIONS: &str = "/settings/integrations";
/// Labels for conversations.
pub const TAGS: &str = "/settings/tags";
/// Canned replies.
pub const REPLIES: &str = "/settings/replies";

/// The address of a plugin's settings.
#[must_use]
pub fn plugin(id: &str) -> String {
    format!("{PLUGINS}/{id}")
}

/// A link that the page follows without being loaded anew, unless it is opened elsewhere.
pub fn link(
    shell: &Shell,
    to: impl Into<AttrValue>,
    class: impl Into<Classes>,
    content: Html,
) -> Html {
    drawn(shell.clone(), to.into(), class.into(), content)
}

fn drawn(shell: Shell, to: AttrValue, class: Classes, content: Html) -> Html {
    let address = to.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let elsewhere =
            event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
        if !elsewhere {
            event.prevent_default();
            shell.go(address.as_str());
        }
    });
    html! { <a {class} href={company::path(&to)} {onclick}>{ content }</a> }
}
