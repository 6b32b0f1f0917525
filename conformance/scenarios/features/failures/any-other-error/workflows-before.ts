export async function repaired(): Promise<string> {
  throw new Error('a bug');
}
