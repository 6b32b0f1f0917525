export async function tick(): Promise<string> {
  return 'tock';
}
