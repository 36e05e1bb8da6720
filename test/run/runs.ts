import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordingOptions } from '../../src/run/recording'
import type { RunFolder } from '../../src/run/run-folder'
import { scratch } from '../faults/scratch'
import { prepareRun, reopenRun } from '../fixtures/run-setup'
import type { JsonObject } from '../../src/params/types'

// Outside of any git work tree: what git has to say is for git.test.ts.
const before = process.cwd()
const home = realpathSync(mkdtempSync(join(tmpdir(), 'exman-run-')))
beforeAll(() => process.chdir(home))
afterAll(() => {
  process.chdir(before)
  rmSync(home, { recursive: true, force: true })
})

const open: RunFolder[] = []

// A run writes what git says whenever git has said it, which may be after the test.
afterEach(async () => {
  await Promise.all(open.splice(0).map((run) => run.recorder.waitForGit()))
})

/** A new run below a root of its own, or below the one that is given. */
export function newRun(
  options: Partial<RecordingOptions> = {},
  root: string = join(scratch(), 'root'),
  params?: JsonObject,
): RunFolder {
  const run = prepareRun(root, options, params)
  open.push(run)
  return run
}

/** The same run, as another `openRun` gives it. */
export function again(run: RunFolder, options: Partial<RecordingOptions> = {}): RunFolder {
  const same = reopenRun(run.recorder.init, options)
  open.push(same)
  return same
}

/** All names below a folder, hidden ones too, with `/` behind those of folders. */
export function tree(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .map(
      (entry) => join(entry.parentPath, entry.name).slice(dir.length + 1) + (entry.isDirectory() ? '/' : ''),
    )
    .sort()
}

/** An error as jest's `toThrow` takes it: with this code, and a message that holds the text. */
export function coded(code: string, text = ''): Error {
  return expect.objectContaining({ code, message: expect.stringContaining(text) as string }) as Error
}
