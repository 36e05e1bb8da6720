import { normalize } from '../../params/normalize'
import { restoreNumbers } from '../../params/spelled-numbers'
import type { Json, JsonObject } from '../../params/types'
import type { Tensorflow } from '../tensorflow'
import { originalOf } from './join-callbacks'

/** What callbacks remember, by the name of their class, in the order of the list. */
export type CallbackStates = Record<string, Json[]>

/** A callback whose state goes into checkpoints and comes back from them. */
export interface StatefulCallback {
  /** What it has to remember, as plain JSON data; NaN and the infinities are fine. */
  getState(): unknown
  /** Takes back what `getState` gave, before the first epoch of a fit that goes on. */
  setState(state: unknown): unknown
}

/** What the callbacks of a fit remember. Throws `EXMAN_CALLBACK_INVALID` when that is no plain data. */
export async function callbackStates(tf: Tensorflow, callbacks: readonly object[]): Promise<CallbackStates> {
  const states: CallbackStates = {}
  for (const { name, callback } of stateful(tf, callbacks)) {
    // Under its name, so that an error tells where the value stands.
    const named = normalize({ [name]: await callback.getState() }, 'state') as JsonObject
    ;(states[name] ??= []).push(named[name] ?? null)
  }
  return states
}

/** Gives callbacks back what they had; returns the names of those that have no counterpart now, or then. */
export async function restoreCallbackStates(
  tf: Tensorflow,
  callbacks: readonly object[],
  states: CallbackStates,
): Promise<string[]> {
  const left = new Map(Object.entries(states).map(([name, list]) => [name, [...list]]))
  const strangers: string[] = []
  for (const { name, callback } of stateful(tf, callbacks)) {
    const state = left.get(name)?.shift()
    if (state === undefined) strangers.push(name)
    else await callback.setState(restoreNumbers(state))
  }
  return [...strangers, ...[...left].flatMap(([name, rest]) => rest.map(() => name))]
}

function stateful(
  tf: Tensorflow,
  callbacks: readonly object[],
): { name: string; callback: StatefulCallback }[] {
  return callbacks.map(originalOf).flatMap((callback) => {
    const name = nameOf(callback)
    if (isStateful(callback)) return [{ name, callback }]
    return callback instanceof tf.EarlyStopping ? [{ name, callback: earlyStopping(callback) }] : []
  })
}

/** The name of its class; an object without a prototype counts as any other. */
function nameOf(callback: object): string {
  const { constructor = Object } = callback as { constructor?: { name: string } }
  return constructor.name
}

function isStateful(callback: object): callback is StatefulCallback {
  const { getState, setState } = callback as Partial<StatefulCallback>
  return typeof getState === 'function' && typeof setState === 'function'
}

const FIELDS_OF_EARLY_STOPPING = ['best', 'wait', 'stoppedEpoch']

/** tfjs's own callback, which has no words for its state. */
function earlyStopping(callback: object): StatefulCallback {
  const fields = callback as Record<string, unknown>
  return {
    getState: () => Object.fromEntries(FIELDS_OF_EARLY_STOPPING.map((name) => [name, fields[name]])),
    setState: (state) => Object.assign(callback, state),
  }
}
