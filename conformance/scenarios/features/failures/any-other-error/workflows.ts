export async function repaired(): Promise<string> {
  return 'repaired';
}
