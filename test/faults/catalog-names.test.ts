/** F18: names that a disk takes and nobody expects are listed as they are, or told; nothing else is lost. */
import { cpSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { keyedTree, namedTree } from '../../bench/tree'
import { byId, recordsOf } from '../catalog/trees'
import { scratch } from './scratch'

/** A root with an experiment of four runs, and its first run. */
async function tree() {
  const root = join(scratch(), 'root')
  keyedTree(root, 4)
  const before = await byId(root)
  const [first] = Object.values(before)
  return { root, before, first: first! }
}

const LONG = `run--${'é'.repeat(125)}`

test.each([
  ['composed', 'run--caf\u00e9'],
  ['decomposed', 'run--cafe\u0301'],
  ['of 255 bytes', LONG],
  ['with a newline', 'run--a\nb'],
  ['with an escape code', 'run--\u001b[31mred\u001b[0m'],
  ['with a mark that reorders', 'run--a\u202egnp'],
  ['that Windows keeps for itself', 'con'],
  ['with a replacement character of its own', 'run--\uFFFD'],
  ['that is the name of what every object has', 'constructor'],
  ['__proto__', '__proto__'],
  ['of a blank', ' '],
  ['with a backslash', 'run--a\\b'],
  ['with a percent sign and a quote', `run--%2e%2e"'`],
])('a run whose folder has a name %s is listed by it', async (_title, name) => {
  const { root, before, first } = await tree()
  renameSync(first.dir, join(root, first.experiment!, name))
  const records = await recordsOf(root)
  const id = `${first.experiment}/${name}`
  expect(records.find((record) => record.id === id)).toEqual({ ...first, id, dir: join(root, id) })
  expect(records.filter((record) => record.id !== id)).toEqual(Object.values(before).slice(1))
})

test('composed and decomposed names stand beside each other', async () => {
  const { root, first } = await tree()
  const names = ['run--caf\u00e9', 'run--cafe\u0301']
  for (const name of names) cpSync(first.dir, join(root, first.experiment!, name), { recursive: true })
  const found = Object.keys(await byId(root))
  expect(found).toHaveLength(6)
  for (const name of names) expect(found).toContain(`${first.experiment}/${name}`)
})

/** A path whose last part is these bytes. */
const raw = (dir: string, name: string, ...bytes: number[]) =>
  Buffer.concat([Buffer.from(`${dir}/${name}`), Buffer.from(bytes)])

describe('a name that is not UTF-8', () => {
  const problem = {
    code: 'EXMAN_READ_FAILED',
    message: expect.stringContaining('its name is not UTF-8') as string,
    file: '',
  }

  test('of a run is a row that tells; the others are as they were', async () => {
    const { root, before, first } = await tree()
    const dir = join(root, first.experiment!)
    renameSync(first.dir, raw(dir, 'run--', 0xff))
    const records = await recordsOf(root)
    expect(records.filter((record) => record.problem === null)).toEqual(Object.values(before).slice(1))
    const told = { id: `${first.experiment}/run--\uFFFD`, problem }
    expect(records.filter((record) => record.problem !== null)).toMatchObject([told])
  })

  test('of an experiment is a row that tells', async () => {
    const { root, first } = await tree()
    renameSync(join(root, first.experiment!), raw(root, 'exp-1-', 0xc3, 0x28))
    expect(await recordsOf(root)).toMatchObject([{ id: 'exp-1-\uFFFD(', problem }])
  })

  test('of a numbered run is a row that tells', async () => {
    const root = join(scratch(), 'root')
    namedTree(root, 2)
    const [first] = readdirSync(join(root, 'runs')).sort()
    renameSync(join(root, 'runs', first!), raw(join(root, 'runs'), `${first}-`, 0xe9))
    expect(await recordsOf(root)).toMatchObject([{ id: `${first}-\uFFFD`, problem }, { problem: null }])
  })

  test('of anything else changes nothing', async () => {
    const { root, before } = await tree()
    mkdirSync(raw(root, 'notes', 0xff))
    mkdirSync(raw(join(root, Object.values(before)[0]!.experiment!), 'notes', 0xff))
    expect(await byId(root)).toEqual(before)
  })
})
