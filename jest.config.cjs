/** Tests run on the source through swc: no flags, no type check (`npm run types` does that). */
const common = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/examples/tfjs-node'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
}

/** These look at the package as it is built, so it is built first when a source is newer. */
const OF_THE_PACKAGE = ['cli/.*', 'demo', 'docs', 'examples', 'exports', 'package']

module.exports = {
  testTimeout: 30_000,
  // jest would leave a core idle, which is half of a small machine.
  maxWorkers: '100%',
  projects: [
    {
      ...common,
      displayName: 'source',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: OF_THE_PACKAGE.map((name) => `<rootDir>/test/${name}\\.test\\.ts$`),
    },
    {
      ...common,
      displayName: 'package',
      testRegex: OF_THE_PACKAGE.map((name) => `/test/${name}\\.test\\.ts$`),
      globalSetup: '<rootDir>/scripts/build-for-tests.mjs',
    },
  ],
}
