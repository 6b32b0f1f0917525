import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort, startRedis } from '@perdure/testkit';
import { describe, expect, it } from 'vitest';
import { checkRedis } from '../src/doctor/redis';
import { install, ordersProject, temporaryProject } from './support/temporary-project';

interface Doctor {
  checks: { name: string; status: string; message: string; fix?: string }[];
}

function statuses({ checks }: Doctor): Record<string, string> {
  return Object.fromEntries(checks.map(({ name, status }) => [name, status]));
}

describe('of a project', () => {
  it('finds what is left before the migration, and nothing after it', () => {
    const project = ordersProject();
    install(project, '@temporalio/common');
    const before = project.migrateJson<Doctor>('doctor', '--no-redis');
    expect(statuses(before)).toMatchObject({
      Packages: 'problem',
      Leftovers: 'problem',
      Servers: 'problem',
      Questions: 'ok',
    });
    const left = before.checks.find(({ name }) => name === 'Leftovers');
    expect(left?.message).toContain('src/client.ts:1');

    project.migrate('apply');
    install(project, ...['activity', 'client', 'testing', 'worker', 'workflow'].map((name) => `@perdure/${name}`));
    const { code, stdout } = project.migrate('doctor', '--no-redis', '--json');
    expect(statuses(JSON.parse(stdout) as Doctor)).toEqual({
      Node: 'ok',
      Packages: 'ok',
      '@temporalio/common': 'ok',
      Leftovers: 'ok',
      Support: 'ok',
      Questions: 'ok',
      Servers: 'ok',
    });
    expect(code).toBe(0);
  });

  it('finds two copies of @temporalio/common, and says where they are', () => {
    const project = temporaryProject({
      'package.json': '{ "dependencies": { "@perdure/client": "^0.1.0" } }',
      'packages/a/package.json': '{}',
    });
    for (const [folder, version] of [
      ['node_modules', '1.24.0'],
      ['packages/a/node_modules', '1.11.3'],
    ] as const) {
      const path = join(project.root, folder, '@temporalio/common');
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'package.json'), JSON.stringify({ version }));
    }
    const found = project
      .migrateJson<Doctor>('doctor', '--no-redis')
      .checks.find(({ name }) => name === '@temporalio/common');
    expect(found?.status).toBe('problem');
    expect(found?.message).toMatch(/^2 copies: 1\.24\.0 in .*, 1\.11\.3 in .*packages\/a/);
  });

  it('counts the questions that are open', () => {
    const project = temporaryProject({ 'package.json': '{}', 'a.ts': "import '@temporalio/nexus';\n" });
    project.migrate('apply');
    const { checks } = project.migrateJson<Doctor>('doctor', '--no-redis');
    expect(checks.find(({ name }) => name === 'Questions')).toMatchObject({
      status: 'problem',
      message: '1 are open, in a.ts',
    });
  });
});

describe('of Redis', () => {
  it('is content with one that keeps what it is given', async () => {
    const redis = await startRedis({ aof: true });
    const checks = await checkRedis(redis.url).finally(() => redis.stop());
    expect(checks.map(({ name, status }) => [name, status])).toEqual([
      ['Redis', 'ok'],
      ['Eviction', 'ok'],
      ['Persistence', 'ok'],
    ]);
  });

  it('names an eviction policy that drops keys, and missing persistence', async () => {
    const redis = await startRedis({ args: ['--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru'] });
    const [, eviction, persistence] = await checkRedis(redis.url).finally(() => redis.stop());
    expect(eviction).toMatchObject({ status: 'problem', message: expect.stringContaining('allkeys-lru') });
    expect(persistence).toMatchObject({ status: 'warning', fix: expect.stringContaining('appendonly yes') });
  });

  it('says that nothing answers, without the password', async () => {
    const port = await freePort();
    const [check] = await checkRedis(`redis://me:secret@127.0.0.1:${port}`);
    expect(check).toMatchObject({
      status: 'problem',
      message: expect.stringContaining(`127.0.0.1:${port} does not answer`),
    });
    expect(JSON.stringify(check)).not.toContain('secret');
  });

  it('notices that something else answers', async () => {
    const server = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const [check] = await checkRedis(`127.0.0.1:${port}`);
    server.close();
    expect(check).toMatchObject({ status: 'problem', message: expect.stringContaining('does not look like a Redis') });
  });
});
