import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { whyNoNative } from '../backends'

const root = join(__dirname, '../..')
const projects: string[] = []
afterAll(() => projects.forEach((project) => rmSync(project, { recursive: true, force: true })))

// What tfjs-node does as it loads, with the pure JavaScript backend in the part of the native one.
const NATIVE = `
  const tf = require('@tensorflow/tfjs')
  if (require('util').isNullOrUndefined(0)) throw new Error('not mended')
  const { constructor } = tf.findBackend('cpu')
  tf.registerBackend('tensorflow', () => Object.assign(new constructor(), { firstUse: false }), 3)
  for (const kernel of tf.getKernelsForBackend('cpu')) tf.registerKernel({ ...kernel, backendName: 'tensorflow' })
  tf.setBackend('tensorflow')
  module.exports = { ...tf, node: {} }`
const WITHOUT_NATIVE_PART = `require('@tensorflow/tfjs'); throw new Error('The addon can not be found at path: x. \\nPlease run …')`

/** A project with some packages of the repository, and some that are made up from their text. */
function makeProject(real: string[], madeUp: Record<string, string> = {}): string {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'exman-backend-')))
  projects.push(project)
  const modules = join(project, 'node_modules/@tensorflow')
  mkdirSync(modules, { recursive: true })
  for (const name of real)
    symlinkSync(join(root, 'node_modules/@tensorflow', name), join(modules, name), 'junction')
  for (const [name, text] of Object.entries(madeUp)) {
    mkdirSync(join(modules, name))
    writeFileSync(join(modules, name, 'index.js'), text)
  }
  return project
}

interface Answer {
  active?: string
  sum?: number
  report?: { backend: string; skipped: { backend: string; reason: string }[] }
  hasNode?: boolean
  code?: string
  message?: string
  stderr: string
}

/** Calls `loadTensorflow` in a process of its own; says what came of it. */
function load(project: string, options = '{}', before = ''): Answer {
  const script = join(project, 'main.cjs')
  writeFileSync(
    script,
    `const { loadTensorflow, backendReport } = require(${JSON.stringify(join(root, 'src/backend/index.ts'))})
    async function main() {
      ${before}
      const tf = await loadTensorflow(${options})
      const sum = tf.tidy(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])).sum().dataSync()[0])
      return { active: tf.getBackend(), sum, hasNode: 'node' in tf }
    }
    main()
      .catch(({ code, message }) => ({ code, message }))
      .then((answer) => console.log(JSON.stringify({ ...answer, report: backendReport() })))`,
  )
  const words = ['--import', pathToFileURL(require.resolve('tsx')).href, script]
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: tmpdir(), encoding: 'utf8' })
  return { ...(JSON.parse(stdout) as Answer), stderr }
}

const ALL = ['tfjs', 'tfjs-backend-wasm']
const NO_NATIVE = { backend: 'tensorflow', reason: '@tensorflow/tfjs-node is not installed' }
const NO_WASM = { backend: 'wasm', reason: '@tensorflow/tfjs-backend-wasm is not installed' }

test('the native backend comes first, mended for the Node versions that it does not know', () => {
  expect(load(makeProject(ALL, { 'tfjs-node': NATIVE }))).toEqual({
    active: 'tensorflow',
    sum: 12,
    hasNode: true,
    report: { backend: 'tensorflow', skipped: [] },
    stderr: '',
  })
})

const testNative = whyNoNative === '' ? test : test.skip

testNative(`the real one computes, and prints nothing${whyNoNative && `; skipped: ${whyNoNative}`}`, () => {
  expect(load(makeProject([...ALL, 'tfjs-node']))).toEqual({
    active: 'tensorflow',
    sum: 12,
    hasNode: true,
    report: { backend: 'tensorflow', skipped: [] },
    stderr: '',
  })
})

test('without it wasm is taken, quietly', () => {
  expect(load(makeProject(ALL))).toEqual({
    active: 'wasm',
    sum: 12,
    hasNode: false,
    report: { backend: 'wasm', skipped: [NO_NATIVE] },
    stderr: '',
  })
})

test('without both pure JavaScript is taken, and its banner is not printed', () => {
  const answer = load(makeProject(['tfjs']))
  expect(answer).toMatchObject({ active: 'cpu', sum: 12, stderr: '' })
  expect(answer.report).toEqual({ backend: 'cpu', skipped: [NO_NATIVE, NO_WASM] })
})

test('a package that is there but does not load is passed over, with the reason in a line', () => {
  const { report, stderr } = load(makeProject(ALL, { 'tfjs-node': WITHOUT_NATIVE_PART }))
  const reason = 'The addon can not be found at path: x'
  expect(report).toEqual({ backend: 'wasm', skipped: [{ backend: 'tensorflow', reason }] })
  expect(stderr).toBe('')
})

test('a backend that loads but does not start is passed over, with the reason in a line', () => {
  const broken = `require('@tensorflow/tfjs').registerBackend('wasm', async () => { throw new Error('no memory') })`
  const { active, report, stderr } = load(makeProject(['tfjs'], { 'tfjs-backend-wasm': broken }))
  expect(active).toBe('cpu')
  expect(report?.skipped).toEqual([NO_NATIVE, { backend: 'wasm', reason: 'no memory' }])
  expect(stderr).toBe('')
})

test('prefer rules which are tried, in its order', () => {
  const project = makeProject(ALL, { 'tfjs-node': NATIVE })
  expect(load(project, `{ prefer: ['cpu', 'tensorflow'] }`).report).toEqual({ backend: 'cpu', skipped: [] })
  expect(load(project, `{ prefer: ['wasm'] }`).active).toBe('wasm')
  expect(load(project, `{ prefer: undefined }`).active).toBe('tensorflow')
})

test('it can be called again, for another backend', () => {
  const project = makeProject(ALL)
  expect(load(project, `{ prefer: ['cpu'] }`, `await loadTensorflow({ prefer: ['wasm'] })`)).toMatchObject({
    active: 'cpu',
    sum: 12,
    stderr: '',
  })
})

test('an uncaught error looks as it does without wasm', () => {
  const project = makeProject(ALL)
  const script = join(project, 'throws.cjs')
  const api = JSON.stringify(join(root, 'src/backend/index.ts'))
  writeFileSync(script, `require(${api}).loadTensorflow().then(() => { throw new Error('mine') })`)
  const words = ['--import', pathToFileURL(require.resolve('tsx')).href, script]
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('Error: mine')
  expect(stderr.length).toBeLessThan(2000)
})

test('when none loads, the error names the reason and the command for each', () => {
  const { code, message, report } = load(makeProject([]))
  expect(code).toBe('EXMAN_BACKEND_MISSING')
  expect(message).toBe(
    'No backend of TensorFlow.js could be loaded:\n' +
      '  tensorflow: @tensorflow/tfjs-node is not installed (npm install @tensorflow/tfjs-node)\n' +
      '  wasm: @tensorflow/tfjs is not installed (npm install @tensorflow/tfjs @tensorflow/tfjs-backend-wasm)\n' +
      '  cpu: @tensorflow/tfjs is not installed (npm install @tensorflow/tfjs)',
  )
  expect(report).toBeUndefined()
})

test.each([
  [
    `{ prefer: ['gpu'] }`,
    'EXMAN_OPTION_INVALID',
    `must be a list of 'tensorflow', 'wasm', 'cpu', got ["gpu"]`,
  ],
  [`{ prefer: 'wasm' }`, 'EXMAN_OPTION_INVALID', 'got "wasm"'],
  [`{ prefer: [] }`, 'EXMAN_OPTION_INVALID', 'got []'],
  [`{ prefered: ['wasm'] }`, 'EXMAN_OPTION_UNKNOWN', 'no option "prefered". Its option is prefer.'],
])('the options %s are refused', (options, code, text) => {
  expect(load(makeProject(['tfjs']), options)).toMatchObject({
    code,
    message: expect.stringContaining(text) as string,
  })
})
