//! Each address and its path.

use super::Route;

#[test]
fn every_address_is_found_by_its_path() {
    let id = || "x_1".to_owned();
    for route in [
        Route::Settings,
        Route::Plugins,
        Route::OwnPlugins,
        Route::NewPlugin,
        Route::Plugin { id: id() },
        Route::Members,
        Route::Tokens,
        Route::NewToken,
        Route::Preferences,
        Route::Sessions,
        Route::Workspace,
        Route::Tags,
        Route::Groups,
        Route::Fields,
        Route::Channels,
        Route::Categories,
        Route::Replies,
        Route::Audit,
        Route::Apps,
        Route::UploadApp,
        Route::App { id: id() },
        Route::Integrations,
        Route::NewIntegration,
        Route::Integration { id: id() },
        Route::EditIntegration { id: id() },
        Route::Marketplace,
        Route::Listing { id: id() },
        Route::Installations,
        Route::Installation { id: id() },
        Route::Reviews,
        Route::ReviewPage { id: id() },
        Route::AppFiles { id: id() },
        Route::NewConnection { id: id() },
        Route::Connection {
            id: id(),
            connection: id(),
        },
    ] {
        assert_eq!(Route::of(&route.path()), Some(route));
    }
}

#[test]
fn others_are_none() {
    for path in [
        "/",
        "/inbox",
        "/settings/no",
        "/settings/tags/1",
        "/settings/plugins/a/b",
        "/settings/webhooks/a/b",
        "/settings/webhooks/a/deliveries",
        "/settings/webhooks/a/deliveries/b/c",
        "/settings/apps/a/b",
        "/settings/apps/a/connections",
        "/settings/apps/a/connections/b/c",
        "/settingsx",
    ] {
        assert_eq!(Route::of(path), None, "{path}");
    }
    assert_eq!(Route::of("/settings/"), Some(Route::Settings));
}
