import { covers, type Difference, KINDS, type Kind } from './difference';

/** The page of known gaps, which people read and this reads. */
export const GAPS_PAGE = 'docs/known-gaps.md';

/** One row: everything at `path` and below it may differ in these ways. */
export interface Gap {
  readonly path: string;
  readonly kinds: readonly Kind[];
  readonly effect: string;
  readonly reason: string;
}

const HEAD = ['name', 'kind', 'what happens', 'why'];

/** Rows of every table on the page that has the four columns. */
export function parseGaps(page: string): readonly Gap[] {
  const gaps: Gap[] = [];
  let inTable = false;
  for (const line of page.split('\n')) {
    const cells = line.startsWith('|') ? cellsOf(line) : [];
    if (cells.length === 0) inTable = false;
    else if (cells.join() === HEAD.join()) inTable = true;
    else if (inTable && !/^-+$/.test(cells[0] ?? '')) gaps.push(gapOf(cells));
  }
  return gaps;
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

function gapOf(cells: readonly string[]): Gap {
  const [name = '', kind = '', effect = '', reason = ''] = cells;
  const path = /^`(.+)`$/.exec(name)?.[1];
  const kinds = kind.split(', ').filter((one): one is Kind => one in KINDS);
  const whole = path && kinds.length === kind.split(', ').length && effect && reason;
  if (!whole)
    throw new Error(
      `${GAPS_PAGE}: "${name}" wants a name in backquotes, kinds out of ${Object.keys(KINDS).join(', ')}, what happens, and why`,
    );
  return { path, kinds, effect, reason };
}

/** What is wrong with the list; nothing when it says exactly what differs. */
export function checkGaps(gaps: readonly Gap[], differences: readonly Difference[]): readonly string[] {
  const unlisted = differences.filter((one) => !gapFor(gaps, one));
  return [
    ...unlisted.map(
      ({ path, kind, theirs, ours }) =>
        `${path} differs (${kind}) and is not listed in ${GAPS_PAGE}\n    theirs: ${theirs}\n    ours:   ${ours}`,
    ),
    ...gaps.flatMap((gap) => closedKinds(gap, differences)),
    ...doubled(gaps).map((path) => `${path} is listed twice in ${GAPS_PAGE}`),
  ];
}

/** The row that allows a difference. */
export function gapFor(gaps: readonly Gap[], { path, kind }: Difference): Gap | undefined {
  return gaps.find((gap) => covers(gap.path, path) && gap.kinds.includes(kind));
}

function closedKinds(gap: Gap, differences: readonly Difference[]): string[] {
  const open = new Set(differences.filter((one) => covers(gap.path, one.path)).map(({ kind }) => kind));
  const closed = gap.kinds.filter((kind) => !open.has(kind));
  return closed.map((kind) => `${gap.path} no longer differs (${kind}): take that out of ${GAPS_PAGE}`);
}

function doubled(gaps: readonly Gap[]): string[] {
  const paths = gaps.map(({ path }) => path);
  return paths.filter((path, index) => paths.indexOf(path) !== index);
}
