import { describe, expect, it } from 'vitest';
import { parseGroupUrl } from './group-url';
import { resolveTarget } from './target';

describe('the URL of a cluster', () => {
  it('names its nodes; user, password and TLS are those of each', () => {
    expect(parseGroupUrl('rediss+cluster://joe:a%20b@one:7000,[::1]:7001,three')).toEqual({
      kind: 'cluster',
      nodes: [
        { host: 'one', port: 7000 },
        { host: '::1', port: 7001 },
        { host: 'three', port: 6379 },
      ],
      redisOptions: { username: 'joe', password: 'a b', tls: {} },
    });
  });

  it('is shown without credentials', () => {
    expect(resolveTarget('redis+cluster://joe:secret@one:7000,two:7001').address).toBe('one:7000,two:7001');
  });

  it('has no database', () => {
    expect(() => parseGroupUrl('redis+cluster://one:7000/3')).toThrow('only database 0');
  });
});

describe('the URL of sentinels', () => {
  it('names the master, and a database if wanted', () => {
    expect(parseGroupUrl('redis+sentinel://:secret@one:1,two/mymaster/2')).toEqual({
      kind: 'sentinel',
      options: {
        sentinels: [
          { host: 'one', port: 1 },
          { host: 'two', port: 26379 },
        ],
        name: 'mymaster',
        db: 2,
        password: 'secret',
      },
    });
  });

  it.each(['redis+sentinel://one:1', 'redis+sentinel://one:1/main/x'])('refuses %s', (url) => {
    expect(() => parseGroupUrl(url)).toThrow('name of the master');
  });
});

it.each(['redis+other://one:1', 'redis+cluster://', 'redis+cluster://secret@a b:1', 'redis+cluster://a:b:c'])(
  'refuses %s without quoting it',
  (url) => {
    expect(() => resolveTarget(url)).toThrow('cannot be read');
    expect(() => resolveTarget(url)).not.toThrow('secret');
  },
);
