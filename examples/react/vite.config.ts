// `npm start` and `npm run build`. Built files name each other relatively, so they work in any folder of a server.

import { howToRegister } from "@encaixe/kinbox/dev";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [react(), howToRegister()],
  server: { port: 5173, strictPort: true },
});
