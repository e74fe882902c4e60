/** Short names for the shapes of the API, which are generated from its OpenAPI text: a change there is a change here. */
import type { components } from './schema'

type Shapes = components['schemas']

/** A number as JSON carries it; infinities and NaN are words there. */
export type WireNumber = Shapes['Real']
export type SpecValue = Shapes['JsonNode']

export type Run = Shapes['Run']
export type RunState = Run['state']
export type BranchPoint = Shapes['BranchPoint']
export type MetricSummary = Shapes['MetricSummary']
export type Attempt = Shapes['Attempt']
export type Checkpoint = Shapes['Checkpoint']
export type TrailEvent = Shapes['EventEntry']
export type Lineage = Shapes['Lineage']
export type LineageNode = Shapes['LineageNode']
export type BranchRequest = Shapes['NewBranches']

/** The clock a chart is drawn over. `tau/tw` is (tau - tau_w)/tau_w of a branch's own points. */
export type Clock = Shapes['Series']['x']
export type Scale = Shapes['Comparison']['scale']
export type WireSeries = Shapes['Series']
export type NotDrawn = Shapes['NotDrawn']
export type SpecDifference = Shapes['SpecDifference']
export type WireSpectra = Shapes['Spectra']
export type WireDistributions = Shapes['Distributions']
export type WireCurves = Shapes['RecordedCurves']

/** What a heartbeat says, on the stream. */
export type Progress = Shapes['LiveProgress']
/** New points of a run, on the stream. */
export type Points = Shapes['LivePoints']

/** RFC 9457. */
export type Problem = Shapes['Problem']
/** Who asks. */
export type Me = Shapes['Me']
