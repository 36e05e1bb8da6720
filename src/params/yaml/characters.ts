import { yamlError } from './yaml-error'

// Control characters, unpaired surrogates, and the line breaks that YAML 1.1 has and YAML 1.2 has not.
const UNREADABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff\p{Cs}]|\r(?!\n)/u

/** Refuses characters that PyYAML refuses, or reads otherwise than YAML 1.2 has it. */
export function checkCharacters(text: string, path: string): void {
  const index = text.search(UNREADABLE)
  if (index === -1) return
  const code = text.charCodeAt(index).toString(16).padStart(4, '0')
  const problem =
    text[index] === '\r'
      ? 'it ends in a carriage return alone. Save the file with the line ends of Unix or Windows'
      : `it has the character U+${code.toUpperCase()}, which readers of YAML refuse or take for a line break. Write it as "\\u${code}" in double quotes`
  throw yamlError({ path, line: text.slice(0, index).split('\n').length }, problem)
}
