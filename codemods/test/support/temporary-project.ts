/** Projects in temporary folders, outside of this repository, and the built command run in them as a process. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const REPOSITORY = join(__dirname, '..', '..', '..');
const COMMAND = join(__dirname, '..', '..', 'dist', 'main.js');
const folders: string[] = [];

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TemporaryProject {
  readonly root: string;
  read(path: string): string;
  write(path: string, text: string | Buffer): void;
  git(...args: string[]): string;
  /** Runs `perdure-migrate` with these arguments. */
  migrate(...args: string[]): Ran;
  /** The same, for `--json`. */
  migrateJson<T>(...args: string[]): T;
  commitAll(): void;
}

/** A folder with these files; a git repository with all of them committed, unless told otherwise. */
export function temporaryProject(
  files: Readonly<Record<string, string>>,
  options: { git?: boolean } = {},
): TemporaryProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'perdure-migrate-')));
  folders.push(root);
  const project = projectIn(root);
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  if (options.git !== false) begin(project);
  return project;
}

/** A copy of the small Temporal application in `test/fixtures/orders`. */
export function ordersProject(): TemporaryProject {
  const project = temporaryProject({ '.gitignore': 'node_modules\ndist\n' }, { git: false });
  cpSync(join(__dirname, '..', 'fixtures', 'orders'), project.root, { recursive: true });
  begin(project);
  return project;
}

/** Links packages of this repository into the project, as an install would put them there. */
export function install(project: TemporaryProject, ...names: string[]): void {
  for (const name of names) {
    const target = join(project.root, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(realpathSync(join(REPOSITORY, 'node_modules', name)), target);
  }
}

function begin(project: TemporaryProject): void {
  project.git('init', '--quiet', '--initial-branch=main');
  for (const [key, value] of [
    ['user.name', 'T'],
    ['user.email', 't@example.org'],
    ['core.autocrlf', 'false'],
  ] as const) {
    project.git('config', key, value);
  }
  project.commitAll();
}

function projectIn(root: string): TemporaryProject {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const migrate = (...args: string[]): Ran => {
    const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, CI: 'true' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
    return { code: status, stdout, stderr };
  };
  return {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    git,
    migrate,
    migrateJson: <T>(...args: string[]) => JSON.parse(migrate(...args, '--json').stdout) as T,
    commitAll: () => {
      git('add', '--all');
      git('commit', '--quiet', '--message', 'before');
    },
  };
}
