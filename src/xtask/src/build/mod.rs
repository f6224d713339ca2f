//! `cargo xtask build`: everything that ships, into `dist/`.

mod budget;
mod docs;
mod examples;
mod folder;
mod integrity;
mod package;
mod page;
mod plain;
pub(crate) mod scripts;
mod sdk;
mod server;
mod shrink;
mod starter;
mod texts;
pub(crate) mod types;
mod wasm;

use std::time::Instant;

use anyhow::Result;

use crate::node::Tools;
use crate::say;
use crate::workspace::Workspace;

pub(crate) use self::examples::{examples, files as example_files};
pub(crate) use self::folder::Folder;
pub(crate) use self::server::{SERVER, compile as compile_server, put as put_server};
pub(crate) use self::wasm::{
    Built, Crate, TARGET, build as wasm, ensure_target, finish as finish_wasm,
};

/// How much work goes into making the result small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Quick to build; needs nothing but Rust.
    Debug,
    /// Small and fast; needs Node.js for wasm-opt and esbuild.
    Release,
}

/// What is built how.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// The SDK's files and the npm package.
    sdk: Kind,
    /// The page and the server.
    rest: Kind,
    /// What is compiled beside the page.
    beside: &'static [&'static Crate],
}

impl Plan {
    /// For work: quick, without npm.
    pub(crate) const RUN: Self = Self {
        sdk: Kind::Debug,
        rest: Kind::Debug,
        beside: &[],
    };
    /// For tests: the SDK and its package are what authors get.
    pub(crate) const TEST: Self = Self {
        sdk: Kind::Release,
        rest: Kind::Debug,
        beside: &[&examples::YEW, &HOST],
    };
    /// What ships.
    pub(crate) const RELEASE: Self = Self {
        sdk: Kind::Release,
        rest: Kind::Release,
        beside: &[],
    };
}

/// The SDK.
pub(crate) const SDK: Crate = Crate {
    package: "encaixe-sdk",
    output: "encaixe_sdk",
    debug: "sdk",
    release: "sdk",
    tiny: true,
};
/// The inbox, which an agent loads first.
const INBOX: Crate = Crate {
    package: "encaixe-inbox",
    output: "encaixe-inbox",
    debug: "page-dev",
    release: "page",
    tiny: false,
};
/// The console, which the inbox fetches when it is opened.
const CONSOLE: Crate = Crate {
    package: "encaixe-console",
    output: "encaixe_console",
    ..INBOX
};

/// `host` with a page around it, which benches measure.
pub(crate) const HOST: Crate = Crate {
    package: "encaixe-bench",
    output: "encaixe_bench",
    ..INBOX
};

/// The SDK's files as a release has them.
pub(crate) fn sdk(workspace: &Workspace, tools: &Tools) -> Result<Folder> {
    ensure_target(workspace)?;
    let built = wasm::build(workspace, &SDK, Kind::Release, Some(tools))?;
    sdk::files(workspace, &built, None, Some(tools))
}

/// Builds `dist/sdk`, `dist/npm` and its tarball. Gives the size of the wasm in bytes.
pub(crate) fn package(workspace: &Workspace, kind: Kind) -> Result<usize> {
    ensure_target(workspace)?;
    let tools = match kind {
        Kind::Debug => None,
        Kind::Release => Some(Tools::install()?),
    };
    let tools = tools.as_ref();
    let sdk = wasm::build(workspace, &SDK, kind, tools)?;
    let plain = match tools {
        None => None,
        Some(tools) => Some(plain::build(workspace, &SDK, tools)?),
    };
    say::step("writing dist/sdk and dist/npm", || {
        let mut files = sdk::files(workspace, &sdk, plain.as_ref(), tools)?;
        let package = package::files(workspace, &files)?;
        let packed = package::pack(&package)?;
        package.write(&workspace.dist("npm"))?;
        package::write_packed(workspace, &packed)?;
        // The server hands the package out itself, so that no registry is needed.
        files.add("kinbox.tgz", packed);
        files.write(&workspace.dist("sdk"))
    })?;
    Ok(sdk.wasm.len())
}

/// Builds all of `dist/`, the server that holds the rest last.
pub(crate) fn build(workspace: &Workspace, plan: Plan) -> Result<()> {
    let start = Instant::now();
    let sizes = files(workspace, plan)?;
    server::put(workspace, &server::compile(workspace, plan.rest)?)?;
    let took = say::seconds(start.elapsed());
    say::note(&format!("dist/ is complete after {took}; {sizes}"));
    Ok(())
}

/// Builds `dist/` but for the server, which holds all of it. Gives the sizes of the wasm files, in words.
pub(crate) fn files(workspace: &Workspace, plan: Plan) -> Result<String> {
    let sdk = package(workspace, plan.sdk)?;
    let tools = match plan.rest {
        Kind::Debug => None,
        Kind::Release => Some(Tools::install()?),
    };
    match plan.rest {
        Kind::Debug => {
            wasm::compile(
                workspace,
                &[&[&INBOX, &CONSOLE], plan.beside].concat(),
                Kind::Debug,
            )?;
        }
        Kind::Release => {
            wasm::compile(workspace, &[&INBOX], Kind::Release)?;
            wasm::compile(workspace, &[&CONSOLE], Kind::Release)?;
        }
    }
    let inbox = wasm::finish(workspace, &INBOX, plan.rest, tools.as_ref())?;
    let console = wasm::finish(workspace, &CONSOLE, plan.rest, tools.as_ref())?;
    say::step("writing dist/page, dist/docs and dist/demo", || {
        let page = page::files(workspace, &inbox, &console, tools.as_ref())?;
        let within = match plan.rest {
            Kind::Debug => Ok(()),
            Kind::Release => budget::check(&page),
        };
        page.write(&workspace.dist("page"))?;
        within?;
        docs::files(workspace, tools.as_ref())?.write(&workspace.dist("docs"))?;
        Folder::read(&workspace.path("www/demo"))?.write(&workspace.dist("demo"))
    })?;

    let kilobytes = |bytes: usize| bytes.div_ceil(1024);
    Ok(format!(
        "wasm of the SDK: {} KB, of the inbox: {} KB, of the console: {} KB",
        kilobytes(sdk),
        kilobytes(inbox.wasm.len()),
        kilobytes(console.wasm.len()),
    ))
}
