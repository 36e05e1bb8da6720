const { existsSync } = require('node:fs')
const { join } = require('node:path')

// libtensorflow reads the real environment, of which tests have only a copy.
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'

// What does not load fails; only what was never built is left out.
const ADDON = join(__dirname, 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node')
const whyNoNative = existsSync(ADDON) ? '' : 'tfjs-node is not built (npm run build:tfjs-node)'

/** Tests run on the source through swc: no flags, no type check (`npm run types` does that). */
const common = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/examples/tfjs-node'],
  // What the page of a report is drawn with is published as ES modules only.
  transform: {
    '\\.ts$|/node_modules/(?:d3-[a-z-]+|internmap)/.*\\.m?js$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(?:d3-[a-z-]+|internmap)/)'],
  // What the command loads on first use, which node finds by its whole name only.
  moduleNameMapper: { '^(\\.{1,2}/(?:commands/|catalog/export/|watch-)[a-z-]+)\\.js$': '$1' },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
  globals: { whyNoNative },
}

/** These look at the package as it is built, so it is built first when a source is newer. */
const OF_THE_PACKAGE = [
  ...['bench', 'cli/[^/]*', 'demo', 'docs', 'examples', 'exports', 'package'],
  ...['cli-commands/report', 'report-charts', 'report-table', 'report', 'report/[^/]*'],
]
const NOT_BUILT = '<rootDir>/test/native-not-built\\.test\\.ts$'
/** Of no backend's doing, so they run once. */
const ONCE = [
  ...[
    'callbacks/.*',
    'random/.*',
    'check-fits',
    'given-back',
    'graceful-stop',
    'history',
    'leak',
    'removed-folder',
  ],
  ...['restore-which', 'resume-warnings', 'run-options', 'save-limits', 'taken-over', 'tensorflow'],
  ...['training-state', 'weight-owners'],
].map((name) => `<rootDir>/test/training/${name}\\.test\\.ts$`)

/** Of what is recorded while a backend computes: in pure JavaScript, and on the native one. */
const NOT_ON_WASM = ['fit-follower', 'open-run'].map((name) => `<rootDir>/test/training/${name}\\.test\\.ts$`)

/** Most of what trains runs once more on another backend; `source` runs it in pure JavaScript. */
const trainingOn = (backend) => ({
  ...common,
  displayName: backend,
  testMatch: ['<rootDir>/test/training/**/*.test.ts'],
  testPathIgnorePatterns: backend === 'wasm' ? [...ONCE, ...NOT_ON_WASM] : ONCE,
  setupFilesAfterEnv: [...common.setupFilesAfterEnv, '<rootDir>/test/on-backend.ts'],
  globals: { ...common.globals, backend },
})

module.exports = {
  testTimeout: 30_000,
  // jest would leave a core idle, which is half of a small machine.
  maxWorkers: '100%',
  globalSetup: '<rootDir>/test/compile.ts',
  globalTeardown: '<rootDir>/test/remove-compiled.ts',
  projects: [
    {
      ...common,
      displayName: 'source',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [
        ...OF_THE_PACKAGE.map((name) => `<rootDir>/test/${name}\\.test\\.ts$`),
        NOT_BUILT,
      ],
    },
    trainingOn('wasm'),
    whyNoNative === ''
      ? {
          ...trainingOn('tensorflow'),
          displayName: 'native',
          testEnvironment: '<rootDir>/test/native-environment.ts',
        }
      : { ...common, displayName: 'native', testMatch: ['<rootDir>/test/native-not-built.test.ts'] },
    {
      ...common,
      displayName: 'package',
      testRegex: OF_THE_PACKAGE.map((name) => `/test/${name}\\.test\\.ts$`),
      globalSetup: '<rootDir>/scripts/build-for-tests.mjs',
    },
  ],
}
