/** Names of records: entity and id, and the workflow id that they make. */

/** These separate the parts of keys and topics. */
const FORBIDDEN = /[:$\s]/;

/** The id of the workflow behind a record. @throws TypeError for an id or entity with a colon, a dollar sign or a space. */
export function workflowIdOf(entity: string, id: string): string {
  checkName('entity', entity);
  checkName('id', id);
  return `${entity}-${id}`;
}

export function checkName(what: 'entity' | 'id' | 'namespace', name: string): void {
  if (typeof name !== 'string' || name === '')
    throw new TypeError(`MeshData needs ${what === 'id' ? 'an' : 'the'} ${what}, a text`);
  const found = FORBIDDEN.exec(name)?.[0];
  if (found === undefined) return;
  const shown = found === ' ' ? 'a space' : JSON.stringify(found);
  throw new TypeError(`The ${what} '${name}' contains ${shown}: colons, dollar signs and white space are not allowed`);
}
