// What is measured in the browser. Every page is opened in a context of its own, with an empty cache.
import { headless } from '../e2e/browser.mjs'
import { browse } from './gestures.mjs'
import { watchPage } from './in-page.mjs'
import { heapOf, hurry } from './heap.mjs'

const patience = 60_000
const size = { width: 1280, height: 900 }
/** A frame takes as long as its work does, not until the next sixtieth of a second: 17 ms of work are not called 33. */
const unlimited = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

export class Bench {
  #executablePath
  #browser
  #watched
  #live = []

  static async start(executablePath) {
    const bench = new Bench()
    bench.#executablePath = executablePath
    bench.#browser = await headless(executablePath)
    return bench
  }

  /** Bytes of the pages' scripts and styles and of the page itself as they came over the line, once rows are there. */
  async firstLoad(url) {
    const page = await this.#open(this.#browser, url)
    await seen(page, 'rows', 1)
    const files = await page.evaluate(() =>
      performance
        .getEntries()
        .filter(
          ({ entryType, name }) => entryType === 'navigation' || (entryType === 'resource' && /\.(js|css)$/.test(name)),
        )
        .map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize })),
    )
    await page.context().close()
    const bytes = files.reduce((sum, file) => sum + file.encodedBodySize, 0)
    return { bytes, files }
  }

  /** @returns ms from navigation until so many rows or lines are on screen, of each of `times` openings */
  async times(url, what, least, times) {
    const all = []
    for (let i = 0; i < times; i++) {
      // One after the other: they would share the machine.
      all.push(await this.#timed(url, what, least))
    }
    return all
  }

  async #timed(url, what, least) {
    const page = await this.#open(this.#browser, url)
    const ms = await seen(page, what, least)
    await page.context().close()
    return ms
  }

  /** @returns of each of `times` rounds of zooming and moving: how many frames there were, and the longest in ms */
  async frames(url, lines, times) {
    const browser = await headless(this.#executablePath, ...unlimited)
    try {
      const page = await this.#open(browser, url)
      await seen(page, 'lines', lines)
      const rounds = []
      for (let i = 0; i < times; i++) {
        // The same page again and again, as people do.
        rounds.push(await browse(page))
      }
      return rounds
    } finally {
      await browser.close()
    }
  }

  /** A page that stays open, to see when something new is drawn. */
  async watch(url, lines) {
    await this.#watched?.context().close()
    this.#watched = await this.#open(this.#browser, url)
    await seen(this.#watched, 'lines', lines)
    await this.#watched.locator('.live-live').waitFor()
    return true
  }

  /** @returns ms since 1970 when a chart was on screen that reaches to `to` */
  async drawn(to) {
    const found = await this.#watched.waitForFunction(
      least => globalThis.hourglassBench.drawn.find(each => each.to >= least)?.at,
      to,
      { timeout: patience },
    )
    return found.jsonValue()
  }

  /** Pages that stay open while their clocks run `speed` times as fast. */
  async live(urls, speed) {
    await this.#watched?.context().close()
    this.#watched = undefined
    for (const { url, what, least } of urls) {
      const page = await this.#open(this.#browser, url, { speed })
      this.#live.push(page)
      await seen(page, what, least)
    }
    return this.#live.length
  }

  /** @returns of each of the pages of `live`: what is left on the heap after the collector has been there */
  async heap() {
    return Promise.all(this.#live.map(heapOf))
  }

  async close() {
    await this.#browser.close()
  }

  async #open(browser, url, { speed } = {}) {
    const context = await browser.newContext({ viewport: size })
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    await page.addInitScript(watchPage)
    if (speed !== undefined) await page.addInitScript(hurry, speed)
    await page.goto(url)
    return page
  }
}

/** @returns ms from navigation until they were on screen */
async function seen(page, what, least) {
  return page.evaluate(([kind, count]) => globalThis.hourglassBench[kind](count), [what, least])
}
