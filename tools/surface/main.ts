import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../style/files';
import { checkGaps, GAPS_PAGE, parseGaps } from './known-gaps';
import { render } from './render';
import { compareSurface } from './surface';

/**
 * npm run surface compares our exports with Temporal's and writes docs/surface.md. With --check it fails when that page is
 * stale or docs/known-gaps.md does not say exactly what differs; with --json it prints what it found and writes nothing.
 */
const PAGE = 'docs/surface.md';
const read = (page: string): string => (existsSync(join(root, page)) ? readFileSync(join(root, page), 'utf8') : '');

const surface = compareSurface();
const gaps = parseGaps(read(GAPS_PAGE));
const wrong = [...checkGaps(gaps, surface.differences)];
const fresh = render(surface, gaps);

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(surface, null, 2));
} else if (process.argv.includes('--check')) {
  if (read(PAGE) !== fresh) wrong.push(`${PAGE} is stale: npm run surface`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} else {
  writeFileSync(join(root, PAGE), fresh);
}

if (!process.argv.includes('--json')) {
  for (const line of wrong) console.error(line);
  const sum = (field: 'exports' | 'missing' | 'missingTypes' | 'other') =>
    surface.counts.reduce((total, count) => total + count[field], 0);
  const listed = surface.differences.length - wrong.filter((line) => line.includes('is not listed')).length;
  console.log(
    `${sum('exports')} exports: ${sum('missing')} missing, ${sum('missingTypes')} missing types, ` +
      `${sum('other')} other differences; ${listed} of ${surface.differences.length} are known gaps`,
  );
}
