/** What scripts/build-tfjs-node.sh says where it cannot build; that it builds is seen by the tests on the native backend. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { scratch } from '../faults/scratch'

const script = join(__dirname, '../../scripts/build-tfjs-node.sh')
const onLinux = process.platform === 'linux' ? test : test.skip
const REAL = ['bash', 'find', 'mkdir', 'mktemp', 'mv', 'rm', 'tar']
const LINUX = 'echo linux x64 glibc'

/** Runs it where these commands are all there are, beside the plainest; each is given by what it does. */
function build(
  commands: Record<string, string>,
  { tfjsNode = '4.22.0', HOME = 'home', prepare = (_modules: string) => {} } = {},
) {
  const dir = scratch()
  const bin = join(dir, 'bin')
  mkdirSync(bin)
  for (const name of REAL)
    symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(bin, name))
  for (const [name, text] of Object.entries(commands)) {
    writeFileSync(join(bin, name), `#!${join(bin, 'bash')}\n${text}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  const modules = join(dir, 'node_modules')
  mkdirSync(join(modules, '@tensorflow/tfjs-node'), { recursive: true })
  writeFileSync(join(modules, '@tensorflow/tfjs-node/package.json'), JSON.stringify({ version: tfjsNode }))
  prepare(modules)
  const env = { PATH: bin, ...(HOME === '' ? {} : { HOME: join(dir, HOME) }) }
  const { status, stderr } = spawnSync('/bin/bash', [script, modules], { env, encoding: 'utf8' })
  return { status, stderr: stderr.replaceAll(dir, '…'), left: readdirSync(modules) }
}

const says = (text: string) => ({ status: 1, stderr: `build-tfjs-node: ${text}\n`, left: ['@tensorflow'] })
const node = `[[ $2 == *version* && $2 != *glibc* ]] && echo 4.22.0 || ${LINUX}`
const tools = { node, 'g++': 'exit 1', unzip: 'exit 1' }

onLinux.each<[string, Record<string, string>, string]>([
  ['Node.js', {}, 'Building tfjs-node needs Node.js, which is not installed.'],
  [
    'Linux',
    { node: 'echo darwin arm64' },
    'tfjs-node can be built only on Linux x86-64 with glibc; this is darwin arm64.',
  ],
  ['g++', { node }, 'Building tfjs-node needs the C++ compiler g++, which is not installed.'],
  ['unzip', { node, 'g++': '' }, 'Building tfjs-node needs unzip, which is not installed.'],
  ['Python', tools, 'Building tfjs-node needs Python 3, which is not installed.'],
  [
    'pip',
    { ...tools, python3: 'exit 1' },
    'Building tfjs-node needs pip (python3 -m pip), which is not installed.',
  ],
  [
    'the download',
    { ...tools, python3: '[[ $3 == --version ]]' },
    'pip could not download tensorflow-cpu 2.13.1: put its wheel for Linux x86-64 into …/home/.cache/tfjs-node-wheels and run this again.',
  ],
])('without %s it ends with a sentence, and leaves nothing behind', (_, commands, text) => {
  expect(build(commands)).toEqual(says(text))
})

onLinux('another version of tfjs-node is refused', () => {
  const answer = build(
    { ...tools, node: `[[ $2 == *glibc* ]] && ${LINUX} || echo 4.21.0` },
    { tfjsNode: '4.21.0' },
  )
  expect(answer).toEqual(
    says('This builds tfjs-node 4.22.0; in …/node_modules/@tensorflow/tfjs-node is 4.21.0.'),
  )
})

onLinux('without HOME it asks Node for the folder of the user', () => {
  const asked = `[[ $2 == *homedir* ]] && echo /nowhere || { ${node}; }`
  const { stderr } = build({ ...tools, node: asked, python3: '[[ $3 == --version ]]' }, { HOME: '' })
  expect(stderr).toContain('into /nowhere/.cache/tfjs-node-wheels and run this again.')
})

onLinux('what a killed build has left is removed, but not the folder of one that goes on', () => {
  const [killed, going] = ['.build-tfjs-node-killed', '.build-tfjs-node-going'] as const
  const prepare = (modules: string) => {
    for (const name of [killed, going]) mkdirSync(join(modules, name, 'package'), { recursive: true })
    utimesSync(join(modules, killed), 0, 0)
  }
  expect(build({ ...tools }, { prepare }).left.sort()).toEqual([going, '@tensorflow'])
})

onLinux.each([
  ['an addon', 'lib/napi-v8/tfjs_binding.node'],
  ['a library', 'deps/lib/libtensorflow.so'],
])('%s that does not work is removed, and all is built anew', (_, path) => {
  let found = ''
  const prepare = (modules: string) => {
    found = join(modules, '@tensorflow/tfjs-node', path)
    mkdirSync(dirname(found), { recursive: true })
    writeFileSync(found, '')
  }
  const unable = { ...tools, node: `[[ $1 == -e ]] && exit 1\n${node}`, npm: '' }
  const { stderr } = build(unable, { prepare })
  // So far it goes here.
  expect(stderr).toContain('Building tfjs-node needs Python 3')
  expect(existsSync(found)).toBe(false)
})
