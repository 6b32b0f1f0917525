import { describe, expect, it } from 'vitest';
import { ordersProject, temporaryProject } from './support/temporary-project';

const COMMANDS = ['scan', 'plan', 'diff', 'apply', 'undo', 'verify', 'doctor'];

it.each(COMMANDS)('%s explains itself and its exit codes', (command) => {
  const { code, stdout } = temporaryProject({}, { git: false }).migrate(command, '--help');
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: perdure-migrate ${command}`);
  expect(stdout).toContain('--json');
  expect(stdout).toContain('Exit code: 0');
});

describe('usage', () => {
  it('refuses what it does not know with 2', () => {
    const project = temporaryProject({ 'package.json': '{}' });
    expect(project.migrate('scan', '--colour').code).toBe(2);
    expect(project.migrate('mend').code).toBe(2);
    expect(project.migrate().code).toBe(2);
    expect(project.migrate('scan', '--only', 'everything')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('import-scope'),
    });
    expect(project.migrate('scan', '--redis-url', 'localhost')).toMatchObject({ code: 2 });
  });

  it('prints no colours and no progress outside of a terminal', () => {
    const project = ordersProject();
    const { stdout, stderr } = project.migrate('scan');
    expect(stdout).not.toContain('\u001B');
    expect(stderr).toBe('');
  });

  it('prints JSON and nothing else with --json', () => {
    const project = ordersProject();
    for (const command of ['scan', 'plan', 'diff', 'apply', 'undo']) {
      const { stdout } = project.migrate(command, '--json');
      expect(() => JSON.parse(stdout) as unknown, command).not.toThrow();
    }
  });
});
