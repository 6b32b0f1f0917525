import { type SourceFile, ts } from 'ts-morph';
import { lineStart } from '../../edit/lines';
import type { Edit, Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { CodeTransform } from '../../model/transform';
import { membersOf, nameText } from '../../syntax/object-literals';
import { removeFromList } from '../../syntax/removal';
import { withoutUnusedImports } from '../../syntax/unused-imports';
import { collect } from '../../syntax/walk';
import { readHook } from './read-hook';
import { type Translation, translate } from './settings';
import { commentsIn, esbuildHook } from './write-hook';

const HOOK = 'webpackConfigHook';
const DOC = 'docs/known-gaps.md';
const found = findingOf('webpack-hooks');

/** `webpackConfigHook` of bundles: esbuild makes them here, and gets an `esbuildConfigHook`. */
export const webpackHooks: CodeTransform = {
  name: 'webpack-hooks',
  title: 'Webpack hooks of workflow bundles become esbuild hooks',
  kind: 'code',
  from: 'temporal',
  concerns: (text) => text.includes(HOOK),
  run: ({ ast }) => withoutUnusedImports(ast, findings(ast)),
};

function findings(ast: SourceFile): Finding[] {
  return collect(ast.compilerNode, (node) => (isHook(node) ? ofHook(node) : undefined));
}

function isHook(node: ts.Node): node is ts.ObjectLiteralElementLike {
  return ts.isObjectLiteralElementLike(node) && !ts.isSpreadAssignment(node) && nameText(node.name) === HOOK;
}

function ofHook(member: ts.ObjectLiteralElementLike): Finding {
  const literal = member.parent as ts.ObjectLiteralExpression;
  const translations = readTranslations(member);
  if (translations === undefined) {
    const question = `${HOOK} is refused: workflow bundles are made by esbuild. Which of these settings has esbuildConfigHook to make?`;
    return found(member.getStart(), 'redesign', `${HOOK} is refused; esbuildConfigHook takes its place`, {
      doc: DOC,
      question,
    });
  }
  const hook = esbuildHook(translations, commentsIn(member), indentOf(member));
  const ignored = translations.flatMap((one) => (one.kind === 'ignored' ? [one.module] : []));
  const message = hook ? `${HOOK} becomes esbuildConfigHook` : `${HOOK} is not needed: esbuild does so by itself`;
  const edits = editsOf(literal, member, hook, ignored);
  return found(member.getStart(), hook ? 'small-rewrite' : 'simplification', message, { doc: DOC, edits });
}

function readTranslations(member: ts.ObjectLiteralElementLike): Translation[] | undefined {
  const hook = ts.isPropertyAssignment(member) ? member.initializer : member;
  if (!ts.isArrowFunction(hook) && !ts.isFunctionExpression(hook) && !ts.isMethodDeclaration(hook)) return undefined;
  const translations = readHook(hook)?.map(translate);
  return translations?.every((one) => one !== undefined) ? translations.flat() : undefined;
}

/** The new hook in the old one's place, and modules to leave out among those that are left out already. */
function editsOf(
  literal: ts.ObjectLiteralExpression,
  member: ts.ObjectLiteralElementLike,
  hook: string | undefined,
  ignored: readonly string[],
): Edit[] {
  const modules = ignored.map((name) => `'${name}'`).join(', ');
  const list = membersOf(literal).find(({ name }) => name === 'ignoreModules')?.value;
  const isList = list !== undefined && ts.isArrayLiteralExpression(list);
  const own = ignored.length > 0 && !isList ? `ignoreModules: [${modules}]` : undefined;
  const text = [own, hook].filter((part) => part !== undefined).join(`,\n${indentOf(member)}`);
  const edits = ignored.length > 0 && isList ? [intoList(list, modules)] : [];
  if (text !== '') return [...edits, { start: member.getStart(), end: member.getEnd(), text }];
  return [...edits, ...removeFromList(literal.getSourceFile().text, literal.properties, [member])];
}

function intoList(list: ts.ArrayLiteralExpression, modules: string): Edit {
  const at = list.elements.at(-1)?.getEnd() ?? list.getStart() + 1;
  return { start: at, end: at, text: list.elements.length > 0 ? `, ${modules}` : modules };
}

function indentOf(node: ts.Node): string {
  const { text } = node.getSourceFile();
  return /^[ \t]*/.exec(text.slice(lineStart(text, node.getStart())))?.[0] ?? '';
}
