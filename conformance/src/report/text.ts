/** What a person reads at the end of a run. */
import pc from 'picocolors';
import type { Report, ScenarioResult } from '../suite/report';
import { tallies, type Tally } from './by-area';

const MAX_REASON_LINES = 12;

/** `repeat` gives the command that runs one case again. */
export function textReport(report: Report, repeat: (result: ScenarioResult) => string): string {
  const { passed, failed, knownGaps } = report.summary;
  const failures = report.scenarios.filter(({ status }) => status === 'failed');
  const gaps = report.scenarios.filter(({ status }) => status === 'knownGap');
  const notDone = report.scenarios.filter(({ status }) => status === 'notDone');
  const total = `${passed} passed, ${failed} failed, ${knownGaps} known gaps`;
  return [
    ...table(tallies(report)),
    '',
    ...gaps.map((gap) => `${pc.yellow('known gap')} ${nameOf(gap)}: ${gap.reason}`),
    ...notDone.map(({ name, reason }) => `${pc.yellow('not done')} ${name}: ${reason}`),
    ...failures.flatMap((result) => failureLines(result, repeat(result))),
    failed === 0 ? pc.green(total) : pc.red(total),
    '',
  ].join('\n');
}

const nameOf = ({ target, area, name }: ScenarioResult): string => `${target} ${area}/${name}`;

function failureLines(result: ScenarioResult, command: string): string[] {
  const reason = (result.reason ?? '').split('\n').slice(0, MAX_REASON_LINES);
  return [`${pc.red('failed')} ${nameOf(result)}`, ...reason.map((line) => `  ${line}`), `  again: ${command}`, ''];
}

function table(rows: readonly Tally[]): string[] {
  const head = ['target', 'area', 'passed', 'failed', 'known gaps'];
  const cells = rows.map(({ target, area, passed, failed, knownGaps }) => [target, area, passed, failed, knownGaps]);
  const lines = [head, ...cells].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '));
}

function pad(cell: string, width: number, column: number): string {
  return column < 2 ? cell.padEnd(width) : cell.padStart(width);
}
