export async function any(): Promise<void> {}
