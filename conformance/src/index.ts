/** The conformance suite; the command is `main.ts`. */
export { runCommand, type Streams } from './command/run-command';
export type { Report, ScenarioResult, Status } from './suite/report';
