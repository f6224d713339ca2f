//! Makes the texts of `locales/`, here and in `ui`.

fn main() -> anyhow::Result<()> {
    encaixe_texts::build(&["../ui/locales", "locales"])
}
