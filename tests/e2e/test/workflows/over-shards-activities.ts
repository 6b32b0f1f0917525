export async function triple(value: number): Promise<number> {
  return Promise.resolve(value * 3);
}
