/** The report of `scan` for a terminal. */
import { count } from '../cli/count';
import type { Colors } from '../cli/terminal';
import type { ChangeClass } from '../model/finding';
import { CLASS_TITLES } from './class-titles';
import type { Report, Use } from './report';

export function humanReport(report: Report, colors: Colors): string[] {
  return [
    ...summary(report, colors),
    ...roles(report, colors),
    ...classes(report, colors),
    ...uses(report, colors),
    ...troubles(report, colors),
  ];
}

function summary({ files, coverage, questions, packageManager, packages }: Report, { bold }: Colors): string[] {
  const place = packages.length > 1 ? `${packages.length} packages` : 'one package';
  return [
    bold(
      `${count(coverage.uses, 'use')}, ${coverage.percent} % covered: the command changes them, or they work as they are.`,
    ),
    `${count(files.total, 'file')}, ${files.concerned} concerned, ${files.changed} to change (${packageManager}, ${place}).`,
    `Questions left to a person: ${questions.asked}; in the sources already: ${questions.inSources}.`,
  ];
}

function roles(report: Report, { bold }: Colors): string[] {
  const rows = Object.entries(report.roles).filter(([, paths]) => paths.length > 0);
  if (rows.length === 0) return [];
  return [
    '',
    bold('Files by what they are for'),
    ...rows.map(([role, paths]) => `  ${role.padEnd(10)} ${shortened(paths)}`),
  ];
}

function shortened(paths: readonly string[]): string {
  const shown = paths.slice(0, 4).join(', ');
  return paths.length > 4 ? `${shown} and ${paths.length - 4} more` : shown;
}

function classes(report: Report, { bold, dim }: Colors): string[] {
  const rows = Object.entries(report.classes) as [ChangeClass, number][];
  return [
    '',
    bold('Uses by class'),
    ...rows.map(([name, count]) => `  ${String(count).padStart(5)}  ${name.padEnd(18)} ${dim(CLASS_TITLES[name])}`),
  ];
}

/** What a person has to look at comes with its place; the rest is counted above. */
function uses(report: Report, colors: Colors): string[] {
  const open = report.uses.filter((use) => !use.covered);
  if (open.length === 0) return [];
  return ['', colors.bold('For a person'), ...open.flatMap((use) => oneUse(use, colors))];
}

function oneUse(use: Use, { cyan, dim, yellow }: Colors): string[] {
  const reading = use.doc ? dim(`  read ${use.doc}`) : '';
  const question = use.question ? [`      ${yellow(use.question)}`] : [];
  return [`  ${cyan(`${use.path}:${use.line}`)}  ${use.class}: ${use.message}${reading}`, ...question];
}

function troubles({ skipped, problems }: Report, { red }: Colors): string[] {
  return [
    ...skipped.map(({ path, reason }) => red(`  ${path} was not read: ${reason}`)),
    ...problems.map(({ path, transform, message }) => red(`  ${path}: ${transform} failed: ${message}`)),
  ];
}
