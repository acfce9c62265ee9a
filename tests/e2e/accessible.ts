import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './lab'

/** How a page is looked at. */
export interface View {
  readonly width: number
  readonly height: number
  readonly theme: 'light' | 'dark'
  readonly language: 'en' | 'zh-CN'
}

/** Shows the page otherwise where it stands: opening it again would take longer. */
export async function showAs(page: Page, view: View): Promise<void> {
  await page.setViewportSize({ width: view.width, height: view.height })
  await page.emulateMedia({ colorScheme: view.theme })
  await page.getByTestId('language-select').selectOption(view.language)
  await expect(page.locator('html')).toHaveAttribute('lang', view.language)
}

/** Fails where the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { needed, there } = await page.evaluate(() => ({
    needed: document.documentElement.scrollWidth,
    there: document.documentElement.clientWidth,
  }))
  expect(needed).toBeLessThanOrEqual(there)
}

/** Fails where axe-core finds a barrier. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // The page has no frames whose findings a second page would have to put together, and that page
  // takes longer to start than the rules take to run.
  expect(page.frames()).toHaveLength(1)
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    // Of WCAG 2.2 AA, and off unless asked for.
    rules: { 'target-size': { enabled: true } },
  })
  const { violations } = await axe.analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
  expect(found, `axe-core, ${state}`).toEqual([])
}
