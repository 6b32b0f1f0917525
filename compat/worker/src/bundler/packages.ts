import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

/** Modules that every run shares: id as imported -> file. */
export interface SharedPackages {
  readonly modules: ReadonlyMap<string, string>;
  readonly runtime: string;
  readonly globals: string;
}

/** Ask for protobufjs, or belong to the other side. They are bundled for each run when somebody imports them. */
const NOT_SHARED =
  /(^|\/)(protobufs|proto-utils|protobuf-payload-converters|__tests__|internal-non-workflow)(\.js$|\/|$)/;

/** Finds the runtime and the common packages from where this package is installed. */
export function findSharedPackages(): SharedPackages {
  const require = createRequire(__filename);
  const workflow = dirname(realpathSync(require.resolve('@perdure/workflow')));
  const fromWorkflow = createRequire(join(workflow, 'index.js'));
  const perdureCommon = dirname(realpathSync(fromWorkflow.resolve('@perdure/common')));
  const common = dirname(realpathSync(fromWorkflow.resolve('@temporalio/common')));
  return sharedPackages({ workflow, perdureCommon, common });
}

/** The folders that hold each package's `index.js` and what is imported as `lib/*`. */
export interface PackageFolders {
  readonly workflow: string;
  readonly perdureCommon: string;
  readonly common: string;
}

export function sharedPackages({ workflow, perdureCommon, common }: PackageFolders): SharedPackages {
  const modules = new Map([
    ...libModules('@temporalio/common', common),
    ...libModules('@perdure/common', perdureCommon),
    ...libModules('@perdure/workflow', workflow),
  ]);
  return { modules, runtime: moduleFile(workflow, 'runtime'), globals: moduleFile(workflow, 'runtime/globals') };
}

const moduleFile = (folder: string, name: string): string =>
  existsSync(join(folder, `${name}.js`)) ? join(folder, `${name}.js`) : join(folder, name, 'index.js');

function libModules(name: string, folder: string): [string, string][] {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const modules = files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.js') && !file.endsWith('.test.js') && !NOT_SHARED.test(file))
    .map((file): [string, string] => [`${name}/lib/${file.slice(0, -'.js'.length)}`, join(folder, file)]);
  return [[name, join(folder, 'index.js')], ...modules];
}

/** The shared module behind an import, or undefined when it is none. Temporal's names lead to ours. */
export function sharedModuleId(specifier: string, modules: ReadonlyMap<string, string>): string | undefined {
  const id = specifier.replace(/^@temporalio\/workflow(?=\/|$)/, '@perdure/workflow').replace(/\.js$/, '');
  const inTemporal = id.replace(/^@perdure\/common(?=\/)/, '@temporalio/common');
  // A folder means its index: `@temporalio/common/lib/internal-workflow`.
  return [id, `${id}/index`, inTemporal, `${inTemporal}/index`].find((one) => modules.has(one));
}
