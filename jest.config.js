/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src'],
  // Real processes on a machine that may have others to run: five seconds are not always enough.
  testTimeout: 30_000,
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'json'],
  // TypeScript's nodenext wants './x.js' in source; on disk it is still './x.ts'.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // class-transformer reads the metadata that decorators leave; main.ts loads it first, so do tests.
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/quiet-logs.js'],
  // Real processes on a busy machine: a test is slow, not broken, after five seconds.
  testTimeout: 60_000,
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true }] },
};
