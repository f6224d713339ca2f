//! A folder of finished files in memory, and writing it so that an unchanged file keeps its date: the server's build
//! looks at the dates of what it embeds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Files by their path inside the folder, with `/` between the parts.
#[derive(Debug, Default)]
pub(crate) struct Folder(BTreeMap<String, Vec<u8>>);

impl Folder {
    /// Reads a folder with everything in it; one that does not exist is empty.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        Self::read_without(path, &[])
    }

    /// The same without what has one of these names, at any depth.
    pub(crate) fn read_without(path: &Path, names: &[&str]) -> Result<Self> {
        let mut folder = Self::default();
        if path.is_dir() {
            folder.collect(path, "", names)?;
        }
        Ok(folder)
    }

    /// Adds a file, or replaces it.
    pub(crate) fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), content.into());
    }

    /// Adds every file of another folder under a prefix, which ends in `/` or is empty.
    pub(crate) fn add_all(&mut self, prefix: &str, other: Self) {
        for (path, content) in other.0 {
            self.0.insert(format!("{prefix}{path}"), content);
        }
    }

    /// What a file holds.
    pub(crate) fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// The files, in the order of their paths.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    /// Keeps the files whose path the test accepts.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.0.retain(|path, _| keep(path));
    }

    /// Makes the folder on disk equal to this one: writes what differs, removes what is not in it.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        fs::create_dir_all(path).with_context(|| format!("making {}", path.display()))?;
        for (inside, _) in Self::read(path)?.iter() {
            if !self.0.contains_key(inside) {
                let old = path.join(inside);
                fs::remove_file(&old).with_context(|| format!("removing {}", old.display()))?;
            }
        }
        for (inside, content) in self.iter() {
            write_if_changed(&path.join(inside), content)?;
        }
        Ok(())
    }

    fn collect(&mut self, folder: &Path, prefix: &str, without: &[&str]) -> Result<()> {
        let entries =
            fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            if without.iter().any(|one| name == *one) {
                continue;
            }
            let name = format!("{prefix}{}", name.to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.collect(&entry.path(), &format!("{name}/"), without)?;
            } else {
                self.0.insert(name, fs::read(entry.path())?);
            }
        }
        Ok(())
    }
}

fn write_if_changed(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, content).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_not_even_looked_into() {
        let place = tempfile::tempdir().unwrap();
        for folder in ["in", "in/made"] {
            fs::create_dir(place.path().join(folder)).unwrap();
        }
        for file in ["a.txt", "made", "in/b.txt", "in/made/c.txt"] {
            fs::write(place.path().join(file), file).unwrap();
        }
        let folder = Folder::read_without(place.path(), &["made"]).unwrap();
        let names: Vec<_> = folder.0.into_keys().collect();
        assert_eq!(names, ["a.txt", "in/b.txt"]);
    }

    #[test]
    fn writing_makes_the_folder_equal_and_leaves_equal_files_alone() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::default();
        folder.add("a.txt", "one");
        folder.add("in/b.txt", "two");
        folder.write(place.path()).unwrap();
        let dated = fs::metadata(place.path().join("a.txt"))
            .unwrap()
            .modified()
            .unwrap();

        folder.retain(|path| path == "a.txt");
        folder.add("c.txt", "three");
        folder.write(place.path()).unwrap();

        let names: Vec<_> = Folder::read(place.path()).unwrap().0.into_keys().collect();
        assert_eq!(names, ["a.txt", "c.txt"]);
        assert_eq!(
            fs::metadata(place.path().join("a.txt"))
                .unwrap()
                .modified()
                .unwrap(),
            dated
        );
    }
}
