//! Beginning a conversation, and the search for its contact.

use encaixe_api::inbox::conversation::{Conversation, NewConversation, Rows, Who};
use gloo_net::http::Method;

use encaixe_ui::api_client::{Answer, get, part, read, request};

/// How many conversations are looked at for people.
const FOUND: usize = 12;

/// Begins a conversation; says whether it is new, or was open already.
pub(crate) async fn begin(new: &NewConversation) -> Answer<(bool, Conversation)> {
    let response = request(Method::POST, "/api/conversations", Some(new)).await?;
    let is_new = response.status() == 201;
    Ok((is_new, read(response).await?))
}

/// Whether the workspace has a conversation at all.
pub(crate) async fn has_conversations() -> Answer<bool> {
    let page: Rows = get("/api/conversations?limit=1").await?;
    Ok(!page.items.is_empty())
}

/// The contacts of the conversations that `words` find, each once, and the number of conversations that are not indexed yet.
pub(crate) async fn find_people(words: &str) -> Answer<(Vec<Who>, u32)> {
    let path = format!("/api/conversations?limit={FOUND}&q={}", part(words));
    let page: Rows = get(&path).await?;
    let mut people: Vec<Who> = Vec::new();
    for row in page.items {
        if people.iter().all(|known| known.id != row.contact.id) {
            people.push(row.contact);
        }
    }
    Ok((people, page.unindexed))
}
