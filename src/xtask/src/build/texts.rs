//! The texts of the inbox, which its module does not hold: a file for each language. The page fetches one of them with itself.

use anyhow::Result;
use encaixe_texts::LANGUAGES;

use crate::workspace::Workspace;

use super::folder::Folder;
use super::page::add_hashed;

/// Adds the files, in each the texts in the order of the keys that the module has of the same folders. Gives the languages
/// in order, each with its file's address, as JSON.
pub(super) fn add(folder: &mut Folder, workspace: &Workspace) -> Result<String> {
    let locales = ["ui", "inbox"].map(|room| workspace.path("src").join(room).join("locales"));
    let texts = encaixe_texts::compile(&locales)?.texts;
    let mut addresses = Vec::new();
    for (language, text) in LANGUAGES.iter().zip(texts) {
        // `budget.rs` knows them by this name.
        let name = format!("texts-{language}");
        addresses.push((language, add_hashed(folder, &name, "txt", text.as_bytes())));
    }
    Ok(serde_json::to_string(&addresses)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_a_file_and_the_first_of_ours_comes_first() {
        let mut folder = Folder::default();
        let json = add(&mut folder, &Workspace::find().unwrap()).unwrap();
        let addresses: Vec<(String, String)> = serde_json::from_str(&json).unwrap();
        let languages: Vec<_> = addresses.iter().map(|(language, _)| language).collect();
        assert_eq!(languages, ["pt-BR", "en"]);
        for ((_, address), word) in addresses.iter().zip(["Tentar de novo", "Try again"]) {
            let file = folder.get(address.strip_prefix('/').unwrap()).unwrap();
            let texts = str::from_utf8(file).unwrap();
            assert!(texts.split('\0').any(|text| text == word), "{address}");
        }
    }
}
