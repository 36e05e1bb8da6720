/**
 * The folder of a checkpoint: `model.07-0.0912` from the epoch (at least two digits) and the monitored value (four
 * decimals; NaN, Infinity and numbers from 1e21 on as they print); `model.07` without a value. The second of a name gets
 * `~2`.
 */
export function checkpointFolder(epoch: number, value: number | undefined, ordinal = 1): string {
  const name = `model.${String(epoch).padStart(2, '0')}`
  const suffix = ordinal === 1 ? '' : `~${ordinal}`
  return value === undefined ? `${name}${suffix}` : `${name}-${fourDecimals(value)}${suffix}`
}

/** The epoch and the ordinal in a folder name that `checkpointFolder` can have made; undefined for any other. */
export function parseCheckpointFolder(text: string): { epoch: number; ordinal: number } | undefined {
  const match = NAME.exec(text)
  if (match === null) return undefined
  return { epoch: Number(match[1]), ordinal: Number(match[2] ?? 1) }
}

const VALUE = String.raw`NaN|-?Infinity|-?(?:0|[1-9]\d*)\.\d{4}|-?[1-9](?:\.\d+)?e\+\d+`
const NAME = new RegExp(String.raw`^model\.(\d\d|[1-9]\d{2,14})(?:-(?:${VALUE}))?(?:~([2-9]|[1-9]\d{1,8}))?$`)

function fourDecimals(value: number): string {
  const text = value.toFixed(4)
  return text === '-0.0000' ? '0.0000' : text
}

/** The name under which a checkpoint is set aside: it no longer counts as one. */
export function asideFolder(name: string): string {
  return `aside.${name}`
}
