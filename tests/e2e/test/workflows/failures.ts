import { ApplicationFailure, sleep } from '@perdure/workflow';

export class DomainError extends Error {
  override readonly name = 'DomainError';
}

export class SpecialDomainError extends DomainError {}

export async function throwsFailure(): Promise<never> {
  const cause = ApplicationFailure.retryable('the cause', 'Inner', { detail: 1 });
  return Promise.reject(
    ApplicationFailure.create({ message: 'the failure', type: 'Outer', nonRetryable: true, details: ['d'], cause }),
  );
}

export async function throwsError(): Promise<never> {
  return Promise.reject(new TypeError('an ordinary error'));
}

export async function throwsDomainError(): Promise<never> {
  return Promise.reject(new SpecialDomainError('of the domain'));
}

export async function throwsString(): Promise<never> {
  await sleep('1 millisecond');
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- what the test is about
  throw 'only a string';
}

export async function leavesRejection(): Promise<void> {
  void Promise.reject(new Error('nobody waits for this'));
  await sleep('1 day');
}

export async function returnsBigInt(): Promise<unknown> {
  return Promise.resolve(10n);
}

export async function takes(value: unknown): Promise<unknown> {
  return Promise.resolve(value);
}

export async function throwsUnserializableDetails(): Promise<never> {
  return Promise.reject(ApplicationFailure.create({ message: 'm', details: [10n] }));
}
