//! Embeds the built page, SDK, reference and demo plugin: `dist/page`, `dist/sdk`, `dist/docs` and `dist/demo` of the
//! workspace, as far as they exist. A release build also embeds them compressed. Makes the texts of `locales/`.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    encaixe_texts::build(&["locales"]).map_err(io::Error::other)?;
    let manifest = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(variable("OUT_DIR")?);
    let release = variable("PROFILE")? == "release";
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");

    let mut list = String::from("&[\n");
    for room in ["page", "sdk", "docs", "demo"] {
        let folder = manifest.join("../../dist").join(room);
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in files(&folder)? {
            let name = name(room, &folder, &file)?;
            let (br, gz) = if release {
                compress(&file, &name, &out)?
            } else {
                ("None".to_owned(), "None".to_owned())
            };
            writeln!(
                list,
                "File {{ name: {name:?}, plain: {}, br: {br}, gz: {gz} }},",
                include(&file)
            )
            .map_err(io::Error::other)?;
        }
    }
    list.push_str("]\n");
    fs::write(out.join("embedded.rs"), list)
}

fn variable(name: &str) -> io::Result<String> {
    std::env::var(name).map_err(io::Error::other)
}

fn include(file: &Path) -> String {
    format!("include_bytes!({:?})", file.display().to_string())
}

/// `page/assets/app.js`, with slashes on every system.
fn name(room: &str, folder: &Path, file: &Path) -> io::Result<String> {
    let inside = file.strip_prefix(folder).map_err(io::Error::other)?;
    let mut name = room.to_owned();
    for part in inside.components() {
        name.push('/');
        name.push_str(&part.as_os_str().to_string_lossy());
    }
    Ok(name)
}

/// Every file below a folder, in a stable order; none when there is no folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Compresses what gets smaller by it, and names the results.
fn compress(file: &Path, name: &str, out: &Path) -> io::Result<(String, String)> {
    let plain = fs::read(file)?;
    let flat = name.replace('/', "-");

    let mut br = Vec::new();
    // Blocks as long as they may be: for a wasm of 1.5 MB that is 0.3 % less.
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        lgblock: 22,
        ..Default::default()
    };
    let mut writer = brotli::CompressorWriter::with_params(&mut br, 1 << 16, &params);
    writer.write_all(&plain)?;
    drop(writer);

    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(&plain)?;
    let gz = writer.finish()?;

    let keep = |bytes: Vec<u8>, ending: &str| -> io::Result<String> {
        if bytes.len() >= plain.len() {
            return Ok("None".to_owned());
        }
        let target = out.join(format!("{flat}.{ending}"));
        fs::write(&target, bytes)?;
        Ok(format!("Some({})", include(&target)))
    };
    Ok((keep(br, "br")?, keep(gz, "gz")?))
}
