/** Where a guide is followed: a copy of an application in a repository of its own, and a shell in it. */
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..', '..');

/** Commands as an installed package has them: name -> file. */
const COMMANDS = { 'perdure-migrate': 'codemods/dist/main.js' } as const;
const LONGEST_MS = 120_000;

export interface Workplace {
  /** What the commands print on both streams; @throws where one of them fails. */
  readonly run: (commands: string) => Promise<string>;
  readonly remove: () => void;
}

/** Copies the application and commits it; its packages are those of this repository. */
export async function workplace(application: string, env: Readonly<Record<string, string>>): Promise<Workplace> {
  const outside = mkdtempSync(join(tmpdir(), 'perdure-guide-'));
  const folder = join(outside, 'app');
  cpSync(join(root, application), folder, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const shims = join(outside, 'bin');
  writeShims(shims);
  const shell = async (commands: string): Promise<string> => {
    const { stdout } = await run('bash', ['-ec', `exec 2>&1\n${commands}`], {
      cwd: folder,
      timeout: LONGEST_MS,
      env: {
        ...outsideOfTests(),
        NO_COLOR: '1',
        GIT_AUTHOR_NAME: 'Ann',
        GIT_AUTHOR_EMAIL: 'ann@example.com',
        GIT_COMMITTER_NAME: 'Ann',
        GIT_COMMITTER_EMAIL: 'ann@example.com',
        ...env,
        PATH: [shims, join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      },
    }).catch((error: Error & { stdout?: string }) => {
      throw new Error(`${commands}\n${error.stdout ?? ''}\n${error.message}`);
    });
    return stdout;
  };
  await shell('git init -q -b main && git add -A && git commit -qm "As it was"');
  return { run: shell, remove: () => rmSync(outside, { recursive: true, force: true }) };
}

/** The environment of a user, who runs no vitest. */
function outsideOfTests(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|JEST|TEST$|NODE_ENV$|NODE_OPTIONS$)/.test(name)),
  );
}

/** `npx <command>` of ours, where npm has nothing installed that it could find. */
function writeShims(folder: string): void {
  mkdirSync(folder);
  const cases = Object.entries(COMMANDS).map(
    ([name, file]) => `  ${name}) shift; exec "${process.execPath}" "${join(root, file)}" "$@" ;;`,
  );
  const file = join(folder, 'npx');
  writeFileSync(
    file,
    `#!/usr/bin/env bash\ncase "$1" in\n${cases.join('\n')}\n  *) echo "no such command: $1"; exit 1 ;;\nesac\n`,
  );
  chmodSync(file, 0o755);
}
