import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const LIBRARY = ['engine/src/**/*.ts', 'compat/*/src/**/*.ts', '{codemods,conformance}/src/**/*.ts'];
const TESTS = ['**/*.test.ts', '**/test/**/*.ts'];

/** Layers: files under `target` never import files under `from`. */
const LAYERS = [
  {
    target: './engine',
    from: ['./compat', './examples', './bench'],
    message: 'The engine has never heard of the packages above it.',
  },
  {
    target: './engine/src/model',
    from: ['./engine/src/decide', './engine/src/store'],
    message: 'The model is the bottom layer.',
  },
  {
    target: './engine/src/decide',
    from: './engine/src/store',
    message: 'A decision is data: rules never see a store. Shared types belong to the model.',
  },
  {
    target: './engine/src/store',
    from: './engine/src/decide',
    message: 'A store never knows a rule. Shared types belong to the model.',
  },
  {
    target: './codemods/src',
    from: ['./engine', './compat', './conformance'],
    message: 'Codemods run in applications that have nothing of ours yet.',
  },
  {
    target: ['./compat/*/src'],
    from: ['./examples', './bench', './tools'],
    message: 'Published packages do not import private ones.',
  },
];

const TEMPORAL = {
  group: ['@temporalio/*', '!@temporalio/common', '!@temporalio/common/**'],
  message: 'Only @temporalio/common is a dependency; the other Temporal packages are for tests.',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      'compat/alias/*/lib/',
      '**/node_modules/',
      '**/*.mjs',
      '**/*.js',
      '**/*.cjs',
      'tmp/',
      'coverage/',
      'codemods/**/fixtures/',
      'examples/migration/',
    ],
  },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: [
          'engine/tsconfig.json',
          'compat/*/tsconfig.json',
          'codemods/tsconfig.json',
          'conformance/tsconfig.json',
          'conformance/scenarios/tsconfig.json',
          'examples/tsconfig.json',
          'bench/tsconfig.json',
          'tools/testkit/tsconfig.json',
          'tests/*/tsconfig.json',
          'tsconfig.tests.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.mts'] },
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.tests.json' })],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-restricted-paths': ['error', { zones: LAYERS }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      // Interfaces with async methods are implemented by functions that need no await.
      '@typescript-eslint/require-await': 'off',
      // Names of a union beside `string` document what is expected.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['warn', 400],
      'max-lines-per-function': ['warn', 70],
    },
  },
  {
    files: LIBRARY,
    ignores: TESTS,
    rules: {
      'no-console': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-extraneous-dependencies': ['error', { devDependencies: false }],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [TEMPORAL] }],
    },
  },
  {
    // Signatures are the original's, with its `any`.
    files: ['compat/*/src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['engine/src/**/*.ts'],
    ignores: TESTS,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@temporalio/*', '@perdure/*'], message: 'The engine knows nothing of Temporal.' }] },
      ],
    },
  },
  {
    // What runs inside the sandbox. `common` is loaded there too.
    files: ['compat/workflow/src/**/*.ts', 'compat/common/src/**/*.ts'],
    ignores: TESTS,
    rules: {
      'import-x/no-nodejs-modules': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            TEMPORAL,
            {
              group: ['@perdure/engine', '@perdure/engine/**', '**/engine/**'],
              allowTypeImports: true,
              message: 'Sandbox code takes types from the engine, nothing else.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['examples/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@perdure/*/*', '**/compat/**', '**/engine/**', '!@perdure/engine'],
              message: 'Examples import public entry points only.',
            },
          ],
        },
      ],
    },
  },
  {
    // Ordinary Temporal programs: nothing of ours before their migration.
    files: ['conformance/scenarios/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@perdure/*'], message: 'Scenarios are programs of Temporal.' }] },
      ],
    },
  },
  {
    // As they stand in HotMesh's README.
    files: ['compat/mesh/test/readme/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-return': 'off' },
  },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
      'import-x/no-restricted-paths': 'off',
      'import-x/no-nodejs-modules': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'max-lines-per-function': 'off',
    },
  },
);
