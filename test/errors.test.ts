import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ERROR_CODES, ExmanError, OptionError, WARNING_CODES, warn } from '../src/errors'
import { expectWarnings } from './warnings'

const root = join(__dirname, '..')
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8')
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n')[0]!, section]),
)
const codes = [...Object.keys(ERROR_CODES), ...Object.keys(WARNING_CODES)]

/** The text of all sources but those of the errors themselves. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('errors'))
  .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
  .join('\n')

describe('docs/errors.md', () => {
  test('has a heading for each code, and a code for each heading', () => {
    expect([...sections.keys()].filter((heading) => !heading.startsWith('`')).sort()).toEqual(
      [...codes].sort(),
    )
  })

  test.each(codes)('%s: says what happened, the usual cause and what to do', (code) => {
    const section = sections.get(code)!
    for (const part of ['**What happened:**', '**Usual cause:**', '**What to do:**'])
      expect(section).toContain(part)
  })

  // What leads to each message, as it stands in the sources of TensorFlow.js.
  const layers = 'tfjs-layers/dist/tf-layers.node.js'
  const native = 'tfjs-node/dist/nodejs_kernel_backend.js'
  test.each([
    ['callback.setParams is not a function', layers, 'callback.setParams('],
    ['this.getMonitorValue is not a function', layers, 'this.getMonitorValue('],
    ['The model needs to be compiled before being used.', layers],
    ['Cannot start training because another fit() call is ongoing.', layers],
    ['model must be a LayersModel, not some other Container', layers],
    ['util_1.isNullOrUndefined) is not a function', native, 'util_1.isNullOrUndefined)('],
  ])('explains %j, as TensorFlow.js says it', (message, path, code = message) => {
    expect(sections.get(`\`${message}\``)).toMatch(/\*\*Cause:\*\*.*\*\*Remedy:\*\*/s)
    const file = join(root, 'node_modules/@tensorflow', path)
    // The native backend is optional.
    if (path !== native || existsSync(file)) expect(readFileSync(file, 'utf8')).toContain(code)
  })
})

describe('the table of codes', () => {
  test('has every code that a source uses', () => {
    const used = sources.match(/\bEXMAN_[A-Z_]+\b/g) ?? []
    const variables = ['EXMAN_ROOT', 'EXMAN_PAGER', 'EXMAN_PARAMS', 'EXMAN_RERUN']
    expect(used.filter((code) => !codes.includes(code) && !variables.includes(code))).toEqual([])
  })

  // A class with one code of its own, such as MetricError, stands for it.
  const classes = readFileSync(join(root, 'src/errors/index.ts'), 'utf8').matchAll(
    /class (\w+) .*?super\((?:'(EXMAN_\w+)')?/gs,
  )
  const classOf = new Map([...classes].flatMap(([, name, code]) => (code ? [[code, name!] as const] : [])))

  test.each(codes)('%s is used', (code) => {
    const uses = [`'${code}'`, ...(classOf.has(code) ? [`new ${classOf.get(code)}(`] : [])]
    expect(uses.filter((use) => sources.includes(use))).not.toEqual([])
  })

  test.each(Object.entries({ ...ERROR_CODES, ...WARNING_CODES }))(
    '%s has one sentence: %s',
    (_, sentence) => {
      expect(sentence).toMatch(/^[A-Z].*\.$/)
    },
  )
})

describe('an ExmanError', () => {
  const cause = new Error('below')
  const error = new ExmanError('EXMAN_WRITE_FAILED', 'Could not write.', { cause })

  test('has its code, its cause and its name', () => {
    expect(error).toMatchObject({
      code: 'EXMAN_WRITE_FAILED',
      message: 'Could not write.',
      cause,
      name: 'ExmanError',
    })
    expect(error.stack).toContain('Could not write.')
  })

  test('of a kind has the fields and the name of that kind', () => {
    const option = new OptionError('EXMAN_OPTION_UNKNOWN', 'There is no option "keeep".', {
      option: 'keeep',
      value: 1,
    })
    expect(option).toBeInstanceOf(ExmanError)
    expect(option).toMatchObject({ name: 'OptionError', option: 'keeep', value: 1 })
    expect(Object.keys(option)).not.toContain('name')
  })
})

test('a warning is an ExmanWarning with its code', () => {
  const warnings = expectWarnings()
  warn('EXMAN_MONITOR_MISSING', 'No val_loss.')
  expect(warnings).toEqual([{ code: 'EXMAN_MONITOR_MISSING', text: 'No val_loss.' }])
})
