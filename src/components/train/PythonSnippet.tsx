import { Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLab } from '../use-lab'

/** How the program was handed over: a page that may not write the clipboard marks it instead. */
type Handed = 'copied' | 'marked'

/** The program that loads the safetensors file into PyTorch, to be copied. */
export function PythonSnippet() {
  const { t } = useTranslation('train')
  const program = usePythonSnippet()
  const [handed, setHanded] = useState<Handed | null>(null)
  const text = useRef<HTMLPreElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(program)
      setHanded('copied')
    } catch {
      if (text.current !== null) getSelection()?.selectAllChildren(text.current)
      setHanded('marked')
    }
  }
  if (program === '') return null
  return (
    <section className="python-snippet" aria-labelledby="python-snippet-title">
      <h3 id="python-snippet-title">{t('files.python')}</h3>
      <button
        type="button"
        className="button"
        data-testid="copy-python"
        onClick={() => void copy()}
      >
        <Copy aria-hidden="true" />
        {t('files.copy')}
      </button>
      <p className="quiet" role="status">
        {handed !== null && t(`files.${handed}`)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre ref={text} tabIndex={0} lang="en" data-testid="python-snippet">
        {program}
      </pre>
    </section>
  )
}

/** Empty until it is written. */
function usePythonSnippet(): string {
  const network = useLab((state) => state.network)
  const pythonSnippetWritten = useLab((state) => state.pythonSnippetWritten)
  const taskFailed = useLab((state) => state.taskFailed)
  const [program, setProgram] = useState('')
  useEffect(() => {
    let isWanted = true
    pythonSnippetWritten()
      .then((written) => isWanted && setProgram(written))
      .catch(taskFailed)
    return () => {
      isWanted = false
    }
  }, [network, pythonSnippetWritten, taskFailed])
  return program
}
