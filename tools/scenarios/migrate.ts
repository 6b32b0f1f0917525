/** The scenarios as an application would be after its migration. */
const SCOPE = /(['"])@temporalio\/(activity|client|envconfig|testing|worker|workflow)(?=['"/])/g;

/** Paths to texts, in and out. Stands in for our own codemods until their transforms have landed. */
export function migrate(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].map(([path, text]) => [path, text.replace(SCOPE, '$1@perdure/$2')]));
}
