import { testFixtures } from '../../../test/support/fixtures';
import { connection } from '.';

testFixtures(connection, __dirname);
