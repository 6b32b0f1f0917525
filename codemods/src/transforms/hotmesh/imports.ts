import type { SourceFile } from 'ts-morph';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import { bindingsOf } from '../../syntax/imports';
import { type ModuleSpecifier, moduleSpecifiers } from '../../syntax/module-specifiers';
import { HOTMESH } from '../../syntax/packages';
import { EXPORTED, INSTEAD_OF_EXPORT } from './names';

const found = findingOf('hotmesh');
const MESH = '@perdure/mesh';

/** Deep imports whose names are exports of the package here. */
const ERRORS = `${HOTMESH}/build/modules/errors`;

/** Places that name HotMesh's package, or one of its files. */
export function hotmeshImports(ast: SourceFile): ModuleSpecifier[] {
  return moduleSpecifiers(ast, (name) => name === HOTMESH || name.startsWith(`${HOTMESH}/`));
}

export function importFinding(specifier: ModuleSpecifier): Finding {
  const { value, start, end, form } = specifier;
  const bindings = bindingsOf(specifier);
  const unknown = bindings.filter(({ exported }) => !EXPORTED.has(exported)).map(({ exported }) => exported);
  const isDeep = value !== HOTMESH;
  if (isDeep && (value.replace(/\.js$/, '') !== ERRORS || bindings.length === 0 || unknown.length > 0))
    return ofDeepImport(specifier);
  const question =
    unknown.length > 0 ? `${MESH} has no ${unknown.map(describe).join('; no ')}. What takes its place?` : undefined;
  const message = `${form} of ${value} becomes ${MESH}`;
  return found(start, question ? 'redesign' : 'direct-swap', message, {
    edits: [{ start, end, text: MESH }],
    ...(question && { question }),
  });
}

function ofDeepImport({ value, start }: ModuleSpecifier): Finding {
  return found(start, 'unsupported', `${value} is a file of HotMesh's: there is none like it`, {
    question: `${value} is a file of HotMesh's. Which export of ${MESH} takes its place?`,
  });
}

function describe(name: string): string {
  const instead = Object.hasOwn(INSTEAD_OF_EXPORT, name) ? INSTEAD_OF_EXPORT[name] : undefined;
  return instead === undefined ? name : `${name} (${instead})`;
}
