import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  exman,
  GRID,
  MANAGED,
  newestParams,
  node,
  PARSED,
  recordsIn,
  startExman,
  TRAINED,
  write,
} from '../care/rerun/projects'
import { scratch } from '../faults/scratch'

/** A project with a script that was run. */
async function project(text: string, words: string[] = [], env: Record<string, string> = {}) {
  const dir = write(scratch(), { 'train.js': text })
  const { code, err } = await node(dir, ['train.js', ...words], env)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return dir
}

const ids = (root: string) => recordsIn(root).map(({ id }) => id)

describe('a run of ExParser', () => {
  test('is run again with the same arguments, quotes and blanks included', async () => {
    const note = `it's "a b" $HOME\n; rm`
    const dir = await project(PARSED, [
      '--lr',
      '0.25',
      '--layers',
      '3',
      '--layers',
      '4',
      '--note',
      note,
      '--gpu',
      '7',
    ])
    // A default that has changed since counts for nothing.
    writeFileSync(join(dir, 'train.js'), PARSED.replace('default: 0.5', 'default: 9'))
    const { code, out, err } = await exman(dir, ['rerun', '1', '--yes'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('gpu 7\n')
    const [old, made] = recordsIn(join(dir, 'exman'))
    expect(made).toMatchObject({ rerunOf: old!.id, status: 'done' })
    expect(newestParams(join(dir, 'exman'))).toContain(
      `lr: 0.25\nlayers: [3, 4]\nnote: "it's \\"a b\\" $HOME\\n; rm"\n`,
    )
    expect(out).toContain(`${made!.id} (done): val_loss was 0.25 and is 0.25, the same\n`)
    expect(out).toContain(`exman diff ${old!.id} ${made!.id} --all`)
  })

  test('overrides win, and take the place of a whole list', async () => {
    const dir = await project(PARSED, ['--lr', '0.25', '--layers', '3'])
    const { code, out } = await exman(dir, [
      'rerun',
      '1',
      '-y',
      '--',
      '--lr',
      '0.125',
      '--layers',
      '8',
      '--gpu',
      '2',
    ])
    expect(code).toBe(0)
    expect(out).toContain('gpu 2\n')
    expect(newestParams(join(dir, 'exman'))).toContain('lr: 0.125\nlayers: [8]\n')
    expect(out).toContain('val_loss was 0.25 and is 0.125, -0.125')
  })

  test('its name and its resume are not repeated, a trial is one again', async () => {
    const dir = await project(PARSED, ['--name', 'first', '--tmp', '--lr', '0.25'])
    expect((await exman(dir, ['rerun', '1', '-y', '--trials'])).code).toBe(0)
    const [, made] = ids(join(dir, 'exman'))
    expect(existsSync(join(dir, 'exman/tmp', made!))).toBe(true)
    expect(made).not.toContain('first')
  })

  test('the exit code of the script is ours', async () => {
    const dir = await project(PARSED)
    const { code, out } = await exman(dir, ['rerun', '1', '-y', '--', '--fail', '7'])
    expect(code).toBe(7)
    expect(out).toContain(`${ids(join(dir, 'exman'))[1]!} (failed)`)
  })
})

describe('a run of ExperimentManager', () => {
  test('is run again with the stored parameters, whatever the script has become', async () => {
    const dir = await project(MANAGED, ['on', '0.25'])
    writeFileSync(join(dir, 'train.js'), MANAGED.replace('units: 2', 'units: 9'))
    const { code, out, err } = await exman(dir, ['rerun', 'latest', '--yes'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [old, made] = recordsIn(join(dir, 'experiments'))
    expect(made).toMatchObject({ rerunOf: old!.id, status: 'done' })
    expect(made!.id.split('/')[0]).toBe(old!.id.split('/')[0])
    expect(out).toContain(`${made!.id} (done): val_loss was 0.25 and is 0.25, the same`)
    const shown = await exman(dir, ['show', 'latest'])
    expect(shown.out).toMatch(new RegExp(`rerun of +${old!.id}\n`))
  })

  test('overrides are paths with values', async () => {
    const dir = await project(MANAGED)
    const { code } = await exman(dir, ['rerun', 'latest', '-y', 'training.lr=1e-3', 'training.tag=c=d e'])
    expect(code).toBe(0)
    expect(JSON.parse(newestParams(join(dir, 'experiments')))).toEqual({
      model: { units: 2 },
      training: { lr: 0.001, tag: 'c=d e' },
    })
  })

  test('a path that there is not starts nothing', async () => {
    const dir = await project(MANAGED)
    const { code, out, err } = await exman(dir, ['rerun', 'latest', '-y', 'training.rl=1'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('"training.rl=1" names nothing')
    expect(err).toContain('Did you mean "training.lr"?')
  })

  test('of a script that does not ask for them, the wrong parameters are told', async () => {
    const dir = await project(MANAGED, ['deaf', '0.25'])
    const { code, err } = await exman(dir, ['rerun', 'latest', '-y', 'model.units=4'])
    expect(code).toBe(1)
    expect(err).toContain('has other parameters than it was to have: model.units.')
    expect(err).toContain('rerunnable: true')
  })

  test('in a grid the first trains anew, and the others have its result', async () => {
    const dir = await project(GRID)
    const before = recordsIn(join(dir, 'experiments'))
    const { code, out } = await exman(dir, ['rerun', before[1]!.id, '-y'])
    expect(code).toBe(0)
    expect(out).toContain('0.25 false\n0.25 true\n0.25 true\n')
    const after = recordsIn(join(dir, 'experiments'))
    expect(after).toHaveLength(before.length + 1)
    expect(after.at(-1)).toMatchObject({ rerunOf: before[1]!.id, seed: 3, result: 0.25 })
  })

  test('when no run is made, that is told', async () => {
    const dir = await project(MANAGED)
    writeFileSync(join(dir, 'train.js'), '')
    const { code, err } = await exman(dir, ['rerun', 'latest', '-y'])
    expect(code).toBe(1)
    expect(err).toContain(`No new run was found in ${join(dir, 'experiments')}.`)
  })
})

describe('before it starts', () => {
  test('folder, variables and command are shown, and nothing else is done', async () => {
    const dir = await project(MANAGED, ['on', '0.25'], { TF_NUM_INTRAOP_THREADS: '1' })
    const { code, out, err } = await exman(dir, ['rerun', 'latest', '--dry-run', "training.tag=it's"])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const id = ids(join(dir, 'experiments'))[0]!
    expect(out).toBe(`${id} is run again by
  cd ${dir}
  export TF_NUM_INTRAOP_THREADS=1
  export EXMAN_PARAMS=${join(dir, 'experiments', id, 'hyperparameters.json')}
  export EXMAN_RERUN='{"of":"${id}","seed":null,"overrides":["training.tag=it'\\''s"]}'
  ${process.execPath} train.js on 0.25
`)
    expect(ids(join(dir, 'experiments'))).toHaveLength(1)
  })

  test('what is shown can be typed', async () => {
    const dir = await project(MANAGED, ['on', '0.25'])
    const { out } = await exman(dir, ['rerun', 'latest', '--dry-run', "training.tag=it's \\ $x"])
    const lines = out.split('\n').slice(1).join('\n')
    const { code } = await node('/', ['-e', 'require("child_process").execSync(process.argv[1])', lines])
    expect(code).toBe(0)
    expect(JSON.parse(newestParams(join(dir, 'experiments')))).toMatchObject({
      training: { tag: "it's \\ $x" },
    })
  })

  test('where nobody sits at a terminal it is not started without --yes', async () => {
    const dir = await project(PARSED)
    const { code, err } = await exman(dir, ['rerun', '1'])
    expect({ code, err }).toEqual({ code: 0, err: 'Nothing was changed. Add --yes to do it.\n' })
    expect(ids(join(dir, 'exman'))).toHaveLength(1)
  })

  test('the plan is JSON for who asks for it', async () => {
    const dir = await project(PARSED)
    const { out } = await exman(dir, ['rerun', '1', '--dry-run', '--json'])
    const [id] = ids(join(dir, 'exman'))
    expect(JSON.parse(out)).toMatchObject({ run: id, by: 'parser', cwd: dir, changes: [] })
    expect((await exman(dir, ['rerun', '1', '--json', '-y'])).code).toBe(2)
  })
})

test('a script that was moved is found by --cwd', async () => {
  const dir = await project(PARSED)
  mkdirSync(join(dir, 'src'))
  renameSync(join(dir, 'train.js'), join(dir, 'src/train.js'))
  const first = await exman(dir, ['rerun', '1', '-y'])
  expect(first.code).toBe(2)
  expect(first.err).toContain('EXMAN_RERUN_IMPOSSIBLE')
  expect(first.err).toContain('its script train.js is not in')
  renameSync(join(dir, 'exman'), join(dir, 'src/exman'))
  const second = await exman(dir, ['rerun', '1', '-y', '--root', 'src/exman', '--cwd', 'src'])
  expect(second.code).toBe(0)
  expect(ids(join(dir, 'src/exman'))).toHaveLength(2)
})

test('options of node are kept', async () => {
  const dir = write(scratch(), { 'train.js': PARSED, 'before.js': 'console.log("loaded first")' })
  await node(dir, ['--require', './before.js', '--max-old-space-size=300', 'train.js'])
  const { code, out } = await exman(dir, ['rerun', '1', '-y'])
  expect(code).toBe(0)
  expect(out).toContain('loaded first\n')
  const [old, made] = recordsIn(join(dir, 'exman'))
  const execArgv = ['--require', './before.js', '--max-old-space-size=300']
  expect(old!.sessions[0]!.process).toMatchObject({ execArgv, argv: ['node', 'train.js'] })
  expect(made!.sessions[0]!.process.execArgv).toEqual(execArgv)
})

let started: number | undefined
afterEach(() => {
  if (started === undefined) return
  const group = -started
  started = undefined
  try {
    process.kill(group, 'SIGKILL')
  } catch {
    // All of it has ended, as it should.
  }
})

test.each<[string, NodeJS.Signals, boolean]>([
  ['Ctrl-C, which the script hears itself', 'SIGINT', true],
  ['SIGTERM, which is handed on', 'SIGTERM', false],
])('%s, does not end exman before the script has saved', async (_, signal, isOfGroup) => {
  const slow = `${PARSED}
const { appendFileSync, existsSync } = require('node:fs')
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
  console.log('saving')
  setInterval(() => {
    if (!existsSync('may save')) return
    appendFileSync('saved', signal + ' ')
    process.exit(5)
  }, 5)
})
console.log('ready')
if (process.argv.includes('3')) setInterval(() => undefined, 1000)
`
  const dir = write(scratch(), { 'train.js': PARSED })
  await node(dir, ['train.js'])
  writeFileSync(join(dir, 'train.js'), slow)
  const { child, ended } = startExman(dir, ['rerun', '1', '-y', '--', '--gpu', '3'])
  started = child.pid
  const says = (word: string) =>
    new Promise<void>((resolve) =>
      child.stdout.on('data', (data: Buffer) => {
        if (data.toString().includes(word)) resolve()
      }),
    )
  await says('ready')
  const saving = says('saving')
  process.kill(isOfGroup ? -child.pid! : child.pid!, signal)
  await saving
  await setTimeout(50)
  expect(child.exitCode).toBeNull()
  writeFileSync(join(dir, 'may save'), '')
  const { code, out } = await ended
  expect(code).toBe(5)
  expect(readFileSync(join(dir, 'saved'), 'utf8')).toBe(`${signal} `)
  expect(out).toContain(`${ids(join(dir, 'exman'))[1]!} (failed)`)
})

test('a real training comes to the same weights, on the seed of the run', async () => {
  const dir = await project(TRAINED)
  const { code, err } = await exman(dir, ['rerun', 'latest', '-y'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const [old, made] = recordsIn(join(dir, 'experiments'))
  expect(made).toMatchObject({ rerunOf: old!.id, seed: old!.seed, status: 'done', epochs: 3 })
  expect(old!.seed).toEqual(expect.any(Number))
  expect(made!.result).toEqual(old!.result)
})

test('data is shown with the session, and told of when it has changed', async () => {
  const dir = write(scratch(), { 'train.js': MANAGED, 'train.csv': 'hello' })
  const env = { DATA: 'train.csv' }
  await node(dir, ['train.js'], env)
  expect((await exman(dir, ['show'])).out).toContain('  data train.csv, 5 B, sha256 2cf24dba5fb0a30e\n')
  writeFileSync(join(dir, 'train.csv'), 'HELLO')
  const { code, err } = await exman(dir, ['rerun', 'latest', '-y'], env)
  expect({ code, err }).toEqual({ code: 0, err: 'exman: The data train.csv has changed.\n' })
  const [old, made] = ids(join(dir, 'experiments'))
  const { out } = await exman(dir, ['diff', old!, made!, '--all'])
  expect(out).toMatch(/data\.train\.csv +sha256:2cf24dba\S* +sha256:3733cd97/)
})
