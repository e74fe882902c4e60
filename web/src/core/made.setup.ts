import type { BranchPoint, Run } from '../api/types'

/** A run as tests need one. */
export const made = (id: string, overrides: Partial<Run> = {}): Run => ({
  id,
  experiment: 'aging',
  name: `run ${id}`,
  kind: 'queued',
  state: 'completed',
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'someone',
  updatedAt: '2026-01-01T00:00:00Z',
  root: id,
  branches: 0,
  specSha256: '',
  params: {},
  dataset: '',
  synthetic: false,
  step: 0,
  tau: 0,
  attempts: 1,
  metrics: {},
  tags: {},
  archived: false,
  revision: 0,
  ...overrides,
})

/** Where a branch left a run. */
export const branchedFrom = (run: string): { parent: BranchPoint } => ({
  parent: { run, attempt: 'x', step: 1, tau: 0.5, checkpoint: 'c' },
})
