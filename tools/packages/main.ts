import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { publicPackages, type PublicPackage, root } from './public-packages';

/**
 * Packs every public package as npm would publish it, and asks publint and are-the-types-wrong whether users can require and
 * import it, with types.
 */
const run = promisify(execFile);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-packages-'));
  try {
    const results = await Promise.all(publicPackages().map((one) => check(one, folder)));
    const problems = results.flat();
    for (const problem of problems) console.error(problem);
    console.log(`${results.length} packages checked, ${problems.length} problems`);
    process.exitCode = problems.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function check({ name, path }: PublicPackage, folder: string): Promise<string[]> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, '--workspace', path], {
    cwd: root,
  });
  const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  if (!packed) throw new Error(`npm pack wrote nothing for ${name}`);
  const problems = [...unwanted(packed.files), ...(await lint(path)), ...(await types(join(folder, packed.filename)))];
  return problems.map((problem) => `${name}: ${problem}`);
}

function unwanted(packed: readonly { path: string }[]): string[] {
  return packed.filter(({ path }) => /\.test\.|tsbuildinfo/.test(path)).map(({ path }) => `packs ${path}`);
}

async function lint(path: string): Promise<string[]> {
  const pkgDir = join(root, path);
  const { messages, pkg } = await publint({ pkgDir, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`);
}

/** Names are left to test/entry-points.test.ts: this tool takes what `export type *` passes on for values. */
async function types(tarball: string): Promise<string[]> {
  const options = ['--ignore-rules', 'named-exports', '--format', 'ascii', '--no-color', '--no-emoji'];
  try {
    await run('npx', ['--no-install', 'attw', tarball, ...options], { cwd: root });
    return [];
  } catch (error) {
    return [`are-the-types-wrong:\n${(error as { stdout?: string }).stdout ?? String(error)}`];
  }
}

void main();
