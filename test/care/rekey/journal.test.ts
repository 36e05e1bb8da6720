import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { planRekey } from '../../../src'
import { resolveIdentity } from '../../../src/identity/identify'
import { writeJournal } from '../../../src/care/rekey/journal'
import { writeTree } from '../../catalog/trees'
import { scratch } from '../../faults/scratch'
import { coded, tree } from '../../run/runs'
import { contentOf, plant, runAt } from './planted'

const PARAMS = { model: { units: 8 }, training: { lr: 0.1 } }
const NEW = 'exp-27623474'
const OLD = 'exp-27623474-58388460'
const RUN = runAt('14-02')
const IDENTITY = resolveIdentity({ monitored: ['model'], neutralParams: { 'model.dropout': 0 } })

function planted(): string {
  const root = join(scratch(), 'root')
  plant(root, [{ params: PARAMS, run: RUN }])
  return root
}

// Changing one of these is a breaking change: a tree that is on disk already would not be found whole.
test('the files are pinned', async () => {
  const root = planted()
  writeJournal(root, { identity: IDENTITY, moves: [{ from: `${OLD}/${RUN}`, to: `${NEW}/${RUN}` }] })
  const journal = readFileSync(join(root, '.exman/rekey.json'), 'utf8')
  expect(journal.replace(/"started": ".{24}"/, '"started": ""')).toBe(`{
  "format": 1,
  "started": "",
  "identity": {
    "monitored": [
      "model"
    ],
    "ids": "object-hash",
    "neutralParams": {
      "model.dropout": 0
    },
    "ignoredParams": [
      "debug",
      "comment",
      "author"
    ]
  },
  "moves": [
    {
      "from": "exp-27623474-58388460/run--26-11-21--14-02",
      "to": "exp-27623474/run--26-11-21--14-02"
    }
  ]
}
`)
  const { finished } = await planRekey(root, { monitoredParamKeys: ['model'] })
  expect(finished).toEqual({
    moved: [{ from: `${OLD}/${RUN}`, to: `${NEW}/${RUN}` }],
    left: [],
    removed: [OLD],
  })
  expect(readFileSync(join(root, NEW, 'aliases.json'), 'utf8')).toBe(`{
  "format": 1,
  "aliases": [
    "exp-27623474-58388460"
  ],
  "runs": {
    "exp-27623474-58388460/run--26-11-21--14-02": "run--26-11-21--14-02"
  }
}
`)
  expect(existsSync(join(root, '.exman/rekey.json'))).toBe(false)
})

const move = { from: `${OLD}/${RUN}`, to: `${NEW}/${RUN}` }
const identity = { ...IDENTITY }
const journal = { format: 1, started: '2026-11-21T13:00:00.000Z', identity, moves: [move] }

test.each([
  [
    'leads out of the root',
    { moves: [{ ...move, to: '../../elsewhere/x' }] },
    'leads from no run to no other',
  ],
  ['begins outside of the root', { moves: [{ ...move, from: '/etc/cron.d' }] }, 'leads from no run'],
  ['leads into the debug tree', { moves: [{ ...move, to: `debug/${NEW}/${RUN}` }] }, 'leads from no run'],
  ['leads to where it begins', { moves: [{ ...move, to: `${OLD}/${RUN}-2` }] }, 'leads from no run'],
  ['moves a run twice', { moves: [move, { ...move, to: `exp-1/${RUN}` }] }, 'it moves a run twice'],
  ['moves two runs to one place', { moves: [move, { ...move, from: `exp-1/${RUN}` }] }, 'two to one place'],
  ['has no list of moves', { moves: { from: 'a' } }, 'are no list of moves'],
  ['has moves that are none', { moves: ['exp-1/run'] }, 'are no list of moves'],
  [
    'monitors nothing',
    { identity: { ...identity, monitored: [] } },
    'does not say how experiments are named',
  ],
  ['has other ids', { identity: { ...identity, ids: 'md5' } }, 'does not say how experiments are named'],
  ['has no identity', { identity: null }, 'does not say how experiments are named'],
  ['is no record', { format: 'one' }, '"format" is not a number'],
])('a journal that %s is an error, and nothing is moved', async (_, part, text) => {
  const root = planted()
  writeTree(root, { '.exman/rekey.json': { ...journal, ...part } })
  const before = contentOf(root)
  await expect(planRekey(root)).rejects.toThrow(coded('EXMAN_FILE_INVALID', text))
  expect(contentOf(root)).toEqual(before)
})

test('a journal of a newer exman is left to that', async () => {
  const root = planted()
  writeTree(root, { '.exman/rekey.json': { ...journal, format: 2 } })
  await expect(planRekey(root)).rejects.toThrow(coded('EXMAN_FORMAT_NEWER'))
})

test.each([
  ['an experiment that the parameters do not make', { to: `exp-1/${RUN}` }],
  ['a run that is not there', { from: `exp-7-8/${RUN}` }],
])('a journal that names %s moves nothing', async (_, part) => {
  const root = planted()
  writeTree(root, { '.exman/rekey.json': { ...journal, moves: [{ ...move, ...part }] } })
  const { finished } = await planRekey(root)
  expect(finished).toMatchObject({ moved: [], removed: [] })
  expect(finished!.left).toHaveLength(1)
  expect(tree(root).filter((name) => /^exp-[^/]+\/([^/]+\/)?$/.test(name))).toEqual([
    `${OLD}/`,
    `${OLD}/${RUN}/`,
  ])
})

test.each(['experiment', 'debug'])('a journal never moves a run behind a link (%s)', async (where) => {
  const [root, outside] = [planted(), scratch()]
  const debug = where === 'debug' ? 'debug/' : ''
  if (debug !== '') {
    mkdirSync(join(root, 'debug'))
    renameSync(join(root, OLD), join(root, 'debug', OLD))
  }
  const linked = debug === '' ? OLD : 'debug'
  renameSync(join(root, linked), join(outside, linked))
  symlinkSync(join(outside, linked), join(root, linked))
  const before = contentOf(outside)
  const moves = [{ from: `${debug}${OLD}/${RUN}`, to: `${debug}${NEW}/${RUN}` }]
  writeTree(root, { '.exman/rekey.json': { ...journal, moves } })
  const { finished } = await planRekey(root)
  expect(finished!.left[0]!.why).toContain('there is no such folder')
  expect(contentOf(outside)).toEqual(before)
})
