// Fails the build when the page of runs needs more than the budget after gzip before it shows its rows: the document, the entry,
// the page's own file, all they import at once, and their styles. What is imported later, such as a chart library, is not counted.
import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'

const budget = 120 * 1024
const firstPage = '/views/runs/runs-page.tsx'

/** @returns {import('vite').Plugin} */
export function firstLoad() {
  return {
    name: 'first-load-budget',
    enforce: 'post',
    writeBundle(_, bundle) {
      const files = Object.values(bundle)
      const chunk = found => files.find(file => file.type === 'chunk' && found(file))
      const page = chunk(file => file.moduleIds.some(id => id.endsWith(firstPage)))
      if (!page) return this.error(`no file of the build has ${firstPage}: the first load cannot be measured`)
      const needed = new Set(['index.html'])
      const need = ({ fileName, imports, viteMetadata }) => {
        if (needed.has(fileName)) return
        needed.add(fileName)
        for (const style of viteMetadata.importedCss) needed.add(style)
        for (const name of imports) need(bundle[name])
      }
      need(chunk(file => file.isEntry))
      need(page)

      const sizes = [...needed].map(name => [name, gzipSync(content(bundle[name]), { level: 9 }).length])
      const total = sizes.reduce((sum, [, size]) => sum + size, 0)
      const all = files.filter(file => /\.(js|css|html)$/.test(file.fileName)).length
      const said = `first load of the runs ${kb(total)} after gzip, budget ${kb(budget)}: ${needed.size} of ${all} files`
      if (total <= budget) return console.log(said)
      for (const [name, size] of sizes) console.error(`  ${kb(size).padStart(9)}  ${name}`)
      this.error(`${said}. Drop a dependency or load a part later.`)
    },
  }
}

function content(file) {
  return Buffer.from(file.type === 'chunk' ? file.code : file.source)
}

function kb(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`
}
