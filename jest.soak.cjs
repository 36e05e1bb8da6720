/** The tests of killed and racing processes, with many more of them: `npm run test:soak`. */
const { projects, ...common } = require('./jest.config.cjs')

const source = projects.find(({ displayName }) => displayName === 'source')

module.exports = {
  ...common,
  projects: [
    {
      ...source,
      displayName: 'soak',
      testMatch: [
        '**/catalog/cache/*.test.ts',
        '**/catalog/export/*.test.ts',
        '**/cli-commands/completion-shells.test.ts',
        '**/faults/care-fuzz.test.ts',
        '**/faults/care-prune-kills.test.ts',
        '**/faults/care-rekey.test.ts',
        '**/faults/care-repair.test.ts',
        '**/faults/care-trash-kills.test.ts',
        '**/faults/catalog-*.test.ts',
        '**/faults/exact-damage.test.ts',
        '**/faults/exact-full-disk.test.ts',
        '**/faults/exact-kills.test.ts',
        '**/faults/exact-race.test.ts',
        '**/faults/exact-save.test.ts',
        '**/faults/named-killed.test.ts',
        '**/faults/named-races.test.ts',
        '**/faults/one-holder.test.ts',
        '**/faults/random-kills.test.ts',
        '**/faults/races.test.ts',
        '**/params/yaml/*.test.ts',
        '**/plot/report/*.test.ts',
        '**/report-page/**/*.test.ts',
        '**/run/races.test.ts',
      ],
      globals: { ...source.globals, isSoak: true },
    },
  ],
}
