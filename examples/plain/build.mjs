// `npm run build`: puts all that a web server needs into `dist/`.

import { cp, rm } from "node:fs/promises";
import { createRequire } from "node:module";

await rm("dist", { recursive: true, force: true });
await cp("public", "dist", { recursive: true });
await cp(createRequire(import.meta.url).resolve("@encaixe/kinbox/kinbox.js"), "dist/kinbox.js");
