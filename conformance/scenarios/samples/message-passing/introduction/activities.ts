import { ApplicationFailure } from '@temporalio/activity';

const known = new Map([
  ['French', 'Ne pas toucher'],
  ['Dutch', 'Niet aanraken'],
]);

export async function translate(language: string): Promise<string> {
  const text = known.get(language);
  if (text === undefined) throw ApplicationFailure.nonRetryable(`Nobody speaks ${language}`);
  return text;
}
