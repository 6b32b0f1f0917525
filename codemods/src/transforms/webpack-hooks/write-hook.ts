import { ts } from 'ts-morph';
import type { Translation } from './settings';

/** Text of an `esbuildConfigHook` member with these settings; undefined when it would change nothing. `indent`: of its line. */
export function esbuildHook(
  translations: readonly Translation[],
  comments: readonly string[],
  indent: string,
): string | undefined {
  const lines = optionLines(translations);
  if (lines.length === 0) return undefined;
  const body = ['...config,', ...comments, ...lines].map((line) => `${indent}  ${line}`);
  return [`esbuildConfigHook: (config) => ({`, ...body, `${indent}})`].join('\n');
}

/** One line for each option, in the order of their first setting. */
function optionLines(translations: readonly Translation[]): string[] {
  const options = new Map<string, string[]>();
  const lines = new Map<string, (parts: string[]) => string>();
  for (const one of translations) {
    if (one.kind === 'needless' || one.kind === 'ignored') continue;
    options.set(one.option, [...(options.get(one.option) ?? []), partOf(one)]);
    lines.set(one.option, (parts) => lineOf(one, parts));
  }
  return [...options].map(([option, parts]) => lines.get(option)?.(parts) ?? '');
}

type Written = Exclude<Translation, { kind: 'needless' | 'ignored' }>;

function partOf(one: Written): string {
  return one.kind === 'entry' ? `${propertyName(one.key)}: ${one.value}` : one.value;
}

function lineOf({ kind, option }: Written, parts: readonly string[]): string {
  if (kind === 'value') return `${option}: ${parts.at(-1)},`;
  if (kind === 'entry') return `${option}: { ...config.${option}, ${parts.join(', ')} },`;
  return `${option}: [...(config.${option} ?? []), ${parts.join(', ')}],`;
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key.replaceAll("'", "\\'")}'`;
}

/** Comments of a function's body, one line each; those for linters have lost what they spoke of. */
export function commentsIn(node: ts.Node): string[] {
  const text = node.getText();
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const comments: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isComment = token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment && !/eslint-|@ts-|biome-|prettier-/.test(scanner.getTokenText()))
      comments.push(scanner.getTokenText());
  }
  return comments;
}
