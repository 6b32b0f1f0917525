export async function tick(): Promise<void> {}
