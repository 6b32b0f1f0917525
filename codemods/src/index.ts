/** Migrations as functions; the command is `main.ts`. */
export {};
