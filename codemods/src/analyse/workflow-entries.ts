import type { ParseFile } from '../run/asts';
import type { Files } from '../run/run-transforms';
import { namedModules } from './named-modules';
import { moduleResolver } from './resolve-module';

/** The modules that `workflowsPath` of some worker names, from the root. */
export function workflowEntries(files: Files, parse: ParseFile): string[] {
  const resolve = moduleResolver(files);
  const entries = [...files].flatMap(([path, text]) => {
    if (!text.includes('workflowsPath') || !/@(temporalio|perdure)\//.test(text)) return [];
    const named = namedModules(parse(path, text)).filter(({ entry }) => entry);
    return named.flatMap(({ name }) => resolve(path, name) ?? []);
  });
  return [...new Set(entries)];
}
