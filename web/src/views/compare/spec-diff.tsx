import type { Run, SpecDifference, SpecValue } from '../../api/types'
import type { Stroke } from '../../core/colours'
import { own } from '../../core/quantities'
import { number } from '../../core/numbers'
import { plain, shortPath } from '../../core/runs'
import { RunLink } from '../parts'
import { Swatch } from './swatch'

interface DiffProps {
  differences: readonly SpecDifference[]
  runs: readonly Run[]
  stroke(run: string): Stroke
}

/** What differs between the specs: one row a path, one column a run. */
export function SpecDiff({ differences, runs, stroke }: DiffProps) {
  if (runs.length < 2) return null
  return (
    <section class="panel spec-diff">
      <h2>What differs between the specs</h2>
      {differences.length === 0 ? (
        <p class="muted">Nothing: these runs differ only in their start.</p>
      ) : (
        // Many runs make a wide table: it scrolls in its own frame.
        <div class="scroll" role="region" aria-label="Differences between the specs" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">path</th>
                {runs.map(run => (
                  <th key={run.id} scope="col">
                    <Swatch stroke={stroke(run.id)} /> <RunLink id={run.id} name={run.name} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differences.map(({ path, values }) => (
                <tr key={path}>
                  <th scope="row">
                    <code>{path}</code>
                  </th>
                  {runs.map(run => (
                    <td key={run.id} title={shown(path, own(values, run.id)).slice(0, 1000)}>
                      <bdi>{shown(path, own(values, run.id)).slice(0, 200)}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function shown(path: string, value: SpecValue | undefined): string {
  if (value === undefined) return '–'
  return typeof value === 'number' && shortPath(path) !== 'seed' ? number(value, 8) : plain(value)
}
