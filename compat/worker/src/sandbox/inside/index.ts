export { boot, inspect } from './driver';
