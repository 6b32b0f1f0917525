/** Migrations as functions; the command is `main.ts`. */
export { CHANGE_CLASSES, type ChangeClass, type Edit, type Finding } from './model/finding';
export type { FileRole, Origin, PackageManager, ProjectFacts } from './model/project-facts';
export type { CodeFile, CodeTransform, TextFile, TextTransform, Transform } from './model/transform';
export { migrateFiles, type MigratedFiles, type MigrateFilesOptions } from './run/migrate-files';
export type { LocatedFinding, Problem } from './run/run-transforms';
