/** What the analysis of the whole project knows before any transform runs. */

export type PackageManager = 'npm' | 'pnpm' | 'yarn';

/** Where an application comes from. */
export const ORIGINS = ['temporal', 'hotmesh'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What a file is for; it can be several things at once. */
export const FILE_ROLES = ['workflow', 'activity', 'worker', 'client', 'test', 'config'] as const;
export type FileRole = (typeof FILE_ROLES)[number];

/** `Connection` of `client`; `*` for the whole package. */
export interface TemporalExport {
  readonly package: string;
  readonly exported: string;
}

/**
 * What the module `name` of the project passes on to the file `from`, by the names it gives them. Names of `export * from
 * '@temporalio/client'` stand as `* client`.
 */
export type NamesPassedOn = (from: string, name: string) => ReadonlyMap<string, TemporalExport>;

export interface ProjectFacts {
  /** What to migrate from. */
  readonly origins: readonly Origin[];
  readonly packageManager: PackageManager;
  /** Folders of the workspace that have a package.json, from the root; '.' first. */
  readonly packages: readonly string[];
  /** Roles by path of the file. */
  readonly roles: ReadonlyMap<string, ReadonlySet<FileRole>>;
  /** By folder of `packages`: the packages that its code imports, such as `@temporalio/client`, before any transform. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of Temporal's that reach a file through another one. */
  readonly passedOn: NamesPassedOn;
  /** Redis address that replaces Temporal's when the source does not tell. Default `redis://localhost:6379`. */
  readonly redisUrl: string;
  /** Version range written for `@perdure/*`. */
  readonly version: string;
}
