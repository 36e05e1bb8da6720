// `parse_args` in full, against the bare making of a folder with three synced files; and what the next number costs among
// 100,000 runs, against one reading of their folder.
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser, type ParsedArgs } from 'exman'
import { highestNumber } from '../src/run/named/place'
import { folderSynced } from './floor'
import { compare } from './measure'
import { fileSystem, inMemory, inNewFolder } from './place'
import { isQuick } from './quick'
import { remark, tellRatio } from './result'

const RUNS = isQuick ? 1000 : 100_000

function newParser(root: string): ExParser {
  const parser = new ExParser({ root, prog: 'train.js' })
  parser.add_argument('--lr', { type: 'float', default: 0.01 })
  parser.add_argument('--units', { type: 'int', default: 64 })
  parser.add_argument('--layers', { type: 'int', nargs: '+', default: [64, 32] })
  parser.add_argument('--optimizer', { choices: ['adam', 'sgd'], default: 'adam' })
  parser.add_argument('--augment', { action: 'store_true' })
  return parser
}

async function whole(folder: string): Promise<void> {
  const parser = newParser(join(folder, 'exman'))
  parser.parse_args([]).run.finish()
  const text = 'lr: 0.01\n'.repeat(10)
  let args: ParsedArgs<object>
  const times = await compare(
    { run: (call) => folderSynced(join(folder, `floor-${call}`), { a: text, b: text, c: text }) },
    {
      run: () => {
        args = parser.parse_args(['--lr', '0.1', '--layers', '3', '4'])
      },
      after: () => args.run.finish(),
    },
    20,
  )
  remark(`\`parse_args\` wrote on ${fileSystem(folder)}.`)
  tellRatio('`parse_args` / a folder, three synced files and the sync of the parent', times, 3)
}

async function nextNumber(folder: string): Promise<void> {
  for (const holder of ['runs', 'tmp', 'fails']) mkdirSync(join(folder, holder))
  const runs = join(folder, 'runs')
  for (let number = 1; number <= RUNS; number++)
    mkdirSync(join(runs, `${String(number).padStart(6, '0')}-2020-03-03-15-52-10`))
  const times = await compare(
    { run: () => void readdirSync(runs) },
    {
      run: () => {
        if (highestNumber(folder) !== RUNS) process.exitCode = 1
      },
    },
    5,
  )
  tellRatio(`the next number among ${RUNS.toLocaleString('en')} runs / one readdir of them`, times, 1.5)
}

void inNewFolder(whole).then(() => inNewFolder(nextNumber, inMemory()))
