import { type ReactNode, useId } from 'react'

interface SegmentsProps<Option extends string> {
  readonly label: string
  readonly options: readonly (readonly [Option, ReactNode])[]
  readonly chosen: Option
  readonly name: (option: Option) => string
  /** `data-testid` of an option; its own word unless told. */
  readonly testId?: (option: Option) => string
  /** Options that are shown but cannot be taken. */
  readonly disabled?: (option: Option) => boolean
  readonly onChosen: (option: Option) => void
}

/** One of a few, as icons or words side by side; native radio buttons beneath. */
export function Segments<Option extends string>({
  label,
  options,
  chosen,
  name,
  testId = (option) => option,
  disabled,
  onChosen,
}: SegmentsProps<Option>) {
  const group = useId()
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{label}</legend>
      {options.map(([option, icon]) => (
        <label key={option} className="segment" title={name(option)}>
          <input
            type="radio"
            name={group}
            data-testid={testId(option)}
            aria-label={name(option)}
            checked={chosen === option}
            disabled={disabled?.(option) ?? false}
            onChange={() => onChosen(option)}
          />
          {icon}
        </label>
      ))}
    </fieldset>
  )
}
