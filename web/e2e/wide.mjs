// The browser test of a wide screen far from UTC: node web/e2e/wide.mjs --url URL --out DIR --chromium PATH
// Against a running stack on which the demo has run: every page fills 2560 pixels well, and times are those of the reader's zone.
import { inTheBrowser, look, options, step } from './browser.mjs'
import { api } from './api.mjs'

const values = options('wide.mjs', 'url', 'out', 'chromium')
const { url } = values
/** Neither whole hours from UTC nor ever on summer time. */
const zone = 'Asia/Kolkata'
const { runs } = await api(url, '/runs?experiment=demo&limit=1000')
const root = runs.find(run => run.branches === 3)
if (!root) throw new Error(`no run at ${url} has three branches; run the demo first`)
const family = [root, ...runs.filter(run => run.parent?.run === root.id)].map(run => run.id).join(',')

const pages = [
  ['runs', '#/', 'tr[data-run]'],
  ['run', `#/runs/${root.id}`, 'figure.chart[data-metric="nll"] canvas'],
  ['compare', `#/compare?runs=${family}&metrics=nll,gradientNorm`, '.chart-host[data-drawn]'],
  ['compare-specs', `#/compare?runs=${family}&show=specs`, 'table'],
  ['compare-scatter', `#/compare?runs=${family}&show=scatter`, 'main figure svg'],
  ['compare-parallel', `#/compare?runs=${family}&show=parallel`, 'main figure svg'],
  ['compare-phase', `#/compare?runs=${family}&show=phase`, 'main figure svg'],
  ['aging', `#/aging?of=${root.id}`, 'canvas'],
  ['tree', `#/tree?of=${root.id}`, '[role="treeitem"]'],
  ['operations', '#/operations', 'tr[data-partition]'],
  ['workers', '#/operations?part=workers', 'main h2'],
]

await inTheBrowser(
  values,
  async (page, width) => {
    for (const [name, address, there] of pages) {
      await step(`${width} px: ${name}`, async () => {
        await page.goto(`${url}/${address}`)
        await page.locator(there).first().waitFor()
        await look(page, values.out, `wide-${name}`, width)
      })
    }
    await step(`${width} px: times`, () => times(page))
  },
  undefined,
  { widths: [2560], timezoneId: zone },
)

async function times(page) {
  await page.goto(`${url}/#/runs/${root.id}`)
  // The Swedish write dates as the pages do.
  const there = new Date(root.createdAt).toLocaleString('sv-SE', { timeZone: zone })
  await page.getByText(there).first().waitFor()
}
