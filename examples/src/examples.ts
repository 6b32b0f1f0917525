/** The examples by name, each loaded when it is asked for. */
export const examples = {
  hello: () => import('./hello/main.js'),
  'signals-and-queries': () => import('./signals-and-queries/main.js'),
  updates: () => import('./updates/main.js'),
  'child-workflows': () => import('./child-workflows/main.js'),
  timers: () => import('./timers/main.js'),
  cancellation: () => import('./cancellation/main.js'),
  'continue-as-new': () => import('./continue-as-new/main.js'),
  saga: () => import('./saga/main.js'),
  patching: () => import('./patching/main.js'),
  replay: () => import('./replay/main.js'),
  testing: () => import('./testing/main.js'),
  'local-activities': () => import('./local-activities/main.js'),
  heartbeats: () => import('./heartbeats/main.js'),
  'async-completion': () => import('./async-completion/main.js'),
  'standalone-activities': () => import('./standalone-activities/main.js'),
  encryption: () => import('./encryption/main.js'),
  'payload-converter': () => import('./payload-converter/main.js'),
  'failure-converter': () => import('./failure-converter/main.js'),
  interceptors: () => import('./interceptors/main.js'),
  sinks: () => import('./sinks/main.js'),
  plugins: () => import('./plugins/main.js'),
  tracing: () => import('./tracing/main.js'),
  meshflow: () => import('./meshflow/main.js'),
  'user-directory': () => import('./user-directory/main.js'),
  'service-mesh': () => import('./service-mesh/main.js'),
  'mesh-and-workflows': () => import('./mesh-and-workflows/main.js'),
  'search-attributes': () => import('./search-attributes/main.js'),
  cron: () => import('./cron/main.js'),
  schedules: () => import('./schedules/main.js'),
  envconfig: () => import('./envconfig/main.js'),
  'graceful-shutdown': () => import('./graceful-shutdown/main.js'),
};

export type ExampleName = keyof typeof examples;

export function isExample(name: string): name is ExampleName {
  return Object.hasOwn(examples, name);
}
