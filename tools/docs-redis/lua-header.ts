/** What a script says of itself: the comment lines it opens with. */
export interface LuaHeader {
  /** The first paragraph. */
  readonly summary: string;
  /** The contract behind it (KEYS, ARGV, returns), line by line as written. */
  readonly contract: readonly string[];
}

/** Undefined when the script does not open with a comment. */
export function parseLuaHeader(source: string): LuaHeader | undefined {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('--'));
  const comment = lines.slice(0, end < 0 ? undefined : end).map((line) => line.replace(/^--\[*=*\[?\s?/, '').trimEnd());
  if (comment.length === 0) return undefined;
  const summaryEnd = comment.findIndex(
    (line, index) => index > 0 && (line === '' || /^(KEYS|ARGV|Returns)\b/i.test(line)),
  );
  const summary = comment.slice(0, summaryEnd < 0 ? undefined : summaryEnd).join(' ');
  const contract = summaryEnd < 0 ? [] : comment.slice(summaryEnd);
  return { summary, contract: trimBlank(contract) };
}

function trimBlank(lines: readonly string[]): string[] {
  return lines
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
    .split('\n')
    .filter((line, index, all) => all.length > 1 || line !== '');
}
