/* global describe, it, beforeAll, afterAll */
require('./scenes').play({ describe, it, before: beforeAll, after: afterAll });
