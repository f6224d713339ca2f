#!/usr/bin/env node
// `npx <inbox>/sdk/kinbox.tgz init <folder>`: copies a template of `starter/`, with this package, and makes it depend on that
// copy: whoever works on the plugin later needs neither a registry nor this inbox.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { pack } from "./pack.mjs";
import { words } from "./words.mjs";

const TEMPLATES = ["plain", "react", "vue"];
const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const SDK = "@encaixe/kinbox";

/** What npm takes for the name of a package without a scope. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,213}$/;

/** A use of the command that is wrong, in words for whoever typed it. */
class Misuse extends Error {}

function refuse(key, ...details) {
    throw new Misuse(words()[key](...details));
}

/** The words of the command line: what is not an option, and the values of those that are. */
function read(given) {
    const plain = [];
    const options = {};
    const rest = [...given];
    while (rest.length > 0) {
        const word = rest.shift();
        if (!word.startsWith("-")) {
            plain.push(word);
        } else if (["--help", "-h", "--version"].includes(word)) {
            options[word.replace(/^-h$/, "--help")] = true;
        } else {
            const [name, ...value] = word.split("=");
            if (!["--template", "--from"].includes(name)) refuse("unknownOption", name);
            options[name] = value.length > 0 ? value.join("=") : rest.shift();
            if (!options[name] || options[name].startsWith("--")) refuse("noValue", name);
        }
    }
    return { plain, options };
}

/** What this package says of itself. */
function ownManifest() {
    return JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
}

/** What the plugin's package.json says of an SDK that lies elsewhere on this machine. */
function elsewhere(from, folder) {
    const path = resolve(from);
    if (!existsSync(path)) refuse("noSource", path);
    const manifest = join(path, "package.json");
    const right = statSync(path).isDirectory()
        ? existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === SDK
        : /\.(tgz|tar\.gz)$/.test(path);
    if (!right) refuse("badSource", path);
    return `file:${relative(folder, path).split(sep).join("/")}`;
}

/** Puts this package into the plugin's folder; gives what package.json says of it, and its entry in the lock. */
function vendored(folder) {
    const { name, version, license, bin } = ownManifest();
    const file = `vendor/${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
    const { archive, integrity } = pack(PACKAGE);
    mkdirSync(join(folder, "vendor"), { recursive: true });
    writeFileSync(join(folder, file), archive);
    const resolved = `file:${file}`;
    return { spec: resolved, entry: { version, resolved, integrity, license, bin } };
}

/** Changes what a file holds as JSON. */
function change(path, how) {
    const value = JSON.parse(readFileSync(path, "utf8"));
    how(value);
    writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

function init([folder, extra], { "--template": template = "plain", "--from": from }) {
    if (folder === undefined) refuse("noFolder");
    if (extra !== undefined) refuse("manyFolders", extra);
    const target = resolve(folder);
    const name = basename(target);
    if (!NAME.test(name) || name === "node_modules") refuse("badName", name);
    if (!TEMPLATES.includes(template)) refuse("unknownTemplate", template, TEMPLATES.join(", "));
    if (existsSync(target)) {
        if (!statSync(target).isDirectory()) refuse("notFolder", target);
        if (readdirSync(target).some((entry) => entry !== ".git")) refuse("notEmpty", target);
    }
    const given = from === undefined ? undefined : elsewhere(from, target);

    mkdirSync(target, { recursive: true });
    cpSync(join(PACKAGE, "starter", template), target, { recursive: true });
    // npm would leave these out of its package by their own names.
    for (const file of [".gitignore", "package-lock.json"]) renameSync(join(target, file.replace(/^\.?/, "_")), join(target, file));
    const { spec, entry } = given === undefined ? vendored(target) : { spec: given };
    change(join(target, "package.json"), (manifest) => {
        manifest.name = name;
        manifest.dependencies[SDK] = spec;
    });
    // The lock holds every tool, and the copy of the SDK; one that lies elsewhere is for npm to add.
    change(join(target, "package-lock.json"), (lock) => {
        const { "": root, ...packages } = lock.packages;
        const place = `node_modules/${SDK}`;
        lock.name = root.name = name;
        root.dependencies[SDK] = spec;
        const kept = Object.entries(packages).filter(([path, { name }]) => name !== SDK && path !== place);
        if (entry) kept.push([place, entry]);
        kept.sort(([one], [other]) => (one < other ? -1 : 1));
        lock.packages = { "": root, ...Object.fromEntries(kept) };
    });

    const { made, next } = words();
    const path = relative("", target);
    const enter = path ? [`cd ${path.includes(" ") ? `"${path}"` : path}`] : [];
    const steps = [...enter, "npm install", "npm start"].map((step) => `    ${step}\n`);
    console.log(`${made(name, template)} ${next}\n\n${steps.join("")}`);
}

try {
    const { plain, options } = read(process.argv.slice(2));
    const [command, ...rest] = plain;
    if (options["--version"]) console.log(ownManifest().version);
    else if (options["--help"] || (command === undefined && process.argv.length === 2)) console.log(words().help);
    else if (command === "init") init(rest, options);
    else refuse("unknownCommand", command ?? "");
} catch (reason) {
    const message = reason instanceof Misuse ? reason.message : words().failed(reason.message);
    console.error(`kinbox: ${message}`);
    process.exitCode = 1;
}
