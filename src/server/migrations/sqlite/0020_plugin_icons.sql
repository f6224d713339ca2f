-- Pictures of plugins. The plugin's `icon` is then an address on this server, with a hash of the picture in it.

CREATE TABLE plugin_icon (
    plugin_id TEXT NOT NULL PRIMARY KEY REFERENCES plugin (id) ON DELETE CASCADE,
    hash      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    content   BLOB NOT NULL
);
