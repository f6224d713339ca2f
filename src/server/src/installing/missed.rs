//! Installations whose server was not told, since the process ended between the two: it is told once the company is opened again.

use super::{granted, new_code, tell};
use crate::actor::Actor;
use crate::app::Shared;
use crate::error::Result;
use crate::random::sha256_hex;
use crate::store::grant::NewCode;
use crate::store::installation::asked;

/// Tells each of them, with a code of its own: of the one before there is a hash alone. Nothing else may be installing meanwhile.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell_missed(app: &Shared) -> Result<()> {
    for (id, member) in app.store.untold_installations().await? {
        let Some(installed) = app.store.installation(&id).await? else {
            continue;
        };
        let Some(manifest) = installed.agreed else {
            continue;
        };
        let Some(redirect) = manifest.redirect_uris.first() else {
            continue;
        };
        let code = new_code(app)?;
        let scopes = asked(&manifest);
        let hash = sha256_hex(&code);
        let new = NewCode {
            hash: &hash,
            ..granted(&id, &manifest, &scopes, &member, redirect)
        };
        let writer = app.store.by(Actor::System);
        writer.add_untold_code(&new).await?;
        tokio::spawn(tell(app.clone(), id, redirect.clone(), code));
    }
    Ok(())
}
