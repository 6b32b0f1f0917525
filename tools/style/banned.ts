import * as ts from 'typescript';
import { type Finding, files, read } from './files';
import { lineOf, parse, visit } from './syntax';

interface Ban {
  /** Files it holds for. Tests are exempt. */
  readonly in: RegExp;
  /** A called name, a name with a member (`name.*`: with any), or `new Name()` without arguments. */
  readonly banned: readonly string[];
  readonly instead: string;
}

const RULES_AND_MODEL = /^engine\/src\/(decide|model)\//;

/** What the compiler and ESLint do not refuse already. */
const BANS: readonly Ban[] = [
  {
    in: RULES_AND_MODEL,
    // Date.UTC and Date.parse read no clock.
    banned: ['Date.now', 'new Date()', 'Date', 'performance.*'],
    instead: "time is the store's: use the stamp that came with what the rule reads, and state delays",
  },
  {
    in: RULES_AND_MODEL,
    banned: ['Math.random', 'crypto.*'],
    instead: 'a rule is deterministic: take the random value or id as an input',
  },
  {
    in: RULES_AND_MODEL,
    banned: ['process.*', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
    instead: 'a rule is a pure function: the caller knows the process and waits',
  },
];

export function findBanned(): Finding[] {
  return files(/\.ts$/)
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => findBannedIn(file, read(file)));
}

export function findBannedIn(file: string, text: string): Finding[] {
  const bans = BANS.filter((ban) => ban.in.test(file));
  if (bans.length === 0) return [];
  const source = parse(file, text);
  const findings: Finding[] = [];
  visit(source, (node) => {
    const used = expressionOf(node);
    const ban = used && bans.find(({ banned }) => banned.some((pattern) => matches(pattern, used)));
    if (ban) findings.push({ file, line: lineOf(source, node), message: `${used}: ${ban.instead}` });
  });
  return findings;
}

function expressionOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) return node.getText();
  if (ts.isNewExpression(node) && !node.arguments?.length) return `new ${node.expression.getText()}()`;
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return node.expression.text;
  return undefined;
}

function matches(pattern: string, used: string): boolean {
  return pattern.endsWith('.*') ? used.startsWith(pattern.slice(0, -1)) : used === pattern;
}
