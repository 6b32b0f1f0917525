export async function greet(name: string): Promise<string> {
  return await Promise.resolve(`Welcome, ${name}!`);
}
