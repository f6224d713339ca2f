//! The key file: as it lies in the folder of the server, or sealed by the server's vault in that of another company.

use std::fs;
use std::io::ErrorKind;

use super::keys::{Key, Keys};
use super::{Closed, Column, Error, MARK, Vault};
use crate::files;

/// Where a company's keys lie, sealed: in a file of its own, named by the company.
const COMPANY_KEYS: Column = Column {
    table: "company",
    id: "slug",
    column: "keys",
    name: "slug",
};

const SEALED_HEAD: &str = "\
# The keys of this company's vault, sealed by the vault of the server: the two files belong together.
";

impl Vault {
    /// The text of the key file; none when there is no such file.
    pub(crate) fn export(&self) -> Result<Option<String>, Error> {
        Ok(self.read()?.map(|keys| keys.text()))
    }

    /// The text of the key file, which has to be there.
    pub(crate) fn must_export(&self) -> Result<String, Error> {
        Ok(self.must_read()?.text())
    }

    /// Adds the keys of such a text to the file behind its own; whether that changed it. By whoever has the folder alone.
    pub(crate) fn import(&self, text: &str) -> Result<bool, Error> {
        let more = Keys::parse(text).map_err(|why| self.damaged(why))?;
        let Some(before) = self.read()? else {
            let text = self.written(&more)?;
            files::create(&self.inner.file, &text).map_err(|error| self.unusable(error))?;
            return Ok(true);
        };
        let mut keys = before.clone();
        keys.add(more);
        if keys == before {
            return Ok(false);
        }
        self.replace(&keys)?;
        Ok(true)
    }

    /// Opens values with the keys of such a text too, without a file that holds them.
    pub(crate) fn know(&self, text: &str) -> Result<(), Error> {
        let keys = Keys::parse(text).map_err(|why| self.damaged(why))?;
        self.known().add(keys);
        Ok(())
    }

    /// The keys in the file as it is now, all of which are known from then on.
    pub(super) fn read(&self) -> Result<Option<Keys>, Error> {
        let text = match fs::read_to_string(&self.inner.file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                return Err(self.damaged("it is no text".to_owned()));
            }
            Err(error) => return Err(self.unusable(error)),
        };
        let keys = Keys::parse(&self.opened(text)?).map_err(|why| self.damaged(why))?;
        self.known().add(keys.clone());
        Ok(Some(keys))
    }

    /// The keys as they stand in the file.
    pub(super) fn written(&self, keys: &Keys) -> Result<String, Error> {
        match &self.inner.outer {
            Some((outer, company)) => {
                let sealed = outer.seal(COMPANY_KEYS, company, keys.text().as_bytes())?;
                Ok(format!("{SEALED_HEAD}{sealed}\n"))
            }
            None => Ok(keys.text()),
        }
    }

    /// What a file with that text says of keys.
    fn opened(&self, text: String) -> Result<String, Error> {
        let Some((outer, company)) = &self.inner.outer else {
            return Ok(text);
        };
        let sealed = text
            .lines()
            .map(str::trim)
            .find(|line| line.starts_with(MARK));
        let opened = sealed.map(|sealed| outer.open_text(COMPANY_KEYS, company, sealed));
        match opened {
            Some(Ok(keys)) => Ok(keys),
            Some(Err(Closed::NoKey)) => {
                Err(self.damaged("the server's vault does not open it".to_owned()))
            }
            Some(Err(Closed::Broken)) | None => {
                Err(self.damaged("it is not sealed by the server's vault".to_owned()))
            }
        }
    }

    /// Seals the file anew by the current key of the server's vault.
    pub(crate) fn reseal(&self) -> Result<(), Error> {
        match self.read()? {
            Some(keys) => self.replace(&keys),
            None => Ok(()),
        }
    }

    pub(super) fn must_read(&self) -> Result<Keys, Error> {
        self.read()?.ok_or_else(|| Error::Missing(self.shown()))
    }

    pub(super) fn current(&self) -> Result<Key, Error> {
        if self.make()? {
            tracing::info!("the vault key {} is made", self.shown());
        }
        let keys = self.must_read()?;
        let mut keys = keys.0.into_iter();
        keys.next().ok_or_else(|| Error::Missing(self.shown()))
    }

    pub(super) fn replace(&self, keys: &Keys) -> Result<(), Error> {
        let text = self.written(keys)?;
        files::replace(&self.inner.file, &text).map_err(|error| self.unusable(error))?;
        self.known().add(keys.clone());
        Ok(())
    }
}
