//! An app comes, gets another version, is told who we are to it, and goes.

use std::fmt;

use encaixe_api::app::{ConnectionState, Problem};
use encaixe_api::descriptor::Descriptor;
use encaixe_api::id::MemberId;

use super::super::engine::sql;
use super::super::{For, Outcome, Refusal, Result, Write, Writer};
use super::{held, trial};
use crate::apps::fit;
use crate::event::AppEvent;
use crate::time;
use crate::vault::{APP_CLIENT_SECRET, APP_CREDENTIALS, APP_DESCRIPTOR};

/// Files that were read and found good.
pub struct Upload<'a> {
    /// What the descriptor says, without its secrets.
    pub descriptor: &'a Descriptor,
    /// What it says with all but the client's secret, where there are others.
    pub whole: Option<&'a Descriptor>,
    /// Its text, without its secrets.
    pub text: &'a str,
    /// The script.
    pub script: Option<&'a str>,
    /// The version, or the hash of the files.
    pub version: &'a str,
    /// What is only unwise.
    pub warnings: &'a [Problem],
    /// The client's id that the file holds, where that is no placeholder.
    pub client_id: Option<&'a str>,
    /// The client's secret that the file holds, where that is no placeholder.
    pub client_secret: Option<&'a str>,
    /// Which member uploads it.
    pub by: Option<&'a MemberId>,
}

impl fmt::Debug for Upload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload({} {})", self.descriptor.app_id, self.version)
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uploaded {
    /// The app is new.
    New,
    /// There is another version of it; so many connections do not fit it.
    Version {
        /// How many.
        unfit: u32,
    },
}

impl Writer {
    /// Keeps an app, or another version of it. Connections whose fields fit stay as they are; the others ask to be connected again.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn upload_app(&self, upload: &Upload<'_>) -> Result<Outcome<Uploaded>> {
        let id = upload.descriptor.app_id.as_str();
        let mut write = self.write(For::Workspace).await?;
        let taken: Option<i64> =
            sql("SELECT number FROM app_version WHERE app_id = $1 AND version = $2 LIMIT 1")
                .bind(id)
                .bind(upload.version)
                .read_optional(&mut write)
                .await?;
        if taken.is_some() {
            return Ok(Err(Refusal::SameVersion(upload.version.to_owned())));
        }
        let before: Option<(i64, String)> = sql(
            "SELECT app.number, app_version.descriptor FROM app
             JOIN app_version ON app_version.app_id = app.id AND app_version.number = app.number WHERE app.id = $1",
        )
        .bind(id)
        .read_optional(&mut write)
        .await?;
        let number = before.as_ref().map_or(1, |(number, _)| number + 1);
        let sealed = match upload.whole {
            Some(whole) => {
                let text = serde_json::to_string(whole)?;
                Some(write.seal(APP_DESCRIPTOR, id, text.as_bytes())?)
            }
            None => None,
        };
        let now = time::now();
        sql(
            "INSERT INTO app (id, name, number, descriptor, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, number = excluded.number, descriptor = excluded.descriptor",
        )
        .bind(id)
        .bind(&upload.descriptor.name)
        .bind(number)
        .bind(sealed)
        .bind(now)
        .execute(&mut write)
        .await?;
        sql(
            "INSERT INTO app_version (app_id, number, version, text, script, descriptor, warnings, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(number)
        .bind(upload.version)
        .bind(upload.text)
        .bind(upload.script)
        .bind(serde_json::to_string(upload.descriptor)?)
        .bind(serde_json::to_string(upload.warnings)?)
        .bind(now)
        .bind(upload.by)
        .execute(&mut write)
        .await?;
        put_client(&mut write, id, upload.client_id, upload.client_secret).await?;
        write.record(AppEvent::AppUploaded { app: id.into() });
        let uploaded = match before {
            None => Uploaded::New,
            Some((_, before)) => {
                let before: Descriptor = serde_json::from_str(&before)?;
                let after = upload.whole.unwrap_or(upload.descriptor);
                let unfit = settle(&mut write, &before, after).await?;
                Uploaded::Version { unfit }
            }
        };
        write.commit().await?;
        Ok(Ok(uploaded))
    }

    /// Writes who we are to an app; the secret stays where none is given.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn put_app_client(
        &self,
        app: &str,
        client_id: &str,
        secret: Option<&str>,
    ) -> Result<Outcome<()>> {
        let mut write = self.write(For::Workspace).await?;
        let known: Option<String> = sql("SELECT id FROM app WHERE id = $1")
            .bind(app)
            .read_optional(&mut write)
            .await?;
        if known.is_none() {
            return Ok(Err(Refusal::NotFound("app")));
        }
        put_client(&mut write, app, Some(client_id), secret).await?;
        write.record(AppEvent::AppClientChanged { app: app.into() });
        write.commit().await?;
        Ok(Ok(()))
    }

    /// Removes an app with its versions and connections.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_app(&self, app: &str) -> Result<Outcome<()>> {
        let mut write = self.write(For::Workspace).await?;
        let name: Option<String> = sql("DELETE FROM app WHERE id = $1 RETURNING name")
            .bind(app)
            .read_optional(&mut write)
            .await?;
        let Some(name) = name else {
            return Ok(Err(Refusal::NotFound("app")));
        };
        write.record(AppEvent::AppRemoved {
            app: app.into(),
            name,
        });
        write.commit().await?;
        Ok(Ok(()))
    }
}

async fn put_client(
    write: &mut Write,
    app: &str,
    client_id: Option<&str>,
    secret: Option<&str>,
) -> Result<()> {
    let secret = secret
        .map(|secret| write.seal(APP_CLIENT_SECRET, app, secret.as_bytes()))
        .transpose()?;
    sql(
        "UPDATE app SET client_id = COALESCE($2, client_id), client_secret = COALESCE($3, client_secret) WHERE id = $1",
    )
    .bind(app)
    .bind(client_id)
    .bind(secret)
    .execute(&mut *write)
    .await?;
    Ok(())
}

/// Looks at each connection of an app that has another version now; how many do not fit it.
async fn settle(write: &mut Write, before: &Descriptor, after: &Descriptor) -> Result<u32> {
    let mut unfit = 0;
    for held in held::all(write, &after.app_id).await? {
        if !held.is_agreed() {
            continue;
        }
        let (fields, closed) = (held.fields(), held.secrets.is_none());
        let reason = fit::misfit(
            before,
            after,
            &held.environment,
            &fields,
            held.confirmed_host(),
        );
        let is_trial = held.trial_until.is_some();
        if let (Some(reason), true) = (&reason, is_trial) {
            trial::forget_tokens(write, &held.id, reason).await?;
        } else if let Some(reason) = reason {
            unfit += 1;
            if held.state == ConnectionState::Connected {
                sql("UPDATE app_connection SET state = 'reconnect', reason = $2 WHERE id = $1")
                    .bind(&held.id)
                    .bind(reason)
                    .execute(&mut *write)
                    .await?;
                write.record(AppEvent::ConnectionBroken {
                    app: after.app_id.clone(),
                    connection: held.id.clone(),
                });
            }
        }
        // A field may be for addresses alone now, or no longer; what cannot be opened stays as it lies.
        if !closed {
            let (address, secrets) = fit::apart(after, fields);
            let sealed = serde_json::to_string(&secrets)?;
            let sealed = write.seal(APP_CREDENTIALS, held.id.as_str(), sealed.as_bytes())?;
            sql("UPDATE app_connection SET address = $2, credentials = $3 WHERE id = $1")
                .bind(&held.id)
                .bind(serde_json::to_string(&address)?)
                .bind(sealed)
                .execute(&mut *write)
                .await?;
        }
    }
    Ok(unfit)
}
