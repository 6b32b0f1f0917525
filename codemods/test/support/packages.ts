const NAMES = ['client', 'worker', 'workflow', 'activity', 'testing', 'envconfig'] as const;

export const REAL_PACKAGES = ['common', ...NAMES].map((name) => `@temporalio/${name}`);
export const OUR_PACKAGES = [...NAMES, 'codemods'].map((name) => `@perdure/${name}`);
export const HOOK = '@perdure/codemods/register';
