let runs = 0;

export async function counts(): Promise<number> {
  return ++runs;
}
