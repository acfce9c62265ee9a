import type { Plugin, Rolldown } from 'vite'
import { PACKAGES_FILE } from '../storage/shipped-packages.ts'
import { assertPermissive, dependenciesOf, packageFolder, packagesIn } from './shipped-packages.ts'

/** Built last, after the list: its packages are taken with all that they need. */
const SERVICE_WORKER = /^workbox-/

/**
 * Lists the packages that were built into the page and into its workers, with their licences; the
 * build fails on one that is not permissive.
 *
 * @returns `page` for the page's build, which writes the list, and `worker` for those of workers.
 */
export function licencesPlugins(): { readonly page: Plugin; readonly worker: Plugin } {
  const folders = new Set<string>()
  const note = (bundle: Rolldown.OutputBundle) => {
    for (const file of Object.values(bundle)) {
      for (const module of file.type === 'chunk' ? file.moduleIds : []) {
        const folder = packageFolder(module)
        if (folder !== null) folders.add(folder)
      }
    }
  }
  let root = ''
  return {
    worker: {
      name: 'lenet-lab:licences-of-workers',
      generateBundle: (_, bundle) => note(bundle),
    },
    page: {
      name: 'lenet-lab:licences',
      apply: 'build',
      configResolved: (config) => {
        root = config.root
      },
      generateBundle(_, bundle) {
        note(bundle)
        const ofServiceWorker = dependenciesOf(root).filter((name) => SERVICE_WORKER.test(name))
        const packages = packagesIn(root, folders, ofServiceWorker)
        assertPermissive(packages)
        const source = JSON.stringify(packages, null, 1)
        this.emitFile({ type: 'asset', fileName: PACKAGES_FILE, source })
      },
    },
  }
}
