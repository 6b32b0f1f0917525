export { type Clock, createVirtualClock, realClock, type VirtualClock } from './clock';
export { createMemoryServer, createMemoryStore, type MemoryConnectOptions, type MemoryServer } from './server';
