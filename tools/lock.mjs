// npm run lock: completes package-lock.json. npm leaves out optional packages for other platforms when the registry in use does
// not have them, and then npm ci refuses the lock file everywhere. They are named by exact version and platform, so the missing
// entries can be written from what names them. With --check it only says whether something is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/steps.mjs';

/** Every lock file of the repository. */
const FILES = ['package-lock.json', 'bench/peers/package-lock.json'];

for (const file of FILES) complete(file);

function complete(file) {
  const path = join(root, file);
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const added = missing(lock.packages);
  if (added.length === 0) {
    console.log(`${file} is complete`);
  } else if (process.argv.includes('--check')) {
    console.error(`${file} lacks ${added.map(([name]) => name).join(', ')}\nWhat to do: npm run lock`);
    process.exitCode = 1;
  } else {
    const { '': self, ...others } = lock.packages;
    const all = Object.entries({ ...others, ...Object.fromEntries(added) });
    const sorted = all.sort(([a], [b]) => a.localeCompare(b, 'en'));
    lock.packages = { '': self, ...Object.fromEntries(sorted) };
    writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
    console.log(`${file}: added ${added.length} entries for other platforms`);
  }
}

/** Entries of the lock file that its optional dependencies name and it does not have. */
function missing(packages) {
  return Object.values(packages).flatMap((entry) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)))
      .map(([name, version]) => [`node_modules/${name}`, entryFor(name, version, entry)]),
  );
}

function entryFor(name, version, { dev }) {
  return { version, ...platform(name), ...(dev ? { dev } : {}), optional: true };
}

/** From names such as `binding-linux-arm64-musl`. */
function platform(name) {
  const found = /(android|darwin|freebsd|linux|openharmony|sunos|win32)-(\w+?)(?:-(\w+))?$/.exec(name);
  if (!found) throw new Error(`The name ${name} does not tell its platform: add it to tools/lock.mjs`);
  const [, os, cpu, abi] = found;
  const libc = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }[abi];
  return { cpu: [cpu], ...(libc ? { libc: [libc] } : {}), os: [os] };
}
