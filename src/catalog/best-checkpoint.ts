import { join } from 'node:path'
import { chooseCheckpoint } from '../checkpoint/choose'
import { DIRS } from '../layout/names'
import type { CatalogRecord } from './record'

/**
 * The folder of a run's best checkpoint, by the metric that the run monitors, proven byte for byte.
 * Throws CheckpointError: `EXMAN_CHECKPOINT_NOT_FOUND`, `EXMAN_CHECKPOINT_INVALID`.
 */
export function bestCheckpoint({ dir, monitor, mode }: CatalogRecord): Promise<string> {
  return chooseCheckpoint(join(dir, DIRS.models), 'best', {
    name: monitor ?? 'val_loss',
    mode: mode ?? 'min',
  })
}
