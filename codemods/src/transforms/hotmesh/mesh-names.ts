/** Names of a file for exports of HotMesh or of `@perdure/mesh`, and paths below them: `MeshFlow.workflow.sleepFor`. */
import { type SourceFile, ts } from 'ts-morph';
import { bindingsOf } from '../../syntax/imports';
import { moduleSpecifiers } from '../../syntax/module-specifiers';
import { bare, collect } from '../../syntax/walk';

const PACKAGES = /^@(hotmeshio\/hotmesh|perdure\/mesh)(\/|$)/;

export interface MeshNames {
  /** `MeshFlow.workflow.sleepFor`, whatever the file calls its parts; undefined for other expressions. */
  readonly pathOf: (node: ts.Node) => string | undefined;
}

export function meshNames(ast: SourceFile): MeshNames {
  const paths = new Map<string, string>();
  for (const specifier of moduleSpecifiers(ast, (name) => PACKAGES.test(name))) {
    for (const { exported, local } of bindingsOf(specifier)) paths.set(local, exported === '*' ? '' : exported);
  }
  for (const declaration of declarationsIn(ast)) addAliases(declaration, paths);
  return { pathOf: (node) => pathOf(node, paths) };
}

/** `const { workflow } = MeshFlow`, `const { sleepFor } = MeshFlow.workflow`, `const hotMesh = await HotMesh.init(...)`. */
function addAliases({ name, initializer }: ts.VariableDeclaration, paths: Map<string, string>): void {
  const value = initializer && bare(initializer);
  if (value === undefined) return;
  const made = ts.isCallExpression(value) ? pathOf(value.expression, paths) : undefined;
  if (made === 'HotMesh.init' && ts.isIdentifier(name)) paths.set(name.text, 'HotMesh');
  const isData = ts.isNewExpression(value) && pathOf(value.expression, paths) === 'MeshData';
  if (isData && ts.isIdentifier(name)) paths.set(name.text, 'meshData');
  const path = pathOf(value, paths);
  if (path === undefined) return;
  if (ts.isIdentifier(name)) paths.set(name.text, path);
  if (!ts.isObjectBindingPattern(name)) return;
  for (const { propertyName, name: local } of name.elements) {
    if (ts.isIdentifier(local)) paths.set(local.text, joined(path, propertyName ? propertyName.getText() : local.text));
  }
}

function declarationsIn(ast: SourceFile): ts.VariableDeclaration[] {
  return collect(ast.compilerNode, (node) => (ts.isVariableDeclaration(node) ? node : undefined));
}

function pathOf(node: ts.Node, paths: ReadonlyMap<string, string>): string | undefined {
  if (ts.isIdentifier(node)) return paths.get(node.text);
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const owner = pathOf(node.expression, paths);
  return owner === undefined ? undefined : joined(owner, node.name.text);
}

function joined(owner: string, name: string): string {
  return owner === '' ? name : `${owner}.${name}`;
}
