/** Applications in a folder of their own, with the packages of this repository linked into their node_modules. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const applicationFolder = fileURLToPath(new URL('../application/', import.meta.url));

export interface Ended {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Application {
  readonly folder: string;
  /** Copies a folder of fixtures into it. */
  copy(from: string, to?: string): void;
  write(path: string, text: string): void;
  /** Makes a package of the repository's node_modules visible. */
  link(name: string): void;
  node(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
  remove(): void;
}

export function makeApplication(packages: readonly string[] = []): Application {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'perdure-application-')));
  const application: Application = {
    folder,
    copy: (from, to = '.') => cpSync(from, join(folder, to), { recursive: true }),
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    link(name) {
      const link = join(folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), link, 'junction');
    },
    node: (args, env) => runNode(folder, args, env),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  application.write('package.json', JSON.stringify({ name: 'application', private: true }));
  for (const name of packages) application.link(name);
  return application;
}

/** Without what vitest and npm tell their own children. */
function runNode(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const own = Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|VITEST|JEST|npm_)/i.test(name));
  return new Promise((done) => {
    const options = { cwd, env: { ...Object.fromEntries(own), ...env }, maxBuffer: 1e7 };
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      done({ code: error ? (error.code ?? null) : 0, stdout, stderr });
    });
  });
}
