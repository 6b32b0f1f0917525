export async function giveBack(): Promise<string> {
  return 'given back';
}
