/* global describe, it, before, after */
require('./scenes').play({ describe, it, before, after });
