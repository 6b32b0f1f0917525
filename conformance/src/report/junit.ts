import type { Report, ScenarioResult } from '../suite/report';
import { escapeMarkup } from './escape-markup';

/** JUnit's XML: a test suite for each target. Known gaps and checks that were not done are skipped tests. */
export function junitReport({ scenarios }: Report): string {
  const targets = [...new Set(scenarios.map(({ target }) => target))];
  const suites = targets.map((target) =>
    suite(
      target,
      scenarios.filter((result) => result.target === target),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

function suite(name: string, results: readonly ScenarioResult[]): string {
  const failures = results.filter(({ status }) => status === 'failed').length;
  const skipped = results.filter(({ status }) => status === 'knownGap' || status === 'notDone').length;
  const time = seconds(results.reduce((sum, { ms }) => sum + ms, 0));
  const counts = `tests="${results.length}" failures="${failures}" skipped="${skipped}" time="${time}"`;
  return `  <testsuite name="${name}" ${counts}>\n${results.map(testCase).join('\n')}\n  </testsuite>`;
}

function testCase({ area, name, target, status, ms, reason = '' }: ScenarioResult): string {
  const names = `classname="${escapeMarkup(`${target}.${area}`)}" name="${escapeMarkup(name)}"`;
  const start = `    <testcase ${names} time="${seconds(ms)}"`;
  if (status === 'passed') return `${start}/>`;
  const [message = ''] = reason.split('\n');
  const shown = `message="${escapeMarkup(message)}"`;
  const inner = status === 'failed' ? `<failure ${shown}>${escapeMarkup(reason)}</failure>` : `<skipped ${shown}/>`;
  return `${start}>${inner}</testcase>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
