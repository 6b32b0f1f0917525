/** The report of `scan` as one HTML page that needs nothing else. */
import { CHANGE_CLASSES } from '../model/finding';
import { CLASS_TITLES } from './class-titles';
import type { Report, Use } from './report';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8884 }
td:first-child { font-family: ui-monospace, monospace; white-space: nowrap }
.bar { height: .8rem; background: #8883; border-radius: .4rem } .bar div { height: 100%; background: #2a7; border-radius: .4rem }
.question { color: #b60 } .covered { opacity: .65 }`;

export function htmlReport(report: Report): string {
  const { coverage, files, questions } = report;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Migration to Perdure: ${coverage.percent} % covered</title>
<style>${STYLE}</style>
<h1>Migration to Perdure</h1>
<p>${coverage.covered} of ${coverage.uses} uses are covered: the command changes them, or they work as they are.</p>
<div class="bar" role="img" aria-label="${coverage.percent} % covered"><div style="width:${coverage.percent}%"></div></div>
<p>Files: ${files.total}, ${files.concerned} concerned, ${files.changed} to change. Questions left to a person: ${questions.asked}; in the sources
already: ${questions.inSources}.</p>
${classTable(report)}
${roleTable(report)}
<h2>For a person</h2>
${useTable(report.uses.filter((use) => !use.covered))}
<h2>Covered</h2>
${useTable(report.uses.filter((use) => use.covered))}
${troubles(report)}
</html>
`;
}

function classTable({ classes }: Report): string {
  const rows = CHANGE_CLASSES.map((name) => row([name, CLASS_TITLES[name], String(classes[name])]));
  return table(['class', 'what it asks', 'uses'], rows);
}

function roleTable({ roles }: Report): string {
  const rows = Object.entries(roles).filter(([, paths]) => paths.length > 0);
  return table(
    ['files', ''],
    rows.map(([role, paths]) => row([role, paths.join(', ')])),
  );
}

function useTable(uses: readonly Use[]): string {
  if (uses.length === 0) return '<p>Nothing.</p>';
  return table(['place', 'class', 'what', 'read'], uses.map(useRow));
}

function useRow(use: Use): string {
  const question = use.question ? `<br><span class="question">${escape(use.question)}</span>` : '';
  const cells = [escape(`${use.path}:${use.line}`), use.class, escape(use.message) + question, escape(use.doc ?? '')];
  return `<tr${use.covered ? ' class="covered"' : ''}>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function troubles({ skipped, problems }: Report): string {
  const rows = [
    ...skipped.map(({ path, reason }) => row([path, `not read: ${reason}`])),
    ...problems.map(({ path, transform, message }) => row([path, `${transform} failed: ${message}`])),
  ];
  return rows.length === 0 ? '' : `<h2>Not looked at</h2>\n${table(['file', 'why'], rows)}`;
}

function table(head: readonly string[], rows: readonly string[]): string {
  return `<table><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>\n${rows.join('\n')}\n</table>`;
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
