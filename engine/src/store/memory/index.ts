export { createSkippingClock, createVirtualClock } from './clock';
export { createMemoryServer, createMemoryStore, type MemoryServer } from './server';
export { createTimeSkipper } from './time-skipper';
