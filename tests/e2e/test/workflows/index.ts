export * from './cancellation';
export * from './chains';
export * from './children';
export * from './order';
export * from './queries';
export * from './signals';
export * from './updates';
