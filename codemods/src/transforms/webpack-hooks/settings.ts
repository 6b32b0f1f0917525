/** What webpack's settings are in esbuild's. */
import { ts } from 'ts-morph';
import { valueAt } from '../../syntax/object-literals';
import { bare } from '../../syntax/walk';
import type { Setting } from './read-hook';

/** What one setting becomes. */
export type Translation =
  /** A member of an object of esbuild's options: `alias: { '~': x }`. */
  | {
      readonly kind: 'entry';
      readonly option: 'alias' | 'define' | 'loader';
      readonly key: string;
      readonly value: string;
    }
  /** An element of a list of esbuild's options. */
  | { readonly kind: 'element'; readonly option: string; readonly value: string }
  | { readonly kind: 'value'; readonly option: string; readonly value: string }
  /** A module that is left out: `ignoreModules` of the bundle options. */
  | { readonly kind: 'ignored'; readonly module: string }
  /** esbuild does so, or has no need of it. */
  | { readonly kind: 'needless' };

const NEEDLESS: Translation = { kind: 'needless' };

/** Settings about how webpack works, not about what comes out. */
const ABOUT_WEBPACK =
  /^(cache|devtool|infrastructureLogging|mode|parallelism|performance|profile|stats|ignoreWarnings|snapshot)(\.|$)|^optimization(\.(?!minimize$)|$)|^resolve\.extensionAlias/;

type Rule = (value: ts.Expression, key: string) => Translation | undefined;

const element =
  (option: string): Rule =>
  (value) => ({ kind: 'element', option, value: value.getText() });

const RULES: readonly (readonly [RegExp, Rule])[] = [
  [ABOUT_WEBPACK, () => NEEDLESS],
  [/^resolve\.alias\.(?<key>[^$]+)$/, alias],
  [/^resolve\.fallback\.(?<key>[^$]+)$/, alias],
  [/^resolve\.extensions$/, element('resolveExtensions')],
  [/^resolve\.mainFields$/, element('mainFields')],
  [/^resolve\.conditionNames$/, element('conditions')],
  [/^resolve\.symlinks$/, symlinks],
  [/^resolve\.plugins$/, tsconfigPaths],
  [/^optimization\.minimize$/, (value) => ({ kind: 'value', option: 'minify', value: value.getText() })],
  [/^module\.rules$/, textFiles],
];

/** What a setting becomes; undefined when a person has to say. */
export function translate({ path, value }: Setting): Translation[] | undefined {
  const name = path.join('.');
  if (name === 'plugins') return definePlugin(value);
  for (const [pattern, rule] of RULES) {
    const match = pattern.exec(name);
    const translation = match && rule(bare(value), match.groups?.['key'] ?? '');
    if (match) return translation ? [translation] : undefined;
  }
  return undefined;
}

function alias(value: ts.Expression, key: string): Translation {
  if (value.kind === ts.SyntaxKind.FalseKeyword) return { kind: 'ignored', module: key };
  return { kind: 'entry', option: 'alias', key, value: value.getText() };
}

function symlinks(value: ts.Expression): Translation | undefined {
  if (value.kind === ts.SyntaxKind.TrueKeyword) return NEEDLESS;
  return value.kind === ts.SyntaxKind.FalseKeyword
    ? { kind: 'value', option: 'preserveSymlinks', value: 'true' }
    : undefined;
}

/** esbuild reads `paths` of the tsconfig.json beside the sources by itself. */
function tsconfigPaths(value: ts.Expression): Translation | undefined {
  if (!ts.isNewExpression(value) || !/^Ts[cC]onfigPathsPlugin$|\.TsconfigPathsPlugin$/.test(value.expression.getText()))
    return undefined;
  const [options] = value.arguments ?? [];
  const configFile = options && ts.isObjectLiteralExpression(options) ? valueAt(options, 'configFile') : undefined;
  return configFile ? { kind: 'value', option: 'tsconfig', value: configFile.getText() } : NEEDLESS;
}

function definePlugin(value: ts.Expression): Translation[] | undefined {
  const node = bare(value);
  const [values] = ts.isNewExpression(node) ? (node.arguments ?? []) : [];
  if (!ts.isNewExpression(node) || !/(^|\.)DefinePlugin$/.test(node.expression.getText())) return undefined;
  if (values === undefined || !ts.isObjectLiteralExpression(values)) return undefined;
  const entries = values.properties.map(defined);
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

function defined(member: ts.ObjectLiteralElementLike): Translation | undefined {
  if (!ts.isPropertyAssignment(member) || ts.isComputedPropertyName(member.name)) return undefined;
  const { initializer } = member;
  const isCode = ts.isStringLiteralLike(initializer) || initializer.getText().startsWith('JSON.stringify(');
  const key = ts.isStringLiteralLike(member.name) ? member.name.text : member.name.getText();
  return isCode ? { kind: 'entry', option: 'define', key, value: initializer.getText() } : undefined;
}

/** `{ test: /\.txt$/, type: 'asset/source' }`; rules that only make module resolution lenient, which esbuild's is. */
function textFiles(value: ts.Expression): Translation | undefined {
  if (!ts.isObjectLiteralExpression(value)) return undefined;
  const test = valueAt(value, 'test')?.getText();
  const names = value.properties.map((member) => member.name?.getText()).join();
  if (/^test,resolve$/.test(names) && /fullySpecified:\s*false/.test(value.getText())) return NEEDLESS;
  const extension = /^\/\\(\.\w+)\$\/i?$/.exec(test ?? '')?.[1];
  const isText = /['"](asset\/source|raw-loader)['"]/.test(value.getText());
  if (extension === undefined || !isText || value.properties.length !== 2) return undefined;
  return { kind: 'entry', option: 'loader', key: extension, value: `'text'` };
}
