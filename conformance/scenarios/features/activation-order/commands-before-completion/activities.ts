export async function note(): Promise<void> {}
