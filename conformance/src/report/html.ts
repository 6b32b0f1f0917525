import type { Report, ScenarioResult } from '../suite/report';
import { tallies } from './by-area';
import { escapeMarkup } from './escape-markup';

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
td.number, th.number { text-align: right; }
.passed { color: #1a7f37; } .failed { color: #b3261e; } .knownGap, .notDone { color: #8a6100; }
pre { white-space: pre-wrap; margin: .25rem 0; font-size: 13px; }`;

const WORDS: Readonly<Record<ScenarioResult['status'], string>> = {
  passed: 'passed',
  failed: 'failed',
  knownGap: 'known gap',
  notDone: 'not done',
};

/** One page that needs nothing beside it. */
export function htmlReport(report: Report): string {
  const { passed, failed, knownGaps } = report.summary;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Perdure conformance</title><style>${STYLE}</style></head>
<body>
<h1>Perdure conformance</h1>
<p><span class="passed">${passed} passed</span>, <span class="failed">${failed} failed</span>,
<span class="knownGap">${knownGaps} known gaps</span></p>
<table>
<tr><th>target</th><th>area</th>${['passed', 'failed', 'known gaps'].map((word) => `<th class="number">${word}</th>`).join('')}</tr>
${areaRows(report)}
</table>
<table>
<tr><th>target</th><th>scenario</th><th>status</th><th class="number">ms</th></tr>
${report.scenarios.map(scenarioRow).join('\n')}
</table>
</body>
</html>
`;
}

function areaRows(report: Report): string {
  const rows = tallies(report).map(({ target, area, ...counts }) => {
    const numbers = [counts.passed, counts.failed, counts.knownGaps];
    const cells = numbers.map((number) => `<td class="number">${number}</td>`).join('');
    return `<tr><td>${target}</td><td>${escapeMarkup(area)}</td>${cells}</tr>`;
  });
  return rows.join('\n');
}

function scenarioRow({ target, area, name, status, ms, reason }: ScenarioResult): string {
  const said = reason === undefined ? '' : `<pre>${escapeMarkup(reason)}</pre>`;
  const scenario = `${escapeMarkup(`${area}/${name}`)}${said}`;
  return `<tr><td>${target}</td><td>${scenario}</td><td class="${status}">${WORDS[status]}</td><td class="number">${ms}</td></tr>`;
}
