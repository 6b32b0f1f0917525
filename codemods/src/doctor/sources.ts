/** What is left in the sources: Temporal's names, open questions, servers in Compose files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countQuestions } from '../edit/questions';
import { lineAndColumn } from '../edit/lines';
import type { Migration } from '../run/migrate';
import { changesOf } from '../run/changes';
import { SWAPPED } from '../syntax/packages';
import { type Check, ok, problem, some, warning } from './check';

export function checkSources(migration: Migration): Check[] {
  return [checkLeftovers(migration), checkUnsupported(migration), checkQuestions(migration), checkCompose(migration)];
}

/** Imports that npm overrides redirect are none. */
function checkLeftovers(migration: Migration): Check {
  const name = 'Leftovers';
  const left = migration.steps.flatMap(({ findings, transform }) =>
    transform.name === 'import-scope' || transform.name === 'package-json'
      ? findings.filter((one) => one.edits > 0 && realName(one.message) !== undefined)
      : [],
  );
  const real = left.filter(({ message }) => !isRedirected(migration.project.root, message));
  const pending = changesOf(migration).length;
  if (real.length > 0) {
    const places = [...new Set(real.map(({ path, line }) => `${path}:${line}`))];
    return problem(name, `${real.length} names of Temporal are left: ${some(places)}`, 'perdure-migrate apply');
  }
  if (left.length > 0) return ok(name, 'names of Temporal are redirected by overrides');
  if (pending > 0) return warning(name, `${pending} files would still change`, 'perdure-migrate diff shows what');
  return ok(name, 'nothing of Temporal is left to rename');
}

/** The package that a finding speaks of, if it is one that gets another name. */
function realName(message: string): string | undefined {
  return new RegExp(`@temporalio/(?:${SWAPPED.join('|')})\\b`).exec(message)?.[0];
}

/** Whether what is installed under Temporal's name is a package of ours. */
function isRedirected(root: string, message: string): boolean {
  const name = realName(message);
  if (name === undefined) return false;
  const path = join(root, 'node_modules', name, 'package.json');
  if (!existsSync(path)) return false;
  return (JSON.parse(readFileSync(path, 'utf8')) as { name?: string }).name?.startsWith('@perdure/') ?? false;
}

function checkUnsupported({ steps }: Migration): Check {
  const findings = steps.flatMap((step) => step.findings.filter((finding) => finding.class === 'unsupported'));
  if (findings.length === 0) return ok('Support', 'nothing is used that does not exist here');
  const places = findings.map(({ path, line }) => `${path}:${line}`);
  return warning(
    'Support',
    `${findings.length} uses do not exist here: ${some(places)}`,
    'perdure-migrate scan says why',
  );
}

function checkQuestions({ project }: Migration): Check {
  const files = [...project.files].filter(([path, text]) => countQuestions(path, text) > 0);
  if (files.length === 0) return ok('Questions', 'none are open');
  const count = files.reduce((sum, [path, text]) => sum + countQuestions(path, text), 0);
  const message = `${count} are open, in ${some(files.map(([path]) => path))}`;
  return problem('Questions', message, 'answer them and remove the comments: search for PERDURE-MIGRATE:');
}

/** Images of a Temporal server, of its tools and of its web UI. */
const IMAGE = /^\s*(?:-\s*)?(?:image|FROM)\s*:?\s*["']?(?:\S+\/)?(temporalio\/[\w-]+|slamdev\/temporalite\S*)/im;

function checkCompose({ project }: Migration): Check {
  const found = [...project.files].flatMap(([path, text]) => {
    if (!/\.ya?ml$|(^|\/)Dockerfile[^/]*$/.test(path)) return [];
    const match = IMAGE.exec(text);
    return match ? [`${path}:${lineAndColumn(text, match.index + match[0].length).line} (${match[1]})`] : [];
  });
  if (found.length === 0) return ok('Servers', 'no Temporal server is started by Compose or CI');
  return problem(
    'Servers',
    `Temporal servers are still started: ${some(found)}`,
    'perdure-migrate apply replaces them by Redis',
  );
}
