import { ArgumentError } from 'argparse'
import { existsSync } from 'node:fs'
import { emptyParser } from './parsers'

function parser() {
  const made = emptyParser()
  made.add_argument('--lr', { type: 'float', default: 0.1 })
  made.add_argument('--epochs', { type: 'int', default: 2 })
  made.add_argument('--layers', { type: 'int', nargs: '*', default: [3] })
  return made
}

test.each<[string, () => unknown]>([
  ['true', () => true],
  ['nothing', () => undefined],
  ['null', () => null],
])('a validator that gives %s lets the arguments pass', (_, validator) => {
  expect(
    parser()
      .registerValidator(validator as () => boolean, 'no')
      .parse_args([]).lr,
  ).toBe(0.1)
})

test.each<[string, () => unknown, string]>([
  ['false', () => false, 'lr is 0.1, [3] layers {lr} {nope}'],
  ['0', () => 0, 'lr is 0.1, [3] layers {lr} {nope}'],
  ['a text', () => 'lr is odd', 'lr is odd'],
])('a validator that gives %s refuses them, before anything is written', (_, validator, message) => {
  const made = parser().registerValidator(
    validator as () => boolean,
    'lr is {lr}, {layers} layers {{lr}} {nope}',
  )
  expect(() => made.parse_args([])).toThrow(new ArgumentError(undefined, message))
  expect(existsSync(made.root)).toBe(false)
})

test('what a validator throws is told', () => {
  const made = parser()
  made.registerValidator(() => {
    throw new ArgumentError(undefined, 'in better words')
  }, 'words')
  expect(() => made.parse_args([])).toThrow('in better words')
  const broken = parser().registerValidator((params) => (params as { no: string }).no.length > 1, 'is {lr}')
  expect(() => broken.parse_args([])).toThrow(
    "is 0.1 (TypeError: Cannot read properties of undefined (reading 'length'))",
  )
})

test('all validators that fail are told at once', () => {
  const made = parser()
    .registerValidator((params) => params.lr < 0.01, 'lr is {lr}, too big')
    .registerValidator(() => true, 'never')
    .registerValidator((params) => params.epochs > 2, 'epochs is {epochs}, too few')
  expect(() => made.parse_args([])).toThrow('\n  lr is 0.1, too big\n  epochs is 2, too few')
})

test('setters compute arguments in turn, which validators see, and which are recorded', () => {
  const made = parser()
    .registerSetter('steps', ({ epochs }) => (epochs as number) * 10)
    .registerSetter('half', ({ steps }) => steps / 2)
  const seen: unknown[] = []
  made.registerValidator((params) => seen.push(params.half) > 0)
  const { run, ...args } = made.parse_args(['--epochs', '3'])
  expect(args).toMatchObject({ steps: 30, half: 15 })
  expect(seen).toEqual([15])
  expect(Object.keys(made.run!.params)).toEqual(['lr', 'epochs', 'layers', 'steps', 'half'])
  expect(run).toBe(made.run)
})

test.each<[string, (made: ReturnType<typeof parser>) => unknown, string]>([
  [
    'of the name of an argument',
    (made) => made.registerSetter('lr', () => 1),
    'registerSetter cannot set "lr": an argument has that name',
  ],
  [
    'that is asynchronous',
    (made) => made.registerSetter('x', async () => Promise.resolve(1)),
    'The setter of "x" gives a promise',
  ],
  [
    'that is none',
    (made) => made.registerSetter('x', 3 as never),
    'The setter of registerSetter must be a function, got 3.',
  ],
  [
    'without a name',
    (made) => made.registerSetter('', () => 1),
    'The name of registerSetter must be a text that is not empty, got "".',
  ],
])('a setter %s is refused', (_, register, message) => {
  const made = parser()
  expect(() => {
    register(made)
    made.parse_args([])
  }).toThrow(message)
  expect(existsSync(made.root)).toBe(false)
})

test('a validator that is none is refused', () => {
  expect(() => parser().registerValidator(3 as never)).toThrow(
    'The validator of registerValidator must be a function, got 3.',
  )
})

test('an asynchronous validator is refused', () => {
  const made = parser().registerValidator((() => Promise.resolve(true)) as never)
  expect(() => made.parse_args([])).toThrow('A validator gives a promise, but arguments are there at once.')
})
