import { activityInfo, ApplicationFailure, heartbeat, sleep } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';

/** Frames on disk, and the frame each attempt began with, by film. */
export const written = new Map<string, number[]>();
export const beginnings = new Map<string, number[]>();

/** Without a number of frames the film never ends. */
export async function transcode(film: string, frames = Infinity): Promise<number> {
  const info = activityInfo();
  const first = (info.heartbeatDetails as number | undefined) ?? 0;
  beginnings.set(film, [...(beginnings.get(film) ?? []), first]);
  const disk = written.get(film) ?? [];
  written.set(film, disk);
  try {
    for (let frame = first; frame < frames; frame++) {
      if (info.attempt === 1 && frame === 2 && frames < Infinity)
        throw ApplicationFailure.retryable('The disk is full');
      disk.push(frame);
      heartbeat(frame + 1);
      await sleep(1);
    }
    return disk.length;
  } catch (error) {
    if (error instanceof CancelledFailure) written.delete(film);
    throw error;
  }
}
