import { defineConfig } from 'vitest/config'
import { firstLoad } from './scripts/budget.mjs'

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  plugins: [firstLoad()],
  build: {
    // Where a jar keeps what a servlet or Quarkus serves at the root.
    outDir: 'target/classes/META-INF/resources',
    emptyOutDir: true,
    target: 'es2022',
    // Inlined files would be data: addresses, which the tracker's Content-Security-Policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    // `npm run dev` beside a running tracker: HOURGLASS_URL says where it is.
    proxy: { '/api': process.env['HOURGLASS_URL'] ?? 'http://127.0.0.1:8080' },
  },
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/properties.setup.ts'],
    // Properties take as long as the machine is busy: no test asserts a time.
    testTimeout: 120_000,
  },
})
