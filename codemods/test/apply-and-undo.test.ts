import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ordersProject, temporaryProject } from './support/temporary-project';

const SOURCE = "import '@temporalio/client';\n";
const FILES = { 'package.json': '{ "dependencies": { "@temporalio/client": "^1.11.0" } }\n', 'a.ts': SOURCE };

describe('apply', () => {
  it('migrates, and changes nothing when it runs again', () => {
    const project = ordersProject();
    expect(project.migrate('apply')).toMatchObject({ code: 0 });
    expect(project.read('src/worker.ts')).toContain("from '@perdure/worker'");
    project.commitAll();
    expect(project.migrate('apply').stdout).toContain('Nothing to change.');
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('refuses a dirty tree unless told otherwise', () => {
    const project = temporaryProject({ ...FILES, 'b.ts': 'b();\n' });
    project.write('b.ts', 'c();\n');
    const refused = project.migrate('apply');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('not committed (b.ts)') });
    expect(project.read('a.ts')).toBe(SOURCE);
    expect(project.migrate('apply', '--allow-dirty').code).toBe(0);
    expect(project.read('a.ts')).toBe("import '@perdure/client';\n");
  });

  it('refuses to change files that git could not bring back', () => {
    const project = temporaryProject(FILES);
    project.write('new.ts', SOURCE);
    expect(project.migrate('apply')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('does not track new.ts'),
    });
    expect(project.read('a.ts')).toBe(SOURCE);
  });

  it('refuses a folder without git unless told otherwise', () => {
    const project = temporaryProject(FILES, { git: false });
    expect(project.migrate('apply')).toMatchObject({ code: 2, stderr: expect.stringContaining('--without-git') });
    expect(project.migrate('apply', '--without-git').code).toBe(0);
    expect(project.migrate('undo').code).toBe(0);
    expect(project.read('a.ts')).toBe(SOURCE);
    expect(existsSync(join(project.root, '.perdure-migrate'))).toBe(false);
  });

  it('commits files whose names are patterns of git', () => {
    const project = temporaryProject({ ...FILES, 'pages/[id] *.ts': SOURCE, 'pages/:(top)ü.ts': SOURCE });
    expect(project.migrate('apply', '--commit-each')).toMatchObject({ code: 0, stderr: '' });
    expect(project.git('status', '--porcelain')).toBe('');
    expect(project.read('pages/[id] *.ts')).toBe("import '@perdure/client';\n");
  });

  it('makes one commit for each transform under --commit-each', () => {
    const project = temporaryProject({
      ...FILES,
      'tsconfig.json': '{ "compilerOptions": { "types": ["@temporalio/client"] } }',
    });
    expect(project.migrate('apply', '--commit-each').code).toBe(0);
    const subjects = project.git('log', '--format=%s').trim().split('\n');
    expect(subjects).toEqual([
      'Packages depend on Perdure instead of Temporal',
      'TypeScript settings name Perdure instead of Temporal',
      'Imports name Perdure instead of Temporal',
      'before',
    ]);
    expect(project.git('show', '--format=', '--name-only', 'HEAD').trim()).toBe('package.json');
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('says where it stands when a hook refuses a commit', () => {
    const project = temporaryProject(FILES);
    project.write('.git/hooks/pre-commit', '#!/bin/sh\necho no >&2\nexit 1\n');
    chmodSync(join(project.root, '.git/hooks/pre-commit'), 0o755);
    const { code, stderr } = project.migrate('apply', '--commit-each');
    expect(code).toBe(1);
    expect(stderr).toContain('import-scope: git commit failed: no');
    expect(project.migrate('undo').code).toBe(0);
    expect(project.read('a.ts')).toBe(SOURCE);
    expect(project.migrate('apply', '--commit-each', '--no-verify').code).toBe(0);
  });

  it('keeps the mode of files', () => {
    const project = temporaryProject({ ...FILES, 'run.js': `#!/usr/bin/env node\n${SOURCE}` });
    chmodSync(join(project.root, 'run.js'), 0o755);
    project.commitAll();
    project.migrate('apply');
    expect(statSync(join(project.root, 'run.js')).mode & 0o777).toBe(0o755);
  });

  it('runs the chosen transforms only', () => {
    const project = temporaryProject(FILES);
    project.migrate('apply', '--only', 'package-json');
    expect(project.read('a.ts')).toBe(SOURCE);
    expect(project.read('package.json')).toContain('@perdure/client');
    project.commitAll();
    project.migrate('apply', '--from', 'hotmesh');
    expect(project.read('a.ts')).toBe(SOURCE);
  });
});

describe('undo', () => {
  it('takes back the last apply, to the byte', () => {
    const project = temporaryProject({ ...FILES, 'windows.ts': '\uFEFF// x\r\n' + SOURCE });
    project.migrate('apply');
    expect(project.migrate('undo')).toMatchObject({ code: 0, stdout: '3 files as before.\n' });
    expect(project.git('status', '--porcelain')).toBe('');
    expect(project.migrate('undo')).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing to undo') });
  });

  it('refuses when a file was edited since, and names it', () => {
    const project = temporaryProject({ ...FILES, 'b.ts': SOURCE });
    project.migrate('apply');
    project.write('a.ts', "import '@perdure/client'; // mine\n");
    const { code, stderr } = project.migrate('undo');
    expect(code).toBe(2);
    expect(stderr).toContain('edited since apply: a.ts.');
    expect(project.read('b.ts')).toBe("import '@perdure/client';\n");
  });

  it('takes back an apply that died half way', () => {
    const project = temporaryProject({ ...FILES, 'b.ts': SOURCE });
    project.migrate('apply');
    // The journal was written, b.ts was not.
    project.git('checkout', '--quiet', 'b.ts');
    expect(project.migrate('undo').code).toBe(0);
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('refuses when a file is gone', () => {
    const project = temporaryProject(FILES);
    project.migrate('apply');
    rmSync(join(project.root, 'a.ts'));
    expect(project.migrate('undo')).toMatchObject({ code: 2, stderr: expect.stringContaining('a.ts') });
  });

  it('takes back one apply after the other', () => {
    const project = temporaryProject(FILES);
    project.migrate('apply', '--only', 'import-scope');
    project.commitAll();
    project.migrate('apply');
    project.migrate('undo');
    expect(project.read('package.json')).toBe(FILES['package.json']);
    expect(project.read('a.ts')).toBe("import '@perdure/client';\n");
    project.migrate('undo');
    expect(project.read('a.ts')).toBe(SOURCE);
  });
});

it('undo removes what a killed apply left beside a file, and nothing else', () => {
  const project = temporaryProject(FILES);
  project.migrate('apply');
  project.write('a.ts.perdure-4711', 'half');
  project.write('b.ts.perdure-4711', 'not ours');
  expect(project.migrate('undo').code).toBe(0);
  expect(project.git('status', '--porcelain')).toBe('?? b.ts.perdure-4711\n');
});
