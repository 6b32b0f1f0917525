export async function never(): Promise<void> {}
