/**
 * A registry of npm packages in this process: ours as `npm pack` makes them, everything else from the node_modules of the
 * repository. Nothing comes from a network.
 */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './application';

const run = promisify(execFile);

interface Manifest {
  readonly name: string;
  readonly version: string;
}

export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

/** `extra` are folders of packages that are not in the repository's node_modules. */
export async function startRegistry(workspaces: readonly string[], extra: readonly string[]): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-registry-'));
  const packed = await packWorkspaces(workspaces, folder);
  const folders = foldersByName([...installedIn(join(root, 'node_modules')), ...extra]);
  const server = createServer((request, response) => {
    const [, name = '', version] =
      /^\/(?:tarballs\/)?((?:@[^/]+\/)?[^/]+)(?:\/([^/]+)\.tgz)?$/.exec(decodeURIComponent(request.url ?? '')) ?? [];
    const versions = folders.get(name);
    if (versions === undefined) return notFound(response);
    if (version === undefined) return sendPackument(response, urlOf(server), name, [...versions.values()]);
    void sendTarball(response, packed.get(name) ?? tar(versions.get(version) ?? '', folder));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: urlOf(server),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function packWorkspaces(workspaces: readonly string[], folder: string): Promise<Map<string, Promise<string>>> {
  const named = workspaces.flatMap((name) => ['--workspace', name]);
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...named];
  const { stdout } = await run('npm', args, { cwd: root, maxBuffer: 1e8 });
  const packed = JSON.parse(stdout) as { name: string; filename: string }[];
  return new Map(packed.map(({ name, filename }) => [name, Promise.resolve(join(folder, filename))]));
}

/** Every package below a node_modules folder, those inside of packages too. */
function installedIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const paths = names.flatMap((name) => {
    const path = join(folder, name);
    return name.startsWith('@') ? readdirSync(path).map((inner) => join(path, inner)) : [path];
  });
  return paths.flatMap((path) => [
    path,
    ...(realpathSync(path) === path ? installedIn(join(path, 'node_modules')) : []),
  ]);
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

function foldersByName(folders: readonly string[]): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>();
  for (const folder of folders) {
    if (!existsSync(join(folder, 'package.json'))) continue;
    const { name, version } = manifestOf(folder);
    all.set(name, (all.get(name) ?? new Map<string, string>()).set(version, folder));
  }
  return all;
}

function sendPackument(response: ServerResponse, url: string, name: string, folders: readonly string[]): void {
  const versions = folders.map((folder) => {
    const manifest = manifestOf(folder);
    const tarball = `${url}/tarballs/${name}/${manifest.version}.tgz`;
    return [manifest.version, { ...manifest, scripts: {}, dist: { tarball } }] as const;
  });
  const latest = versions.at(-1)?.[0];
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ name, 'dist-tags': { latest }, versions: Object.fromEntries(versions) }));
}

/** A tarball whose one folder is `package`, without what is installed below it. */
async function tar(folder: string, into: string): Promise<string> {
  const place = mkdtempSync(join(into, 'tar-'));
  mkdirSync(join(place, 'in'));
  symlinkSync(folder, join(place, 'in/package'), 'junction');
  const file = join(place, `${basename(folder)}.tgz`);
  await run('tar', ['-chzf', file, '--exclude', 'package/node_modules', '-C', join(place, 'in'), 'package']);
  return file;
}

async function sendTarball(response: ServerResponse, file: Promise<string>): Promise<void> {
  try {
    response.end(readFileSync(await file));
  } catch {
    notFound(response);
  }
}

function notFound(response: ServerResponse): void {
  response.statusCode = 404;
  response.end('{}');
}
