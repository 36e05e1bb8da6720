import { warn } from '../errors'
import type { Session } from '../run/record'
import type { Recorder } from '../run/recorder'

/** Warns that a run goes on, but perhaps not to the same end, and records why. */
export function warnInexact(recorder: Recorder, reasons: readonly string[]): void {
  if (reasons.length === 0) return
  const text = `The run goes on, but not exactly as if it had never stopped: ${reasons.join('; ')}.`
  recorder.faults.note('EXMAN_RESUME_INEXACT', text)
  warn('EXMAN_RESUME_INEXACT', `${recorder.init.id}: ${text}`)
}

/** What differs between two sessions of a run that can change the numbers. */
export function differences(before: Session, now: Session): string[] {
  const versions = (['backend', 'tfjs', 'node'] as const).flatMap((name) => {
    const [then, here] = [before.versions[name] ?? null, now.versions[name]]
    // What was never known says nothing.
    return then === null || here === null ? [] : differs(name, then, here)
  })
  const stored = before.settings ?? {}
  const names = [...new Set([...Object.keys(stored), ...Object.keys(now.settings)])]
  const settings = names.flatMap((name) => differs(name, stored[name], now.settings[name]))
  // Only the native backend divides its work by the number of processors.
  const isNative = now.versions.backend === 'tensorflow' && before.process.machine !== undefined
  const machine = isNative ? differs('machine', before.process.machine, now.process.machine) : []
  return [...versions, ...settings, ...machine]
}

function differs(name: string, before: string | undefined, now: string | undefined): string[] {
  return before === now ? [] : [`${name} was ${before ?? 'not set'} and is ${now ?? 'not set'}`]
}
