import { type Project, readProject } from '../project/project';
import { migrate, type MigrateOptions, type Migration } from '../run/migrate';
import { Refused } from './exit-codes';
import type { Terminal } from './terminal';

/** Refuses a folder in which nothing lies that could be migrated. */
function load(terminal: Terminal, root: string): Project {
  terminal.progress('reading the project');
  const project = readProject(root);
  if (project.files.size === 0) throw new Refused(`${root} holds no sources and no package.json`);
  return project;
}

/** Reads a project and runs the transforms in memory, telling how far it is. */
export function loadAndMigrate(terminal: Terminal, root: string, options: MigrateOptions): Migration {
  const project = load(terminal, root);
  terminal.progress(`analysing ${project.files.size} files`);
  const onStep: MigrateOptions['onStep'] = ({ name }, index) => terminal.progress(`transform ${index + 1}: ${name}`);
  const migration = migrate(project, { ...options, onStep });
  terminal.progress('');
  return migration;
}
