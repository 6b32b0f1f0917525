module.exports = { testEnvironment: 'node', roots: ['<rootDir>/dist'], testTimeout: 60_000 };
