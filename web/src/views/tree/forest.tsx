import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { agingView, isFolded, treeView, zoomed, type TreeClock, type TreeView } from '../../core/address'
import { beginning, stemOf, told, type Members } from '../../core/family'
import { count } from '../../core/numbers'
import type { Range } from '../../core/series'
import { isOver, runStates } from '../../core/states'
import { layout, type Lane } from '../../core/tree'
import { treeCsv, treeSvg } from '../../core/tree-figure'
import { without } from '../../core/without'
import type { Printable } from '../../figure/save'
import { useNow, type Navigate } from '../hooks'
import { useEditor } from '../may-edit'
import { Choice, Empty, Link, Loading } from '../parts'
import { FigureButtons } from '../figure-buttons'
import { ZoomButtons } from '../zoom-buttons'
import { BranchDialog } from '../run/branch-dialog'
import { Detail } from './detail'
import { FindBox } from './find-box'
import { TreeSelection } from './tree-selection'
import { TreeDrawing } from './tree-drawing'
import { useCheckpoints } from './use-checkpoints'

interface ForestProps {
  runs: Members
  complete: boolean
  failed: boolean
  heading: ComponentChildren
  name: string
  focus: string | undefined
  view: TreeView
  navigate: Navigate
}

/** The drawing with what steers it, and beside it what there is to know of one run. */
export function Forest({ runs, complete, failed, heading, name, focus, view, navigate }: ForestProps) {
  const { along, levels, toggled } = view
  const now = useClock(runs, along)
  const origin = useMemo(() => beginning(runs.values()), [runs])
  const lanes = useMemo(
    () =>
      layout(
        [...runs.values()],
        run => stemOf(run, along, origin, now),
        (run, depth) => isFolded({ levels, toggled }, run.id, depth),
      ),
    [runs, along, origin, now, levels, toggled.join()],
  )
  const whole = useMemo(() => extent(lanes), [lanes])
  const visible = view.from === undefined || view.to === undefined ? undefined : { from: view.from, to: view.to }
  const [hovered, setHovered] = useState<string>()
  const [inSight, setInSight] = useState<readonly Run[]>([])
  const [branching, setBranching] = useState<{ run: Run; from?: string }>()
  const [found, setFound] = useState<ReadonlySet<string>>(new Set())
  const checkpoints = useCheckpoints(inSight)
  const mayEdit = useEditor()

  const at = runs.has(view.at) ? view.at : focus !== undefined && runs.has(focus) ? focus : lanes[0]?.node.id
  const shown = runs.get(hovered ?? '') ?? runs.get(at ?? '')
  const change = (part: Partial<TreeView>, how?: 'replace'): void => navigate({ ...view, ...part }, how)
  const zoom = (range: Range | undefined): void => navigate(zoomed(view, range), 'replace')
  const toggle = (list: readonly string[], id: string): string[] =>
    list.includes(id) ? list.filter(each => each !== id) : [...list, id]
  const fold = (id: string): void => change({ toggled: toggle(view.toggled, id), at: id }, 'replace')
  const select = (id: string): void => change({ selected: toggle(view.selected, id) }, 'replace')
  const startBranch = (run: Run, from?: string): void => setBranching(from === undefined ? { run } : { run, from })
  const figure = (): Printable => {
    const picture = { name: `tree of ${name}`, lanes, along, range: visible ?? whole }
    return { name: picture.name, svg: () => treeSvg(picture), csv: () => treeCsv(picture) }
  }
  const states = useMemo(() => told([...runs.values()], runStates), [runs])
  const deepest = useMemo(() => depth(runs), [runs])

  return (
    <>
      <div class="tree-head">
        <h1>{heading}</h1>
        {runs.size > 0 && (
          <p class="muted" role="status">
            {count(runs.size)} {runs.size === 1 ? 'run' : 'runs'}
            {complete ? '' : ' so far …'} · {states}
          </p>
        )}
        <nav class="presets" aria-label="Related pages">
          <Link class="button" to={agingView(view.of === '' ? { experiment: view.experiment } : { of: at ?? view.of })}>
            Aging
          </Link>
          <Link class="button" to={treeView({ of: '' })}>
            Others
          </Link>
        </nav>
      </div>
      {runs.size === 0 && !complete && !failed && <Loading what="the tree" />}
      {runs.size === 0 && complete && (
        <Empty>
          <p>There is no run here any more: they were trashed, or the address is of another tracker.</p>
        </Empty>
      )}
      {lanes.length > 0 && (
        <>
          <div class="toolbar">
            <Choice
              label="along"
              options={clocks}
              value={along}
              choose={next => navigate({ ...without(view, 'from', 'to'), along: next })}
            />
            {deepest > 1 && (
              <Choice
                label="levels"
                options={levelOptions(deepest)}
                value={String(levels)}
                choose={text => change({ levels: Number(text), toggled: [] })}
              />
            )}
            <ZoomButtons visible={visible} whole={whole} scale="linear" zoom={zoom} />
            <FigureButtons of="the tree" figure={figure} />
            <FindBox lanes={lanes} at={at} go={id => change({ at: id }, 'replace')} mark={setFound} />
          </div>
          <div class="tree-body">
            <TreeDrawing
              lanes={lanes}
              runs={runs}
              along={along}
              origin={origin}
              at={at}
              found={found}
              selected={view.selected}
              range={visible ?? whole}
              zoomedIn={visible !== undefined}
              whole={whole}
              complete={complete}
              checkpoints={checkpoints}
              go={id => change({ at: id }, 'replace')}
              fold={fold}
              select={select}
              hover={setHovered}
              zoom={zoom}
              sight={setInSight}
              branch={mayEdit ? startBranch : undefined}
            />
            {shown && (
              <Detail
                run={shown}
                parent={shown.parent && runs.get(shown.parent.run)}
                checkpoints={checkpoints.get(shown.id)}
                selected={view.selected.includes(shown.id)}
                select={() => select(shown.id)}
                branch={mayEdit ? from => startBranch(shown, from) : undefined}
              />
            )}
          </div>
        </>
      )}
      {view.selected.length > 0 && (
        <TreeSelection
          runs={view.selected.flatMap(id => runs.get(id) ?? [])}
          clear={() => change({ selected: [] }, 'replace')}
        />
      )}
      {branching && <BranchDialog {...branching} close={() => setBranching(undefined)} />}
    </>
  )
}

/** Only wall time moves by itself, and only while something runs. */
function useClock(runs: Members, along: TreeClock): number {
  const now = useNow(5000)
  const moving = useMemo(() => along === 'wall' && [...runs.values()].some(run => !isOver(run.state)), [runs, along])
  const [still] = useState(Date.now)
  return moving ? now : still
}

const clocks: { value: TreeClock; text: string; title: string }[] = [
  { value: 'step', text: 'step', title: 'updates since the start of the lineage' },
  { value: 'tau', text: 'τ', title: 'proper time: the sum of the learning rates' },
  { value: 'wall', text: 'wall', title: 'wall time since the first run was created' },
]

function levelOptions(deepest: number): { value: string; text: string }[] {
  const some = [1, 2, 3, 4]
    .filter(level => level < deepest)
    .map(level => ({ value: String(level), text: String(level) }))
  return [...some, { value: '0', text: 'all' }]
}

function extent(lanes: readonly Lane<Run>[]): Range {
  let from = Infinity
  let to = -Infinity
  for (const lane of lanes) {
    if (lane.from < from) from = lane.from
    if (lane.reach > to) to = lane.reach
  }
  // Where nothing has begun yet, the axis has no length of its own.
  return to > from ? { from: Math.min(0, from), to } : { from: 0, to: Math.max(1, to) }
}

/** How many levels there are. */
function depth(runs: Members): number {
  let deepest = 0
  for (const lane of layout([...runs.values()], run => stemOf(run, 'step', 0, 0)))
    deepest = Math.max(deepest, lane.depth + 1)
  return deepest
}
