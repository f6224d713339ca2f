// The package as an archive that npm installs, made of its own files: a plugin's folder gets it, and needs no registry.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BLOCK = 512;

/** When npm says that everything in a package was written. */
const PACKED_AT = 499162500;

/** Every file of a folder, by its path with slashes, in a stable order. */
function files(folder, inside = "") {
    const entries = readdirSync(join(folder, inside), { withFileTypes: true }).filter(({ name }) => name !== "node_modules");
    return entries
        .flatMap((entry) => {
            const path = inside ? `${inside}/${entry.name}` : entry.name;
            return entry.isDirectory() ? files(folder, path) : [path];
        })
        .sort();
}

/** The block before a file's content, as POSIX has it (ustar). */
function header(name, size, mode) {
    if (Buffer.byteLength(name) > 100) throw new Error(`the path ${name} is too long to be packed`);
    const block = Buffer.alloc(BLOCK);
    const octal = (value, at, length) => block.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at);
    block.write(name, 0);
    octal(mode, 100, 8);
    octal(0, 108, 8);
    octal(0, 116, 8);
    octal(size, 124, 12);
    octal(PACKED_AT, 136, 12);
    block.write("        ", 148);
    block.write("0", 156);
    block.write("ustar\u000000", 257);
    const sum = block.reduce((all, byte) => all + byte, 0);
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return block;
}

/** The archive, and what a lock file says of its content. */
export function pack(folder) {
    const parts = [];
    for (const name of files(folder)) {
        const content = readFileSync(join(folder, name));
        parts.push(header(`package/${name}`, content.length, name.startsWith("bin/") ? 0o755 : 0o644), content);
        parts.push(Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK));
    }
    const archive = gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 9 });
    return { archive, integrity: `sha512-${createHash("sha512").update(archive).digest("base64")}` };
}
