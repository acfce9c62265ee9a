import { leastEvidence } from './answer'
import type { LabPorts } from './lab-ports'
import type { LabSlice, LabTasks } from './lab-store'
import type { NoticeCode } from './notice-slice'
import { readingFailed } from './reading-failure'

/** The notice for an error that a worker named with a reason. */
const NOTICE_OF: Readonly<Record<string, NoticeCode>> = {
  notReadable: 'imageNotReadable',
  tooLarge: 'imageTooLarge',
  tooSlow: 'imageTooSlow',
  blank: 'imageBlank',
  noOffscreenCanvas: 'noOffscreenCanvas',
  missing: 'dataMissing',
  corrupt: 'dataCorrupt',
  offline: 'dataOffline',
}

export const createLabTasks =
  ({ reader }: LabPorts): LabSlice<LabTasks> =>
  (set, get) => {
    const taskFailed = (error: unknown) => {
      const reason = error instanceof Error && 'reason' in error ? String(error.reason) : ''
      const message = error instanceof Error ? error.message : String(error)
      get().noticeGiven('error', NOTICE_OF[reason] ?? 'unexpected', { message })
    }
    return {
      taskFailed,
      imageOpened: async (file) => {
        try {
          const { image, polarity } = await reader.openImage(file)
          get().imagePlaced(image)
          // It may have been dropped on the page while a number was written.
          set({ pad: 'digit' })
          get().noticeGiven('info', 'imageTaken', { polarity })
        } catch (error) {
          taskFailed(error)
        }
      },
      testImageChosen: async (index) => {
        try {
          const { image, label } = await reader.testImage(index)
          get().testImagePlaced(image, label, index)
        } catch (error) {
          taskFailed(error)
        }
      },
      numberRead: async (line) => {
        try {
          return await reader.readNumber(line, leastEvidence(get()))
        } catch (error) {
          readingFailed(get(), error)
          return null
        }
      },
      testPixels: async (indices) => {
        try {
          return await reader.testPixels(indices)
        } catch (error) {
          taskFailed(error)
          return null
        }
      },
      imageAnswers: async (images) => {
        try {
          return await reader.answers(images)
        } catch (error) {
          readingFailed(get(), error)
          return null
        }
      },
      whyAsked: async (question, { weights }) => {
        try {
          return await reader.why(question, weights)
        } catch (error) {
          readingFailed(get(), error)
          return null
        }
      },
      testImages: async (indices) => {
        try {
          return await Promise.all(indices.map((index) => reader.testImage(index)))
        } catch (error) {
          taskFailed(error)
          return []
        }
      },
    }
  }
