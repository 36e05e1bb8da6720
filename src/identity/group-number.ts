import type { Ids } from './digest'

/**
 * The number that stands for a group in the name of an experiment: at most eight decimal digits of its digest, the last
 * ones without padding ('object-hash') or the first ones ('python', as the Python parent does).
 */
export function groupNumber(digest: string, ids: Ids): string {
  const whole = BigInt(`0x${digest}`)
  return ids === 'python' ? String(whole).slice(0, 8) : String(whole % 10n ** 8n)
}
