import { testFixtures } from '../../../test/support/fixtures';
import { envFiles } from '.';

testFixtures(envFiles, __dirname);
