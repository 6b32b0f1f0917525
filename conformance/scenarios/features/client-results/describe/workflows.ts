export async function described(): Promise<void> {}
