import { useMemo, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { atDefault, flat } from '../../core/specs'
import { yaml, yamlLines } from '../../core/yaml'
import { useApi, useResource } from '../hooks'
import { useMayEdit } from '../may-edit'
import { Copy, Empty, Lines } from '../parts'
import { Download } from './download'
import { SpecDialog } from './spec-editor'

/** From this alone the run can be repeated. */
export function Spec({ run, spec }: { run: Run; spec: Run['spec'] }) {
  const api = useApi()
  const [editing, setEditing] = useState(false)
  const mayEdit = useMayEdit()
  const checked = useResource(run.id, async () => (spec && run.kind !== 'external' ? api.checkSpec(spec) : undefined))
  const lines = useMemo(() => (spec ? yamlLines(spec) : []), [spec])
  const paths = useMemo(() => (spec ? [...flat(spec).keys()] : []), [spec])
  if (!spec || lines.length === 0) return <Empty>This run came without a spec.</Empty>
  const defaults = new Set<string>(checked.data?.defaults[0])
  const [text, json] = [yaml(spec), JSON.stringify(spec, undefined, 2)]
  const file = `${run.name.replace(/[^\w.-]+/g, '-').slice(0, 60) || 'run'}-${run.id.slice(-8)}`
  return (
    <>
      <div class="spec-head">
        <Copy text={text} shown="YAML" label="Copy as YAML" />
        <Copy text={json} shown="JSON" label="Copy as JSON" />
        <Download text={`${text}\n`} name={`${file}.yaml`} type="application/yaml" shown="download YAML" />
        <Download text={`${json}\n`} name={`${file}.json`} type="application/json" shown="download JSON" />
        {mayEdit && run.kind !== 'external' && run.parent === undefined && (
          <button type="button" class="link" onClick={() => setEditing(true)}>
            edit and run …
          </button>
        )}
        <Copy
          text={run.specSha256}
          shown={<code>SHA-256 {run.specSha256.slice(0, 10)}</code>}
          label="Copy the SHA-256 of the canonical JSON"
        />
      </div>
      {defaults.size > 0 && (
        <p class="chart-note">
          <strong>{paths.length - defaults.size} choices</strong>;{' '}
          <span class="spec-default">pale: {defaults.size} values that stand at their defaults</span>
        </p>
      )}
      <Lines label="The spec" class="spec">
        {lines.map((line, i) => (
          // A spec does not change, and a list may fill several lines of one path.
          <span key={i} class={atDefault(line.path, paths, defaults) ? 'spec-default' : 'spec-chosen'}>
            {`${line.text}\n`}
          </span>
        ))}
      </Lines>
      {editing && <SpecDialog spec={spec} close={() => setEditing(false)} />}
    </>
  )
}
