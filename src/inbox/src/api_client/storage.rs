//! What plugins store on the server.

use encaixe_api::id::{ConversationId, PluginId};
use encaixe_api::storage::{Keys, NewStored, Stored};
use encaixe_protocol::storage_scope::StorageScope;
use gloo_net::http::Method;

use encaixe_ui::api_client::{Answer, By, get_for, part, send_only_for};

/// The address of a plugin's stored values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StorageAddress {
    /// Whose they are.
    pub(crate) plugin: PluginId,
    /// Who shares them.
    pub(crate) scope: StorageScope,
    /// For [`StorageScope::Conversation`], which one.
    pub(crate) conversation: Option<ConversationId>,
}

impl StorageAddress {
    /// What is stored is the plugin's, and so is each request.
    const fn by(&self) -> By<'_> {
        By::Plugin(&self.plugin)
    }

    fn path(&self, key: Option<&str>) -> String {
        let mut path = format!(
            "/api/plugins/{}/storage/{}",
            part(self.plugin.as_str()),
            self.scope.as_str()
        );
        if let Some(key) = key {
            path.push('/');
            path.push_str(&part(key));
        }
        if let Some(id) = &self.conversation {
            path.push_str("?conversation=");
            path.push_str(&part(id.as_str()));
        }
        path
    }
}

pub(crate) async fn keys(address: &StorageAddress) -> Answer<Keys> {
    get_for(address.by(), &address.path(None)).await
}

pub(crate) async fn value(address: &StorageAddress, key: &str) -> Answer<Stored> {
    get_for(address.by(), &address.path(Some(key))).await
}

pub(crate) async fn set_value(address: &StorageAddress, key: &str, value: String) -> Answer<()> {
    let stored = NewStored { value };
    let path = address.path(Some(key));
    send_only_for(address.by(), Method::PUT, &path, Some(&stored)).await
}

pub(crate) async fn remove_value(address: &StorageAddress, key: &str) -> Answer<()> {
    let path = address.path(Some(key));
    send_only_for(address.by(), Method::DELETE, &path, None::<&()>).await
}

#[cfg(test)]
mod tests {
    use super::{StorageAddress, StorageScope};

    #[test]
    fn a_key_is_one_part_of_the_path_whatever_it_holds() {
        let user = StorageAddress {
            plugin: "7".into(),
            scope: StorageScope::User,
            conversation: None,
        };
        let shared = StorageAddress {
            scope: StorageScope::Conversation,
            conversation: Some("a/b".into()),
            ..user.clone()
        };
        for (address, key, expected) in [
            (&user, None, "/api/plugins/7/storage/user"),
            (
                &user,
                Some("../../me?x#y"),
                "/api/plugins/7/storage/user/..%2F..%2Fme%3Fx%23y",
            ),
            (
                &shared,
                Some("olá"),
                "/api/plugins/7/storage/conversation/ol%C3%A1?conversation=a%2Fb",
            ),
        ] {
            assert_eq!(address.path(key), expected);
        }
    }
}
