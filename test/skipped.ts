/** Skips tests, and prints a line about it: jest shows no titles where it runs several files. */
export function describeSkipped(title: string, reason: string, body: () => void): void {
  process.stdout.write(`skipped: ${title}: ${reason}\n`)
  describe.skip(`${title} (skipped: ${reason})`, body)
}
