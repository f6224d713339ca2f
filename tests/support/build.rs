//! The builds of the SDK, and giving a test's page another than the one that it names.

/// A file of `dist/sdk` that a page can load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// `kinbox.js`, which every page of the tests names.
    Script,
    /// `kinbox.mjs`
    Module,
    /// `kinbox.slim.mjs`
    Slim,
    /// `kinbox.plain.js`
    PlainScript,
    /// `kinbox.plain.mjs`
    PlainModule,
}

/// How a page names the SDK.
const TAG: &str = "<script src=\"/sdk/kinbox.js\"></script>";

impl Build {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Script,
        Self::Module,
        Self::Slim,
        Self::PlainScript,
        Self::PlainModule,
    ];

    /// The name of its file.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Script => "kinbox.js",
            Self::Module => "kinbox.mjs",
            Self::Slim => "kinbox.slim.mjs",
            Self::PlainScript => "kinbox.plain.js",
            Self::PlainModule => "kinbox.plain.mjs",
        }
    }

    /// The build with this file.
    #[must_use]
    pub fn of(file: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|build| build.file() == file)
    }

    /// The page with this build. A module is put where the script leaves its global, and the page's own scripts wait for
    /// it, in their order.
    #[must_use]
    pub fn put_into(self, page: &str) -> String {
        let address = format!("/sdk/{}", self.file());
        match self {
            Self::Script | Self::PlainScript => page.replace("/sdk/kinbox.js", &address),
            Self::Module | Self::Slim | Self::PlainModule => {
                let module = format!(
                    "<script type=\"module\">import {{ Kinbox }} from \"{address}\"; window.Kinbox = Kinbox;</script>"
                );
                page.replace(TAG, &module)
                    .replace("<script src=", "<script defer src=")
            }
        }
    }
}
