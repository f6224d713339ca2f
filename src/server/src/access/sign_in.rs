//! Sign-in links: a code in a URL, good once, for a quarter of an hour.

use encaixe_api::access::SignInLink;
use encaixe_api::id::MemberId;

use crate::company::PageAddress;
use crate::random::{secret, sha256_hex};
use crate::store::{Result, Writer};
use crate::time::{self, MINUTE, Millis, rfc3339};

/// How long a link is good.
pub const LIFE: Millis = 15 * MINUTE;

/// Makes a link for a member; only its SHA-256 is kept.
///
/// # Errors
/// When the database fails.
pub async fn create(writer: &Writer, page: &PageAddress, member: &MemberId) -> Result<SignInLink> {
    let code = secret()?;
    let expires_at = time::now() + LIFE;
    writer
        .add_link(&sha256_hex(&code), member, expires_at)
        .await?;
    Ok(SignInLink {
        url: format!("{}/sign-in/{code}", page.url()),
        expires_at: rfc3339(expires_at),
    })
}
