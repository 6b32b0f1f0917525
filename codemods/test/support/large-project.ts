/**
 * Makes a monorepo of Temporal applications, to measure with:
 * `npx tsx codemods/test/support/large-project.ts <folder> [files]`, then `perdure-migrate scan <folder>`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILES_PER_PACKAGE = 25;

/** Texts by path: packages of one worker, one client, and workflows and activities in many files; one in three without Temporal. */
export function largeProject(files: number): Record<string, string> {
  const packages = Math.ceil(files / FILES_PER_PACKAGE);
  const texts: Record<string, string> = {
    'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }, null, 2),
  };
  for (let index = 0; index < packages; index++) Object.assign(texts, onePackage(`packages/p${index}`, index));
  return texts;
}

function onePackage(folder: string, index: number): Record<string, string> {
  const dependencies = Object.fromEntries(
    ['client', 'worker', 'workflow', 'activity'].map((name) => [`@temporalio/${name}`, '^1.11.0']),
  );
  const texts: Record<string, string> = {
    [`${folder}/package.json`]: JSON.stringify({ name: `@acme/p${index}`, dependencies }, null, 2),
    [`${folder}/src/worker.ts`]: worker,
    [`${folder}/src/client.ts`]: client,
  };
  const names = Array.from({ length: FILES_PER_PACKAGE - 5 }, (_, number) => `part${number}`);
  for (const [number, name] of names.entries()) texts[`${folder}/src/${name}.ts`] = PARTS[number % 3]?.(name) ?? '';
  const reexports = (kind: number) =>
    names.filter((_, number) => number % 3 === kind).map((name) => `export * from './${name}';\n`);
  texts[`${folder}/src/workflows.ts`] = reexports(0).join('');
  texts[`${folder}/src/activities.ts`] = reexports(1).join('');
  return texts;
}

const worker = `import { NativeConnection, Worker } from '@temporalio/worker';
import * as activities from './activities';

export async function run() {
  const connection = await NativeConnection.connect({ address: 'temporal:7233' });
  const worker = await Worker.create({ connection, taskQueue: 'q', workflowsPath: require.resolve('./workflows'), activities });
  await worker.run();
}
`;

const client = `import { Client, Connection } from '@temporalio/client';

export const connect = async () => new Client({ connection: await Connection.connect({ address: 'temporal:7233' }) });
`;

const filler = (name: string) =>
  Array.from(
    { length: 60 },
    (_, line) =>
      `export const ${name}${line} = (value: number): string => \`\${value + ${line}}\`.padStart(10, '${name}');\n`,
  ).join('');

const PARTS = [
  (name: string) =>
    `import { proxyActivities, sleep } from '@temporalio/workflow';\nimport type * as activities from './activities';\n
const proxies = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
export async function ${name}Workflow(): Promise<unknown> {\n  await sleep('1 second');\n  return proxies;\n}\n${filler(name)}`,
  (name: string) =>
    `import { log } from '@temporalio/activity';\nexport async function ${name}Activity(): Promise<void> {\n  log.info('${name}');\n}\n${filler(name)}`,
  filler,
] as const;

if (require.main === module) {
  const [folder = 'large', files = '500'] = process.argv.slice(2);
  for (const [path, text] of Object.entries(largeProject(Number(files)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
