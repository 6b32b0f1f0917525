import { expect, it } from 'vitest';
import { reportOf } from '../suite/report';
import { htmlReport } from './html';
import { junitReport } from './junit';
import { textReport } from './text';

const report = reportOf([
  { area: 'timers', name: 'fires', target: 'redis', status: 'passed', ms: 12 },
  { area: 'timers', name: 'late', target: 'redis', status: 'failed', ms: 3, reason: 'expected <a> & "b"\nsecond line' },
  { area: 'updates', name: 'odd', target: 'memory', status: 'knownGap', ms: 1, reason: 'not built yet' },
  { area: 'checks', name: 'types', target: 'redis', status: 'notDone', ms: 0, reason: 'not installed' },
]);

it('the summary counts what passed, failed, and is a known gap', () => {
  expect(report.summary).toEqual({ passed: 1, failed: 1, knownGaps: 1 });
});

it('JUnit has a suite for each target, and markup in reasons is escaped', () => {
  const xml = junitReport(report);
  expect(xml).toContain('<testsuite name="redis" tests="3" failures="1" skipped="1" time="0.015">');
  expect(xml).toContain('<failure message="expected &lt;a&gt; &amp; &quot;b&quot;">');
  expect(xml).toContain('<skipped message="not built yet"/>');
});

it('HTML shows every scenario and escapes reasons', () => {
  const html = htmlReport(report);
  expect(html).toContain('timers/late<pre>expected &lt;a&gt; &amp; &quot;b&quot;\nsecond line</pre>');
  expect(html).toContain('not done');
});

it('text ends with the counts, and tells how to repeat a failure', () => {
  const text = textReport(report, ({ name }) => `again ${name}`);
  expect(text).toContain('again: again late');
  expect(text).toMatch(/redis +timers +1 +1 +0/);
  expect(text).toContain('1 passed, 1 failed, 1 known gaps');
});
