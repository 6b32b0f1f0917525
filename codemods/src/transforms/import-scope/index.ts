import { type SourceFile, ts } from 'ts-morph';
import type { Finding } from '../../model/finding';
import type { CodeFile, CodeTransform } from '../../model/transform';
import { type ModuleSpecifier, moduleSpecifiers } from '../../syntax/module-specifiers';
import { collect } from '../../syntax/walk';
import { type Counterpart, counterpartOf } from '../../syntax/packages';

const NAME = 'import-scope';
const SCOPE = '@temporalio/';

/** Renames the scope of Temporal's packages, in every form in which a file can name a module. */
export const importScope: CodeTransform = {
  kind: 'code',
  name: NAME,
  title: 'Imports name Perdure instead of Temporal',
  from: 'temporal',
  concerns: (text) => text.includes(SCOPE),
  run,
};

function run({ ast }: CodeFile): Finding[] {
  return [...named(ast), ...computed(ast)].sort((a, b) => a.at - b.at);
}

function named(ast: SourceFile): Finding[] {
  return moduleSpecifiers(ast, isOfScope).flatMap((specifier) => {
    const counterpart = counterpartOf(specifier.value.replace(/^\^/, ''));
    return counterpart ? [findingOf(specifier, counterpart)] : [];
  });
}

/** `'@temporalio/' + name`, `` `@temporalio/${name}` ``: which module that is shows only when it runs. */
function computed(ast: SourceFile): Finding[] {
  return collect(ast.compilerNode, (node) => {
    const isPart = ts.isTemplateHead(node)
      ? node.text.startsWith(SCOPE)
      : ts.isStringLiteralLike(node) && node.text === SCOPE;
    if (!isPart) return undefined;
    return {
      transform: NAME,
      class: 'small-rewrite',
      at: node.getStart(),
      message: 'names below @temporalio/ are put together or compared here',
      edits: [],
      question: 'Which packages are meant? All of Temporal but common are below @perdure/ now.',
    };
  });
}

/** `^@temporalio/client$` is how jest's moduleNameMapper names a module. */
function isOfScope(name: string): boolean {
  return name.startsWith(SCOPE) || name.startsWith(`^${SCOPE}`);
}

/** The first line of an import over several lines. */
function placeOf({ node, start }: ModuleSpecifier): number {
  return ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.getStart() : start;
}

function findingOf(specifier: ModuleSpecifier, counterpart: Counterpart): Finding {
  const { value, form } = specifier;
  const found = { transform: NAME, at: placeOf(specifier), edits: [] };
  if (counterpart.kind === 'kept') {
    return { ...found, class: 'direct-swap', message: `${form} of ${value}: stays, Perdure uses the real package` };
  }
  if (counterpart.kind === 'none') {
    const { reason, doc, question } = counterpart;
    return { ...found, class: counterpart.class, message: `${form} of ${value}: ${reason}`, doc, question };
  }
  return form === 'string' ? undecided(specifier) : swap(specifier, value.replace(SCOPE, '@perdure/'));
}

function swap(specifier: ModuleSpecifier, name: string): Finding {
  const { value, start, end, form } = specifier;
  const deep = /^@[^/]+\/[^/]+\/(?!lib\/)/.test(name);
  return {
    transform: NAME,
    class: 'direct-swap',
    at: placeOf(specifier),
    message: `${form} of ${value} becomes ${name}`,
    edits: [{ start, end, text: name }],
    ...(deep && {
      class: 'small-rewrite',
      question: `Does ${name} exist? Packages of Perdure export their root and lib/*.`,
    }),
  };
}

/** A string that may be the name of a module, or of something else. */
function undecided({ value, start }: ModuleSpecifier): Finding {
  return {
    transform: NAME,
    class: 'small-rewrite',
    at: start,
    message: `the string ${value} may name a module`,
    edits: [],
    question: `Does this string name a module? Then it becomes ${value.replace(SCOPE, '@perdure/')}.`,
  };
}
