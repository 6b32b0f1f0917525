// Installs the dependencies when they are missing or differ from package-lock.json, and builds.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepError, root, run, step } from './steps.mjs';

const OLDEST_NODE = 20;

export async function prepare() {
  await installDependencies();
  await step('Building', build);
}

export async function installDependencies() {
  checkNode();
  const reason = staleBecause();
  if (reason) await step(`Installing dependencies (${reason})`, install);
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
  throw new StepError(`Node ${process.versions.node} is too old`, {
    hint: `use Node ${OLDEST_NODE} or later (nodejs.org, or nvm use)`,
  });
}

/** Compares content, not dates: what the lock file lists with what npm wrote down when it installed. */
function staleBecause() {
  const installed = packagesOf('node_modules/.package-lock.json');
  if (!installed) return 'none yet';
  const wanted = Object.entries(packagesOf('package-lock.json') ?? {}).filter(([path]) =>
    path.startsWith('node_modules/'),
  );
  const differs = wanted.find(([path, entry]) => !isInstalled(path, entry, installed[path]));
  return differs ? `${differs[0].slice('node_modules/'.length)} changed` : undefined;
}

function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

function isInstalled(path, wanted, installed) {
  // Built for another platform.
  if (wanted.optional && !installed) return true;
  return installed?.version === wanted.version && existsSync(join(root, path));
}

async function install() {
  await npm(
    ['ci', '--no-audit', '--no-fund'],
    'look at the output above; without network, npm ci --prefer-offline uses the cache',
  );
}

export async function build() {
  await npm(
    ['run', '--silent', 'build'],
    'look at the compiler output above; after a change of branches, npm run clean helps',
  );
}

function npm(args, hint) {
  const message = `npm ${args[0] === 'ci' ? 'ci' : 'run build'} failed`;
  const npmCli = process.env.npm_execpath;
  const isNpm = npmCli && /npm-cli\.[cm]?js$/.test(npmCli);
  return isNpm ? run(process.execPath, [npmCli, ...args], { hint, message }) : run('npm', args, { hint, message });
}
