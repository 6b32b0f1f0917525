export { finish, slow } from '../../../support/slow-workflow';
