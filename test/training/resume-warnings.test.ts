/** What is said of a run that goes on, but perhaps not to the same end. */
import { writeFileSync } from 'node:fs'
import { openRun } from '../../src'
import type { RunRecord, Session } from '../../src/run/record'
import { differences } from '../../src/training/resume-warnings'
import { backendHere } from '../backends'
import { expectWarnings } from '../warnings'
import { begin, goOn } from './sessions'
import { compiled, tf, TWO_EPOCHS, x, y } from './tiny'

/** The record of a session, as far as it counts here. */
function session(
  versions: Partial<Session['versions']> = {},
  settings: Record<string, string> | undefined = {},
  process: Partial<Session['process']> = {},
): Session {
  return {
    versions: { node: '20.1.0', tfjs: '4.22.0', backend: 'wasm', exman: '1.0.0', lockfile: 'a', ...versions },
    settings,
    process: { machine: 'x64, 8 processors', pid: 1, host: 'a', ...process },
  } as unknown as Session
}

const NATIVE = { backend: 'tensorflow' }

describe('between two sessions', () => {
  test.each<[string, Session, Session, string[]]>([
    ['nothing', session(), session(), []],
    [
      'what cannot change the numbers',
      session(),
      session({ exman: '2.0.0', lockfile: 'b' }, {}, { pid: 2, host: 'b' }),
      [],
    ],
    ['the backend', session(), session({ backend: 'cpu' }), ['backend was wasm and is cpu']],
    ['tfjs', session(), session({ tfjs: '4.23.0' }), ['tfjs was 4.22.0 and is 4.23.0']],
    ['node', session(), session({ node: '22.0.0' }), ['node was 20.1.0 and is 22.0.0']],
    [
      'several',
      session(),
      session({ backend: 'cpu', node: '22.0.0' }),
      ['backend was wasm and is cpu', 'node was 20.1.0 and is 22.0.0'],
    ],
    ['a version that was never known', session({ backend: null, tfjs: null }), session(), []],
    [
      'a setting',
      session({}, { NODE_OPTIONS: 'a' }),
      session({}, { NODE_OPTIONS: 'b' }),
      ['NODE_OPTIONS was a and is b'],
    ],
    [
      'a setting more',
      session(),
      session({}, { TF_NUM_INTRAOP_THREADS: '1' }),
      ['TF_NUM_INTRAOP_THREADS was not set and is 1'],
    ],
    [
      'a setting fewer',
      session({}, { TF_ENABLE_ONEDNN_OPTS: '0' }),
      session(),
      ['TF_ENABLE_ONEDNN_OPTS was 0 and is not set'],
    ],
    [
      'the machine, which only the native backend minds',
      session(),
      session({}, {}, { machine: 'x64, 2 processors' }),
      [],
    ],
    [
      'the machine, on the native backend',
      session(NATIVE),
      session(NATIVE, {}, { machine: 'x64, 2 processors' }),
      ['machine was x64, 8 processors and is x64, 2 processors'],
    ],
    [
      'a machine that was never known',
      session(NATIVE, {}, { machine: undefined as never }),
      session(NATIVE),
      [],
    ],
  ])('%s', (_, before, now, expected) => {
    expect(differences(before, now)).toEqual(expected)
  })

  test('settings that an older version did not record', () => {
    const before: Partial<Session> = session()
    delete before.settings
    expect(differences(before as Session, session())).toEqual([])
  })
})

describe('restore', () => {
  /** A run of two epochs that another process has left, whose record is changed. */
  async function left(change: (record: RunRecord) => void, options: Parameters<typeof begin>[0] = {}) {
    const callbacks = begin(options)
    const model = compiled()
    await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
    const { run } = callbacks
    const { record } = run
    record.sessions[0]!.process.pid += 1
    change(record)
    writeFileSync(run.path('run.json'), JSON.stringify(record))
    return callbacks
  }

  const versions = (changed: Partial<Session['versions']>) => (record: RunRecord) =>
    void Object.assign(record.sessions[0]!.versions, changed)

  const node = process.versions.node
  test.each<[string, (record: RunRecord) => void, string]>([
    ['another backend', versions({ backend: 'webgl' }), `backend was webgl and is ${backendHere}`],
    ['another tfjs', versions({ tfjs: '4.0.0' }), `tfjs was 4.0.0 and is ${tf.version.tfjs}`],
    ['another node', versions({ node: '18.0.0' }), `node was 18.0.0 and is ${node}`],
    [
      'other settings',
      (record) =>
        (record.sessions[0]!.settings = { ...record.sessions[0]!.settings, TF_NUM_INTEROP_THREADS: '77' }),
      `TF_NUM_INTEROP_THREADS was 77 and is ${process.env['TF_NUM_INTEROP_THREADS'] ?? 'not set'}`,
    ],
    ['no seed', (record) => void (record.seed = null), 'it was not seeded'],
    [
      'several',
      (record) => {
        record.seed = null
        versions({ node: '18.0.0', tfjs: '4.0.0' })(record)
      },
      `it was not seeded; tfjs was 4.0.0 and is ${tf.version.tfjs}; node was 18.0.0 and is ${node}`,
    ],
  ])('warns of it, goes on, and records it: %s', async (_, change, why) => {
    const warnings = expectWarnings()
    const { run } = goOn(await left(change))
    expect(await run.restore(compiled())).toBe(2)
    const told = `The run goes on, but not exactly as if it had never stopped: ${why}.`
    expect(warnings).toEqual([{ code: 'EXMAN_RESUME_INEXACT', text: `${run.id}: ${told}` }])
    run.finish()
    expect(run.record.problems).toMatchObject([{ code: 'EXMAN_RESUME_INEXACT', message: told }])
  })

  test('knows what an opened run goes on with', async () => {
    const warnings = expectWarnings()
    const { run } = await left(versions({ backend: 'webgl' }))
    const opened = await openRun(run.dir)
    expect(await opened.restore(compiled())).toBe(2)
    expect(warnings).toMatchObject([{ code: 'EXMAN_RESUME_INEXACT' }])
    expect(warnings[0]!.text).toContain(`backend was webgl and is ${backendHere}.`)
  })

  test('says nothing where nothing has changed', async () => {
    const { run } = goOn(await left(() => undefined))
    expect(await run.restore(compiled())).toBe(2)
    run.finish()
    expect(run.record.problems).toEqual([])
    expect(run.record.sessions).toHaveLength(2)
  })

  test('says nothing of a run that has nothing to go on from', async () => {
    const { run } = goOn(await left(versions({ node: '18.0.0' }), { checkpoint: false }))
    expect(await run.restore(compiled())).toBe(0)
    run.finish()
    expect(run.record.problems).toEqual([])
  })
})
