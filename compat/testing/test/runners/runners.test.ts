/** Other test runners, as users start them: each runs the same tests, ends by itself, and finds nothing left open. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { testRedisUrl } from '@perdure/testkit';
import { describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('./project/', import.meta.url));
const { resolve } = createRequire(import.meta.url);

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** What a program printed and how it ended; a program that does not end by itself makes the test time out. */
function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((done, fail) => {
    const { NODE_OPTIONS: _, VITEST: __, ...ours } = process.env;
    const child = spawn(process.execPath, [resolve(program), ...args], { cwd: project, env: { ...ours, ...env } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', fail);
    child.on('close', (code) => done({ code, output }));
  });
}

describe('jest', () => {
  it('runs tests in two files at once, and finds no open handle', async () => {
    const { code, output } = await run('jest/bin/jest', ['--detectOpenHandles', '--config', 'jest.config.json']);
    expect(output).toMatch(/Tests: +5 passed, 5 total/);
    expect(output).not.toMatch(/open handle|did not exit|Force exiting/);
    expect(code).toBe(0);
  }, 60_000);
});

describe('mocha', () => {
  it('runs the same tests, and ends without being told to', async () => {
    const { code, output } = await run('mocha/bin/mocha.js', ['--timeout', '30000', 'shop.mocha.js']);
    expect(output).toContain('4 passing');
    expect(code).toBe(0);
  }, 60_000);

  it.each([
    ['in this process', () => ''],
    ['on Redis', testRedisUrl],
  ])(
    'ends below a worker that nobody has shut down, %s',
    async (_where, url) => {
      const env = { PERDURE_REDIS_URL: url() };
      const { code, output } = await run('mocha/bin/mocha.js', ['--timeout', '30000', 'local.mocha.js'], env);
      expect(output).toContain('1 passing');
      expect(output).toContain('A test environment is torn down while workers use it');
      expect(code).toBe(0);
    },
    60_000,
  );
});
