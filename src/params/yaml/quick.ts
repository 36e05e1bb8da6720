import { MAX_YAML_BYTES } from './limits'
import { LineReader } from './line-reader'
import type { YamlValue } from './types'

/**
 * The values of a YAML mapping with one line a key, as `yamlText` writes it, and `yaml.dump` of PyYAML where no value takes
 * more lines: those of `yamlValue(parseYaml(text))`, many times as fast. Undefined for any other text, right or wrong,
 * which is left to `parseYaml`; of what `yamlText` writes that is one with keys so long that "? " announces them.
 */
export function quickYaml(text: string): Map<string, YamlValue> | undefined {
  const entries = new Map<string, YamlValue>()
  if (text === '{}\n') return entries
  if (text === '' || ODD.test(text) || Buffer.byteLength(text) > MAX_YAML_BYTES) return undefined
  const reader = new LineReader(text)
  while (!reader.isAtEnd()) {
    const key = reader.key()
    if (key === undefined || entries.has(key)) return undefined
    const value = reader.value(1)
    if (value === undefined || !reader.skip('\n')) return undefined
    entries.set(key, value)
  }
  return entries
}

// Control characters, tabs and carriage returns too; line breaks of YAML 1.1; byte order marks; halves of characters.
const ODD = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u
