export async function queried(): Promise<void> {}
