import { commitCheckpoint, type CheckpointContent } from '../../src/checkpoint/commit'

/** What a checkpoint of an epoch holds: small, and different at each epoch. */
export function contentOf(
  epoch: number,
  metrics: Record<string, number> = { loss: 1 / epoch, val_loss: 2 / epoch },
  monitor = 'val_loss',
): CheckpointContent {
  const files = {
    'model.json': [Buffer.from(`{"epoch":${epoch}}`)],
    'weights.bin': [Buffer.alloc(40, epoch), Buffer.alloc(24, epoch + 1)],
  }
  return { epoch, metrics, monitor, logRows: epoch, files }
}

/** Commits checkpoints of these epochs and gives their names; the values are those of `val_loss`. */
export async function commitAll(models: string, values: Record<number, number>): Promise<string[]> {
  const names: string[] = []
  for (const [epoch, value] of Object.entries(values))
    names.push(await commitCheckpoint(models, contentOf(Number(epoch), { val_loss: value })))
  return names
}

/** An error as jest's `toThrow` takes it: with this code, and a message that holds the text. */
export function coded(code: string, text = ''): Error {
  return expect.objectContaining({ code, message: expect.stringContaining(text) as string }) as Error
}
