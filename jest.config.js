/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test/chaos'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'json'],
  // TypeScript's nodenext wants './x.js' in source; on disk it is still './x.ts'.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // class-transformer reads the metadata that decorators leave; main.ts loads it first, so do tests.
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/quiet-logs.js'],
  // Real processes on a busy machine: a test is slow, not broken, after five seconds.
  testTimeout: 60_000,
  // Also on two cores: most of these wait for processes.
  maxWorkers: 2,
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true }] },
};
