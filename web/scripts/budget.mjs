// Fails when what the first page loads (scripts, styles, the page itself) is more than the budget after gzip.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const budget = 120 * 1024
const dist = new URL('../target/classes/META-INF/resources/', import.meta.url).pathname
const files = readdirSync(dist, { recursive: true }).filter(name => /\.(js|css|html)$/.test(name))
const sizes = files.map(name => [name, gzipSync(readFileSync(join(dist, name)), { level: 9 }).length])
const total = sizes.reduce((sum, [, size]) => sum + size, 0)
const kb = bytes => (bytes / 1024).toFixed(1) + ' KB'

if (total > budget) {
  for (const [name, size] of sizes) console.error(`  ${kb(size).padStart(9)}  ${name}`)
  console.error(
    `The first load is ${kb(total)} after gzip; the budget is ${kb(budget)}. Drop a dependency or load a part later.`,
  )
  process.exit(1)
}
console.log(`first load ${kb(total)} after gzip, budget ${kb(budget)}`)
