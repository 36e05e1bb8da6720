import { styleText } from 'node:util'

/** How a piece of text can look. */
export type Look = Parameters<typeof styleText>[0]

/** The variables of the environment that are looked at. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Whether an output gets colours. FORCE_COLOR decides as it does in Node (empty, `1`, `2`, `3`, `true`: yes; anything
 * else: no); then NO_COLOR, when not empty, and TERM=dumb say no; then it is a matter of being a terminal.
 */
export function wantsColor({ isTTY }: { isTTY?: boolean }, env: Environment): boolean {
  if (env.FORCE_COLOR !== undefined) return /^(|[123]|true)$/.test(env.FORCE_COLOR)
  return isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
}

/** Whether pictures must do with ASCII: on terminals without braille, and where the locale is named and not UTF-8. */
export function wantsAscii(env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  // No locale at all is usual in containers, whose output ends on a terminal that knows UTF-8.
  return env.TERM === 'dumb' || env.TERM === 'linux' || (!!locale && !/utf-?8/i.test(locale))
}

/** A text in colour. */
export function paint(text: string, look: Look): string {
  // Whether there are colours has been decided; newer versions of Node would ask the stdout of the process once more.
  return styleText(look, text, { validateStream: false })
}
