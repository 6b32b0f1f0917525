import type { Reporter, TestModule } from 'vitest/node';

/**
 * One plain line at the end of a run, for logs and for whoever counts: `Tests: 12 passed, 0 failed, 1 skipped`. Tests that
 * passed only when they were run again are named before it: on a busy machine that happens, in one place it is a bug.
 */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    // What failed outside a test (a hook, an import, an open handle) counts as well.
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        count[test.result().state]++;
        if (test.diagnostic()?.flaky)
          console.log(`Passed when run again: ${module.relativeModuleId} > ${test.fullName}`);
      }
    }
    console.log(`Tests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  }
}
