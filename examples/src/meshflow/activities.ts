let calls = 0;

/** Fails every other time. */
export async function translate(text: string): Promise<string> {
  if (++calls % 2 === 1) throw new Error('The dictionary is being printed');
  return Promise.resolve(`¡${text}!`);
}
