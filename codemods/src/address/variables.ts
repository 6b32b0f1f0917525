/** Environment variables of Temporal applications, by what they are for. Names stay; their values change. */

export type VariableUse = 'address' | 'host' | 'port' | 'api key' | 'tls';

const USES: readonly (readonly [RegExp, VariableUse])[] = [
  [/API_?KEY/, 'api key'],
  [/(^|_)(TLS|MTLS|CERT|CERTS|CA)(_|$)|_CERT|_KEY(_|$)|SERVER_NAME/, 'tls'],
  [/(ADDRESS|ADDR|HOST_?PORT|HOST_?URL|SERVER_?URL|SERVER|TARGET|ENDPOINT|FRONTEND|URL|URI)$/, 'address'],
  [/HOST(NAME)?$/, 'host'],
  [/PORT$/, 'port'],
];

/** Of the UI, the codec server and the database of a server: nothing that an application reads. */
const OTHER = /(UI|WEB|CODEC|CORS|DB|SQL|POSTGRES|METRICS|PROMETHEUS|OTEL|UI_URL|CONSOLE|DASHBOARD)(_|$)/;

/** What a variable is for; undefined when it is none of Temporal's, or works as it is. */
export function variableUse(name: string): VariableUse | undefined {
  if (!/(^|_)TEMPORAL(IO)?_/.test(name) || OTHER.test(name)) return undefined;
  return USES.find(([pattern]) => pattern.test(name))?.[1];
}
