import { dirname } from 'node:path'

/** What is found first: in a folder, in the one above it, and so on; undefined when nothing is. */
export function findAbove<Found>(
  start: string,
  find: (folder: string) => Found | undefined,
): Found | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = find(folder)
    if (found !== undefined || folder === dirname(folder)) return found
  }
}
