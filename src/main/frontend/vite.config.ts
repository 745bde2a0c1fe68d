import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env.SWITCHBOARD ?? 'http://localhost:8080';
const out = process.env.DASHBOARD_OUT ?? '../../../target/classes/dashboard';

/** Puts a smaller copy beside every file, which the server gives to browsers that can read it. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle() {
      for (const name of readdirSync(`${out}/assets`).filter((file) => /\.(js|css|svg)$/.test(file))) {
        const file = `${out}/assets/${name}`;
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    outDir: out,
    emptyOutDir: true,
    // An icon or font inside a style sheet would need another rule of the content security policy.
    assetsInlineLimit: 0,
    // React, Mantine and the inbox are what everybody needs first; graph and charts are apart.
    chunkSizeWarningLimit: 900,
  },
  server: {
    // `npm run dev` shows changes at once and asks a Switchboard that runs beside it.
    proxy: { '/api': server, '/demo': server },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
  },
});
