//! The settings, used through the page.

mod audit;
mod categories;
mod focus;
mod members;
mod module;
mod order;
mod own;
mod plugins;
mod scopes;
mod sessions;
mod signing;
mod tokens;
pub(crate) mod webhooks;
mod webhooks_again;

/// The page's own primary button, such as "new" and "save".
const PRIMARY: &str = ".settings-column .button-primary";

/// The button that sends the form.
const SUBMIT: &str = "form button[type=submit]";
