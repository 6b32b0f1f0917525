import { describe, expect, it } from 'vitest';
import { ordersProject, temporaryProject } from './support/temporary-project';

const FILES = {
  'package.json': '{ "dependencies": { "@temporalio/client": "^1.11.0" } }\n',
  'windows.ts': "import { a } from '@temporalio/client';\r\na();\r\n",
  'mark.js': "\uFEFFimport '@temporalio/worker'",
  'with space/a "b".ts': "// é\nimport '@temporalio/client';\n",
};

describe('diff', () => {
  it('is a patch that git apply takes, for odd names, line ends and marks too', () => {
    const project = temporaryProject(FILES);
    const { stdout, code } = project.migrate('diff');
    expect(code).toBe(0);
    project.write('.git/patch.diff', stdout);
    project.git('apply', '.git/patch.diff');
    expect(project.read('windows.ts')).toBe("import { a } from '@perdure/client';\r\na();\r\n");
    expect(project.read('mark.js')).toBe("\uFEFFimport '@perdure/worker'");
    expect(project.read('with space/a "b".ts')).toBe("// é\nimport '@perdure/client';\n");
    expect(project.migrate('diff').stdout).toBe('');
  });

  it('names files from the top of the repository when run in a folder of it', () => {
    const project = temporaryProject({ 'apps/a/package.json': '{}', 'apps/a/a.ts': "import '@temporalio/client';\n" });
    const { stdout } = project.migrate('diff', 'apps/a');
    expect(stdout).toContain('diff --git a/apps/a/a.ts b/apps/a/a.ts\n');
  });

  it('exits with 1 under --check while there is something to change', () => {
    const project = temporaryProject(FILES);
    expect(project.migrate('diff', '--check').code).toBe(1);
    project.migrate('apply');
    expect(project.migrate('diff', '--check').code).toBe(0);
  });
});

interface Plan {
  files: { path: string }[];
  steps: { transform: string; findings: { apply: boolean; path: string; line: number; message: string }[] }[];
}

describe('plan', () => {
  it('lists what would change, and changes nothing', () => {
    const project = ordersProject();
    const { files, steps } = project.migrateJson<Plan>('plan');
    expect(files.map(({ path }) => path)).toContain('src/worker.ts');
    const imports = steps.find(({ transform }) => transform === 'import-scope');
    expect(imports?.findings).toContainEqual(
      expect.objectContaining({
        apply: true,
        path: 'src/worker.ts',
        line: 1,
        message: expect.stringContaining('@perdure/worker'),
      }),
    );
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('is what apply --plan does, without what was set to false', () => {
    const project = temporaryProject({
      'package.json': '{}',
      'a.ts': "import '@temporalio/client';\nimport '@temporalio/worker';\n",
    });
    const plan = project.migrateJson<Plan>('plan');
    plan.steps[0]!.findings[0]!.apply = false;
    project.write('.git/plan.json', JSON.stringify(plan));
    expect(project.migrate('apply', '--plan', '.git/plan.json')).toMatchObject({ code: 0 });
    expect(project.read('a.ts')).toBe("import '@temporalio/client';\nimport '@perdure/worker';\n");
  });

  it('is refused when a file has changed since', () => {
    const project = temporaryProject(FILES);
    project.migrate('plan', '--output', '.git/plan.json');
    project.write('windows.ts', "import { a, b } from '@temporalio/client';\r\n");
    project.commitAll();
    const { code, stderr } = project.migrate('apply', '--plan', '.git/plan.json');
    expect(code).toBe(2);
    expect(stderr).toContain('changed since the plan was made: windows.ts');
  });

  it('is refused when it is no plan', () => {
    const project = temporaryProject({ ...FILES, 'plan.json': '{}' });
    expect(project.migrate('apply', '--plan', 'plan.json')).toMatchObject({ code: 2 });
    expect(project.migrate('apply', '--plan', 'none.json').stderr).toContain('none.json cannot be read');
  });
});
