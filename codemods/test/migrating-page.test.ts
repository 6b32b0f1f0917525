import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { version } from '../src/cli/version';
import { install, ordersProject, type TemporaryProject } from './support/temporary-project';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'migrating.md'), 'utf8');
const NAMES = ['activity', 'client', 'testing', 'worker', 'workflow'];

/** Commands of the page in order, each with what the page says it prints. */
function commandsOf(text: string): { command: string; output: string }[] {
  const blocks = [...text.matchAll(/```console\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .filter((part) => part !== '')
      .map((part) => ({ command: part.slice(0, part.indexOf('\n')), output: part.slice(part.indexOf('\n') + 1) })),
  );
}

function run(project: TemporaryProject, command: string): string {
  if (command === 'npm install') return installed(project);
  const words = (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));
  if (words[0] === 'git') return project.git(...words.slice(1));
  expect(words.slice(0, 2)).toEqual(['npx', 'perdure-migrate']);
  const { stdout, code } = project.migrate(...words.slice(2));
  // `scan` says with 1 that something is left to a person.
  expect(code, command).toBe(words[2] === 'scan' ? 1 : 0);
  return stdout.replace(process.versions.node, 'NODE').replace(`version ${version}`, 'version VERSION');
}

/** What npm makes of the new package.json. */
function installed(project: TemporaryProject): string {
  for (const name of NAMES) rmSync(join(project.root, 'node_modules', '@temporalio', name));
  install(project, '@perdure/common', '@perdure/engine', ...NAMES.map((name) => `@perdure/${name}`));
  return '';
}

it('every command of docs/migrating.md does and prints what the page says', () => {
  const project = ordersProject();
  install(project, 'typescript', '@types/node', '@temporalio/common', ...NAMES.map((name) => `@temporalio/${name}`));
  cpSync(join(__dirname, 'fixtures', 'histories'), join(project.root, 'histories'), { recursive: true });
  project.write('.gitignore', 'node_modules\ndist\nhistories\n');
  project.commitAll();
  const commands = commandsOf(page);
  expect(commands.length).toBeGreaterThan(7);
  for (const { command, output } of commands) expect(run(project, command), command).toBe(output);
}, 120_000);
