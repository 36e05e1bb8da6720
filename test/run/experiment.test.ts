import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FolderLock } from '../../src/files'
import { claimExperiment, findExperiment, listRuns } from '../../src/run/experiment'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { identityOf } from '../fixtures/run-setup'
import { expectWarnings } from '../warnings'
import { coded, tree } from './runs'

const identity = identityOf()
const path = (parent: string, name: string) => join(parent, name, 'experiment.json')
const other = { ...identityOf({ model: { units: 64 }, training: { lr: 0.01 } }), name: identity.name }

function plant(parent: string, name: string, text: string): void {
  mkdirSync(join(parent, name))
  writeFileSync(path(parent, name), text)
}

test('experiment.json is as docs/files.md shows it, and never written again', () => {
  const parent = scratch()
  expect(claimExperiment(parent, identity)).toBe('exp-96766150-701789')
  expect(tree(parent)).toEqual(['exp-96766150-701789/', 'exp-96766150-701789/experiment.json'])
  const text = readFileSync(path(parent, identity.name), 'utf8')
  expect(text).toBe(`{
  "format": 1,
  "ids": "object-hash",
  "monitored": [
    "training",
    "model"
  ],
  "groups": {
    "training": {
      "digest": "f64accef90ab32cc192b195b5489cd3bb3877e82875ffbe531251fcc5b8033c6",
      "value": {
        "lr": 0.01
      }
    },
    "model": {
      "digest": "a3daa5e0ca7ade459f4462a76d7d855795a95e53326c5632ca1a802caf96a65d",
      "value": {
        "units": 32
      }
    }
  }
}
`)
  writeFileSync(path(parent, identity.name), `${text}\n`)
  expect(claimExperiment(parent, identity)).toBe(identity.name)
  expect(readFileSync(path(parent, identity.name), 'utf8')).toBe(`${text}\n`)
})

test('another experiment of the same name goes to the next free number, with one warning each time', () => {
  const parent = scratch()
  const warnings = expectWarnings()
  claimExperiment(parent, identity)
  expect(warnings).toEqual([])
  expect(claimExperiment(parent, other)).toBe(`${identity.name}~2`)
  expect(claimExperiment(parent, { ...other, ids: 'python' })).toBe(`${identity.name}~3`)
  expect(warnings.map(({ code }) => code)).toEqual([
    'EXMAN_EXPERIMENT_COLLISION',
    'EXMAN_EXPERIMENT_COLLISION',
  ])
  expect(warnings[0]!.text).toContain(`Another experiment already has the name ${identity.name}`)

  expect(claimExperiment(parent, identity)).toBe(identity.name)
  expect(claimExperiment(parent, other)).toBe(`${identity.name}~2`)
  expect(readdirSync(parent)).toHaveLength(3)
})

test('finding makes nothing, and finds each under its number', () => {
  const parent = scratch()
  expect(findExperiment(parent, identity)).toBeUndefined()
  expect(findExperiment(join(parent, 'none'), identity)).toBeUndefined()
  expect(readdirSync(parent)).toEqual([])
  expectWarnings()
  claimExperiment(parent, identity)
  claimExperiment(parent, other)
  expect(findExperiment(parent, identity)).toBe(identity.name)
  expect(findExperiment(parent, other)).toBe(`${identity.name}~2`)
})

test.each([
  ['', 'EXMAN_FILE_INVALID', 'it is empty'],
  ['{"format": 1, "ids": "obj', 'EXMAN_FILE_INVALID', 'it is not JSON'],
  ['\0\0\0\0', 'EXMAN_FILE_INVALID', 'it is not JSON'],
  ['[]', 'EXMAN_FILE_INVALID', 'it does not hold a JSON object'],
  ['{"format": 1}', 'EXMAN_FILE_INVALID', 'does not describe an experiment'],
  [
    '{"format": 1, "monitored": ["model"], "groups": {"model": null}}',
    'EXMAN_FILE_INVALID',
    'does not describe an experiment',
  ],
  ['{"format": 2}', 'EXMAN_FORMAT_NEWER', 'Update exman'],
])('an experiment.json that holds %j is an error, and stays', (text, code, reason) => {
  const parent = scratch()
  plant(parent, identity.name, text)
  expect(() => claimExperiment(parent, identity)).toThrow(coded(code, reason))
  expect(() => findExperiment(parent, identity)).toThrow(coded(code, path(parent, identity.name)))
  expect(readFileSync(path(parent, identity.name), 'utf8')).toBe(text)
})

test('an experiment.json cut at any byte is an error, never another experiment', () => {
  const whole = scratch()
  claimExperiment(whole, identity)
  const text = readFileSync(path(whole, identity.name), 'utf8')
  const parent = scratch()
  plant(parent, identity.name, text)
  // The last bytes are the brace and the newline, without which it is still whole.
  for (let length = 0; length < text.length - 1; length += 1) {
    writeFileSync(path(parent, identity.name), text.slice(0, length))
    expect(() => claimExperiment(parent, identity)).toThrow(coded('EXMAN_FILE_INVALID'))
  }
})

test('a byte order mark, and fields of a later exman, do no harm', () => {
  const parent = scratch()
  claimExperiment(parent, identity)
  const stored = JSON.parse(readFileSync(path(parent, identity.name), 'utf8')) as object
  writeFileSync(path(parent, identity.name), `\uFEFF${JSON.stringify({ ...stored, later: 1 })}`)
  expect(claimExperiment(parent, identity)).toBe(identity.name)
})

test('a folder that was made without its experiment.json is completed', () => {
  const parent = scratch()
  mkdirSync(join(parent, identity.name))
  expect(claimExperiment(parent, identity)).toBe(identity.name)
  expect(JSON.parse(readFileSync(path(parent, identity.name), 'utf8'))).toMatchObject({
    monitored: ['training', 'model'],
  })
})

test('whatever operation fails, the next attempt succeeds under the same name', async () => {
  await atEveryOperation(
    { kind: 'fail', code: 'ENOSPC' },
    {
      prepare: () => scratch(),
      act: (parent) => claimExperiment(parent, identity),
      check: (parent, { error, struck }) => {
        if (struck === undefined) expect(error).toBeUndefined()
        expect(claimExperiment(parent, identity)).toBe(identity.name)
        expect(readdirSync(parent)).toEqual([identity.name])
      },
    },
  )
})

test('the runs of an experiment are its folders of that name', () => {
  const parent = scratch()
  const names = [
    'run--20-03-03--15-52',
    'run--20-03-03--15-52-2',
    'run--99',
    'experiment.json',
    '.staging-0',
    'plots',
  ]
  for (const name of names) mkdirSync(join(parent, name))
  expect(listRuns(parent).sort()).toEqual(names.slice(0, 2).map((name) => join(parent, name)))
  expect(listRuns(join(parent, 'none'))).toEqual([])
})

test('a run that is just being made is not among them', () => {
  const parent = scratch()
  const dir = join(parent, 'run--20-03-03--15-52')
  mkdirSync(dir)
  const { lock } = FolderLock.acquire(dir)
  expect(listRuns(parent)).toEqual([])
  lock!.release()
  expect(listRuns(parent)).toEqual([dir])
})
