import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { LabProvider } from './components/use-lab'
import { wasmSimdSupported } from './engine/wasm-simd'
import { startI18n } from './i18n/start-i18n'
import { isAnythingKept } from './storage/is-anything-kept'
import { loadPreferences } from './storage/preferences'
import { loadShippedWeights } from './storage/shipped-weights'
import { isTrainingLocked, trainingUnlocked } from './storage/training-lock'
import { createLabStore } from './store/create-lab-store'
import { keepPreferences, opened, weightsSettled } from './store/opening'
import { LANGUAGES, THEMES } from './store/view-slice'
import { deferredTrainer } from './worker/deferred-trainer-client'
import parserUrl from './worker/parser.worker?worker&url'
import { ownScript } from './worker/protocol/own-script'
import readerUrl from './worker/reader.worker?worker&url'
import { createReaderClient } from './worker/reader-client'
import trainerUrl from './worker/trainer.worker?worker&url'

const WEIGHTS_PATIENCE_MS = 100
/** How long a first visit is left to whoever draws at once, and where something is kept, to its first paint. */
const HEAD_START_MS = 1000
const RETURN_MS = 50

const worker = (url: string, name: string) => () =>
  new Worker(ownScript(url), { type: 'module', name })

/** Nothing that is kept is needed for the first answer. */
const openShelves = async () => (await import('./storage/shelves')).openShelves()

/** What an address may ask for is known to code that most addresses do not need. */
async function urlSettings(query: string) {
  if (query === '') return null
  const { parseUrlSettings } = await import('./storage/url-settings')
  return parseUrlSettings(query, LANGUAGES, THEMES)
}

const store = createLabStore({
  reader: createReaderClient(worker(readerUrl, 'reader')),
  trainer: deferredTrainer(async () => {
    const { createTrainerClient } = await import('./worker/trainer-client')
    return createTrainerClient(worker(trainerUrl, 'trainer'))
  }),
  openCorrections: async () => (await openShelves()).corrections,
  openRuns: async () => (await openShelves()).runs,
  tabs: {
    isTraining: () => isTrainingLocked(navigator.locks),
    trained: () => trainingUnlocked(navigator.locks),
  },
  persistence: {
    has: async () => navigator.storage.persisted(),
    ask: async () => navigator.storage.persist(),
  },
  openFileParser: async () => {
    const { createFileParser } = await import('./worker/parser-client')
    return createFileParser(worker(parserUrl, 'parser'))
  },
  loadShippedWeights: (network) =>
    loadShippedWeights(new URL('weights/', document.baseURI).href, network),
})

/** What is not needed to draw, loaded when there is time for it; at once where a drawing comes back. */
const afterwards = () => import('./afterwards').then((module) => module.afterwards(store))

/**
 * No part of the module's own evaluation, for which the code that is loaded here waits: it shares a file
 * with this module.
 */
async function open(): Promise<void> {
  const isKept = isAnythingKept(() => indexedDB)
  opened(store, {
    url: await urlSettings(location.search),
    preferences: loadPreferences(() => localStorage),
    browserLanguages: navigator.languages,
    browser: {
      offscreenCanvas: typeof OffscreenCanvas !== 'undefined',
      wasmSimd: wasmSimdSupported(),
    },
  })
  keepPreferences(store, () => localStorage)

  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html needs an element with the id root')
  await startI18n(store.getState().language)
  // Preloaded weights are there by now. What is posted to a worker before its script was evaluated is
  // delivered by this thread, and would wait for the whole page; a slow network must not hold it back.
  await weightsSettled(store, WEIGHTS_PATIENCE_MS)
  createRoot(root).render(
    <StrictMode>
      <LabProvider store={store}>
        <App />
      </LabProvider>
    </StrictMode>,
  )
  setTimeout(() => void afterwards(), (await isKept) ? RETURN_MS : HEAD_START_MS)
}

void open()
