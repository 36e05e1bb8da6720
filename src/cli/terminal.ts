import type { Environment } from '../text/color'
import type { Output } from './print/pager'

/** What a command reads and writes besides its words. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly stdout: Output & { readonly isTTY?: boolean }
  readonly stderr: Output & { readonly isTTY?: boolean }
  readonly env: Environment
  /** The working folder. */
  readonly cwd: string
  /** What the process ends with: 0 all right, 1 problems found, 2 wrong use. */
  exitCode: number
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process
  return { stdin, stdout, stderr, env, cwd: process.cwd(), exitCode: 0 }
}
