import { isDataObject } from '../params/data-object'

/**
 * Which layer each weight belongs to, by the layer's place in the topology of a model.json. Names alone do not tell: tfjs
 * counts them up, so those of the same model differ in the next process.
 */
export function weightOwners(topology: unknown, names: readonly string[]): string[] {
  const places = new Map<string, number>()
  // Those inside the model: a sequential one is saved as the graph that it trains, which has another name.
  const inside = isDataObject(topology) ? topology['config'] : undefined
  for (const name of layerNames(inside)) if (!places.has(name)) places.set(name, places.size)
  // What a layer makes for itself is not in the topology, such as the backward half of `bidirectional`.
  const part = (text: string) => String(places.get(text) ?? text.replace(/\d+$/, ''))
  return names.map((name) => name.split('/').map(part).join('/'))
}

/** The names of all layers, of those inside others too, in their order. */
function layerNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(layerNames)
  if (!isDataObject(value)) return []
  const { class_name: className, config } = value
  // Which has no weights; only a graph has one.
  if (className === 'InputLayer') return []
  const isLayer = typeof className === 'string' && isDataObject(config) && typeof config['name'] === 'string'
  return [...(isLayer ? [config['name'] as string] : []), ...Object.values(value).flatMap(layerNames)]
}
