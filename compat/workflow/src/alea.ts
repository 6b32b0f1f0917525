export { alea } from './runtime/alea';
