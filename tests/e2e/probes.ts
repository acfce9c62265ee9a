import type { Page, Worker } from '@playwright/test'

/** What a script that got into the page would try; each by name, and whether it came through. */
export const probePage = (page: Page): Promise<Record<string, boolean>> =>
  page.evaluate(async () => {
    const comesThrough = async (attempt: () => unknown): Promise<boolean> => {
      try {
        return (await attempt()) !== false
      } catch {
        return false
      }
    }
    const factory = Reflect.get(window, 'trustedTypes')
    const rules = { createScriptURL: (address: string) => address }
    return {
      inlineScript: await comesThrough(() => {
        const script = document.createElement('script')
        script.append('window.probed = true')
        document.body.append(script)
        return 'probed' in window
      }),
      innerHtml: await comesThrough(() => {
        document.createElement('div').innerHTML = '<img src=x onerror="window.probed = true">'
      }),
      inlineHandler: await comesThrough(() => {
        const button = document.createElement('button')
        button.setAttribute('onclick', 'window.probed = true')
        button.click()
        return 'probed' in window
      }),
      foreignWorker: await comesThrough(() => new Worker('data:text/javascript,postMessage(1)')),
      ownScriptAsWorker: await comesThrough(() => new Worker(new URL('sw.js', document.baseURI))),
      secondPolicy: await comesThrough(() => factory.createPolicy('another', rules)),
      samePolicyAgain: await comesThrough(() => factory.createPolicy('lenet-worker', rules)),
      foreignFetch: await comesThrough(() => fetch('https://example.com/', { mode: 'no-cors' })),
      evaluation: await comesThrough(
        () => new Promise((resolve, reject) => setTimeout(() => evaluated(resolve, reject))),
      ),
    }
    /** In a task of its own: what the test's driver runs by itself is above the policy. */
    function evaluated(resolve: (value: unknown) => void, reject: (error: unknown) => void) {
      try {
        resolve(Reflect.get(window, 'eval')('1'))
      } catch (error) {
        reject(error)
      }
    }
  })

/** The same in a worker. */
export const probeWorker = (worker: Worker): Promise<Record<string, boolean>> =>
  worker.evaluate(async () => {
    const evaluation = await new Promise<boolean>((resolve) => {
      setTimeout(() => {
        try {
          resolve(Reflect.get(globalThis, 'eval')('1') === 1)
        } catch {
          resolve(false)
        }
      })
    })
    const foreignFetch = await fetch('https://example.com/', { mode: 'no-cors' }).then(
      () => true,
      () => false,
    )
    return { evaluation, foreignFetch }
  })
