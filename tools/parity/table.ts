/** The parity table: what a run of the conformance suite came to, by area. */

type Status = 'passed' | 'failed' | 'knownGap' | 'notDone';

interface ScenarioResult {
  readonly area: string;
  readonly name: string;
  readonly target: string;
  readonly status: Status;
  readonly reason?: string;
}

export interface Report {
  readonly summary: { readonly passed: number; readonly failed: number; readonly knownGaps: number };
  readonly scenarios: readonly ScenarioResult[];
}

const TARGETS = [
  ['redis', 'Redis'],
  ['memory', 'memory store'],
] as const;

/** Samples first, then the areas of features by name. */
function areasOf(results: readonly ScenarioResult[]): string[] {
  const areas = [...new Set(results.map(({ area }) => area))].sort();
  return ['samples', ...areas.filter((area) => area !== 'samples')].filter((area) => areas.includes(area));
}

/** Markdown: one row for each area, then the gaps with their reasons. Counts are those of the run. */
export function parityTable({ scenarios }: Report): string {
  const results = scenarios.filter(({ status }) => status !== 'notDone');
  const rows = areasOf(results).map((area) =>
    row(
      area,
      results.filter((result) => result.area === area),
    ),
  );
  const head = [
    '| area | scenarios | pass on Redis | pass on the memory store | known gaps |',
    '| --- | ---: | ---: | ---: | ---: |',
  ];
  return [...head, ...rows, row('**all**', results), ...gapLines(results)].join('\n');
}

function row(title: string, results: readonly ScenarioResult[]): string {
  const names = new Set(results.map(({ area, name }) => `${area}/${name}`));
  const passed = TARGETS.map(([target]) =>
    count(results, (result) => result.target === target && result.status === 'passed'),
  );
  const gaps = new Set(
    results.filter(({ status }) => status === 'knownGap').map(({ area, name }) => `${area}/${name}`),
  );
  return `| ${[title, names.size, ...passed, gaps.size].join(' | ')} |`;
}

function count(results: readonly ScenarioResult[], counts: (result: ScenarioResult) => boolean): number {
  return results.filter(counts).length;
}

function gapLines(results: readonly ScenarioResult[]): string[] {
  const gaps = new Map<string, string>();
  for (const { area, name, status, reason = '' } of results) {
    if (status === 'knownGap') gaps.set(`${area}/${name}`, reason);
  }
  if (gaps.size === 0) return [];
  return ['', 'Known gaps:', '', ...[...gaps].sort().map(([scenario, reason]) => `- \`${scenario}\`: ${reason}`)];
}

const START = '<!-- parity: start -->';
const END = '<!-- parity: end -->';

/** The page with the table between its markers. Throws where they are missing. */
export function withTable(page: string, table: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`The markers ${START} and ${END} are missing`);
  return `${page.slice(0, start + START.length)}\n\n${table}\n\n${page.slice(end)}`;
}
