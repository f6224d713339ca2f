//! What companies are called, each asked once a request.

use std::collections::HashMap;

use encaixe_api::company::Slug;

use crate::app::Shared;
use crate::company::Home;
use crate::error::Result;

/// The names of companies.
pub(in crate::routes) struct Names<'a> {
    app: &'a Shared,
    known: HashMap<Option<Slug>, String>,
}

impl<'a> Names<'a> {
    /// None of them is known yet.
    pub(in crate::routes) fn new(app: &'a Shared) -> Self {
        Self {
            app,
            known: HashMap::new(),
        }
    }

    /// What a company is called.
    ///
    /// # Errors
    /// When the server ends.
    pub(in crate::routes) async fn of(&mut self, company: Option<&Slug>) -> Result<String> {
        let key = company.cloned();
        if let Some(name) = self.known.get(&key) {
            return Ok(name.clone());
        }
        let name = Home::name(self.app, company).await?;
        self.known.insert(key, name.clone());
        Ok(name)
    }
}
