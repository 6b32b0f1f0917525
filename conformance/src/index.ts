/** The conformance suite; the command is `main.ts`. */
export {};
