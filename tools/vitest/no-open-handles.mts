import { afterAll } from 'vitest';

/**
 * Every test file closes what it opened: connections, servers, child processes. Each file has a process of its own, so what
 * was open before it belongs to vitest. Registered first, this hook runs after the file's own.
 */
const WATCHED = ['TCPSocketWrap', 'TCPServerWrap', 'PipeWrap', 'ProcessWrap'];
const GRACE_MS = 3_000;
const LOOK_EVERY_MS = 20;

const before = openHandles();

afterAll(async () => {
  const deadline = performance.now() + GRACE_MS;
  let left = leftOpen();
  while (left.length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    left = leftOpen();
  }
  if (left.length > 0) {
    throw new Error(
      `This file left open: ${left.join(', ')}. Close connections and stop servers in afterEach or afterAll.`,
    );
  }
}, GRACE_MS * 2);

function openHandles(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (WATCHED.includes(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function leftOpen(): string[] {
  return [...openHandles()].flatMap(([kind, count]) => {
    const more = count - (before.get(kind) ?? 0);
    return more > 0 ? [`${more} ${kind}`] : [];
  });
}
