#!/usr/bin/env node
/** The command `perdure-conformance`. */
import { runCommand } from './command/run';

void runCommand(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
