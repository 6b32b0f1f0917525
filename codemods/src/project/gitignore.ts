/** Patterns of .gitignore files, for folders that are no git repository. */

interface Rule {
  readonly matches: RegExp;
  readonly foldersOnly: boolean;
  readonly negated: boolean;
}

/** Whether a path, from the folder of the .gitignore, is ignored by it. `undefined`: it says nothing. */
export function parseGitignore(text: string): (path: string, isFolder: boolean) => boolean | undefined {
  const rules = text.split(/\r?\n/).flatMap(ruleOf);
  return (path, isFolder) => {
    const last = rules.filter((rule) => (isFolder || !rule.foldersOnly) && rule.matches.test(path)).at(-1);
    return last && !last.negated;
  };
}

function ruleOf(line: string): Rule[] {
  const trimmed = line.replace(/(?<!\\)\s+$/, '');
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const negated = trimmed.startsWith('!');
  const pattern = trimmed.replace(/^!/, '').replace(/^\\([#!])/, '$1');
  const foldersOnly = pattern.endsWith('/');
  const bare = pattern.replace(/\/$/, '');
  const anchored = bare.includes('/');
  const source = globSource(bare.replace(/^\//, ''));
  return [{ matches: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}$`), foldersOnly, negated }];
}

function globSource(glob: string): string {
  const parts = glob.split(/(\*\*\/|\/\*\*$|\*\*|\*|\?|\[[^\]]*\])/).map((part) => GLOBS[part] ?? literal(part));
  return parts.join('');
}

const GLOBS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '/**': '/.*',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};

function literal(part: string): string {
  if (/^\[.*\]$/.test(part)) return part.replace(/^\[!/, '[^');
  return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
}
