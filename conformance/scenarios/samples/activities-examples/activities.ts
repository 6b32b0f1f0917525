import {
  activityInfo,
  ApplicationFailure,
  cancellationSignal,
  CompleteAsyncError,
  heartbeat,
  log,
} from '@temporalio/activity';

/** Tokens of measurements that somebody else will report, by station. */
export const awaited = new Map<string, Uint8Array>();

export async function temperature(url: string): Promise<number> {
  const response = await fetch(url);
  const { celsius } = (await response.json()) as { celsius: number };
  log.info('Asked the station', { celsius });
  return celsius;
}

/** The station never answers: only a cancellation ends the request. */
export async function forecast(url: string): Promise<string> {
  const signal = cancellationSignal();
  const beat = setInterval(() => heartbeat(), 10);
  try {
    return await (await fetch(url, { signal })).text();
  } finally {
    clearInterval(beat);
  }
}

export async function humidity(station: string): Promise<number> {
  awaited.set(station, activityInfo().taskToken);
  throw new CompleteAsyncError();
}

export async function pressure(station: string): Promise<number> {
  throw ApplicationFailure.nonRetryable(`${station} has no barometer`, 'NoBarometer', station, { sensors: 2 });
}
