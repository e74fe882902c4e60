/** The tracker's answers, as the HTTP API of version 1 gives them. Optional fields are left out, never null. */

/** A number as JSON carries it; infinities and NaN are words there. */
export type WireNumber = number | 'NaN' | 'Infinity' | '-Infinity'

export type RunState =
  'queued' | 'running' | 'pausing' | 'paused' | 'cancelling' | 'lost' | 'completed' | 'failed' | 'cancelled'

export type RunKind = 'queued' | 'published' | 'external'

/** The clock a chart is drawn over. `tau/tw` is (tau - tau_w)/tau_w of a branch's own points. */
export type Clock = 'step' | 'tau' | 'wall' | 'tau/tw'

export type Scale = 'linear' | 'log'

export type SpecValue = string | number | boolean | null | SpecValue[] | { [key: string]: SpecValue }

export interface BranchPoint {
  run: string
  attempt?: string
  step: number
  tau?: number
  checkpoint?: string
}

export interface MetricSummary {
  last?: WireNumber
  lastStep?: number
  min?: WireNumber
  minStep?: number
  max?: WireNumber
  maxStep?: number
  points: number
}

export interface Run {
  id: string
  experiment: string
  name: string
  kind: RunKind
  state: RunState
  stateReason?: string
  stackTrace?: string
  createdAt: string
  createdBy: string
  updatedAt: string
  startedAt?: string
  endedAt?: string
  parent?: BranchPoint
  root: string
  branches: number
  specSha256?: string
  spec?: { [key: string]: SpecValue }
  params: { [path: string]: SpecValue }
  dataset?: string
  synthetic: boolean
  step?: number
  tau?: number
  targetStep?: number
  attempt?: string
  attempts: number
  stepsPerSecond?: number
  expectedEndAt?: string
  heartbeatAt?: string
  worker?: string
  lastNll?: WireNumber
  metrics: { [name: string]: MetricSummary }
  tags: { [key: string]: string }
  archived?: boolean
  trashedAt?: string
  purgedAt?: string
}

export interface Attempt {
  id: string
  number: number
  run: string
  follows?: string
  startedAt: string
  endedAt?: string
  end?: 'paused' | 'completed' | 'failed' | 'cancelled' | 'lost' | 'superseded'
  fromStep?: number
  fromTau?: number
  checkpoint?: string
  lastStep?: number
  /** Its own points beyond this step no longer count. */
  supersededFrom?: number
  refusedEvents?: number
  gaps?: number
  engineVersion?: string
  gitCommit?: string
  dataName?: string
  dataSha256?: string
  jvm?: string
  os?: string
  cpu?: string
  kernel?: string
  threads?: number
  worker?: string
}

export interface Checkpoint {
  sha256: string
  run: string
  attempt: string
  step: number
  tau?: number
  savedAt: string
  bytes: number
  location?: string
  reason: 'periodic' | 'waiting-time' | 'final' | 'on-demand'
  superseded: boolean
  href: string
}

export interface TrailEvent {
  position: { partition: number; offset: number }
  id: string
  type: string
  source: string
  time: string
  attempt?: string
  sequence?: number
  summary: string
}

export interface LineageNode {
  id: string
  name: string
  state: RunState
  parent?: { run: string; step: number; tau?: number }
  fromStep: number
  fromTau?: number
  step: number
  tau?: number
  lastNll?: WireNumber
}

export interface Lineage {
  root: string
  focus: string
  nodes: LineageNode[]
}

type Column = (WireNumber | null)[]

export interface WireSeries {
  run: string
  metric: string
  fromReference: boolean
  unit?: string
  x: Clock
  tw?: number
  points: number
  reduced: boolean
  steps: number[]
  taus: Column
  wallMs: Column
  xs: Column
  values: Column
  min?: Column
  max?: Column
  counts?: number[]
  inheritedUntilStep?: number
  /** Points with x <= 0, which a log axis cannot show. */
  leftOut?: number
}

export interface NotDrawn {
  run: string
  metric?: string
  reason: string
}

export interface SpecDifference {
  path: string
  values: { [run: string]: SpecValue }
}

export interface WireComparison {
  x: Clock
  scale: Scale
  series: WireSeries[]
  notDrawn: NotDrawn[]
  specDiff: SpecDifference[]
  runs: Run[]
}

export interface SpectrumInfo {
  matrix: string
  count: number
  firstStep: number
  lastStep: number
  size: number
}

export interface WireSpectra {
  matrix: string
  x: Clock
  /** How many were recorded, before rows were left out. */
  points: number
  steps: number[]
  taus: Column
  wallMs: Column
  xs: Column
  /** One row a recorded step, the largest value first. */
  values: Column[]
}

export interface Progress {
  run: string
  attempt: string
  worker?: string
  step: number
  tau?: number
  stepsPerSecond?: number
  expectedEndAt?: string
  heartbeatAt: string
}

/** RFC 9457. */
export interface Problem {
  title: string
  status: number
  detail?: string
  problems?: { path: string; line?: number; message: string }[]
}

/** Who asks. */
export interface Me {
  /** Absent where nobody signs in. */
  id?: string
  name: string
  role: 'viewer' | 'editor' | 'admin'
  signIn: boolean
}
