#!/usr/bin/env node
/** The command `perdure-conformance`. */
import { runCommand } from './command/run-command';

void runCommand(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
