//! How a company begins.

use crate::initial_workspace::{Empty, InitialWorkspace};
use crate::store::server::Company;

/// What a company's store begins with.
pub(crate) fn begins_with(company: &Company) -> InitialWorkspace {
    InitialWorkspace::Empty(Empty {
        workspace: company.name.clone(),
        name: company.admin_name.clone(),
        email: company.admin_email.clone(),
        language: company.language.clone(),
    })
}
