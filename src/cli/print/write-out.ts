/** Outputs that are listened to. */
const watched = new WeakSet<NodeJS.WritableStream>()

/**
 * Writes a text and waits until it has left. A reader that has gone (`exman ls | head -1`) is no error: nobody needs what is
 * left. Rejects with the error of the system when the output fails otherwise, as on a full disk.
 */
export function writeOut(stdout: NodeJS.WritableStream, text: string): Promise<void> {
  // What fails is told to the one who wrote; without a listener the event would end the process. It stays on, for the
  // event comes after the answer.
  if (!watched.has(stdout)) stdout.on('error', () => undefined)
  watched.add(stdout)
  return new Promise((resolve, reject) => {
    stdout.write(text, (error) => {
      if (error == null || isReaderGone(error)) resolve()
      else reject(error)
    })
  })
}

/** Whether a write failed because nobody reads any more. */
function isReaderGone(error: NodeJS.ErrnoException): boolean {
  // The first is of Windows; the last is told to all who write after the first failure.
  return ['EOF', 'EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'].includes(error.code ?? '')
}
