//! Values that a plugin stores on the inbox's server.

use encaixe_protocol::command::Name;
use encaixe_protocol::storage_scope::StorageScope;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::call::Params;
use super::error::Error;
use super::kinbox::Kinbox;
use super::value::{decode, encode};
use crate::command as params;

/// What a plugin stored in one scope; no other plugin sees it. Keys have 1 to 200 characters, a value 64 KiB as JSON.
///
/// ```no_run
/// # use encaixe_plugin::typed::{Error, Kinbox};
/// # async fn example(kinbox: Kinbox) -> Result<(), Error> {
/// let storage = kinbox.user_storage();
/// let opened: u32 = storage.get("opened").await?.unwrap_or_default();
/// storage.set("opened", &(opened + 1)).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Storage {
    kinbox: Kinbox,
    scope: StorageScope,
    conversation: JsValue,
}

impl Storage {
    /// The values of a scope; of this conversation, where the scope is that.
    pub(super) const fn new(kinbox: Kinbox, scope: StorageScope, conversation: JsValue) -> Self {
        Self {
            kinbox,
            scope,
            conversation,
        }
    }

    /// The value of a key; none when there is none.
    ///
    /// # Errors
    /// It is of another type, the key is wrong, or the host refuses.
    pub async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let params = params::storage_get::params(&key.into(), &self.scope());
        let value = self.call(Name::StorageGet, params).await?;
        if value.is_undefined() {
            return Ok(None);
        }
        decode(&format!("the value of {key}"), value).map(Some)
    }

    /// Stores what JSON can hold.
    ///
    /// # Errors
    /// JSON has no word for the value, the key is wrong, there is no room, or the host refuses.
    pub async fn set<T: Serialize + ?Sized>(&self, key: &str, value: &T) -> Result<(), Error> {
        let value = encode("value", value)?;
        let params = params::storage_set::params(&key.into(), &value, &self.scope());
        self.call(Name::StorageSet, params).await.map(drop)
    }

    /// Removes a value; one that is not there is as good as removed.
    ///
    /// # Errors
    /// The key is wrong, or the host refuses.
    pub async fn remove(&self, key: &str) -> Result<(), Error> {
        let params = params::storage_remove::params(&key.into(), &self.scope());
        self.call(Name::StorageRemove, params).await.map(drop)
    }

    /// Every key, in the order of their characters.
    ///
    /// # Errors
    /// The host refuses.
    pub async fn keys(&self) -> Result<Vec<String>, Error> {
        let params = params::storage_keys::params(&self.scope());
        let keys = self.call(Name::StorageKeys, params).await?;
        decode("the answer to storage_keys", keys)
    }

    async fn call(&self, command: Name, params: Params) -> Result<JsValue, Error> {
        self.kinbox.call(command, params, &self.conversation).await
    }

    fn scope(&self) -> JsValue {
        self.scope.as_str().into()
    }
}
