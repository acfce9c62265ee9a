import { useEffect, useRef } from 'react'
import type { InkImage } from '../../core/ink/drawing'
import { useSeenTheme } from '../use-document-view'
import { useRestoredCanvases } from '../use-restored-canvases'
import { createInkBitmap, inkColourOf } from './ink-picture'

/** A still picture of ink, in the theme's ink on the theme's paper. */
export function InkCanvas({ image }: { readonly image: InkImage }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useSeenTheme()
  const restored = useRestoredCanvases()
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    context.clearRect(0, 0, element.width, element.height)
    const bitmap = createInkBitmap()(image, inkColourOf(element))
    context.drawImage(bitmap, 0, 0, element.width, element.height)
  }, [image, theme, restored])
  return <canvas ref={canvas} className="ink-picture" width={112} height={112} />
}
