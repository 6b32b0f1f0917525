import { testFixtures } from '../../../test/support/fixtures';
import { rawService } from '.';

testFixtures(rawService, __dirname);
