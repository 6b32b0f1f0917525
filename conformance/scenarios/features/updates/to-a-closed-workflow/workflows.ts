export async function brief(): Promise<void> {}
