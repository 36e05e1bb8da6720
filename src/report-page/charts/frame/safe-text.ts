import { showText } from '../../../params/show'

/** A text from the data as it is shown: characters that nobody sees, or that would turn what stands beside them, are told by their numbers. */
export function safeText(text: string): string {
  return showText(text, Infinity)
}
