export { dinner } from './dinner';
