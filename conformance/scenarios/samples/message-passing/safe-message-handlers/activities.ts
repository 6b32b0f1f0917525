export async function clean(box: number): Promise<number> {
  return box;
}
