import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import * as namespace from '../../src/layout/names'
import { ParamsError } from '../../src/errors'
import { digest } from '../../src/identity/digest'
import { normalize, normalizeParams } from '../../src/params/normalize'

class Layer {
  units = 3
}

class Stack extends Array<number> {}

/** An object (or array) nested so many levels deep, itself the first. */
function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value = wrap(1)
  for (let level = 1; level < levels; level++) value = wrap(value)
  return value
}

function caught(work: () => unknown): ParamsError {
  try {
    work()
  } catch (error) {
    if (error instanceof ParamsError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('keeps', () => {
  test.each([
    ['JSON data', { a: [1, 'b', null, true, { c: {} }] }, { a: [1, 'b', null, true, { c: {} }] }],
    ['text as it is', { a: 'e\u0301\ud800' }, { a: 'e\u0301\ud800' }],
    ['0 for minus zero', { a: [-0] }, { a: [0] }],
    ['keys in their order', { b: 1, a: 2 }, { b: 1, a: 2 }],
    ['shared references, as copies', [[1], [1]], [[1], [1]]],
    ['an empty key', { '': 1 }, { '': 1 }],
    ['objects without a prototype', Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }],
    ['what a module exports', namespace, { DIRS: { ...namespace.DIRS }, FILES: { ...namespace.FILES } }],
    [
      'a namespace as import() gives it',
      Object.create(null, { [Symbol.toStringTag]: { value: 'Module' }, lr: { value: 1, enumerable: true } }),
      { lr: 1 },
    ],
    ['data of another realm', runInNewContext('({ a: [{ b: 1 }] })'), { a: [{ b: 1 }] }],
    [
      'constructor and prototype as plain keys',
      { constructor: 1, prototype: { a: 2 } },
      { constructor: 1, prototype: { a: 2 } },
    ],
    [
      'hasOwnProperty and toString as plain keys',
      { hasOwnProperty: 1, toString: 2 },
      { hasOwnProperty: 1, toString: 2 },
    ],
    ['a value at the root', 'text', 'text'],
    ['null', null, null],
  ])('%s', (_, value, expected) => {
    expect(normalize(value)).toStrictEqual(expected)
  })

  test('nothing of keys whose value is undefined', () => {
    expect(Object.keys(normalize({ a: undefined, b: 1 }) as object)).toEqual(['b'])
  })

  test('the minus of no zero', () => {
    expect(Object.is(normalize(-0), 0)).toBe(true)
  })

  test('nothing of symbols and keys that are not enumerable', () => {
    const value = Object.defineProperties({ a: 1 }, { hidden: { value: 2 }, [Symbol('mark')]: { value: 3 } })
    expect(normalize(value)).toStrictEqual({ a: 1 })
  })

  test('no reference to the original', () => {
    const shared = { units: 1 }
    const original = { a: shared, b: [shared] }
    const copy = normalize(original) as { a: { units: number }; b: { units: number }[] }
    copy.a.units = 2
    expect(copy.b).toEqual([{ units: 1 }])
    expect(shared).toEqual({ units: 1 })
  })

  test('what a getter gives the first time', () => {
    let reads = 0
    const value = {
      get seed() {
        return ++reads
      },
    }
    expect(normalize([value])).toEqual([{ seed: 1 }])
    expect(reads).toBe(1)
  })
})

describe('refuses', () => {
  test.each<[string, unknown, string, string]>([
    [
      'a Date',
      { training: { start: new Date(0) } },
      'training.start',
      'The parameter "training.start" is Date(1970-01-01T00:00:00.000Z), which is not plain JSON data. Write date.toISOString() instead.',
    ],
    [
      'an invalid Date',
      { a: new Date(NaN) },
      'a',
      'The parameter "a" is Date(invalid), which is not plain JSON data. Write date.toISOString() instead.',
    ],
    [
      'a Map',
      { a: new Map([[1, 2]]) },
      'a',
      'The parameter "a" is Map(1), which is not plain JSON data. Write Object.fromEntries(map) instead.',
    ],
    [
      'a Set',
      { a: new Set([1]) },
      'a',
      'The parameter "a" is Set(1), which is not plain JSON data. Write [...set] instead.',
    ],
    [
      'a typed array',
      { a: new Float32Array(4) },
      'a',
      'The parameter "a" is Float32Array(4), which is not plain JSON data. Write Array.from(array) instead.',
    ],
    [
      'a class instance',
      { layers: [new Layer()] },
      'layers.0',
      'The parameter "layers.0" is an instance of Layer, which is not plain JSON data. Write the plain values that you need of it instead.',
    ],
    [
      'a function',
      { activation: function relu() {} },
      'activation',
      'The parameter "activation" is function relu, which is not plain JSON data. Write its name as a string instead.',
    ],
    [
      'a symbol',
      { a: Symbol('s') },
      'a',
      'The parameter "a" is Symbol(s), which is not plain JSON data. Write its description as a string instead.',
    ],
    [
      'a BigInt',
      { seed: 12n },
      'seed',
      'The parameter "seed" is 12n, which is not plain JSON data. Write a string or a number instead.',
    ],
    [
      'NaN',
      { a: NaN },
      'a',
      'The parameter "a" is NaN, which is not plain JSON data. Write null or a string such as \'none\' instead.',
    ],
    [
      'Infinity',
      { a: -Infinity },
      'a',
      'The parameter "a" is -Infinity, which is not plain JSON data. Write null or a string such as \'none\' instead.',
    ],
    [
      'undefined in an array',
      { a: [1, undefined] },
      'a.1',
      'The parameter "a.1" is undefined, which is not plain JSON data. Write null instead.',
    ],
    [
      'undefined at the root',
      undefined,
      '(root)',
      'The parameter "(root)" is undefined, which is not plain JSON data. Write null instead.',
    ],
    [
      'a subclass of Array',
      { a: Stack.of(1, 2) },
      'a',
      'The parameter "a" is [1, 2], which is not plain JSON data. Write Array.from(array) instead.',
    ],
    [
      'a hole in an array',
      { a: [1, , 3] },
      'a.1',
      'The parameter "a.1" is a hole in an array. Write null in its place.',
    ],
    [
      'a huge sparse array, at once',
      { a: Array(4_000_000_000) },
      'a.0',
      'The parameter "a.0" is a hole in an array. Write null in its place.',
    ],
    [
      'an array with another key',
      { a: Object.assign([1], { note: 2 }) },
      'a',
      'The parameter "a" is an array with the key "note". Write an object, or leave the key out.',
    ],
    [
      'a symbol as key',
      { a: { [Symbol('s')]: 1 } },
      'a',
      'The parameter "a" has the key Symbol(s). Write a text as key instead.',
    ],
    [
      'a symbol as key of an array',
      { a: Object.assign([1], { [Symbol('s')]: 1 }) },
      'a',
      'The parameter "a" has the key Symbol(s). Write a text as key instead.',
    ],
    [
      '__proto__ as key',
      JSON.parse('{ "a": { "__proto__": { "polluted": true } } }'),
      'a.__proto__',
      'The parameter "a.__proto__" has a name that stands for the prototype of an object. Rename it.',
    ],
    [
      'a key with a dot by its escaped path',
      { 'a.b': { 'c\\': NaN } },
      'a\\.b.c\\\\',
      'The parameter "a\\.b.c\\\\" is NaN, which is not plain JSON data. Write null or a string such as \'none\' instead.',
    ],
    [
      'a key with escape codes, without printing them',
      { '\u001b[31m': NaN },
      '\u001b[31m',
      'The parameter "\\u001b[31m" is NaN, which is not plain JSON data. Write null or a string such as \'none\' instead.',
    ],
  ])('%s', (_, value, path, message) => {
    const error = caught(() => normalize(value))
    expect(error).toMatchObject({ name: 'ParamsError', code: 'EXMAN_PARAMS_INVALID', path, message })
  })

  test('a cycle, naming the place that closes it', () => {
    const model: Record<string, unknown> = { layers: [{}] }
    ;(model.layers as Record<string, unknown>[])[0]!.parent = model
    const error = caught(() => normalize({ model }))
    expect(error.path).toBe('model.layers.0.parent')
    expect(error.value).toBe(model)
    expect(error.message).toMatch(/refers back to an object that contains it/)
  })

  test.each<[string, (inner: unknown) => unknown]>([
    ['objects', (inner) => ({ a: inner })],
    ['arrays', (inner) => [inner]],
  ])('more than 200 levels of %s, and 10,000 without a stack overflow', (_, wrap) => {
    expect(normalize(nested(200, wrap))).toEqual(nested(200, wrap))
    for (const levels of [201, 10_000]) {
      const error = caught(() => normalize(nested(levels, wrap)))
      expect(error.code).toBe('EXMAN_PARAMS_INVALID')
      expect(error.path.split('.')).toHaveLength(200)
      expect(error.message).toMatch(/nested more than 200 levels deep/)
      expect(error.message.length).toBeLessThan(300)
    }
  })

  test('what a result cannot hold, by its own code', () => {
    const error = caught(() => normalize({ accuracy: NaN }, 'result'))
    expect(error.code).toBe('EXMAN_RESULT_INVALID')
    expect(error.message).toMatch(/^The result value "accuracy" is NaN/)
  })
})

test('200,000 keys have a stable digest', () => {
  const large = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`key${index}`, index]))
  const copy = normalize({ large })
  expect(copy).toEqual({ large })
  expect(digest(normalize({ large: { ...large } }), 'object-hash')).toBe(digest(copy, 'object-hash'))
})

test('no key pollutes the prototype of objects', () => {
  for (const text of [
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"prototype":{"polluted":1}}',
  ]) {
    try {
      normalize(JSON.parse(text))
    } catch (error) {
      expect(error).toBeInstanceOf(ParamsError)
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  }
})

const safeJson = fc
  .jsonValue({ depthSize: 'medium' })
  .filter((value) => !JSON.stringify(value).includes('__proto__'))

test('any JSON data comes back equal, and normalising twice changes nothing', () => {
  fc.assert(
    fc.property(safeJson, (value) => {
      const once = normalize(value)
      expect(JSON.stringify(once)).toBe(JSON.stringify(value))
      expect(normalize(once)).toStrictEqual(once)
    }),
  )
})

test('anything at all is either JSON data or a ParamsError', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withSparseArray: true,
        withNullPrototype: true,
        withObjectString: true,
      }),
      (value) => {
        try {
          const copy = normalize(value)
          expect(JSON.parse(JSON.stringify(copy))).toStrictEqual(copy)
        } catch (error) {
          expect(error).toBeInstanceOf(ParamsError)
        }
      },
    ),
    { numRuns: 2000 },
  )
})

describe('normalizeParams', () => {
  test('gives an object of JSON data', () => {
    expect(normalizeParams({ model: { units: 1, note: undefined } })).toStrictEqual({ model: { units: 1 } })
  })

  test.each([undefined, null, 7, 'text', [1], () => 1])('refuses %p as parameters', (params) => {
    const error = caught(() => normalizeParams(params))
    expect(error).toMatchObject({ code: 'EXMAN_PARAMS_INVALID', path: '(root)', value: params })
    expect(error.message).toMatch(/^The parameters must be a plain object, got /)
  })

  test('refuses a class instance, and says how to make it plain', () => {
    expect(caught(() => normalizeParams(new Layer())).message).toBe(
      'The parameter "(root)" is an instance of Layer, which is not plain JSON data. Write the plain values that you need of it instead.',
    )
  })
})
