import type { Run, SpecDifference } from '../../api/types'
import { useTheme } from '../hooks'
import { linesOfRuns } from './lines'
import { SpecDiff } from './spec-diff'

export function SpecsPart({ differences, runs }: { differences: readonly SpecDifference[]; runs: readonly Run[] }) {
  const lines = new Map(linesOfRuns(runs, useTheme()).map(line => [line.key, line.stroke]))
  return <SpecDiff differences={differences} runs={runs} stroke={run => lines.get(run)!} />
}
