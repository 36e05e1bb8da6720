/** What is wrong with a tree is told by its code, with both names where there are two; what is safe is mended, and only that. */
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { openRuns } from '../../../src'
import { edit, found, leftAfterRepair, plant, plantOnce, repaired, told, type Planted } from '../planted'

plantOnce()

const OTHER = 'run--20-01-02--03-04'
const TEMPORARY = '.exman-0123456789abcdef.tmp'
const DEAD = JSON.stringify({
  format: 1,
  host: 'gpu3',
  pid: 4121,
  inode: '1',
  since: '2020-03-03T14:52:10.120Z',
})

/** One damage: what is found, as `code where` and a part of the message, and which of that is left after a repair. */
interface Case {
  damage: (tree: Planted) => void
  finds: [code: string, where: string | ((tree: Planted) => string), says?: string | RegExp][]
  /** The codes that stay; all by default. */
  left?: string[]
}

const inRun = (name: string) => (tree: Planted) => `${tree.run}/${name}`
const cut = (path: string) => truncateSync(path, readFileSync(path).length >> 1)
const checkpoints = ({ dir }: Planted) =>
  readdirSync(join(dir, 'models')).filter((name) => /^model\.\d/.test(name))

const renameNewest = (tree: Planted, act: (from: string, to: string) => void) =>
  act(join(tree.dir, 'models', checkpoints(tree).at(-1)!), join(tree.dir, 'models/model.99'))

async function expectCase(layout: 'keyed' | 'named', { damage, finds, left }: Case): Promise<void> {
  const tree = plant(layout)
  damage(tree)
  const { before: findings, left: leftOver } = await repaired(tree.root)
  const expected = finds.map(([code, where]) => `${code} ${typeof where === 'string' ? where : where(tree)}`)
  expect(told(findings)).toEqual([...expected].sort())
  for (const [code, , says = ''] of finds)
    expect(
      findings
        .filter((each) => each.code === code)
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(says)
  const stays = left ?? finds.map(([code]) => code)
  expect(leftOver.map(({ code }) => code).sort()).toEqual([...stays].sort())
}

const EDITED: [string, Case][] = [
  [
    'parameters that were edited, with the name that they give now',
    {
      damage: ({ dir }) =>
        edit(join(dir, 'hyperparameters.json'), ({ training }) => Object.assign(training, { lr: 0.5 })),
      finds: [
        [
          'params-edited',
          inRun('hyperparameters.json'),
          /the experiment is exp-\d+-\d+, and .* they give exp-\d+-\d+, as "training" differs/,
        ],
      ],
    },
  ],
  [
    'parameters that were edited in what is no part of the key',
    {
      damage: ({ dir }) =>
        edit(join(dir, 'hyperparameters.json'), (params) => Object.assign(params, { author: 'bob' })),
      finds: [['params-edited', inRun('hyperparameters.json'), 'no part of the key']],
    },
  ],
  [
    'parameters that lack a group',
    {
      damage: ({ dir }) => edit(join(dir, 'hyperparameters.json'), (params) => delete params.model),
      finds: [['params-edited', inRun('hyperparameters.json'), 'they lack a monitored group']],
    },
  ],
  [
    'edited parameters also where an older record has no digest of them',
    {
      damage: ({ dir }) => {
        edit(join(dir, 'run.json'), (record) => delete record.paramsDigest)
        edit(join(dir, 'hyperparameters.json'), ({ training }) => Object.assign(training, { lr: 0.5 }))
      },
      finds: [['params-edited', inRun('hyperparameters.json'), 'they give exp-']],
    },
  ],
  [
    'values of an experiment that were edited',
    {
      damage: ({ root, parent }) =>
        edit(join(root, parent, 'experiment.json'), ({ groups }) =>
          Object.assign(groups.training.value, { lr: 0.5 }),
        ),
      finds: [
        [
          'digest-wrong',
          ({ parent }) => `${parent}/experiment.json`,
          /the values give exp-\d+-\d+, the digests exp-/,
        ],
        ['params-differ', inRun('hyperparameters.json')],
      ],
    },
  ],
  [
    'no experiment.json',
    {
      damage: ({ root, parent }) => unlinkSync(join(root, parent, 'experiment.json')),
      finds: [['file-missing', ({ parent }) => `${parent}/experiment.json`]],
    },
  ],
]

const NAMES: [string, Case][] = [
  [
    'a renamed folder of an experiment, once and with both names',
    {
      damage: ({ root, parent }) => renameSync(join(root, parent), join(root, 'exp-1-2')),
      finds: [['folder-renamed', 'exp-1-2', /gives exp-\d+-\d+, and it is named exp-1-2/]],
    },
  ],
  [
    'a copied folder of an experiment',
    {
      damage: ({ root, parent }) =>
        cpSync(join(root, parent), join(root, 'exp-1-2'), { recursive: true, verbatimSymlinks: true }),
      finds: [['folder-copied', 'exp-1-2', /a copy of exp-\d+-\d+/]],
    },
  ],
  [
    'a renamed run, with both names',
    {
      damage: ({ root, parent, dir }) => renameSync(dir, join(root, parent, OTHER)),
      finds: [
        [
          'folder-renamed',
          ({ parent }) => `${parent}/${OTHER}`,
          /run\.json says exp-\S+, and it stands at exp-\S+--03-04/,
        ],
      ],
    },
  ],
  [
    'a copied run, with both names',
    {
      damage: ({ root, parent, dir }) =>
        cpSync(dir, join(root, parent, OTHER), { recursive: true, verbatimSymlinks: true }),
      finds: [
        ['folder-copied', ({ parent }) => `${parent}/${OTHER}`, /a copy of exp-\S+: its run\.json says/],
      ],
    },
  ],
]

const RECORDS: [string, Case][] = [
  [
    'a run.json that was cut',
    {
      damage: ({ dir }) => cut(join(dir, 'run.json')),
      finds: [['file-invalid', inRun('run.json'), 'it is not JSON']],
    },
  ],
  [
    'no run.json',
    { damage: ({ dir }) => unlinkSync(join(dir, 'run.json')), finds: [['file-missing', inRun('run.json')]] },
  ],
  [
    'a run.json of a newer exman',
    {
      damage: ({ dir }) => edit(join(dir, 'run.json'), (record) => Object.assign(record, { format: 2 })),
      finds: [['format-newer', inRun('run.json')]],
    },
  ],
  [
    'no hyperparameters.json',
    {
      damage: ({ dir }) => unlinkSync(join(dir, 'hyperparameters.json')),
      finds: [['file-missing', inRun('hyperparameters.json')]],
    },
  ],
  [
    'scores that were cut',
    {
      damage: ({ dir }) => cut(join(dir, 'performances.json')),
      finds: [['file-invalid', inRun('performances.json')]],
    },
  ],
  [
    'no scores',
    {
      damage: ({ dir }) => unlinkSync(join(dir, 'performances.json')),
      finds: [['file-missing', inRun('performances.json')]],
    },
  ],
  [
    'scores of fewer epochs than the log has',
    {
      damage: ({ dir }) =>
        edit(join(dir, 'performances.json'), (scores) => Object.assign(scores, { epochs: 3 })),
      finds: [['scores-wrong', inRun('performances.json'), 'it has 3 epochs, and the log 4']],
    },
  ],
  [
    'scores with other values than the log has',
    {
      damage: ({ dir }) =>
        edit(join(dir, 'performances.json'), ({ best }) => Object.assign(best, { loss: 0.125 })),
      finds: [
        ['scores-wrong', inRun('performances.json'), 'loss of the best epoch, 4, is 0.125, and in the log'],
      ],
    },
  ],
  [
    'no log',
    {
      damage: ({ dir }) => unlinkSync(join(dir, 'training-logs.csv')),
      finds: [['file-missing', inRun('training-logs.csv')]],
    },
  ],
  [
    'a log that was emptied',
    {
      damage: ({ dir }) => truncateSync(join(dir, 'training-logs.csv')),
      finds: [
        ['scores-wrong', inRun('performances.json'), 'it has 4 epochs, and the log 0'],
        ['scores-wrong', inRun('run.json'), 'it has 4 epochs, and the log 0'],
      ],
    },
  ],
  [
    'a run.json of other epochs than the log has',
    {
      damage: ({ dir }) => edit(join(dir, 'run.json'), (record) => Object.assign(record, { epochs: 400 })),
      finds: [['scores-wrong', inRun('run.json'), 'it has 400 epochs, and the log 4']],
    },
  ],
  [
    'a log that was cut before the scores of a lost run',
    {
      damage: ({ dir }) => {
        edit(join(dir, 'run.json'), (record) => {
          Object.assign(record, { status: 'running', epochs: 0 })
          Object.assign(record.sessions.at(-1)!, { end: 'lost' })
        })
        const rows = readFileSync(join(dir, 'training-logs.csv'), 'utf8').split('\n')
        writeFileSync(join(dir, 'training-logs.csv'), `${rows.slice(0, 3).join('\n')}\n`)
      },
      finds: [['scores-wrong', inRun('performances.json'), 'it has 4 epochs, and the log 2']],
    },
  ],
  [
    'a checkpoint that was renamed, with both epochs, before what names it is judged',
    {
      damage: (tree) => renameNewest(tree, renameSync),
      finds: [
        ['folder-renamed', inRun('models/model.99'), 'its manifest says epoch 4, and it is named model.99'],
      ],
    },
  ],
  [
    'a checkpoint that was copied',
    {
      damage: (tree) => renameNewest(tree, (from, to) => cpSync(from, to, { recursive: true })),
      finds: [['folder-renamed', inRun('models/model.99'), 'its manifest says epoch 4']],
    },
  ],
  [
    'a file in the place of the checkpoints',
    {
      damage: ({ dir }) => {
        rmSync(join(dir, 'models'), { recursive: true })
        writeFileSync(join(dir, 'models'), '')
      },
      finds: [['unreadable', inRun('models'), 'It is no folder']],
    },
  ],
  [
    'a file in the place of .exman',
    {
      damage: ({ root }) => {
        rmSync(join(root, '.exman'), { recursive: true })
        writeFileSync(join(root, '.exman'), '')
      },
      finds: [['unreadable', '.exman', 'It is no folder']],
    },
  ],
  [
    'a log of something else',
    {
      damage: ({ dir }) => writeFileSync(join(dir, 'training-logs.csv'), 'a,b\n1,2\n'),
      finds: [['log-wrong', inRun('training-logs.csv'), 'its first line']],
    },
  ],
  [
    'a row that is none',
    {
      damage: ({ dir }) =>
        writeFileSync(
          join(dir, 'training-logs.csv'),
          readFileSync(join(dir, 'training-logs.csv'), 'utf8').replace(/\n2,/, '\ntwo,'),
        ),
      finds: [['log-wrong', inRun('training-logs.csv'), 'line 3 is no row']],
    },
  ],
  [
    'notes that are none',
    {
      damage: ({ dir }) => writeFileSync(join(dir, 'notes.json'), '{ "format": 1, "marks": 7 }'),
      finds: [['file-invalid', inRun('notes.json')]],
    },
  ],
  [
    'a format.json that was cut',
    {
      damage: ({ root }) => cut(join(root, '.exman/format.json')),
      finds: [['file-invalid', '.exman/format.json']],
    },
  ],
  [
    'a link in the place of a file, which is not followed',
    {
      damage: ({ dir }) => (
        unlinkSync(join(dir, 'run.json')),
        symlinkSync('/etc/hostname', join(dir, 'run.json'))
      ),
      finds: [['file-invalid', inRun('run.json'), 'a link, which is not followed']],
    },
  ],
  [
    'a link in the place of a run, which is not followed',
    {
      damage: ({ root, dir }) => (renameSync(dir, join(root, 'elsewhere')), symlinkSync('../elsewhere', dir)),
      finds: [['unreadable', ({ run }) => run, 'links are not followed']],
    },
  ],
  [
    'an unfinished rekey',
    {
      damage: ({ root }) => writeFileSync(join(root, '.exman/rekey.json'), '{}'),
      finds: [['rekey-unfinished', '.exman/rekey.json']],
    },
  ],
]

const MENDED: [string, Case][] = [
  [
    'a run that nobody holds and that is recorded as running',
    {
      damage: ({ dir }) =>
        edit(join(dir, 'run.json'), (record) => {
          Object.assign(record, { status: 'running' })
          Object.assign(record.sessions.at(-1)!, { end: null, ended: null, toEpoch: null })
        }),
      finds: [['status-lost', inRun('run.json'), 'it reads lost']],
      left: [],
    },
  ],
  [
    'a log that ends in the midst of a line',
    {
      damage: ({ dir }) => writeFileSync(join(dir, 'training-logs.csv'), '5,0.', { flag: 'a' }),
      finds: [['log-torn', inRun('training-logs.csv'), '5,0.']],
      left: [],
    },
  ],
  [
    'a pointer that names another checkpoint',
    {
      damage: (tree) =>
        edit(join(tree.dir, 'models/best.json'), (best) =>
          Object.assign(best, { checkpoint: checkpoints(tree)[0] }),
        ),
      finds: [['pointer-wrong', inRun('models/best.json'), 'it names model.']],
      left: [],
    },
  ],
  [
    'no pointer',
    {
      damage: ({ dir }) => unlinkSync(join(dir, 'models/last.json')),
      finds: [['pointer-wrong', inRun('models/last.json'), 'it is missing']],
      left: [],
    },
  ],
  [
    'a pointer of nothing',
    {
      damage: ({ dir }) => truncateSync(join(dir, 'models/last.json')),
      finds: [['pointer-wrong', inRun('models/last.json'), 'it cannot be read']],
      left: [],
    },
  ],
  [
    'a link beside a pointer that leads elsewhere',
    {
      damage: ({ dir }) => (
        unlinkSync(join(dir, 'models/best')),
        symlinkSync('../..', join(dir, 'models/best'))
      ),
      finds: [['pointer-wrong', inRun('models/best.json'), 'the link best leads to ../..']],
      left: [],
    },
  ],
  [
    'a checkpoint that somebody has removed',
    {
      damage: (tree) => rmSync(join(tree.dir, 'models', checkpoints(tree).at(-1)!), { recursive: true }),
      finds: [
        ['scores-wrong', inRun('performances.json'), 'names a checkpoint that is not there: model.04'],
        ['pointer-wrong', inRun('models/best.json')],
        ['pointer-wrong', inRun('models/last.json')],
      ],
      left: [],
    },
  ],
  [
    'what was never finished, wherever exman writes',
    {
      damage: ({ root, parent, dir }) => {
        for (const folder of [dir, join(dir, 'models'), join(root, parent), join(root, '.exman'), root])
          writeFileSync(join(folder, TEMPORARY), 'half')
        for (const name of ['.staging-0123456789abcdef', '.removed-0123456789abcdef'])
          mkdirSync(join(dir, 'models', name))
      },
      finds: [
        ...['', 'models/'].map((name): [string, (tree: Planted) => string] => [
          'stray-file',
          inRun(name + TEMPORARY),
        ]),
        ['stray-file', ({ parent }) => `${parent}/${TEMPORARY}`],
        ['stray-file', `.exman/${TEMPORARY}`],
        ['stray-file', TEMPORARY],
        ['stray-file', inRun('models/.staging-0123456789abcdef')],
        ['stray-file', inRun('models/.removed-0123456789abcdef')],
      ],
      left: [],
    },
  ],
  [
    'locks of processes that are gone',
    {
      damage: ({ root, parent, dir }) => {
        for (const folder of [dir, join(root, parent), join(root, '.exman')])
          writeFileSync(join(folder, '.lock'), DEAD)
      },
      finds: [
        ['lock-dead', inRun('.lock')],
        ['lock-dead', ({ parent }) => `${parent}/.lock`],
        ['lock-dead', '.exman/.lock'],
      ],
      left: [],
    },
  ],
  [
    'a folder of the trash without a run',
    {
      damage: ({ root }) => mkdirSync(join(root, '.exman/trash/2026-11-21--14-02-33-1'), { recursive: true }),
      finds: [['trash-unfinished', '.exman/trash/2026-11-21--14-02-33-1']],
      left: [],
    },
  ],
]

describe('of hash-keyed runs', () => {
  test.each([...EDITED, ...NAMES, ...RECORDS])(
    'a check tells of %s, and a repair leaves it alone',
    (_, each) => {
      return expectCase('keyed', each)
    },
  )

  test.each(MENDED)('a check tells of %s, and a repair mends it', (_, each) => expectCase('keyed', each))
})

test('a run that was moved to another experiment by hand is told of, and that its parameters are of its own', async () => {
  const { root, dir, parent } = plant('keyed')
  const other = readdirSync(root).find((name) => name.startsWith('exp-') && name !== parent)!
  renameSync(dir, join(root, other, OTHER))
  const findings = await found(root)
  const where = `${other}/${OTHER}`
  expect(told(findings)).toEqual([`folder-renamed ${where}`, `params-differ ${where}/hyperparameters.json`])
  for (const { message } of findings) expect(message).toContain(other)
  expect(await leftAfterRepair(root)).toEqual(findings)
})

test('names that a rekey has noted are right', async () => {
  const { root, dir, run, parent } = plant('keyed')
  renameSync(dir, join(root, parent, OTHER))
  writeFileSync(
    join(root, parent, 'aliases.json'),
    JSON.stringify({ format: 1, aliases: ['exp-old'], runs: { [run]: OTHER } }),
  )
  expect(await found(root)).toEqual([])
})

test('a lost run is recorded as lost, at the epoch of its log, and reads so afterwards', async () => {
  const { root, dir, run } = plant('keyed')
  for (const status of ['created', 'running']) {
    edit(join(dir, 'run.json'), (record) => {
      Object.assign(record, { status })
      Object.assign(record.sessions.at(-1)!, { end: null, ended: null, toEpoch: null })
    })
    expect(await leftAfterRepair(root)).toEqual([])
    const record = JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8')) as { sessions: object[] }
    expect(record).toMatchObject({ status, result: { accuracy: 0.5 } })
    expect(record.sessions.at(-1)).toMatchObject({ end: 'lost', ended: null, toEpoch: 4 })
    expect((await openRuns(root, { cache: false })).find(run).status).toBe('lost')
  }
})

test('pointers lead to the best and the last whole checkpoint after a repair, also where they were behind', async () => {
  for (const pointer of ['best', 'last']) {
    const tree = plant('keyed')
    const path = join(tree.dir, 'models', `${pointer}.json`)
    const before = readFileSync(path, 'utf8')
    edit(path, (content) => Object.assign(content, { checkpoint: checkpoints(tree)[0], epoch: 1 }))
    expect(told(await found(tree.root))).toEqual([`pointer-wrong ${tree.run}/models/${pointer}.json`])
    await leftAfterRepair(tree.root)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(before))
    const newest = checkpoints(tree).sort().at(-1)
    expect(readlinkSync(join(tree.dir, 'models', pointer))).toBe(newest)
  }
})

test('what is cut from a log is kept beside it', async () => {
  const { root, dir } = plant('keyed')
  const whole = readFileSync(join(dir, 'training-logs.csv'), 'utf8')
  writeFileSync(join(dir, 'training-logs.csv'), `${whole}5,0.`)
  await leftAfterRepair(root)
  expect(readFileSync(join(dir, 'training-logs.csv'), 'utf8')).toBe(whole)
  expect(readFileSync(join(dir, 'training-logs.csv.torn-1'), 'utf8')).toBe('5,0.')
})

test('runs of one experiment that have read other data are told of', async () => {
  const { root, dir, run, parent } = plant('keyed')
  const read = (sha256: string) => ({ data: [{ path: 'train.csv', bytes: 3, sha256 }] })
  const other = join(root, parent, OTHER)
  cpSync(dir, other, { recursive: true, verbatimSymlinks: true })
  const set = (folder: string, id: string, sha256: string) =>
    edit(join(folder, 'run.json'), (record) => {
      Object.assign(record, { id })
      Object.assign(record.sessions.at(-1)!, read(sha256))
    })
  set(other, `${parent}/${OTHER}`, 'aa')
  set(dir, run, 'aa')
  expect(await found(root)).toEqual([])
  set(dir, run, 'bb')
  const findings = await found(root)
  expect(findings).toMatchObject([{ code: 'data-differs', repair: null }])
  const { where, message } = findings[0]!
  for (const name of ['train.csv', run, OTHER]) expect(`${where} ${message}`).toContain(name)
})

const entryOf = ({ root, dir }: Planted) => join(root, 'index', `${basename(dir)}.yaml`)
const markOf = ({ root, dir }: Planted) => join(root, 'marked/pinned', basename(dir))
const inIndex = ({ dir }: Planted) => `index/${basename(dir)}.yaml`
const inMarks = ({ dir }: Planted) => `marked/pinned/${basename(dir)}`

const NUMBERED: [string, Case][] = [
  [
    'a params.yaml that was edited',
    {
      damage: ({ dir }) =>
        writeFileSync(
          join(dir, 'params.yaml'),
          readFileSync(join(dir, 'params.yaml'), 'utf8').replace('1.0e-05', '1.0e-06'),
        ),
      finds: [['params-edited', inRun('params.yaml')]],
    },
  ],
  [
    'a params.yaml that was cut',
    {
      damage: ({ dir }) => cut(join(dir, 'params.yaml')),
      finds: [['file-invalid', inRun('params.yaml')]],
    },
  ],
  [
    'no run.json, where scores tell that exman has written one',
    { damage: ({ dir }) => unlinkSync(join(dir, 'run.json')), finds: [['file-missing', inRun('run.json')]] },
  ],
  [
    'a renamed folder of a run of the Python tool, by what its params.yaml says',
    {
      damage: ({ root, dir }) => {
        for (const name of readdirSync(dir))
          if (name !== 'params.yaml') rmSync(join(dir, name), { recursive: true })
        renameSync(dir, join(root, 'tmp/000009-2026-01-05-08-00-00'))
        for (const folder of ['index', 'marked']) rmSync(join(root, folder), { recursive: true })
      },
      finds: [
        ['folder-renamed', 'tmp/000009-2026-01-05-08-00-00/params.yaml', 'the run has number 1, and its'],
      ],
    },
  ],
  [
    'two runs of one number',
    {
      damage: ({ root }) => mkdirSync(join(root, 'tmp/000001-2026-01-05-08-00-00')),
      finds: [
        ['number-twice', 'tmp/000001-2026-01-05-08-00-00', /number 1, and so has runs\/000001-/],
        ['file-missing', 'tmp/000001-2026-01-05-08-00-00/params.yaml'],
      ],
    },
  ],
]

const LINKS: [string, Case][] = [
  [
    'a run that the index lacks',
    {
      damage: (tree) => unlinkSync(entryOf(tree)),
      finds: [['index-wrong', inIndex, 'the index lacks the run']],
      left: [],
    },
  ],
  [
    'an entry of the index that leads elsewhere',
    {
      damage: (tree) => (
        unlinkSync(entryOf(tree)),
        symlinkSync('../runs/elsewhere/params.yaml', entryOf(tree))
      ),
      finds: [['index-wrong', inIndex, 'It leads to ../runs/elsewhere/params.yaml, not to runs/000001-']],
      left: [],
    },
  ],
  [
    'entries of the index and marks of a run that was removed by hand',
    {
      damage: ({ dir }) => rmSync(dir, { recursive: true }),
      finds: [
        ['index-wrong', inIndex, 'there is no such run'],
        ['link-wrong', inMarks, 'there is no such run'],
        ['link-wrong', ({ dir }) => `marked/user/ann/${basename(dir)}`],
      ],
      left: [],
    },
  ],
  [
    'links of a run whose move to fails/ was broken off',
    {
      damage: ({ root, dir }) => renameSync(dir, join(root, 'fails', basename(dir))),
      finds: [
        ['index-wrong', inIndex, 'there is no such run'],
        ['link-wrong', inMarks, 'the run is at fails/000001-'],
        ['link-wrong', ({ dir }) => `marked/user/ann/${basename(dir)}`],
      ],
      left: [],
    },
  ],
  [
    'what was never finished among the links',
    {
      damage: ({ root }) => {
        for (const folder of ['index', 'marked', 'marked/pinned', 'runs'])
          symlinkSync('nowhere', join(root, folder, TEMPORARY))
      },
      finds: ['index', 'marked', 'marked/pinned', 'runs'].map((folder) => [
        'stray-file',
        `${folder}/${TEMPORARY}`,
      ]),
      left: [],
    },
  ],
]

describe('of numbered runs', () => {
  test.each(NUMBERED)('a check tells of %s, and a repair leaves it alone', (_, each) =>
    expectCase('named', each),
  )
  test.each([
    ...LINKS,
    ...MENDED.filter(
      ([title]) =>
        !title.includes('finished') &&
        !title.includes('removed') &&
        !title.includes('locks') &&
        !title.includes('another checkpoint'),
    ),
  ])('a check tells of %s, and a repair mends it', (_, each) => expectCase('named', each))

  test('a renamed folder is told of with both names', async () => {
    const tree = plant('named')
    const other = join(tree.root, 'runs/000009-2026-01-05-08-00-00')
    renameSync(tree.dir, other)
    const findings = await found(tree.root)
    const renamed = findings.filter(({ code }) => code === 'folder-renamed').map(({ message }) => message)
    expect(renamed.join('\n')).toContain(`its run.json says ${basename(tree.dir)}, and it stands at 000009-`)
  })

  test('a mark leads to where the run is after a repair', async () => {
    const tree = plant('named')
    renameSync(tree.dir, join(tree.root, 'fails', basename(tree.dir)))
    await leftAfterRepair(tree.root)
    expect(readlinkSync(markOf(tree))).toBe(`../../fails/${basename(tree.dir)}`)
  })
})
