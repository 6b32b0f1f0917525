export async function known(): Promise<void> {}
