/** Variables by which the hook sees that a test runner is redirected too. */
export const JEST_MARK = 'PERDURE_JEST_PRESET';
export const VITEST_MARK = 'PERDURE_VITEST_PLUGIN';
