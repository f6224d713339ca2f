// `npm start`: serves `public/`, and `kinbox.js` out of the installed package, to this machine alone.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { tellHowToRegister } from "@encaixe/kinbox/dev";

const PUBLIC = fileURLToPath(new URL("public", import.meta.url));
const KINBOX = createRequire(import.meta.url).resolve("@encaixe/kinbox/kinbox.js");
const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".png": "image/png", ".svg": "image/svg+xml" };

/** `npm start -- --port 5174` chooses another port. */
const chosen = process.argv.indexOf("--port");
const port = chosen < 0 ? 5173 : Number(process.argv[chosen + 1]);

/** The file at a path of the address; `normalize` leaves no `..` in it that leads out of the folder. */
function fileAt(path) {
  if (path === "/kinbox.js") return KINBOX;
  return join(PUBLIC, normalize(path.endsWith("/") ? `${path}index.html` : path));
}

const server = createServer(async (request, response) => {
  try {
    const file = fileAt(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    if (!(await stat(file)).isFile()) throw new Error("not a file");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-cache" });
    createReadStream(file).pipe(response);
  } catch {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("There is no such file.\n");
  }
});

server.on("error", ({ code, message }) => {
  console.error(code === "EADDRINUSE" ? `Port ${port} is taken: npm start -- --port ${port + 1}` : message);
  process.exitCode = 1;
});
server.listen(port, "localhost", () => tellHowToRegister(`http://localhost:${server.address().port}/`));
