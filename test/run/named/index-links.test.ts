import {
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { useDisk } from '../../../src/files/disk'
import { realDisk } from '../../../src/files/disk'
import { trainParser } from '../../parser/parsers'

const entries = (root: string) => readdirSync(join(root, 'index')).sort()
const refused = () => {
  throw Object.assign(new Error('EPERM'), { code: 'EPERM' })
}

test('restoreIndex makes what is missing or wrong, and takes away what leads nowhere', () => {
  const parser = trainParser()
  const runs = [1, 2, 3, 4].map(() => parser.parse_args([]).run.id)
  const index = (run: string) => join(parser.root, 'index', `${run}.yaml`)
  unlinkSync(index(runs[0]!))
  unlinkSync(index(runs[1]!))
  symlinkSync('../runs/elsewhere/params.yaml', index(runs[1]!))
  rmSync(join(parser.root, 'runs', runs[2]!), { recursive: true })
  expect(parser.restoreIndex()).toEqual({ restored: [runs[0], runs[1]], removed: [runs[2]] })
  expect(entries(parser.root)).toEqual([runs[0], runs[1], runs[3]].map((run) => `${run}.yaml`))
  for (const run of [runs[0]!, runs[1]!]) expect(readlinkSync(index(run))).toBe(`../runs/${run}/params.yaml`)
  expect(parser.restoreIndex()).toEqual({ restored: [], removed: [] })
})

test('restoreIndex leaves alone what is not of its making', () => {
  const parser = trainParser()
  const { run } = parser.parse_args([])
  const own = join(parser.root, 'index', `${run.id}.yaml`)
  unlinkSync(own)
  writeFileSync(own, 'lr: 0.5\n')
  for (const name of ['notes.txt', 'mine.yaml', '000009-2020-01-01-00-00-00.yaml'])
    writeFileSync(join(parser.root, 'index', name), 'mine\n')
  writeFileSync(join(parser.root, 'runs', 'stray'), '')
  expect(parser.restoreIndex()).toEqual({ restored: [], removed: [] })
  expect(readFileSync(own, 'utf8')).toBe('lr: 0.5\n')
  expect(entries(parser.root)).toHaveLength(4)
})

test('a run that never had its parameters is no entry', () => {
  const parser = trainParser()
  const { run } = parser.parse_args([])
  unlinkSync(run.path('params.yaml'))
  expect(parser.restoreIndex()).toEqual({ restored: [], removed: [run.id] })
})

test('where links are refused, small files name the targets', () => {
  const parser = trainParser({ automark: ['optimizer'] })
  const undo = useDisk({ ...realDisk, symlinkSync: refused })
  const { run } = parser.parse_args(['--lr', '2'])
  const entry = join(parser.root, 'index', `${run.id}.yaml`)
  expect(readFileSync(entry, 'utf8')).toBe(`../runs/${run.id}/params.yaml\n`)
  expect(readFileSync(join(parser.root, 'marked/optimizer/adam', run.id), 'utf8')).toBe(
    `../../../runs/${run.id}\n`,
  )
  expect(parser.restoreIndex()).toEqual({ restored: [], removed: [] })
  writeFileSync(entry, '../runs/other/params.yaml\n')
  expect(parser.restoreIndex()).toEqual({ restored: [run.id], removed: [] })
  expect({ ...parser.parse_args(['--config', entry]) }).toMatchObject({ lr: 2 })
  undo()
  expect(lstatSync(entry).isSymbolicLink()).toBe(false)
})
