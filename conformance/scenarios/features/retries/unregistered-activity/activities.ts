export async function known(): Promise<void> {}
export async function other(): Promise<void> {}
