/** What scripts/build-tfjs-node.sh says where it cannot build; that it builds is seen by the tests on the native backend. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../faults/scratch'

const script = join(__dirname, '../../scripts/build-tfjs-node.sh')
const onLinux = process.platform === 'linux' ? test : test.skip
const REAL = ['bash', 'cat', 'dirname', 'find', 'mkdir', 'mktemp', 'mv', 'rm', 'tar']
const LINUX = 'echo linux x64 glibc'

/** Runs it where these commands are all there are, beside the plainest; each is given by what it does. */
function build(commands: Record<string, string>, tfjsNode = '4.22.0') {
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
  const env = { PATH: bin, HOME: dir }
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
    'pip could not download tensorflow-cpu 2.13.1: put its wheel for Linux x86-64 into …/.cache/tfjs-node-wheels and run this again.',
  ],
])('without %s it ends with a sentence, and leaves nothing behind', (_, commands, text) => {
  expect(build(commands)).toEqual(says(text))
})

onLinux('another version of tfjs-node is refused', () => {
  const answer = build({ ...tools, node: `[[ $2 == *glibc* ]] && ${LINUX} || echo 4.21.0` }, '4.21.0')
  expect(answer).toEqual(
    says('This builds tfjs-node 4.22.0; in …/node_modules/@tensorflow/tfjs-node is 4.21.0.'),
  )
})
