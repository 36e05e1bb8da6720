/** Trees of the Python tool, its params.yaml written by PyYAML where there is one. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../faults/scratch'
import { describeWithPyyaml, python } from '../params/yaml/pyyaml'
import { byId, idsOf, recordsOf, writeTree } from './trees'

const [FIRST, SECOND, TRIED] = [
  '000001-2020-03-03-15-52-10',
  '000002-2020-03-03-15-52-10-wide-net',
  '000003-2020-03-04-00-00-00',
]

/** The Python tool's tree: a run, one that failed, a trial, an entry of the index, two marks. */
function pythonTree(texts: readonly string[]): string {
  const root = join(scratch(), 'exman')
  writeTree(root, {
    [`runs/${FIRST}/params.yaml`]: texts[0]!,
    [`fails/${SECOND}/params.yaml`]: texts[1]!,
    [`fails/${SECOND}/traceback.txt`]: 'RuntimeError: CUDA out of memory',
    [`tmp/${TRIED}/params.yaml`]: texts[0]!,
    'index/notes.txt': 'mine',
  })
  symlinkSync(`../runs/${FIRST}/params.yaml`, join(root, `index/${FIRST}.yaml`))
  for (const mark of ['good', 'for/the/paper']) {
    mkdirSync(join(root, 'marked', mark), { recursive: true })
    symlinkSync(join(root, 'runs', FIRST), join(root, 'marked', mark, FIRST))
  }
  return root
}

async function expectRuns(root: string): Promise<void> {
  const local = new Date(2020, 2, 3, 15, 52, 10).toISOString()
  const common = {
    root,
    experiment: null,
    started: local,
    epochs: 0,
    monitor: null,
    metrics: {},
    problem: null,
  }
  const params = { lr: 0.01, layers: [64, 32], note: 'on' }
  expect(await recordsOf(root)).toMatchObject([
    { ...common, id: FIRST, status: 'unknown', params, marks: ['for/the/paper', 'good'] },
    { ...common, id: SECOND, status: 'failed', params: { ...params, lr: 1e-7 }, marks: [] },
  ])
  expect(idsOf(await recordsOf(root, { trials: true }))).toEqual([FIRST, SECOND, TRIED])
}

const textOf = (lr: string) =>
  `lr: ${lr}\nlayers:\n- 64\n- 32\nnote: 'on'\nroot: runs/${FIRST}\ntime: '2020-03-03T15:52:10'\nid: 1\n`

test('its runs, failed ones and marks are records, without run.json', async () => {
  await expectRuns(pythonTree([textOf('0.01'), textOf('1.0e-07')]))
})

describeWithPyyaml('as PyYAML writes it', () => {
  test('the same is read', async () => {
    const source = `
import json, sys, yaml, argparse, datetime
def text(lr):
    args = argparse.Namespace(lr=lr, layers=[64, 32], note='on')
    facts = dict(root='runs/${FIRST}', time='2020-03-03T15:52:10', id=1)
    return yaml.dump({**args.__dict__, **facts}, default_flow_style=False)
print(json.dumps([text(0.01), text(1e-07)]))`
    await expectRuns(pythonTree(python<string[]>(source, '')))
  })
})

test('a record that is no YAML is a row that names the file; the others are as they were', async () => {
  const root = pythonTree([textOf('0.01'), textOf('0.02')])
  const before = await byId(root)
  writeFileSync(join(root, 'runs', FIRST, 'params.yaml'), 'lr: [1, 2\nlayers')
  const after = await byId(root)
  expect(after[SECOND]).toEqual(before[SECOND])
  expect(after[FIRST]).toMatchObject({
    ...{ status: 'unknown', params: {}, marks: ['for/the/paper', 'good'] },
    problem: { code: 'EXMAN_FILE_INVALID', file: 'params.yaml' },
  })
  expect(after[FIRST]!.problem!.message).toContain(join(root, 'runs', FIRST, 'params.yaml'))
})
