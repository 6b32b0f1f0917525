export async function charge(card: string): Promise<string> {
  return Promise.resolve(`charged ${card}`);
}
