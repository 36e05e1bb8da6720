/** The parts of an experiment folder's name. */
export interface ExperimentFolder {
  /** The name of the experiment, `exp-1-2`, which several folders may share. */
  name: string
  /** The numbers in the name, one a monitored group. */
  numbers: string[]
  /** 1 for the first experiment of this name, 2 for the folder that ends in `~2`. */
  ordinal: number
}

/** The folder of an experiment: `exp-1-2`, or `exp-1-2~2` for the second experiment that came by the same name. */
export function experimentFolder(name: string, ordinal: number): string {
  return ordinal === 1 ? name : `${name}~${ordinal}`
}

/** The parts of a folder name that `experimentFolder` can have made; undefined for any other. */
export function parseExperimentFolder(text: string): ExperimentFolder | undefined {
  const match = /^(?<name>exp(?<numbers>(?:-(?:0|[1-9]\d{0,7}))+))(?:~(?<ordinal>[2-9]|[1-9]\d{1,8}))?$/.exec(
    text,
  )
  if (match?.groups === undefined) return undefined
  const { name = '', numbers = '', ordinal = '1' } = match.groups
  return { name, numbers: numbers.slice(1).split('-'), ordinal: Number(ordinal) }
}
