export async function reserve(item: string): Promise<string> {
  return Promise.resolve(`reserved ${item}`);
}

export async function charge(item: string): Promise<string> {
  return Promise.resolve(`charged for ${item}`);
}
