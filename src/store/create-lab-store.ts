import { createStore } from 'zustand/vanilla'
import { createComparedRunSlice } from './compared-run-slice'
import { createDeviceSlice } from './device-slice'
import { createDrawingSlice } from './drawing-slice'
import { createEngineSlice } from './engine-slice'
import { createFilmSlice } from './film-slice'
import { createHandLearningSlice } from './hand-learning-slice'
import { createHandwritingSlice } from './handwriting-slice'
import { createKeptRunsSlice } from './kept-runs-slice'
import type { LabPorts } from './lab-ports'
import type { LabState, LabStore } from './lab-store'
import { createLabTasks } from './lab-tasks'
import { createNetworkSlice } from './network-slice'
import { createNoticeSlice } from './notice-slice'
import { giveWayToPen, keepReading } from './reading-loop'
import { createReadingSlice } from './reading-slice'
import { createTrainingSlice } from './training-slice'
import { createViewSlice } from './view-slice'
import { createWeightsFilesSlice } from './weights-files-slice'
import { createWeightsTestSlice } from './weights-test-slice'

/** Joins the slices and keeps the pad read; nothing is loaded until a variant is chosen. */
export function createLabStore(ports: LabPorts): LabStore {
  const store = createStore<LabState>()((...store) => ({
    ...createDrawingSlice(store[0], store[1]),
    ...createReadingSlice(...store),
    ...createNetworkSlice(ports)(...store),
    ...createEngineSlice(ports)(...store),
    ...createTrainingSlice(ports)(...store),
    ...createViewSlice(...store),
    ...createNoticeSlice(...store),
    ...createWeightsFilesSlice(ports)(...store),
    ...createWeightsTestSlice(ports)(...store),
    ...createHandwritingSlice(ports)(...store),
    ...createHandLearningSlice(ports)(...store),
    ...createKeptRunsSlice(ports)(...store),
    ...createComparedRunSlice(ports)(...store),
    ...createDeviceSlice(ports)(...store),
    ...createFilmSlice(ports)(...store),
    ...createLabTasks(ports)(...store),
  }))
  keepReading(store, ports.reader)
  giveWayToPen(store, ports.trainer)
  return store
}
