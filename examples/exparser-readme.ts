// npx tsx examples/exparser-readme.ts
// For who knows the Python exman: the script that its users write. Above each line that changes stands what it was there.
// What they type stays as it is: --config, --name, --tmp.
import { ExParser, optional, simpleroot, type ParsedArgs } from 'exman'
import { loadTensorflow, type Tensorflow } from 'exman/backend'
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDigits } from './shared/digits'

interface Args {
  lr: number
  units: number | null
  user: string
  epochs: number
}

/** The script, with what stands behind its name on a command line. */
async function script(tf: Tensorflow, folder: string, words: string[]): Promise<void> {
  // exman.ExParser(root=exman.simpleroot(__file__), automark=['user'], default_config_files=['local.cfg'])
  const parser = new ExParser({
    root: simpleroot(folder), // in a file of your own: simpleroot(import.meta.url), or simpleroot(__filename)
    automark: ['user'],
    defaultConfigFiles: ['local.cfg'],
  })
  // add_argument('--lr', type=float, default=0.1)
  parser.add_argument('--lr', { type: 'float', default: 0.1 })
  // add_argument('--units', type=exman.optional(int))
  parser.add_argument('--units', { type: optional('int') })
  // add_argument('--user', required=True)
  parser.add_argument('--user', { required: true })
  // add_argument('--epochs', type=int, default=2)
  parser.add_argument('--epochs', { type: 'int', default: 2 })
  // add_argument('--job', default=os.environ.get('SLURM_JOB_ID'), volatile=True)
  parser.add_argument('--job', { default: process.env.SLURM_JOB_ID, volatile: true })
  // register_validator(lambda p: p.lr < 1, '{lr} is too much')
  parser.registerValidator(({ lr }) => lr < 1, '{lr} is too much')
  // register_setter(lambda p: setattr(p, 'hidden', p.units is not None))
  parser.registerSetter('hidden', ({ units }) => units !== null && units !== undefined)

  // args = parser.parse_args()
  const args = parser.parse_args<Args>(words)
  // with args.safe_experiment:
  await args.run.safely(async () => {
    const accuracy = await train(tf, args)
    // (args.root / 'accuracy.txt').write_text(…)
    writeFileSync(args.run.path('accuracy.txt'), `${accuracy}\n`)
    console.log(`lr ${args.lr}, ${args.units ?? 'no'} units: trained`)
  })
}

async function train(tf: Tensorflow, { lr, units, epochs, run }: ParsedArgs<Args>) {
  const { train, validation } = loadDigits(tf, 20)
  const model = tf.sequential()
  model.add(tf.layers.inputLayer({ inputShape: [784] }))
  if (typeof units === 'number') model.add(tf.layers.dense({ units, activation: 'relu' }))
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
  model.compile({ optimizer: tf.train.sgd(lr), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  await model.fit(train.x, train.y, {
    epochs,
    validationData: [validation.x, validation.y],
    verbose: 0,
    callbacks: run.callbacks(), // new: log, scores and checkpoints in the folder of the run
  })
  return Number(run.scores?.last?.val_acc)
}

async function main(): Promise<void> {
  mkdirSync('experiments', { recursive: true })
  const folder = mkdtempSync(join('experiments', 'exparser-readme-'))
  const root = join(folder, 'exman')
  const tf = await loadTensorflow()
  writeFileSync(join(folder, 'local.cfg'), 'user: ann\n')

  await script(tf, folder, ['--units', '8'])
  const [entry] = readdirSync(join(root, 'index'))
  await script(tf, folder, ['--config', join(root, 'index', entry!), '--lr', '0.2', '--name', 'faster'])
  await script(tf, folder, ['--units', 'none', '--tmp'])
  await assert.rejects(script(tf, folder, ['--units', '-8']), /units/)

  printFolder(root, '')
  const [first, second] = readdirSync(join(root, 'runs')).map((run) => argsIn(join(root, 'runs', run)))
  assert.deepEqual(first, ['lr: 0.1', 'units: 8', 'user: ann', 'epochs: 2', 'hidden: true'])
  assert.deepEqual(second, ['lr: 0.2', ...first.slice(1)])
  console.log(`OK two runs, a trial and a failure in ${root}`)
}

/** The arguments that stand in a record, without what it says of the run. */
function argsIn(dir: string): string[] {
  const lines = readFileSync(join(dir, 'params.yaml'), 'utf8').split('\n')
  return lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('root: ')),
  )
}

/** Prints the folders of a root down to the files of each run. */
function printFolder(dir: string, indent: string): void {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const isLink = entry.isSymbolicLink()
    console.log(`${indent}${entry.name}${isLink ? ` -> ${readlinkSync(join(dir, entry.name))}` : ''}`)
    if (entry.isDirectory() && !/^(models|\.exman)$/.test(entry.name))
      printFolder(join(dir, entry.name), `${indent}  `)
  }
}

void main()
