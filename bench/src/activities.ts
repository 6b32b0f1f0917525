export async function echo(value: string): Promise<string> {
  return Promise.resolve(value);
}
