//! Makes the texts of `locales/`.

fn main() -> anyhow::Result<()> {
    encaixe_texts::build()
}
