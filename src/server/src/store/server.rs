//! What belongs to the server and to no company: which companies there are beside the first one, and integrations
//! (`store/integration.rs`). A folder with one company and without integrations has no such database.

use std::path::Path;
use std::sync::Arc;

use encaixe_api::company::Slug;
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::engine::{Engine, Executor, Query, Row, Tables, Transaction, sql};
use super::{Error, For, Result, SERVER_FILE, private_file};
use crate::time::{self, Millis};

/// How many may read it at once: it is small, and asked little.
const READERS_OF_SERVER: u32 = 2;

/// The server's own database.
#[derive(Debug, Clone)]
pub struct ServerStore {
    pub(super) engine: Engine,
    turn: Arc<Mutex<()>>,
}

/// A write in progress: nothing is kept unless it is committed.
#[derive(Debug)]
pub(super) struct ServerWrite {
    transaction: Transaction,
    _turn: OwnedMutexGuard<()>,
}

impl ServerWrite {
    /// Keeps everything.
    pub(super) async fn commit(self) -> Result<()> {
        Ok(self.transaction.commit().await?.kept().await?)
    }
}

impl<'c> From<&'c mut ServerWrite> for Executor<'c> {
    fn from(write: &'c mut ServerWrite) -> Self {
        (&mut write.transaction).into()
    }
}

/// A company, and what it begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its name in addresses.
    pub slug: Slug,
    /// The workspace's name, as it was when the company was last closed.
    pub name: String,
    /// The name of its first admin.
    pub admin_name: String,
    /// The admin's e-mail address, in lower case.
    pub admin_email: String,
    /// The language that it begins in.
    pub language: Option<String>,
}

impl ServerStore {
    /// Opens it, and makes it if there is none.
    ///
    /// # Errors
    /// When the folder cannot be used, or the file is none of ours.
    pub async fn open(folder: &Path) -> Result<Self> {
        private_file(folder, SERVER_FILE)
            .map_err(|error| Error::Folder(folder.display().to_string(), error))?;
        Ok(Self {
            engine: Engine::open(folder, Tables::Server, READERS_OF_SERVER).await?,
            turn: Arc::default(),
        })
    }

    /// Opens it; none when there is none, and so no company beside the first.
    ///
    /// # Errors
    /// As of [`ServerStore::open`].
    pub async fn find(folder: &Path) -> Result<Option<Self>> {
        if folder.join(SERVER_FILE).is_file() {
            Self::open(folder).await.map(Some)
        } else {
            Ok(None)
        }
    }

    /// Every company, by its slug.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn companies(&self) -> Result<Vec<Company>> {
        let rows =
            sql("SELECT slug, name, admin_name, admin_email, language FROM company ORDER BY slug")
                .fetch_all(&self.engine)
                .await?;
        rows.iter().map(company).collect()
    }

    /// The company of that slug.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn company(&self, slug: &Slug) -> Result<Option<Company>> {
        let row = sql(
            "SELECT slug, name, admin_name, admin_email, language FROM company WHERE slug = $1",
        )
        .bind(slug.as_str())
        .fetch_optional(&self.engine)
        .await?;
        row.as_ref().map(company).transpose()
    }

    /// Adds a company; whether its slug was free.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_company(&self, new: &Company) -> Result<bool> {
        let done = sql(
            "INSERT INTO company (slug, name, admin_name, admin_email, language, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (slug) DO NOTHING",
        )
        .bind(new.slug.as_str())
        .bind(&new.name)
        .bind(&new.admin_name)
        .bind(&new.admin_email)
        .bind(new.language.as_deref())
        .bind(time::now());
        Ok(self.write(done).await? > 0)
    }

    /// The companies that have to be opened by then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_companies(&self, now: Millis) -> Result<Vec<Slug>> {
        let found: Vec<String> =
            sql("SELECT slug FROM company WHERE due_at <= $1 ORDER BY due_at, slug")
                .bind(now)
                .read_all(&self.engine)
                .await?;
        found.into_iter().map(slug).collect()
    }

    /// Notes when a company has to be opened at the latest; 0 while it is open.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_due(&self, slug: &Slug, at: Millis) -> Result<()> {
        let done = sql("UPDATE company SET due_at = $2 WHERE slug = $1 AND due_at <> $2")
            .bind(slug.as_str())
            .bind(at);
        self.write(done).await.map(drop)
    }

    /// Notes, of a company that is closed, what it is called by now, if that could be read, and when it has to be opened at the latest.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave_company(&self, slug: &Slug, name: Option<&str>, due: Millis) -> Result<()> {
        let done = sql("UPDATE company SET due_at = $2, name = COALESCE($3, name) WHERE slug = $1")
            .bind(slug.as_str())
            .bind(due)
            .bind(name);
        self.write(done).await.map(drop)
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.engine.close().await;
    }

    /// Begins a write, which sees everything that was committed.
    pub(super) async fn begin(&self) -> Result<ServerWrite> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        Ok(ServerWrite {
            transaction: self.engine.begin(For::Nothing).await?,
            _turn: turn,
        })
    }

    async fn write(&self, done: Query) -> Result<u64> {
        let mut write = self.begin().await?;
        let touched = done.execute(&mut write).await?;
        write.commit().await?;
        Ok(touched)
    }
}

fn company(row: &Row) -> Result<Company> {
    Ok(Company {
        slug: slug(row.get("slug")?)?,
        name: row.get("name")?,
        admin_name: row.get("admin_name")?,
        admin_email: row.get("admin_email")?,
        language: row.get("language")?,
    })
}

fn slug(text: String) -> Result<Slug> {
    Slug::parse(&text).ok_or(Error::Unknown("slug", text))
}
