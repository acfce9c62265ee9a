import { FolderOpen } from 'lucide-react'
import { useRef } from 'react'

interface FileButtonProps {
  /** Of the button; the field that it opens has `-file` after it. */
  readonly testId: string
  readonly name: string
  /** Shown on hover, where the name does not say all. */
  readonly about?: string
  /** As the browser's file dialog takes them: ".json", "image/*". */
  readonly accept: string
  readonly multiple?: boolean
  /** `button` unless told. */
  readonly look?: 'button' | 'link'
  /** One file at least. */
  readonly onChosen: (files: readonly File[]) => void
}

const LINK_ICON = 14

/** A button that asks for files. */
export function FileButton({
  testId,
  name,
  about,
  accept,
  multiple = false,
  look = 'button',
  onChosen,
}: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className={look}
        data-testid={testId}
        title={about}
        onClick={() => field.current?.click()}
      >
        <FolderOpen aria-hidden="true" {...(look === 'link' && { size: LINK_ICON })} />
        {name}
      </button>
      <input
        ref={field}
        type="file"
        accept={accept}
        multiple={multiple}
        hidden
        data-testid={`${testId}-file`}
        aria-label={about ?? name}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          // The same file may be opened twice.
          target.value = ''
          if (files.length > 0) onChosen(files)
        }}
      />
    </>
  )
}
