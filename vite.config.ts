import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { licencesPlugins } from './src/programs/licences-plugin.ts'
import { offlinePlugin } from './src/programs/offline-plugin.ts'
import { securityPlugin } from './src/programs/security-plugin.ts'

/** Where `npm start` serves, unless the variable PORT says otherwise. */
const DEFAULT_PORT = 4173
const port = Number(process.env.PORT ?? DEFAULT_PORT)

const licences = licencesPlugins()

export default defineConfig({
  // Relative addresses, so that the built page works from any folder of a static host.
  base: './',
  plugins: [react(), securityPlugin(process.env.CSP_REPORT_URI), licences.page, offlinePlugin()],
  worker: { format: 'es', plugins: () => [licences.worker] },
  build: {
    target: 'es2022',
    // A wasm binary or an icon is a file of its own: inlining it would move it into the first bundle.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the first screen needs comes in one file: ten small ones take longer to arrive.
          groups: [{ name: 'first-screen', tags: ['$initial'] }],
        },
      },
    },
  },
  preview: { port, strictPort: true },
})
