import unit from './jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...unit,
  roots: ['<rootDir>/test', '<rootDir>/examples', '<rootDir>/clients'],
  // In a team's project it is the package; here it is the source of that.
  moduleNameMapper: {
    ...unit.moduleNameMapper,
    '^claude-code-orchestrator-client$': '<rootDir>/clients/typescript/src/main.ts',
    '^claude-code-orchestrator/testing$': '<rootDir>/test/support/testing.ts',
  },
  testRegex: '\\.e2e-spec\\.ts$',
  setupFiles: [],
  globalSetup: '<rootDir>/jest.build.js',
  // Each suite starts a server, a database and real Claude processes. The limits are generous: only a test that hangs meets them.
  testTimeout: 180_000,
  // Also on two cores: they wait more than they compute.
  maxWorkers: 4,
};
