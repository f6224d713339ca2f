//! How addresses of media are told: absolute, and to the page as those of this server, which asks the other hosts in its place.

use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::{Conversation, Summary};
use encaixe_api::inbox::message::{Kind, Message};

use crate::access::{Caller, Proof};
use crate::app::App;
use crate::media::Form;

/// Tells addresses to one caller. Programs get those of other hosts as they came.
pub(in crate::routes) struct Told<'a> {
    app: &'a App,
    base: String,
    to_page: bool,
}

impl<'a> Told<'a> {
    pub(in crate::routes) fn to(app: &'a App, caller: &Caller) -> Self {
        Self {
            app,
            base: app.page.url(),
            to_page: matches!(caller.proof, Proof::Session(_)),
        }
    }

    pub(in crate::routes) fn message(&self, message: &mut Message) {
        let form = match message.kind {
            Kind::Image => Some(Form::Picture),
            Kind::Video | Kind::Audio => Some(Form::Stream),
            // What a link leads to is opened by whoever clicks on it.
            Kind::File | Kind::Text | Kind::Note => None,
        };
        self.address(&mut message.media_url, form);
    }

    pub(in crate::routes) fn contact(&self, contact: &mut Contact) {
        self.address(&mut contact.avatar, Some(Form::Picture));
    }

    pub(in crate::routes) fn summary(&self, row: &mut Summary) {
        self.address(&mut row.contact.avatar, Some(Form::Picture));
        if let Some(message) = &mut row.last_message {
            self.message(message);
        }
    }

    pub(in crate::routes) fn conversation(&self, whole: &mut Conversation) {
        self.summary(&mut whole.summary);
        self.contact(&mut whole.person);
        for message in &mut whole.messages {
            self.message(message);
        }
    }

    fn address(&self, address: &mut Option<String>, form: Option<Form>) {
        let Some(url) = address else { return };
        if url.starts_with('/') {
            // So that pages of other origins can use it.
            url.insert_str(0, &self.base);
        } else if self.to_page
            && let Some(form) = form
            && let Some(ours) = self.app.media.signer.address(&self.base, form, url)
        {
            *url = ours;
        }
    }
}
