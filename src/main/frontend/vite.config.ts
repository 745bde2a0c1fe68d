import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.SWITCHBOARD ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: process.env.DASHBOARD_OUT ?? '../../../target/classes/dashboard',
    emptyOutDir: true,
    // An icon or font inside a style sheet would need another rule of the content security policy.
    assetsInlineLimit: 0,
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
