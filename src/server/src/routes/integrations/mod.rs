//! `/api/integrations`: what programs that were written for other systems ask, as those have it.

mod update_webhooks;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;

/// Outside of what stands before the rest of the API: another verb is refused before it is asked who comes.
pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(update_webhooks::put))
}
