//! Stub.
use anyhow::Result;
use crate::workspace::Workspace;
pub(crate) fn icons(_: &Workspace) -> Result<()> { Ok(()) }
