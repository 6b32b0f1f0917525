/** Files of `KEY=value` lines. */
import { changeSetting, type SettingChange, type UrlFor } from '../../address/change-setting';
import type { Edit, Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';

const found = findingOf('env-files');

const LINE = /^([ \t]*#?[ \t]*(?:export[ \t]+)?)(\w+)([ \t]*=[ \t]*)("[^"\n]*"|'[^'\n]*'|[^\s#"'][^\n#]*)?/gm;

/** Findings about the variables that a file sets. Of those that are commented out, addresses follow. */
export function envFindings(text: string, urlFor: UrlFor): Finding[] {
  return [...text.matchAll(LINE)].flatMap((match) => {
    const [, before = '', name = '', equals = '', raw = ''] = match;
    const quote = /^["']/.exec(raw)?.[0] ?? '';
    const value = raw.trimEnd().slice(quote.length, quote === '' ? undefined : -1);
    const change = changeSetting(name, value, urlFor);
    const isComment = before.includes('#');
    if (change === undefined || (isComment && change.value === undefined)) return [];
    const at = match.index + before.length;
    const start = at + name.length + equals.length + quote.length;
    return [findingFor(change, at, { start, end: start + value.length }, isComment)];
  });
}

function findingFor(change: SettingChange, at: number, place: Omit<Edit, 'text'>, isComment: boolean): Finding {
  const { class: changeClass, message, question } = change;
  return found(at, changeClass, message, {
    doc: 'docs/redis.md',
    edits: editsOf(change, at, place),
    ...(question !== undefined && !isComment && { question }),
  });
}

/** What would make connections fail is commented out. */
function editsOf({ value, isRefused }: SettingChange, at: number, place: Omit<Edit, 'text'>): Edit[] {
  if (isRefused) return [{ start: at, end: at, text: '# ' }];
  return value === undefined ? [] : [{ ...place, text: value }];
}
