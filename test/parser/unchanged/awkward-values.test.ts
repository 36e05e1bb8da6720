import { worksUnchanged } from './compare'

const circular: Record<string, unknown> = { name: 'loop' }
circular.self = circular

const hostile = {
  toJSON(): never {
    throw new Error('not for you')
  },
  get value(): never {
    throw new Error('nor this')
  },
}

class Matrix {
  #rows = 2
  get rows() {
    return this.#rows
  }
}

const deep: unknown[] = []
for (let depth = 0, inner = deep; depth < 500; depth += 1) inner.push((inner = []))

// Values that no file can hold: what a script is given is what it would be given without a record.
const VALUES: Record<string, unknown> = {
  circular,
  hostile,
  deep,
  matrix: new Matrix(),
  symbol: Symbol('s'),
  big: 10n ** 30n,
  date: new Date(0),
  'invalid date': new Date(NaN),
  map: new Map([[{}, 1]]),
  buffer: Buffer.from([1, 2]),
  floats: new Float32Array([1, NaN]),
  regexp: /x/g,
  error: new RangeError('no'),
  promise: Promise.resolve(1),
  proxy: new Proxy({}, { ownKeys: () => ['a'], getOwnPropertyDescriptor: () => undefined }),
  'no prototype': Object.assign(Object.create(null) as object, { a: 1 }),
  frozen: Object.freeze([1]),
  sparse: [1, , 3],
  'undefined in a list': [undefined, null, NaN, -0, Infinity],
  'half of a character': '\ud800',
  'control characters': '\0\u0007\r\n\u2028\x1b[31m',
  'a long text': 'x'.repeat(300_000),
  'many values': Array.from({ length: 5_000 }, (_, index) => index / 7),
  'looks like YAML': '- a: {b: [1]} # c\n...\n---\n!!js/function x',
  __proto: JSON.parse('{"__proto__": {"polluted": true}}'),
}

worksUnchanged(
  Object.fromEntries(
    Object.entries(VALUES).map(([title, value]) => [
      `a value that is awkward to record: ${title}`,
      {
        declare: (parser) => {
          parser.add_argument('--default', { default: value })
          parser.add_argument('--const', { action: 'store_const', const: value })
          parser.add_argument('--made', { type: () => value })
          parser.add_argument('--list', { type: () => value, nargs: '+' })
          parser.set_defaults({ other: value })
        },
        parse: (parser, line) => {
          const args: Record<string, unknown> = parser.parse_args(line)
          return ['default', 'const', 'made', 'list', 'other'].map((name) => {
            const given = args[name]
            return Object.is(given, value) || [given].flat().map((item) => Object.is(item, value))
          })
        },
        lines: ['', '--const --made x --list x y'],
      },
    ]),
  ),
)
