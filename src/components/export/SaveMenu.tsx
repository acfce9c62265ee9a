import { Download } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { saveFiles } from '../train/save-files'
import { useLab } from '../use-lab'
import { fileName } from './file-name'
import { pngOf } from './png'
import type { Figure } from './svg'
import './save-menu.css'

export interface SaveMenuProps {
  /** What is saved, for the file's name: `curves`. */
  readonly subject: string
  readonly figure: () => Figure
  /** The text of a CSV file, where the panel is a table. */
  readonly table?: () => string
}

const bytesOf = (words: string) => new TextEncoder().encode(words)

/** Saves a panel as a picture or a table, or prints the page. */
export function SaveMenu({ subject, figure, table }: SaveMenuProps) {
  const { t } = useTranslation('save')
  const taskFailed = useLab((state) => state.taskFailed)
  const save = async (extension: string, bytes: Uint8Array<ArrayBuffer>) =>
    saveFiles([{ name: fileName([subject], extension), bytes }])
  const items: readonly (readonly [format: string, choose: () => Promise<void>])[] = [
    ['svg', async () => save('svg', bytesOf(figure().svg))],
    ['png', async () => save('png', await pngOf(figure()))],
    ...(table ? [['csv', async () => save('csv', bytesOf(table()))] as const] : []),
    ['print', async () => window.print()],
  ]
  return (
    // Not modal: that would write a <style> into the page, which the security policy refuses.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="icon-button save-button"
        data-testid={`save-${subject}`}
        aria-label={t('open')}
        title={t('open')}
      >
        <Download aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className="popover save-menu"
        align="end"
        sideOffset={4}
        collisionPadding={8}
      >
        {items.map(([format, choose]) => (
          <DropdownMenu.Item
            key={format}
            data-testid={`save-as-${format}`}
            onSelect={() => void choose().catch(taskFailed)}
          >
            {t(`as.${format}`)}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
