//! How many calls a plugin has on their way at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use encaixe_api::id::PluginId;

/// How many a plugin may have.
pub const MOST: u32 = 5;

/// Who has how many.
#[derive(Debug, Clone, Default)]
pub struct Places(Arc<Mutex<HashMap<PluginId, u32>>>);

/// One call's place, until it is dropped.
#[derive(Debug)]
pub struct Place {
    of: Places,
    plugin: PluginId,
}

impl Places {
    /// A place for a call of that plugin; none while all of its places are taken.
    #[must_use]
    pub fn take(&self, plugin: &PluginId) -> Option<Place> {
        let mut counts = self.counts();
        let count = counts.entry(plugin.clone()).or_default();
        if *count >= MOST {
            return None;
        }
        *count += 1;
        Some(Place {
            of: self.clone(),
            plugin: plugin.clone(),
        })
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<PluginId, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.of.counts();
        if let Some(count) = counts.get_mut(&self.plugin) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.plugin);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Places};

    #[test]
    fn a_plugin_has_so_many_places_and_each_is_free_again_once_its_call_is_over() {
        let places = Places::default();
        let (one, other) = ("1".into(), "2".into());
        let mut taken: Vec<_> = (0..MOST).map(|_| places.take(&one).unwrap()).collect();
        assert!(places.take(&one).is_none());
        assert!(places.take(&other).is_some());
        taken.pop();
        assert!(places.take(&one).is_some());
        taken.clear();
        assert!(places.counts().is_empty());
    }
}
