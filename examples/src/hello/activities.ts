/** Activities are functions; here they may read clocks, files and networks. */
export async function greet(name: string): Promise<string> {
  return Promise.resolve(`Hello, ${name}!`);
}
