import { posix } from 'node:path';
import type { Node } from 'jsonc-parser';
import type { Finding } from '../../model/finding';
import type { TextFile, TextTransform } from '../../model/transform';
import { keyNode, type Property, propertiesOf, property, readJson, setString, stringsIn } from '../../syntax/json-tree';
import { counterpartOf } from '../../syntax/packages';

const NAME = 'tsconfig';

/** `types` and `paths` of TypeScript's settings. */
export const tsconfig: TextTransform = {
  kind: 'text',
  name: NAME,
  title: 'TypeScript settings name Perdure instead of Temporal',
  from: 'temporal',
  concerns: (path, text) => /^[tj]sconfig[^/]*\.json$/.test(posix.basename(path)) && text.includes('@temporalio/'),
  run,
};

function run({ text }: TextFile): Finding[] {
  const root = readJson(text);
  const options = property(root, 'compilerOptions')?.value;
  const types = property(options, 'types')?.value;
  const paths = propertiesOf(property(options, 'paths')?.value);
  const done = [...(types ? stringsIn(types) : []), ...paths.flatMap(({ node }) => stringsIn(node))];
  return [
    ...(types ? stringsIn(types).flatMap(ofType) : []),
    ...paths.flatMap(ofPath),
    ...(root ? stringsIn(root) : []).filter((node) => !done.includes(node)).flatMap(ofOther),
  ];
}

function ofType(node: Node): Finding[] {
  const name = String(node.value);
  const counterpart = counterpartOf(name);
  if (counterpart?.kind !== 'swapped') return [];
  const to = name.replace('@temporalio/', '@perdure/');
  return [found(node, `types: ${name} becomes ${to}`, setString(node, to))];
}

/** A key of `paths`, and the targets that lie in the package itself. */
function ofPath(path: Property): Finding[] {
  if (path.key.startsWith('@temporalio/*')) return [askAboutAll(path)];
  const counterpart = counterpartOf(path.key);
  const key = keyNode(path);
  const to = path.key.replace('@temporalio/', '@perdure/');
  const swapped =
    counterpart?.kind === 'swapped' ? [found(key, `paths: ${path.key} becomes ${to}`, setString(key, to))] : [];
  return [...swapped, ...stringsIn(path.value).flatMap(ofOther)];
}

function askAboutAll(path: Property): Finding {
  return {
    transform: NAME,
    class: 'small-rewrite',
    at: path.node.offset,
    message: `paths: ${path.key} catches every package of Temporal's, and none of Perdure's`,
    doc: 'docs/migrating.md',
    edits: [],
    question: 'What is this mapping for? Imports of @perdure/* are not caught by it.',
  };
}

/** A path into an installed package: Perdure's packages are laid out in another way. */
function ofOther(node: Node): Finding[] {
  const value = String(node.value);
  const name = /node_modules\/(@temporalio\/[\w-]+)/.exec(value)?.[1];
  if (name === undefined || counterpartOf(name)?.kind !== 'swapped') return [];
  const to = value.replace('@temporalio/', '@perdure/');
  if (value.endsWith(name)) return [found(node, `${value} becomes ${to}`, setString(node, to))];
  return [
    {
      transform: NAME,
      class: 'small-rewrite',
      at: node.offset,
      message: `${value} is a path into ${name}`,
      doc: 'docs/migrating.md',
      edits: [],
      question: `What shall this path be? ${name.replace('@temporalio/', '@perdure/')} has its files in dist.`,
    },
  ];
}

function found(node: Node, message: string, edit: Finding['edits'][number]): Finding {
  return { transform: NAME, class: 'direct-swap', at: node.offset, message, edits: [edit] };
}
