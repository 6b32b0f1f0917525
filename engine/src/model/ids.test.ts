import { describe, expect, it } from 'vitest';
import { newId, shortId } from './ids';

describe('ids', () => {
  it('short ids have 12 characters that need no escaping and do not repeat', () => {
    const ids = Array.from({ length: 5_000 }, shortId);
    expect(ids.every((id) => /^[\w-]{12}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('run ids are UUIDs', () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
