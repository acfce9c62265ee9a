import { type ReactNode, useId } from 'react'

interface SegmentsProps<Option extends string> {
  readonly label: string
  readonly options: readonly (readonly [Option, ReactNode])[]
  readonly chosen: Option
  readonly name: (option: Option) => string
  readonly onChosen: (option: Option) => void
}

/** One of a few, as icons side by side; native radio buttons beneath. */
export function Segments<Option extends string>({
  label,
  options,
  chosen,
  name,
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
            data-testid={option}
            aria-label={name(option)}
            checked={chosen === option}
            onChange={() => onChosen(option)}
          />
          {icon}
        </label>
      ))}
    </fieldset>
  )
}
