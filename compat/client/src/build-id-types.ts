/** Types of Temporal's build-id versioning, a feature of its server. @deprecated by Temporal too. */
export type BuildIdOperation =
  AddNewIdInNewDefaultSet | AddNewCompatibleVersion | PromoteSetByBuildId | PromoteBuildIdWithinSet | MergeSets;
export interface AddNewIdInNewDefaultSet {
  operation: 'addNewIdInNewDefaultSet';
  buildId: string;
}
export interface AddNewCompatibleVersion {
  operation: 'addNewCompatibleVersion';
  buildId: string;
  existingCompatibleBuildId: string;
  promoteSet?: boolean;
}
export interface PromoteSetByBuildId {
  operation: 'promoteSetByBuildId';
  buildId: string;
}
export interface PromoteBuildIdWithinSet {
  operation: 'promoteBuildIdWithinSet';
  buildId: string;
}
export interface MergeSets {
  operation: 'mergeSets';
  primaryBuildId: string;
  secondaryBuildId: string;
}
export interface WorkerBuildIdVersionSets {
  readonly versionSets: BuildIdVersionSet[];
  defaultSet: BuildIdVersionSet;
  defaultBuildId: string;
}
export interface BuildIdVersionSet {
  readonly buildIds: string[];
  readonly default: string;
}
