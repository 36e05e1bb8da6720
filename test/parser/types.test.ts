/** Held by the type check (`npm run types`): a line below @ts-expect-error has to be an error, all others none. */
import { ArgumentParser, BooleanOptionalAction, type Namespace } from 'argparse'
import { ExParser, optional, type ExParserOptions, type ParsedArgs, type Run } from '../../src'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(is: Same<A, B>) => is

interface Args {
  lr: number
  layers: number[]
  note?: string
}

// Never called: what it holds is only compiled.
async function types(parser: ExParser, options: ExParserOptions, plain: ArgumentParser): Promise<void> {
  // A script written for argparse reads what it likes from the result.
  const args = parser.parse_args()
  same<typeof args, ParsedArgs<Namespace>>(true)
  void args.anything
  const [known, rest] = parser.parse_known_args(['--lr', '1'])
  void known.anything
  rest.push('--more')
  void parser.parse_intermixed_args().anything
  void parser.parse_known_intermixed_args()[0].anything

  // Or it says what there is.
  const said = parser.parse_args<Args>()
  same<typeof said.lr, number>(true)
  same<typeof said.note, string | undefined>(true)
  same<typeof said.run, Run<Args>>(true)
  // @ts-expect-error there is no such argument
  void said.momentum
  // @ts-expect-error a number
  said.lr = '1'
  // @ts-expect-error the run of the arguments is fixed
  said.run = parser.parse_args<Args>().run
  const into = parser.parse_args([], { lr: 1, extra: 'x' })
  into.extra.toUpperCase()
  same<ReturnType<typeof parser.parse_known_args<Args>>, [ParsedArgs<Args>, string[]]>(true)

  // Or `arg` finds out.
  const found = parser
    .arg('--lr', { type: 'float', default: 0.01 })
    .arg('-b', '--batch-size', { type: 'int' })
    .arg('--plot', { action: 'store_true', volatile: true })
    .arg('--cache', { action: BooleanOptionalAction, default: true })
    .arg('--optimizer', { choices: ['sgd', 'adam'], default: 'sgd' })
    .arg('--dropout', { type: optional('float'), default: null })
    .arg('data', { nargs: '+' })
    .arg('--bare')
  const all = found.parse_args()
  same<typeof all.lr, number>(true)
  same<typeof all.batch_size, number | undefined>(true)
  same<typeof all.plot, boolean>(true)
  same<typeof all.cache, boolean>(true)
  same<typeof all.optimizer, 'sgd' | 'adam'>(true)
  same<typeof all.dropout, number | null>(true)
  same<typeof all.data, string[]>(true)
  same<typeof all.bare, string | undefined>(true)
  // @ts-expect-error there is no such argument
  void all.batch
  // @ts-expect-error it may be left out
  all.batch_size.toFixed()
  // @ts-expect-error there is no such choice
  all.optimizer = 'rmsprop'
  const [{ lr }] = found.parse_known_args()
  lr.toFixed()

  // The run has the arguments, which cannot be changed there.
  same<typeof all.run extends Run<object> ? true : false, true>(true)
  same<typeof all.run.params.lr, number>(true)
  // @ts-expect-error read-only
  all.run.params.lr = 1
  // @ts-expect-error there is no such argument
  void all.run.params.momentum
  const report = (any: Run<object>): string => any.id
  report(all.run)
  same<typeof parser.run, Run | undefined>(true)
  // @ts-expect-error there may be none yet
  parser.run.finish()
  same<Awaited<ReturnType<typeof all.run.safely<number>>>, number>(true)

  // Setters add what they give; they and validators know what was declared before.
  const computed = found
    .registerSetter('steps', (params) => params.lr * params.data.length)
    .registerSetter('label', (params) => `${params.steps.toFixed()} of ${params.optimizer}`)
    .registerValidator((params) => params.steps > 0 && params.label !== '', '{steps} steps')
    .parse_args()
  same<typeof computed.steps, number>(true)
  same<typeof computed.label, string>(true)
  same<typeof computed.lr, number>(true)
  computed.steps.toFixed()
  // @ts-expect-error it is not set yet
  found.registerSetter('half', (params) => params.whole / 2)
  // @ts-expect-error there is no such argument
  found.registerValidator((params) => params.momentum < 1)
  // @ts-expect-error it judges by true, false or words
  found.registerValidator((params) => params.lr)
  parser.registerValidator((params) => params.anything === 1)

  // `volatile` is an option of arguments wherever they are declared.
  parser.add_argument('--plot', { action: 'store_true', volatile: true })
  parser.add_argument_group('group').add_argument('--plot', { volatile: true })
  parser
    .add_argument_group({ title: 'group' })
    .add_mutually_exclusive_group()
    .add_argument('-p', { volatile: true })
  parser.add_mutually_exclusive_group({ required: true }).add_argument('-p', { volatile: false })
  // @ts-expect-error true or false
  parser.add_argument('--plot', { volatile: 'yes' })
  // @ts-expect-error true or false
  parser.add_argument_group('group').add_argument('--plot', { volatile: 1 })
  // @ts-expect-error argparse's own parser has no such option
  plain.add_argument('--plot', { volatile: true })
  // @ts-expect-error no option of argparse, nor one of ours
  parser.add_argument('--plot', { typ: 'int' })
  // @ts-expect-error a name is needed
  parser.arg()
  // @ts-expect-error no option of argparse, nor one of ours
  parser.arg('--lr', { type: 'float', defualt: 1 })

  // It goes wherever argparse's parser goes.
  const any: ArgumentParser = parser
  new ArgumentParser({ parents: [parser, found] })
  new ExParser({ parents: [plain, found] })
  plain.add_subparsers({ parser_class: ExParser }).add_parser('fit').add_argument('--lr')
  parser
    .add_subparsers({ dest: 'command' })
    .add_parser('fit', { aliases: ['f'] })
    .set_defaults({ func: report })
  void any

  // Options are checked.
  new ExParser(options)
  new ExParser({
    prog: 'train',
    monitored: ['model'] as const,
    ids: 'python',
    automark: ['lr'] as const,
    zfill: 3,
  })
  // @ts-expect-error there is no such option
  new ExParser({ rot: 'exman' })
  // @ts-expect-error a folder
  new ExParser({ root: 1 })
  // @ts-expect-error there is no such way to make ids
  new ExParser({ ids: 'md5' })
  // @ts-expect-error the root is fixed
  parser.root = '/'

  await all.run.safely(() => report(all.run))
}

test('the types hold, as the type check tells', () => {
  expect(types).toBeDefined()
})
