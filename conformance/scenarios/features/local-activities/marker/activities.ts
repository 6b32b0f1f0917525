export async function square(value: number): Promise<number> {
  return value * value;
}
