/** Tells which tools the system has, so that a test that needs one which is not here is skipped by name and reason. */
import { execFileSync, type ExecFileSyncOptions } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSkipped } from '../skipped'
import { onHost, withOtherPids } from './elsewhere'

/** Something a test may need: why it may be missing, and a trial of it that throws when it is. */
interface Tool {
  missing: string
  attempt: (dir: string) => void
}

const quiet = { stdio: ['ignore', 'ignore', 'pipe'] } satisfies ExecFileSyncOptions

// As the tests run their children: with this node, and with the packages of the repository.
const NOBODY = ['--reuid', '65534', '--regid', '65534', '--clear-groups']
const PACKAGES = realpathSync(join(__dirname, '../../node_modules'))
const READ_PACKAGES = `require('fs').readdirSync(${JSON.stringify(PACKAGES)})`

const mount = (dir: string, ...words: string[]) => {
  execFileSync('mount', [...words, dir], quiet)
  execFileSync('umount', [dir], quiet)
}

const tryIn = ([command, ...words]: string[], line = 'true') =>
  execFileSync(command!, [...words, 'sh', '-c', line], quiet)

const TOOLS = {
  strace: {
    missing: 'strace is not installed, or may not trace',
    attempt: () => execFileSync('strace', ['-f', '-o', '/dev/null', 'true'], quiet),
  },
  faketime: {
    missing: 'faketime is not installed',
    attempt: () => execFileSync('faketime', ['-f', '+1h', 'true'], quiet),
  },
  'another user': {
    missing: 'another user cannot be, by setpriv, who may read node_modules',
    attempt: () => execFileSync('setpriv', [...NOBODY, process.execPath, '-e', READ_PACKAGES], quiet),
  },
  mounts: {
    missing: 'there is no right to mount',
    attempt: (dir) => mount(dir, '-t', 'tmpfs', 'tmpfs'),
  },
  'mounts of images': {
    missing: 'there is no right to mount the image of a disk, or no mkfs.ext4',
    attempt: (dir) => {
      const image = `${dir}.img`
      writeFileSync(image, '')
      truncateSync(image, 2 ** 21)
      execFileSync('mkfs.ext4', ['-q', '-F', image], quiet)
      mount(dir, '-o', 'loop', image)
    },
  },
  limits: {
    missing: 'prlimit is not installed',
    attempt: () => execFileSync('prlimit', ['--nofile=64', 'true'], quiet),
  },
  'pids of their own': {
    missing: 'unshare may not give processes ids of their own',
    attempt: () => tryIn(withOtherPids),
  },
  'chosen pids': {
    missing: 'it cannot be chosen which id the next process gets',
    attempt: () => tryIn(withOtherPids, 'echo 1000 > /proc/sys/kernel/ns_last_pid'),
  },
  'other host names': {
    missing: 'unshare may not give processes a host name of their own',
    attempt: () => tryIn(onHost('elsewhere')),
  },
} satisfies Record<string, Tool>

/** Like jest's `describe`, for tests that need these tools; without them it is skipped, and title and output say why. */
export function describeWith(needs: readonly (keyof typeof TOOLS)[], title: string, body: () => void): void {
  const reasons = needs.map((name) => whyNot(TOOLS[name])).filter((reason) => reason !== undefined)
  if (reasons.length === 0) describe(title, body)
  else describeSkipped(title, reasons.join('; '), body)
}

/** Why a tool cannot be used, undefined when it can. Two test files may race for a loop device: a trial has a second try. */
function whyNot(tool: Tool): string | undefined {
  const error = trial(tool) && trial(tool)
  return error && `${tool.missing} (${error})`
}

/** The line in which the tool says what is wrong; undefined when nothing is. */
function trial({ attempt }: Tool): string | undefined {
  const parent = mkdtempSync(join(tmpdir(), 'exman-tools-'))
  try {
    attempt(mkdtempSync(join(parent, 'at-')))
    return undefined
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer }
    return firstError(stderr?.toString() || message)
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

/** Node shows the source before the error. */
function firstError(text: string): string {
  const lines = text.trim().split('\n')
  return lines.find((line) => line.startsWith('Error:')) ?? lines[0]!
}
