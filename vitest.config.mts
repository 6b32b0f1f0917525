import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{engine,compat/*,codemods,conformance,examples,bench,tools/*,tests/*}/{src,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'codemods/**/fixtures/**'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Real processes on shared cores: what fails is run once more, and named in the summary.
    retry: 1,
    // Crash tests wait for timeouts of the engine, side by side.
    maxConcurrency: 12,
    globalSetup: ['./tools/vitest/global-setup.mts'],
    setupFiles: ['./tools/vitest/no-open-handles.mts'],
    reporters: ['default', './tools/vitest/plain-summary.mts'],
    server: {
      // Public names resolve to built packages. Node loads those itself, as it does for users: one copy of each module,
      // whether a test or another package asks for it.
      deps: { external: [/\/dist\/.*\.js$/] },
    },
  },
});
