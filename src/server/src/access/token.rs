//! API tokens.

use encaixe_api::access::{CreatedToken, NewToken};
use encaixe_api::id::MemberId;

use crate::random::{secret, sha256_hex};
use crate::store::{Result, Writer};

/// What every token begins with, so that people and scanners of leaked secrets know it.
const PREFIX: &str = "enc_";

/// Makes a token; its text is in the answer and nowhere else.
///
/// # Errors
/// When the database fails.
pub async fn create(
    writer: &Writer,
    new: &NewToken,
    created_by: Option<&MemberId>,
) -> Result<CreatedToken> {
    let secret = format!("{PREFIX}{}", secret()?);
    let token = writer
        .add_token(&sha256_hex(&secret), new, created_by)
        .await?;
    Ok(CreatedToken { token, secret })
}
