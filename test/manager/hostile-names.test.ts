/** Folders beside runs that no exman has made: nothing is lost by them, and nothing is made of them. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ExperimentManager } from '../../src'
import { scratch } from '../faults/scratch'
import { tf } from '../training/tiny'

const PARAMS = { model: { units: 2 }, training: { lr: 0.1 } }

const NAMES: [string, string | Buffer][] = [
  ['that is not UTF-8', Buffer.from([0x72, 0x75, 0x6e, 0x2d, 0x2d, 0xff, 0xfe])],
  [
    'with a byte that is not UTF-8 after the name of a run',
    Buffer.from('run--26-01-01--00-00\xff', 'latin1'),
  ],
  ['composed', 'run--caf\u00e9'],
  ['decomposed', 'run--cafe\u0301'],
  ['of 255 bytes', 'r'.repeat(255)],
  ['with a newline', 'run--26-01-01--00-00\nrun--26-01-01--00-01'],
  ['with escape codes', '\x1b[2Jrun--26-01-01--00-00'],
  ['that Windows reserves', 'con'],
  ['that looks like a run of no day', 'run--26-02-30--00-00'],
  ['that is a pattern', 'run--*'],
  ['that ends in a dot and a space', 'run--26-01-01--00-00. '],
]

test.each(NAMES)('a folder and a file with a name %s', async (_, name) => {
  const expm = new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss', tf })
  const first = expm.prepare(PARAMS).run
  const experiment = dirname(first.dir)
  const bytes = Buffer.from(name as string)
  const beside = (parent: string) => Buffer.concat([Buffer.from(`${parent}/`), bytes])
  mkdirSync(beside(experiment))
  writeFileSync(beside(expm.expBaseDir), 'mine')
  writeFileSync(beside(first.dir), 'mine')

  const second = expm.prepare(PARAMS).run
  for (const run of [first, second]) {
    run.log({ loss: 1 })
    run.finish()
  }
  expect((await expm.find(PARAMS)).map(({ id }) => id)).toEqual([first.id, second.id])
  for (const folder of [experiment, expm.expBaseDir, first.dir])
    expect(readdirSync(folder, 'buffer').some((found) => found.equals(bytes))).toBe(true)
  // Parameters, log, scores, record; and what lies beside them.
  expect(readdirSync(first.dir)).toHaveLength(5)
})
