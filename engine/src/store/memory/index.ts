export { createVirtualClock } from './clock';
export { createMemoryServer, createMemoryStore, type MemoryServer } from './server';
