import { spawnSync } from 'node:child_process'

/** What stands in an SVG. */
export interface SvgContent {
  /** Why it is no XML; the empty text when it is. */
  fault: string
  /** The names of its elements, each once. */
  elements: string[]
  /** The names of its attributes, each once. */
  attributes: string[]
  /** All texts, in the order in which they stand. */
  texts: string[]
  /** How many marks of each kind have been drawn, such as `symbol`. */
  marks: Record<string, number>
  width: number
  height: number
}

const PROGRAM = `
import json, sys
import xml.etree.ElementTree as tree

def local(name):
    return name.split('}')[-1]

def content(svg):
    try:
        root = tree.fromstring(svg.encode('utf-8', 'surrogatepass'))
    except Exception as fault:
        return {'fault': str(fault)}
    every = list(root.iter())
    marks = {}
    for group in every:
        words = group.get('class', '').split()
        # What is drawn, and not what stands in axes, legends and titles.
        if words[:1] and words[0].startswith('mark-') and words[1:2] == ['role-mark']:
            kind = words[0][5:]
            marks[kind] = marks.get(kind, 0) + len([each for each in group if each.get('d', ' ') != ''])
    return {
        'fault': '',
        'elements': sorted({local(each.tag) for each in every}),
        'attributes': sorted({local(name) for each in every for name in each.attrib}),
        'texts': [each.text or '' for each in every if local(each.tag) in ('text', 'tspan')],
        'marks': marks,
        'width': float(root.get('width')),
        'height': float(root.get('height')),
    }

print(json.dumps([content(svg) for svg in json.load(sys.stdin)]))
`

/** Reads SVGs as XML, strictly. */
export function readSvgs(svgs: readonly string[]): SvgContent[] {
  const { stdout, stderr } = spawnSync('python3', ['-c', PROGRAM], {
    input: JSON.stringify(svgs),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 2 ** 30,
  })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as SvgContent[]
}
