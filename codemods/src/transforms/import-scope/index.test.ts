import { testFixtures } from '../../../test/support/fixtures';
import { importScope } from '.';

testFixtures(importScope, __dirname);
