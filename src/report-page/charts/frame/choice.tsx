import type { Option, OptionGroup } from './options'
import { safeText } from './safe-text'

/** A list to choose from, with its label. */
export function Choice(props: {
  readonly label: string
  readonly value: string
  readonly groups: readonly OptionGroup[]
  readonly onChoose: (value: string) => void
}) {
  const { label, value, groups, onChoose } = props
  return (
    <label class="chart-choice">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {groups.map(({ heading, options }) =>
          heading === '' ? (
            <Options options={options} />
          ) : (
            <optgroup label={heading} key={heading}>
              <Options options={options} />
            </optgroup>
          ),
        )}
      </select>
    </label>
  )
}

function Options({ options }: { options: readonly Option[] }) {
  return (
    <>
      {options.map(({ value, text }) => (
        <option value={value} key={value}>
          {safeText(text)}
        </option>
      ))}
    </>
  )
}
