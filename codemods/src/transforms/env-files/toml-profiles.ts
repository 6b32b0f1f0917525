/** Profiles of `temporal.toml`. */
import { addressQuestion, anyAddress } from '../../address/temporal-address';
import type { UrlFor } from '../../address/change-setting';
import type { Edit, Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';

const found = findingOf('env-files');
const DOC = 'docs/redis.md';

const LINE = /^[ \t]*(?:\[([^\]\n]+)\]|([\w-]+)([ \t]*=[ \t]*)("[^"\n]*"|'[^'\n]*'|[^\s#]+))/gm;

/** A setting: `address = "localhost:7233"` in `[profile.default]`. */
interface Setting {
  readonly key: string;
  readonly value: string;
  readonly at: number;
  /** Where the value stands, within its quotes. */
  readonly place: Omit<Edit, 'text'>;
}

export function profileFindings(text: string, urlFor: UrlFor): Finding[] {
  let section = '';
  return [...text.matchAll(LINE)].flatMap((match) => {
    const [whole, header, key = '', equals = '', raw = ''] = match;
    if (header !== undefined) {
      section = header.trim();
      return ofSection(section, match.index + whole.indexOf('['));
    }
    if (!/^profile\.[^.]+$/.test(section)) return [];
    const quoted = /^["']/.test(raw) ? 1 : 0;
    const at = match.index + whole.indexOf(key);
    const start = at + key.length + equals.length + quoted;
    const end = start + raw.length - 2 * quoted;
    return ofSetting({ key, value: text.slice(start, end), at, place: { start, end } }, urlFor);
  });
}

function ofSection(section: string, at: number): Finding[] {
  if (/^profile\.[^.]+\.grpc_meta$/.test(section)) {
    return [found(at, 'simplification', `[${section}] has no effect: Redis commands carry no headers`, { doc: DOC })];
  }
  if (!/^profile\.[^.]+\.tls$/.test(section)) return [];
  const question =
    'Is this the TLS of Redis? A rediss:// URL is enough where the authorities of the system are trusted.';
  return [
    found(at, 'operational-change', `[${section}] is about the TLS of a Temporal server`, { doc: DOC, question }),
  ];
}

function ofSetting({ key, value, at, place }: Setting, urlFor: UrlFor): Finding[] {
  if (key === 'api_key' && value !== '') {
    const question = 'Does the Redis URL carry user name and password? Redis has no API keys: api_key must not be set.';
    const edits = [{ start: at, end: at, text: '# ' }];
    return [found(at, 'operational-change', 'api_key: Redis has no API keys', { doc: DOC, question, edits })];
  }
  const address = key === 'address' ? anyAddress(value) : undefined;
  if (address === undefined) return [];
  const url = urlFor(address);
  const question = addressQuestion(address);
  const changeClass = question === undefined ? 'small-rewrite' : 'operational-change';
  const rest = { doc: DOC, edits: [{ ...place, text: url }], ...(question !== undefined && { question }) };
  return [found(at, changeClass, `address becomes ${url}`, rest)];
}
