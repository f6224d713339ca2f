// `npm start` and `npm run build`. Built files name each other relatively, so they work in any folder of a server.

import { howToRegister } from "@encaixe/kinbox/dev";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [vue(), howToRegister()],
  server: { port: 5173, strictPort: true },
});
