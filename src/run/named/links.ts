import { fileExists, readLink, readText, replaceFile, replaceLink } from '../../files'

/** Points a path to a target relative to it: by a link, or where there are none, by a small file that names it. */
export function pointTo(target: string, path: string): void {
  if (!replaceLink(target, path)) replaceFile(path, `${target}\n`)
}

/**
 * What a path points to: the target of a link, whatever it is, or what a small file names that stands in for one and whose target
 * has this ending; undefined for any other file.
 */
export function pointedTo(path: string, ending: string): string | undefined {
  const target = readLink(path)
  if (target !== undefined || !fileExists(path)) return target
  const text = readText(path) ?? ''
  const isOneLine = text.indexOf('\n') === text.length - 1 && text.length > `../x${ending}`.length
  return isOneLine && text.startsWith('../') && text.endsWith(`${ending}\n`) ? text.trimEnd() : undefined
}
