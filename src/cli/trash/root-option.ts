import { RepeatableOption } from '../repeatable-option'

/** The option that says where the trash is. */
export function rootOption(): RepeatableOption {
  return new RepeatableOption(
    '-r, --root <folder>',
    'where the experiments are; may be given again (default: EXMAN_ROOT, or found from here)',
  )
}
