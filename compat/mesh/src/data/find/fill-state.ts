/** Whether a query engine still adds the records that were there before an index: by its reply to FT.INFO, names and values in turn. */
export function isFilling(info: readonly unknown[]): boolean {
  const at = info.findIndex((name) => String(name) === 'indexing');
  return at >= 0 && Number(info[at + 1]) !== 0;
}
