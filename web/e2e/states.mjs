// The browser test of what stands where nothing is yet: node web/e2e/states.mjs --url URL --out DIR --chromium PATH --token TOKEN
// Against a tracker that asks for a token and has no runs: an answer that is late, no runs at all, and a live stream that is cut
// while the tracker answers. What the tracker sends is held or dropped on its way; nothing is made up.
import { inTheBrowser, look, options, step } from './browser.mjs'

const values = options('states.mjs', 'url', 'out', 'chromium', 'token')
const { url, out } = values

// The browser itself reports that nobody is signed in, and what this test drops.
const expected = /^console: Failed to load resource: (.* 401 |net::ERR_)/
await inTheBrowser(
  values,
  async (page, width) => {
    await step(`${width} px: an answer is late`, () => late(page, width))
    await step(`${width} px: no runs`, () => noRuns(page, width))
    await step(`${width} px: the stream is cut`, () => cut(page, width))
  },
  expected,
)

async function late(page, width) {
  let release
  const held = new Promise(resolve => (release = resolve))
  await page.route('**/api/v1/runs?**', async route => {
    await held
    await route.continue()
  })
  await page.goto(`${url}/#/`)
  await page.getByLabel('Your token').fill(values.token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Still loading').waitFor()
  // It is neither settled nor at rest, as everything is on its way: a picture alone.
  await page.screenshot({ path: `${out}/states-late-${width}.png` })
  release()
  await page.getByText('Still loading').waitFor({ state: 'detached' })
  await page.unroute('**/api/v1/runs?**')
}

async function noRuns(page, width) {
  await page.getByRole('heading', { name: 'No runs yet' }).waitFor()
  await page.locator('.live-live').waitFor()
  await look(page, out, 'states-no-runs', width)
}

async function cut(page, width) {
  const banner = page.getByRole('alert').filter({ hasText: 'The live stream is cut.' })
  await page.route('**/api/v1/stream**', route => route.abort())
  await page.reload()
  await banner.waitFor()
  await page.getByRole('heading', { name: 'No runs yet' }).waitFor()
  await look(page, out, 'states-cut', width)
  await page.unroute('**/api/v1/stream**')
  await banner.waitFor({ state: 'detached' })
  await page.locator('.live-live').waitFor()
}
