const SPELLED: Readonly<Record<string, string>> = { '±': '+-', '–': '-', '…': '...', '×': 'x', '’': "'" }

/** A text in ASCII: what else stands in it is spelled out where that is usual, or becomes `?`. */
export function asciiText(text: string): string {
  return text.replace(/[^ -~]/gu, (character) => SPELLED[character] ?? '?')
}
