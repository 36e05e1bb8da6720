/** Runs a child of node on a terminal that python3 makes: a pseudo terminal of a given size, on which keys can be pressed. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compiled, nodeModules } from '../../compiled'
import { describeSkipped } from '../../skipped'

// Presses each of the keys once the text that stands before it has been printed. Ends as the child does.
const TERMINAL = `
import fcntl, json, os, pty, select, struct, sys, termios, time
given = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', given['rows'], given['columns'], 0, 0))
    os.execvpe(given['command'][0], given['command'], given['env'])
seen, keys, started = b'', given['keys'], time.monotonic()
while time.monotonic() - started < 120:
    if not select.select([terminal], [], [], 0.1)[0]: continue
    try: data = os.read(terminal, 65536)
    except OSError: break
    if not data: break
    seen += data
    while keys and keys[0][0].encode() in seen:
        time.sleep(0.2)
        os.write(terminal, keys.pop(0)[1].encode())
else:
    os.kill(pid, 9)
    seen += b'(no end after 120 seconds)'
status = os.waitpid(pid, 0)[1]
print(json.dumps({'code': os.waitstatus_to_exitcode(status), 'screen': seen.decode('utf8', 'replace')}))
`

/** How the child ended, and all that was sent to the terminal. */
export interface Ended {
  code: number
  screen: string
}

/** What a terminal is like, and which keys are pressed when: after a text, a key. */
export interface Given {
  env?: Record<string, string>
  keys?: readonly (readonly [string, string])[]
  rows?: number
  columns?: number
}

/** Runs JavaScript on a terminal; `load` gives it a module of src/cli/print. */
export function onTerminal(
  source: string,
  { env = {}, keys = [], rows = 10, columns = 40 }: Given = {},
): Ended {
  const command = [process.execPath, program(source)]
  const { PATH, HOME } = process.env
  const given = {
    command,
    keys,
    rows,
    columns,
    env: { PATH, HOME, TERM: 'xterm', NODE_PATH: nodeModules, ...env },
  }
  const { stdout, stderr } = spawnSync('python3', ['-c', TERMINAL, JSON.stringify(given)], {
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Ended
}

/** Runs a line of the shell in which `$PROGRAM` runs the JavaScript. */
export function inShell(line: string, source: string): SpawnSyncReturns<string> {
  const PROGRAM = `${process.execPath} ${program(source)}`
  const env = { ...process.env, NODE_PATH: nodeModules, PROGRAM }
  return spawnSync('bash', ['-c', line], { encoding: 'utf8', env, maxBuffer: 2 ** 26 })
}

let programs = 0

function program(source: string): string {
  // Other test files are at it in processes of their own.
  const path = join(compiled, `program-${process.pid}-${(programs += 1)}.js`)
  const load = `const load = (name) => require(${JSON.stringify(`${compiled}/src/cli/print/`)} + name)`
  writeFileSync(path, `${load}\nvoid (async () => {\n${source}\n})()\n`)
  return path
}

/** Tests that need a terminal; skipped by name where python3 cannot make one. */
export function describeOnTerminal(title: string, body: () => void): void {
  const { status } = spawnSync('python3', [
    '-c',
    'import os, pty; os.close(pty.openpty()[0]); os.waitstatus_to_exitcode',
  ])
  if (status === 0) describe(title, body)
  else describeSkipped(title, 'python3 cannot make terminals', body)
}
