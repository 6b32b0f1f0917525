/** How much a worker does at a time. @throws TypeError for what is no whole number from 1. */
export function checkMaxConcurrent(value: number | undefined): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return;
  throw new TypeError(`maxConcurrent is ${String(value)}: give it a whole number from 1`);
}
