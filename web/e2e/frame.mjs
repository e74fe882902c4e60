// The browser test of what all pages share: node web/e2e/frame.mjs --url URL --out DIR --chromium PATH
// Against a running stack: theme, pages and keys, the way past the header, a page whose file does not come, a tracker that does not
// answer, and names that are out for harm.
import { api } from './api.mjs'
import { inTheBrowser, look, options, step } from './browser.mjs'

const values = options('frame.mjs', 'url', 'out', 'chromium')
const { url } = values
const hostile = await hostileRun()

// The browser itself reports what this test breaks.
const expected = /^console: (Failed to load resource: net::ERR_|.*(ERR_FAILED|ERR_INTERNET_DISCONNECTED))/
await inTheBrowser(
  values,
  async (page, width) => {
    await step(`${width} px: the theme`, () => theme(page))
    await step(`${width} px: pages and keys`, () => keys(page, width))
    await step(`${width} px: past the header`, () => skip(page))
    await step(`${width} px: a page that does not come`, () => notLoaded(page, width))
    await step(`${width} px: no answer`, () => noAnswer(page, width))
    await step(`${width} px: names that are out for harm`, () => names(page, width))
    await step(`${width} px: nowhere`, () => nowhere(page, width))
  },
  expected,
)

/** A run of somebody's own program, with the worst of names. */
async function hostileRun() {
  const name = `<img src=x onerror=alert(1)>\u202Egnikcatta \u0301\u0301\u0301 👩‍🔬 ${Date.now()}`
  const { runs } = await api(url, '/runs', {
    kind: 'external',
    experiment: 'frame <script>alert(1)</script>',
    name,
    params: { note: '\u2067مرحبا '.repeat(5_000), '"><b>': 1 },
    tags: { '<i>': '\u202Ebackwards' },
  })
  return { name, id: runs[0].id }
}

async function theme(page) {
  // Notes the theme at the moment when the place of the pages is there, before anything of them is.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.getElementById('app')) return
      globalThis.themeAtFirst = document.documentElement.dataset.theme ?? 'system'
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(`${url}/#/`)
  const button = page.getByRole('button', { name: /^Theme/ })
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = await ground()
  await button.click()
  await button.click()
  await page.locator('html[data-theme="dark"]').waitFor()
  if ((await ground()) === light) throw new Error('dark is as light as light')
  await page.reload()
  await button.waitFor()
  const first = await page.evaluate('themeAtFirst')
  if (first !== 'dark') throw new Error(`the page begins with the theme ${first}`)
  await button.click()
  await page.locator('html:not([data-theme])').waitFor()
  if ((await ground()) !== light) throw new Error('the theme of the system does not come back')
}

async function keys(page, width) {
  const pages = page.getByRole('navigation', { name: 'Pages' })
  for (const name of ['Compare', 'Operations', 'Runs']) {
    await pages.getByRole('link', { name, exact: true }).click()
    await pages.locator('[aria-current="page"]', { hasText: name }).waitFor()
  }
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  await dialog.getByText('Compare').waitFor()
  await look(page, values.out, 'frame-keys', width)
  await dialog.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  if (!page.url().endsWith('#/operations')) throw new Error('keys act although they are switched off')
  await page.getByRole('button', { name: 'Keys and help' }).click()
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForURL(/#\/$/)
}

async function skip(page) {
  await page.goto(`${url}/#/operations`)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate('document.activeElement.blur()')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('main:focus').waitFor()
}

async function notLoaded(page, width) {
  await page.goto(`${url}/#/moon`)
  await page.reload()
  await page.route('**/operations-page*', route => route.abort())
  await page.getByRole('link', { name: 'Operations' }).click()
  await page.getByRole('heading', { name: 'This page did not come' }).waitFor()
  await look(page, values.out, 'frame-not-loaded', width)
  await page.unroute('**/operations-page*')
  await page.getByRole('button', { name: 'Load the page anew' }).click()
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor()
}

async function noAnswer(page, width) {
  const banner = page.getByRole('alert').filter({ hasText: 'The tracker does not answer.' })
  await page.context().setOffline(true)
  await banner.waitFor()
  await look(page, values.out, 'frame-no-answer', width)
  // Pressed while there is still nobody: once there is, the page may have asked by itself before the press.
  const asked = page.waitForEvent('requestfailed')
  await banner.getByRole('button', { name: 'Try now' }).click()
  await asked
  await page.context().setOffline(false)
  await banner.waitFor({ state: 'detached' })
  await page.locator('tr[data-partition]').first().waitFor()
}

async function names(page, width) {
  await page.goto(`${url}/#/runs/${hostile.id}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('tab', { name: 'spec' }).waitFor()
  const injected = await page.locator('main img, main script, main b:has-text("1")').count()
  if (injected > 0) throw new Error(`${injected} elements came from a name`)
  const title = await page.title()
  if (title.includes('\u202e')) throw new Error('the title of the window runs backwards')
  await look(page, values.out, 'frame-hostile-run', width)
}

async function nowhere(page, width) {
  await page.goto(`${url}/#/moon`)
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor()
  await look(page, values.out, 'frame-nowhere', width)
}
