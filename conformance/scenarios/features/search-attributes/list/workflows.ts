export async function indexed(): Promise<void> {}
