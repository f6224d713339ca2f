//! The inbox page: conversations, plugins beside them, settings.
//!
//! One store holds the state (`state.rs`); components draw it; `flow` asks the server, and
//! `freshness` knows which answers came too late; `live` hears what changed; `frames` keeps the plugins'
//! frames; `command` does what plugins ask for.
//!
//! # Hooks for browser tests
//! These `data-testid`s stay; everything else about the markup may change.
//!
//! | testid | what | more |
//! |---|---|---|
//! | `conversation-row` | a row of the list, a link | `data-id`, `aria-current="true"` when open |
//! | `list` | what scrolls around the rows, of which only those near what can be seen are there | |
//! | `search`, `search-clear` | the search above it, and the button that empties it | |
//! | `filters` | opens the choice of filters | |
//! | `filter-status` | one of the three views of the list | `data-status` `open`, `all` or `closed`, `aria-pressed` |
//! | `filter-chip`, `filters-clear` | takes a filter away, or all of them | `data-filter` |
//! | `list-nothing`, `list-show-all`, `list-search-all`, `list-clear` | nothing was found, and the ways out of it | |
//! | `conversation` | the open conversation, once its data is there | `data-id` |
//! | `conversation-status` | closes it, or opens it again | |
//! | `message` | a message | `data-id` |
//! | `tag` | a tag on the open conversation; its button takes it off | `data-id` |
//! | `tag-add` | opens the choice of tags; the choices have `data-tag` | |
//! | `tag-filter`, `tag-make` | what narrows them; makes one of the name that was typed | |
//! | `panel-tab` | a plugin's tab | `data-plugin`, `aria-selected` |
//! | `panel-more`, `panel-choice` | the menu behind the tabs, and those in it that have no room | `data-plugin` |
//! | `panel-toggle`, `panel-close` | shows the panel and puts it away | |
//! | `list-unfold` | lays the folded list of a middling window over the conversation | |
//! | `frame-state` | the chip with the frame's state | `data-state` |
//! | `frame-reload` | makes the shown frame anew | |
//! | `load-again` | the same, on the card or the bar in its place | |
//! | `frame-card`, `frame-waiting` | what happened to the frame; that its page is still waited for | |
//! | `frame-open` | opens the registered address in a new tab | |
//! | `show-left` | shows the page of a frame that left | |
//! | `use-address` | asks whether to register the path that was seen (admin) | |
//! | `panel-badge` | the number on a plugin's tab | |
//! | `details-line`, `details`, `details-toggle` | what is known of the contact in a line, all of it, and the button that shows that | |
//! | `detail` | one of them | `data-name`, in a `data-entity` |
//! | `plugin-loading` | the bar on a busy plugin's tab | |
//! | `toast`, `toast-undo` | a notice, and its way back | `data-kind` |
//! | `dialog`, `dialog-ok`, `dialog-cancel` | a question and its two buttons | |
//! | `form`, `form-send`, `form-cancel` | a plugin's form and its two buttons | `data-kind` `modal` or `drawer` |
//! | `form-field` | one question of it | `data-name` |
//! | `form-error` | what is wrong, in its question | |
//! | `form-keep`, `form-discard` | go on, or lose what was typed, after Esc | |
//! | `composer` | where the agent writes | `data-mode` `reply` or `note` |
//! | `composer-mode` | the tab of a way of writing | `data-mode`, `aria-selected` |
//! | `composer-text`, `composer-send` | the text and its button | |
//! | `composer-retry`, `composer-reopen` | after a failure; in a closed conversation | |
//! | `frame-enter`, `frame-leave` | the ways into the shown frame and out of it, seen while they have the focus | |
//! | `frame-let-keyboard` | the agent's leave for a plugin to take the keyboard | |
//! | `composer-held` | says that Enter again sends | |
//! | `composer-inserted`, `composer-undo` | what a plugin put in, and its way out | `data-plugin` |
//!
//! The frame of a plugin is `.frame[data-plugin="ID"] iframe`. Inputs of forms have their API's `name`.

mod api_client;
mod app;
mod canned;
mod command;
mod components;
mod console;
mod drafts;
mod filters;
mod flow;
mod form;
mod found;
mod frames;
mod freshness;
mod history;
mod hooks;
mod ime;
mod keys;
mod languages;
mod links;
mod live;
mod pages;
mod plugin_data;
mod random;
mod route;
mod shell;
mod state;
mod store;

fn main() {
    languages::begin();
    yew::Renderer::<app::App>::new().render();
}
