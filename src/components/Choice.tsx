interface ChoiceProps<Option extends string> {
  readonly label: string
  /** `data-testid` of the select. */
  readonly testId: string
  readonly options: readonly Option[]
  readonly chosen: Option
  /** An option's name in the page's language. */
  readonly name: (option: Option) => string
  /** Options that are shown but cannot be taken yet. */
  readonly disabled?: (option: Option) => boolean
  readonly onChosen: (option: Option) => void
}

/** A labelled native select of a fixed set of words. */
export function Choice<Option extends string>({
  label,
  testId,
  options,
  chosen,
  name,
  disabled,
  onChosen,
}: ChoiceProps<Option>) {
  return (
    <label className="choice">
      <span className="choice-label">{label}</span>
      <select
        data-testid={testId}
        value={chosen}
        onChange={({ target }) => {
          const option = options.find((candidate) => candidate === target.value)
          if (option !== undefined) onChosen(option)
        }}
      >
        {options.map((option) => (
          <option key={option} value={option} disabled={disabled?.(option) ?? false}>
            {name(option)}
          </option>
        ))}
      </select>
    </label>
  )
}
