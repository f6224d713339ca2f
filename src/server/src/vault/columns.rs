//! Which columns of the database hold sealed values: a line for each.

/// A column of sealed texts. The words are ours and are written into statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its table.
    pub table: &'static str,
    /// The table's primary key, a text; a sealed value opens in this row alone.
    pub id: &'static str,
    /// The column itself, a text or nothing.
    pub column: &'static str,
    /// What people call a row: an expression over it.
    pub name: &'static str,
}

macro_rules! columns {
    ($($(#[$doc:meta])* $constant:ident = $table:literal, $id:literal, $column:literal, $name:literal;)+) => {
        $(
            $(#[$doc])*
            pub const $constant: Column = Column {
                table: $table,
                id: $id,
                column: $column,
                name: $name,
            };
        )+

        /// All of them: what is looked through at a start, by a rotation, and by whoever tests that no secret lies in the clear.
        pub const COLUMNS: &[Column] = &[$($constant),+];
    };
}

columns! {
    /// What a plugin's server gets as `auth_secret`.
    PLUGIN_SECRET = "plugin", "id", "secret", "name";
    /// What a plugin's tokens are signed with: the seed of a key pair, or a signing secret.
    SIGNING_KEY = "signing_key", "id", "secret", "(SELECT plugin.name FROM plugin WHERE plugin.id = signing_key.plugin_id)";
    /// What an endpoint's deliveries are signed with.
    WEBHOOK_SECRET = "webhook_secret", "id", "secret", "(SELECT name FROM webhook_name WHERE webhook_name.id = webhook_secret.endpoint_id)";
    /// The headers that go along with an endpoint's deliveries.
    WEBHOOK_HEADERS = "webhook_endpoint", "id", "headers", "(SELECT name FROM webhook_name WHERE webhook_name.id = webhook_endpoint.id)";
    /// What we show an app with OAuth to be taken for its client.
    APP_CLIENT_SECRET = "app", "id", "client_secret", "name";
    /// What an app's descriptor says, where there are more secrets in it.
    APP_DESCRIPTOR = "app", "id", "descriptor", "name";
    /// What a person filled in to connect an app.
    APP_CREDENTIALS = "app_connection", "id", "credentials", "name";
    /// The tokens that an app gave.
    APP_TOKENS = "app_connection", "id", "tokens", "name";
    /// What proves to an app that who comes back with a code is who asked for it.
    APP_VERIFIER = "app_grant", "id", "verifier", "(SELECT app_connection.name FROM app_connection WHERE app_connection.id = app_grant.connection_id)";
}

/// What an integration shows to be taken for itself. It lies in the server's own database, under the key of the server's vault, so that
/// it is no line of [`COLUMNS`], which are a company's.
pub const INTEGRATION_SECRET: Column = Column {
    table: "integration_secret",
    id: "id",
    column: "secret",
    name: "(SELECT name FROM integration WHERE integration.id = integration_secret.integration_id)",
};
