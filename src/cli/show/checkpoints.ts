import type { CheckpointDetails } from '../../catalog/details/checkpoint-details'
import type { RunDetails } from '../../catalog/details/run-details'
import type { Cell } from '../../catalog/sheet'
import { bytesText, startedText } from '../print/amounts'
import { section, tableLines, type PageStyle } from './section'

/** The checkpoints of a run, with the monitored metric. */
export function checkpointLines({ checkpoints, scores }: RunDetails, style: PageStyle): string[] {
  if (checkpoints.length === 0) return []
  const monitor = scores?.monitor
  const rows = checkpoints.map((checkpoint): Cell[] => {
    const { name, epoch, metrics, bytes, created } = checkpoint
    return [
      name,
      epoch,
      ...(monitor === undefined ? [] : [valueIn(metrics, monitor)]),
      bytesText(bytes),
      created === null ? undefined : startedText(created),
      stateOf(checkpoint),
    ]
  })
  const columns = [
    ['name', 'text'],
    ['epoch', 'number'],
    ...(monitor === undefined ? [] : [[monitor, 'number'] as const]),
    ['size', 'text'],
    ['saved', 'text'],
    ['state', 'text'],
  ] as const
  return section('Checkpoints', tableLines(columns, rows, style), style)
}

function valueIn(metrics: CheckpointDetails['metrics'], name: string): Cell {
  return metrics !== null && Object.hasOwn(metrics, name) ? metrics[name] : undefined
}

function stateOf({ isBest, isLast, isVerified, problem }: CheckpointDetails): Cell {
  const states = [
    ...(isBest ? ['best'] : []),
    ...(isLast ? ['last'] : []),
    ...(isVerified ? ['verified'] : []),
    ...(problem === null ? [] : ['damaged']),
  ]
  return states.length === 0 ? undefined : states.join(', ')
}
